//! Beside attributes that write functions anew.

use async_trait::async_trait;
use tenure::instrumented;

use super::{pending_once, row};

#[async_trait]
trait Load: Sync {
    async fn load(&self, from: &str) -> usize;

    #[instrumented]
    async fn twice(&self, from: &str) -> usize {
        self.load(from).await + self.load(from).await
    }

    async fn make(size: usize) -> Self
    where
        Self: Sized;
}

struct Above(usize);
struct Below(usize);
struct Each(usize);

#[instrumented]
#[async_trait]
impl Load for Above {
    async fn load(&self, from: &str) -> usize {
        pending_once().await;
        from.len() + self.0
    }

    async fn make(size: usize) -> Self {
        Above(size)
    }
}

#[async_trait]
#[instrumented]
impl Load for Below {
    async fn load(&self, from: &str) -> usize {
        pending_once().await;
        from.len() + self.0
    }

    async fn make(size: usize) -> Self {
        Below(size)
    }
}

#[async_trait]
impl Load for Each {
    #[instrumented]
    async fn load(&self, from: &str) -> usize {
        if from.is_empty() {
            return 0;
        }
        let text = from.to_owned();
        pending_once().await;
        text.len() + self.0
    }

    #[instrumented]
    async fn make(size: usize) -> Self {
        Each(size)
    }
}

#[test]
fn an_async_trait_is_recorded_to_its_end() {
    use tenure_tests::futures::block_on;

    assert_eq!(block_on(async { Above::make(1).await.twice("ab").await }), 6);
    assert_eq!(block_on(async { Below::make(2).await.twice("ab").await }), 8);
    assert_eq!(block_on(async { Each::make(3).await.twice("ab").await }), 10);
    let boxed: Box<dyn Load> = Box::new(Each(0));
    assert_eq!(block_on(boxed.load("abc")), 3);

    for (name, calls) in [("Above", 2), ("Below", 2), ("Each", 3)] {
        let name = format!("<{} as {}::Load>::load", path(name), module_path!());
        let report = tenure::report();
        let row = report.functions().iter().find(|row| row.name == name);
        let row = row.unwrap_or_else(|| panic!("no row {name} in\n{report}"));
        assert_eq!((row.calls, row.open), (calls, 0), "{name}");
        assert!(row.waited > std::time::Duration::ZERO, "{name}");
    }
    assert_eq!(row(module_path!(), "Load::twice").calls, 3);
}

fn path(name: &str) -> String {
    format!("{}::{name}", module_path!())
}

#[tokio::test]
#[instrumented]
async fn a_test_of_a_runtime_above() {
    tokio::task::yield_now().await;
    assert_eq!(row(module_path!(), "a_test_of_a_runtime_above").open, 1);
}

#[instrumented]
#[tokio::test]
async fn a_test_of_a_runtime_below() {
    tokio::task::yield_now().await;
    assert_eq!(row(module_path!(), "a_test_of_a_runtime_below").open, 1);
}
