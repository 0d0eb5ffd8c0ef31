//! Three resources in a scope, taken down in each way there is.

use std::hint::black_box;

use tenure::{Dispose as _, DisposeError, DisposeStack, Guard, disposable};

/// A way to take resources down.
pub struct Contender {
    pub name: &'static str,
    pub symbol: &'static str,
    /// `TENURE_LEAKS`, where it is set.
    pub leaks: &'static [&'static str],
    /// Makes the scope so many times.
    pub repeat: fn(u64),
    /// Resources in a scope.
    pub resources: i64,
}

/// The loop with nothing in its scope, which is taken off.
pub const EMPTY: &str = "no_resource";

/// How a resource is made, and how it is taken down, in all of them.
#[inline(always)]
fn opened() -> u64 {
    black_box(1)
}

#[inline(always)]
fn closed(resource: u64) {
    black_box(resource);
}

struct Plain(u64);

impl Drop for Plain {
    fn drop(&mut self) {
        closed(self.0);
    }
}

struct Flagged {
    resource: u64,
    is_closed: bool,
}

impl Flagged {
    fn new() -> Self {
        Flagged { resource: opened(), is_closed: false }
    }

    fn close(&mut self) -> Result<(), DisposeError> {
        if !self.is_closed {
            self.is_closed = true;
            closed(self.resource);
        }
        Ok(())
    }
}

impl Drop for Flagged {
    fn drop(&mut self) {
        if !self.is_closed {
            closed(self.resource);
        }
    }
}

#[disposable]
struct WithoutGuard {
    #[dispose(take = closed)]
    resource: Option<u64>,
}

impl WithoutGuard {
    fn new() -> Self {
        WithoutGuard { resource: Some(opened()) }
    }
}

#[disposable]
struct Guarded {
    #[dispose(with = |resource: &mut u64| closed(*resource))]
    resource: u64,
    guard: Guard,
}

impl Guarded {
    fn new() -> Self {
        Guarded { resource: opened(), guard: Guard::new() }
    }
}

macro_rules! contenders {
    ($($symbol:ident $name:literal $($leaks:literal)? [$resources:literal] $scope:block)*) => {
        pub const ALL: &[Contender] = &[$(Contender {
            name: $name,
            symbol: stringify!($symbol),
            leaks: &[$($leaks)?],
            repeat: {
                fn repeat(count: u64) {
                    for _ in 0..black_box(count) {
                        black_box(());
                        $scope
                    }
                }
                repeat
            },
            resources: $resources,
        }),*];
    };
}

contenders! {
    no_resource "nothing" [3] {}
    plain_drop "plain `Drop`" [3] {
        let _first = Plain(opened());
        let _second = Plain(opened());
        let _third = Plain(opened());
    }
    scopeguard "scopeguard" [3] {
        let _first = scopeguard::guard(opened(), closed);
        let _second = scopeguard::guard(opened(), closed);
        let _third = scopeguard::guard(opened(), closed);
    }
    flag_in_drop "a flag that `Drop` looks at" [3] {
        let _first = Flagged::new();
        let _second = Flagged::new();
        let _third = Flagged::new();
    }
    without_guard_silent "**tenure** fallback, no `Guard`, `TENURE_LEAKS=off`" "off" [3] {
        let _first = WithoutGuard::new();
        let _second = WithoutGuard::new();
        let _third = WithoutGuard::new();
    }
    guarded_silent "**tenure** fallback, `Guard`, `TENURE_LEAKS=off`" "off" [3] {
        let _first = Guarded::new();
        let _second = Guarded::new();
        let _third = Guarded::new();
    }
    without_guard "**tenure** fallback, no `Guard`, each reported" [3] {
        let _first = WithoutGuard::new();
        let _second = WithoutGuard::new();
        let _third = WithoutGuard::new();
    }
    guarded "**tenure** fallback, `Guard`, each reported" [3] {
        let _first = Guarded::new();
        let _second = Guarded::new();
        let _third = Guarded::new();
    }
    flag_and_close "explicit, with a flag" [3] {
        let (mut first, mut second, mut third) = (Flagged::new(), Flagged::new(), Flagged::new());
        let _outcome = black_box(first.close().and(second.close()).and(third.close()));
    }
    close "**tenure** `close()`" [3] {
        let (first, second, third) = (Guarded::new(), Guarded::new(), Guarded::new());
        let _outcome = black_box(first.close().and(second.close()).and(third.close()));
    }
    close_counted "**tenure** `close()`, `TENURE_LEAKS=site`" "site" [3] {
        let (first, second, third) = (Guarded::new(), Guarded::new(), Guarded::new());
        let _outcome = black_box(first.close().and(second.close()).and(third.close()));
    }
    boxes "`Vec<Box<dyn FnOnce()>>`" [3] {
        let mut stack = Vec::<Box<dyn FnOnce()>>::new();
        for _ in 0..3 {
            let resource = opened();
            stack.push(Box::new(move || closed(resource)));
        }
        while let Some(action) = stack.pop() {
            action();
        }
    }
    stack "**tenure** `DisposeStack`, push and dispose" [3] {
        let mut stack = DisposeStack::new();
        for _ in 0..3 {
            stack.adopt(opened(), closed);
        }
        let _outcome = black_box(stack.dispose());
    }
    large_stack "**tenure** the same, 100 entries" [100] {
        let mut stack = DisposeStack::new();
        for _ in 0..100 {
            stack.adopt(opened(), closed);
        }
        let _outcome = black_box(stack.dispose());
    }
}
