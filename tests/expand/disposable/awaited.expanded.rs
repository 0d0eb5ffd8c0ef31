/// Says goodbye to its peer, which takes a while.
#[derive(Debug)]
pub struct Connection {
    unsent: Vec<String>,
    stack: tenure::SharedDisposeStack,
    guard: tenure::Guard,
}
#[automatically_derived]
impl ::tenure::AsyncDispose for Connection {
    async fn dispose_async(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::AwaitedSteps::new();
        if steps.begin::<Self>(&mut self.guard) {
            if steps.next(&mut self.guard) {
                steps
                    .hook(
                        self,
                        |field| {
                            let result = ::tenure::__private::call(
                                field,
                                Connection::say_goodbye,
                            );
                            result.__tenure_found().result(result)
                        },
                    )
                    .await;
            }
            if steps.next(&mut self.guard) {
                steps
                    .field(
                        "unsent",
                        &mut self.unsent,
                        |field| {
                            let result = ::tenure::__private::call(field, Vec::clear);
                            result.__tenure_found().result(result)
                        },
                    )
                    .await;
            }
            if steps.next(&mut self.guard) {
                steps
                    .field(
                        "stack",
                        &mut self.stack,
                        |field| {
                            ::tenure::__private::Way::of(field)
                                .__tenure_found()
                                .start(field)
                        },
                    )
                    .await;
            }
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }
}
#[automatically_derived]
impl ::tenure::__private::Drop for Connection {
    fn drop(&mut self) {
        ::tenure::__private::fallback_awaited(
            self,
            |this| &mut this.guard,
            |this| {
                let steps = &mut ::tenure::__private::AwaitedSteps::new();
                if steps.begin::<Self>(&mut this.guard) {
                    if steps.next(&mut this.guard) {
                        steps
                            .hook_at_once(
                                this,
                                |field| {
                                    let result = ::tenure::__private::call(
                                        field,
                                        Connection::say_goodbye,
                                    );
                                    let future = result.__tenure_found().result(result);
                                    ::tenure::__private::Ended::of(&future)
                                        .__tenure_ended()
                                        .end(future)
                                },
                            );
                    }
                    if steps.next(&mut this.guard) {
                        steps
                            .field_at_once(
                                "unsent",
                                &mut this.unsent,
                                |field| {
                                    let result = ::tenure::__private::call(field, Vec::clear);
                                    let future = result.__tenure_found().result(result);
                                    ::tenure::__private::Ended::of(&future)
                                        .__tenure_ended()
                                        .end(future)
                                },
                            );
                    }
                    if steps.next(&mut this.guard) {
                        steps
                            .field_at_once(
                                "stack",
                                &mut this.stack,
                                |field| {
                                    ::tenure::__private::Rest::of(field)
                                        .__tenure_found()
                                        .at_once(field)
                                },
                            );
                    }
                    steps.end::<Self>(&mut this.guard);
                }
                steps.finish()
            },
        );
    }
}
impl Connection {
    async fn say_goodbye(&mut self) -> Result<(), std::fmt::Error> {
        std::future::ready(()).await;
        if self.stack.is_empty() { Ok(()) } else { Err(std::fmt::Error) }
    }
}
/// Is taken down by who waits and by who cannot.
#[derive(Debug)]
pub struct Pool<T: tenure::AsyncDispose + Send> {
    /// Those that nobody uses.
    pub idle: Vec<T>,
    worker: Option<String>,
    guard: tenure::Guard,
}
#[automatically_derived]
impl<T: tenure::AsyncDispose + Send> ::tenure::AsyncDispose for Pool<T> {
    async fn dispose_async(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::AwaitedSteps::new();
        if steps.begin::<Self>(&mut self.guard) {
            if steps.next(&mut self.guard) {
                steps
                    .field(
                        "idle",
                        &mut self.idle,
                        |field| {
                            ::tenure::__private::Way::of(field)
                                .__tenure_marked()
                                .start(field)
                        },
                    )
                    .await;
            }
            if steps.next(&mut self.guard) {
                steps
                    .take(
                        "worker",
                        &mut self.worker,
                        |field| {
                            let result = ::tenure::__private::give(
                                field,
                                |worker| async move { drop(worker) },
                            );
                            result.__tenure_found().result(result)
                        },
                    )
                    .await;
            }
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }
}
#[automatically_derived]
impl<T: tenure::AsyncDispose + Send> ::tenure::Dispose for Pool<T> {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::AwaitedSteps::new();
        if steps.begin::<Self>(&mut self.guard) {
            if steps.next(&mut self.guard) {
                steps
                    .field_at_once(
                        "idle",
                        &mut self.idle,
                        |field| {
                            ::tenure::__private::Rest::of(field)
                                .__tenure_marked()
                                .at_once(field)
                        },
                    );
            }
            if steps.next(&mut self.guard) {
                steps
                    .take_at_once(
                        "worker",
                        &mut self.worker,
                        |field| {
                            let result = ::tenure::__private::give(
                                field,
                                |worker| async move { drop(worker) },
                            );
                            let future = result.__tenure_found().result(result);
                            ::tenure::__private::Ended::of(&future)
                                .__tenure_ended()
                                .end(future)
                        },
                    );
            }
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::__private::is_over(&self.guard)
    }
}
#[automatically_derived]
impl<T: tenure::AsyncDispose + Send> ::tenure::__private::Drop for Pool<T> {
    fn drop(&mut self) {
        ::tenure::__private::fallback_awaited(
            self,
            |this| &mut this.guard,
            ::tenure::Dispose::dispose,
        );
    }
}
