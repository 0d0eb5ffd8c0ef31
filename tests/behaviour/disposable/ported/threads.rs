//! Many threads that dispose one value.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier, Mutex, RwLock};
use std::thread;

use tenure::{Dispose, DisposeError, DisposeShared, Guard, disposable};

const THREADS: usize = 8;
const ROUNDS: u32 = 100;

#[disposable]
struct Shared {
    #[dispose(with = |steps| steps.one())]
    first: Steps,
    children: Vec<Child>,
    guard: Guard,
}

#[disposable]
struct Child {
    #[dispose(take = |steps: Steps| { steps.one(); Err::<(), _>("refused") })]
    step: Option<Steps>,
}

#[derive(Clone, Default)]
struct Steps(Arc<AtomicU32>);

impl Steps {
    fn one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn taken(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

fn shared(steps: &Steps) -> Shared {
    let child = || Child { step: Some(steps.clone()) };
    let children = vec![child(), child()];
    Shared { first: steps.clone(), children, guard: Guard::new() }
}

/// How many errors all threads got together, when each disposes what it is given.
fn errors<T: Send>(
    values: Vec<T>,
    dispose: impl Fn(T) -> Result<(), DisposeError> + Sync,
) -> usize {
    let start = Barrier::new(values.len());
    let run = |value| {
        start.wait();
        dispose(value).map_or_else(|error| error.len(), |()| 0)
    };
    thread::scope(|scope| {
        let threads: Vec<_> = values.into_iter().map(|value| scope.spawn(|| run(value))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}

/// Behaviour 136.
#[test]
fn threads_that_dispose_what_is_behind_a_lock_run_each_step_once() {
    let steps = Steps::default();
    for _ in 0..ROUNDS {
        let mutex = Arc::new(Mutex::new(shared(&steps)));
        let owners = vec![Arc::clone(&mutex); THREADS];
        assert_eq!(errors(owners, |owner| owner.dispose_shared()), 2);
        let lock: Box<RwLock<dyn Dispose + Send + Sync>> = Box::new(RwLock::new(shared(&steps)));
        assert_eq!(errors(vec![&lock; THREADS], DisposeShared::dispose_shared), 2);
        assert!(lock.is_disposed());
        mutex.dispose_shared().unwrap();
        assert!(Arc::into_inner(mutex).is_some_and(|mutex| mutex.is_disposed()));
    }
    assert_eq!(steps.taken(), 2 * 3 * ROUNDS);
}

/// Behaviour 136.
#[test]
fn owners_that_let_go_at_once_run_each_step_once() {
    let steps = Steps::default();
    for _ in 0..ROUNDS {
        let owner = Arc::new(shared(&steps));
        let mut owners = vec![Arc::clone(&owner); THREADS - 1];
        owners.push(owner);
        // Two may take each other for the last one; then it is the fallback that runs the steps.
        assert!([0, 2].contains(&errors(owners, Arc::close)));
    }
    assert_eq!(steps.taken(), 3 * ROUNDS);
}

#[test]
fn a_poisoned_lock_is_disposed_for_everybody() {
    let steps = Steps::default();
    let (mutex, lock) = (Mutex::new(shared(&steps)), RwLock::new(shared(&steps)));
    let poison = thread::scope(|scope| {
        let poisoner = scope.spawn(|| {
            let _held = (mutex.lock().unwrap(), lock.write().unwrap());
            panic!("while they were held");
        });
        poisoner.join()
    });
    assert!(poison.is_err() && mutex.is_poisoned() && lock.is_poisoned());
    assert!(!mutex.is_disposed() && !lock.is_disposed());
    let both: [&dyn DisposeShared; 2] = [&mutex, &lock];
    for shared in both {
        assert_eq!(shared.dispose_shared().unwrap_err().len(), 2);
        shared.dispose_shared().unwrap();
    }
    assert!(mutex.is_disposed() && lock.is_disposed());
    assert_eq!(steps.taken(), 2 * 3);
}
