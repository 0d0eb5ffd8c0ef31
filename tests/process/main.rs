//! `#[tenure::main]` on every kind of `main`.

#![allow(missing_docs)]

use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};

mod returns_nothing {
    #[tenure::main]
    fn main() {
        super::ran();
    }

    #[test]
    fn it_is_a_success() {
        super::runs_once(|| assert_eq!(main(), super::ExitCode::SUCCESS));
    }
}

mod returns_a_result {
    #[tenure::main]
    fn main() -> Result<(), std::num::ParseIntError> {
        super::ran();
        let _port: u16 = "eighty".parse()?;
        Ok(())
    }

    #[test]
    fn an_error_is_a_failure() {
        super::runs_once(|| assert_eq!(main(), super::ExitCode::FAILURE));
    }
}

mod returns_a_code {
    use super::ExitCode;

    #[tenure::main]
    fn main() -> ExitCode {
        super::ran();
        if super::RUNS.load(super::Ordering::SeqCst) > 0 {
            return ExitCode::from(7);
        }
        ExitCode::SUCCESS
    }

    #[test]
    fn the_code_is_kept() {
        super::runs_once(|| assert_eq!(main(), ExitCode::from(7)));
    }
}

mod returns_something_that_ends_a_process {
    use std::process::Termination;

    #[tenure::main]
    fn main() -> impl Termination {
        super::ran();
        super::ExitCode::from(9)
    }

    #[test]
    fn its_code_is_kept() {
        super::runs_once(|| assert_eq!(main(), super::ExitCode::from(9)));
    }
}

mod async_above_the_runtime {
    #[tenure::main]
    #[tokio::main(flavor = "current_thread")]
    async fn main() -> Result<(), String> {
        tokio::task::yield_now().await;
        super::ran();
        Err("nobody listens".to_owned())
    }

    #[test]
    fn it_is_polled_to_its_end() {
        super::runs_once(|| assert_eq!(main(), super::ExitCode::FAILURE));
    }
}

mod async_below_the_runtime {
    #[tokio::main(flavor = "current_thread")]
    #[tenure::main]
    async fn main() {
        tokio::task::yield_now().await;
        super::ran();
    }

    #[test]
    fn it_is_polled_to_its_end() {
        super::runs_once(|| assert_eq!(main(), super::ExitCode::SUCCESS));
    }
}

mod takes_the_process_down {
    use tenure::{Singleton as _, Status, singleton};

    #[singleton(init = || Server, dispose = |_| ())]
    struct Server;

    #[tenure::main]
    fn main() {
        Server::instance();
    }

    #[test]
    fn singletons_are_disposed_when_main_returns() {
        super::alone(|| {
            assert_eq!(main(), super::ExitCode::SUCCESS);
            assert_eq!(Server::status(), Status::Disposed);
        });
    }
}

static RUNS: AtomicU32 = AtomicU32::new(0);

fn ran() {
    RUNS.fetch_add(1, Ordering::SeqCst);
}

/// The process is one, so its lives come one after the other.
fn alone(f: impl FnOnce()) {
    static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = TURN.lock();
    f();
}

fn runs_once(f: impl FnOnce()) {
    alone(|| {
        RUNS.store(0, Ordering::SeqCst);
        f();
        assert_eq!(RUNS.load(Ordering::SeqCst), 1);
    });
}
