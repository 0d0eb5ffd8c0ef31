//! Disposals that are awaited need no runtime and go with each: one body on tokio, on smol and
//! polled by hand.

use std::future::Future;
use std::pin::Pin;

use tenure::{AsyncDispose, AsyncDisposeStack, Guard, disposable};

use super::async_hand::{Log, Slow, give_way, ready};
use super::{Refused, Then};

/// Has something of each kind.
#[disposable(async, hook = Server::say_goodbye)]
struct Server {
    slow: Slow,
    #[dispose(with = |log: &mut Log| log.note("flushed"))]
    log: Log,
    #[dispose(take = |worker: Log| async move {
        give_way().await;
        worker.note("joined");
        Err::<(), _>(Refused("worker"))
    })]
    worker: Option<Log>,
    guard: Guard,
}

impl Server {
    async fn say_goodbye(&mut self) {
        give_way().await;
        self.log.note("goodbye");
    }
}

async fn body(log: Log) -> String {
    let server = Server {
        slow: Slow::new("slow", Then::Succeed, &log),
        log: log.clone(),
        worker: Some(log.clone()),
        guard: Guard::new(),
    };
    let mut stack = AsyncDisposeStack::new();
    let noted = log.clone();
    stack.defer(move || noted.note("deferred"));
    let server = stack.push_async(server);
    give_way().await;
    server.log.note("used");
    stack.push_async(vec![Some(Slow::new("nested", Then::Succeed, &log))]);
    stack.dispose_async().await.unwrap_err().to_string()
}

type Body = Pin<Box<dyn Future<Output = String> + Send>>;

/// Runs the body to its end and checks what has happened.
fn check(run: impl FnOnce(Body) -> String) {
    let log = Log::default();
    assert_eq!(run(Box::pin(body(log.clone()))), "[1].worker: worker refused");
    let expected = "used, nested begins, nested ends, goodbye, slow begins, slow ends, flushed, \
                    joined, deferred";
    assert_eq!(log.taken().join(", "), expected);
}

#[test]
fn it_runs_on_tokio_on_one_thread() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    check(|body| runtime.block_on(body));
}

#[test]
fn it_runs_on_tokio_as_a_task_of_any_thread() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    check(|body| runtime.block_on(async { tokio::spawn(body).await.unwrap() }));
}

#[test]
fn it_runs_on_smol() {
    check(smol::block_on);
}

#[test]
fn it_runs_on_smol_as_a_task() {
    let executor = smol::Executor::new();
    check(|body| smol::block_on(executor.run(executor.spawn(body))));
}

#[test]
fn it_runs_without_a_runtime() {
    check(ready);
}

/// Behaviour 97.
#[test]
fn a_runtime_that_ends_half_way_loses_nothing() {
    let log = Log::default();
    let mut slow = Slow::new("slow", Then::Succeed, &log);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        tokio::select! {
            biased;
            outcome = slow.dispose_async() => panic!("{outcome:?} came first"),
            () = std::future::ready(()) => {}
        }
    });
    drop(runtime);
    smol::block_on(slow.close_async()).unwrap();
    assert_eq!(log.taken(), ["slow begins", "slow begins", "slow ends"]);
}

/// Behaviours 87, 88.
#[test]
fn overlapping_disposals_of_a_stack_behind_a_lock_run_each_entry_once() {
    let log = Log::default();
    let stack = AsyncDisposeStack::new();
    stack.push_async(Slow::new("1", Then::Succeed, &log));
    stack.push_async(Slow::new("2", Then::Succeed, &log));
    let stack = tokio::sync::Mutex::new(stack);
    let dispose = || async { stack.lock().await.dispose_async().await };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let (first, second) = tokio::join!(dispose(), dispose());
        first.unwrap();
        second.unwrap();
        dispose().await.unwrap();
    });
    assert_eq!(log.taken(), ["2 begins", "2 ends", "1 begins", "1 ends"]);
}
