/// Does its own work first, and then disposes its fields from the last one to the first.
#[derive(Debug)]
pub struct Server {
    first: tenure::DisposeStack<'static>,
    second: tenure::DisposeStack<'static>,
    guard: tenure::Guard,
}
#[automatically_derived]
impl ::tenure::Dispose for Server {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        if steps.begin::<Self>(&mut self.guard) {
            steps.hook(self, Server::say_goodbye);
            steps.field("second", &mut self.second).__tenure_dispose_if_disposable();
            steps.field("first", &mut self.first).__tenure_dispose_if_disposable();
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::Guard::is_disposed(&self.guard)
    }
}
#[automatically_derived]
impl ::tenure::__private::Drop for Server {
    fn drop(&mut self) {
        ::tenure::__private::fallback(self, |this| &mut this.guard);
    }
}
impl Server {
    fn say_goodbye(&mut self) -> Result<(), std::fmt::Error> {
        if self.first.is_empty() { Ok(()) } else { Err(std::fmt::Error) }
    }
}
/// Is reported when it is forgotten, and not disposed.
#[derive(Debug)]
pub struct Reported {
    /// What is left alone.
    pub stack: tenure::DisposeStack<'static>,
    /// Keeps the state.
    pub guard: tenure::Guard,
}
#[automatically_derived]
impl ::tenure::Dispose for Reported {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        if steps.begin::<Self>(&mut self.guard) {
            steps.field("stack", &mut self.stack).__tenure_dispose_if_disposable();
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::Guard::is_disposed(&self.guard)
    }
}
#[automatically_derived]
impl ::tenure::__private::Drop for Reported {
    fn drop(&mut self) {
        ::tenure::__private::report::<Self>(&mut self.guard);
    }
}
/// Has no guard, and is reported all the same.
#[derive(Debug)]
pub struct ReportedWithoutGuard(pub tenure::DisposeStack<'static>);
#[automatically_derived]
impl ::tenure::Dispose for ReportedWithoutGuard {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        steps.field(".0", &mut self.0).__tenure_dispose_if_disposable();
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::__private::State(&self.0).__tenure_has_nothing_left()
    }
}
#[automatically_derived]
impl ::tenure::__private::Drop for ReportedWithoutGuard {
    fn drop(&mut self) {
        ::tenure::__private::report_without_guard(self);
    }
}
/// May be forgotten.
#[derive(Debug)]
pub struct Ignored {
    /// What is left alone.
    pub stack: tenure::DisposeStack<'static>,
    /// Keeps the state.
    pub guard: tenure::Guard,
}
#[automatically_derived]
impl ::tenure::Dispose for Ignored {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        if steps.begin::<Self>(&mut self.guard) {
            steps.field("stack", &mut self.stack).__tenure_dispose_if_disposable();
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::Guard::is_disposed(&self.guard)
    }
}
#[automatically_derived]
impl ::tenure::__private::Drop for Ignored {
    fn drop(&mut self) {
        ::tenure::__private::ignore(&mut self.guard);
    }
}
/// Can be destructured: its guard alone reports it.
#[derive(Debug)]
pub struct Guarded {
    /// What is left alone.
    pub stack: tenure::DisposeStack<'static>,
    /// Keeps the state.
    pub guard: tenure::Guard,
}
#[automatically_derived]
impl ::tenure::Dispose for Guarded {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        if steps.begin::<Self>(&mut self.guard) {
            steps.field("stack", &mut self.stack).__tenure_dispose_if_disposable();
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::Guard::is_disposed(&self.guard)
    }
}
/// Has a `Drop` of its own.
#[derive(Debug)]
pub struct Own {
    /// Disposed by that `Drop`.
    pub stack: tenure::DisposeStack<'static>,
}
#[automatically_derived]
impl ::tenure::Dispose for Own {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        steps.field("stack", &mut self.stack).__tenure_dispose_if_disposable();
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::__private::State(&self.stack).__tenure_has_nothing_left()
    }
}
::tenure::__private::single!(
    Own, "each copy of `Own` would be disposed; remove `Copy` from its traits"
);
impl Drop for Own {
    fn drop(&mut self) {
        drop(tenure::Dispose::dispose(self));
    }
}
/// Says about everything that it owns who takes it down.
#[derive(Debug)]
pub struct Strict {
    /// Owns nothing but memory.
    pub name: std::collections::HashMap<String, Vec<u8>>,
    /// Is disposed.
    pub file: Option<std::fs::File>,
    /// Owns nothing but memory, again.
    pub path: std::path::PathBuf,
    /// Is closed by somebody else.
    pub shared: std::sync::Arc<std::fs::File>,
}
#[automatically_derived]
impl ::tenure::Dispose for Strict {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        steps.field("name", &mut self.name).__tenure_dispose_if_disposable();
        steps.take("file", &mut self.file, drop);
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::__private::State(&self.name).__tenure_has_nothing_left()
            && ::tenure::__private::State(&self.file).__tenure_is_taken()
    }
}
#[automatically_derived]
impl ::tenure::__private::Drop for Strict {
    fn drop(&mut self) {
        ::tenure::__private::fallback_without_guard(self);
    }
}
::tenure::__private::accounted!(
    _ : std::collections::HashMap < String, Vec < u8 > >,
    "the field `name: std::collections::HashMap<String, Vec<u8>>` owns more than memory, and nothing disposes it; write `#[dispose(with = path)]` or `#[dispose(skip = \"the reason\")]`"
);
::tenure::__private::skipped!(
    _ : std::path::PathBuf,
    "the field `path` implements `Dispose`; say who disposes it: `skip = \"the reason\"`"
);
::tenure::__private::accounted!(
    _ : std::path::PathBuf,
    "the field `path: std::path::PathBuf` owns more than memory; say who takes it down: `skip = \"the reason\"`"
);
