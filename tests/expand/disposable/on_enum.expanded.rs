/// Owns what its state needs.
#[derive(Debug)]
pub enum Connection<T: tenure::Dispose> {
    /// Talks.
    Open {
        /// To whom.
        socket: T,
        /// What was said.
        log: Vec<String>,
        /// Since when.
        since: std::time::Instant,
    },
    /// Waits.
    Waiting(Option<String>),
    /// Has not begun.
    Idle,
    /// Was disposed.
    Closed,
}
#[automatically_derived]
impl<T: tenure::Dispose> ::tenure::Dispose for Connection<T> {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        if !::tenure::Dispose::is_disposed(self) {
            let old = ::tenure::__private::replace(self, Self::Closed);
            ::tenure::__private::apart(
                old,
                |old, fields| {
                    steps.hook_of_enum(old, Connection::say_goodbye);
                    match old {
                        Self::Open { socket, log, since } => {
                            steps.dispose("Open.socket", socket);
                            steps.with("Open.log", log, Vec::clear);
                            steps
                                .field("Open.since", since)
                                .__tenure_dispose_if_disposable();
                            steps
                                .drop(
                                    "Open",
                                    (fields.take(socket), fields.take(log), fields.take(since)),
                                );
                        }
                        Self::Waiting(field_0) => {
                            steps.take("Waiting.0", field_0, drop);
                            steps.drop("Waiting", fields.take(field_0));
                        }
                        Self::Idle | Self::Closed => {}
                    }
                },
            );
        }
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::__private::matches!(self, Self::Closed)
    }
}
#[automatically_derived]
impl<T: tenure::Dispose> ::tenure::__private::Drop for Connection<T> {
    fn drop(&mut self) {
        ::tenure::__private::fallback_without_guard(self);
    }
}
impl<T: tenure::Dispose> Connection<T> {
    fn say_goodbye(&self) -> Result<(), std::fmt::Error> {
        if matches!(self, Self::Idle) { Err(std::fmt::Error) } else { Ok(()) }
    }
}
/// Has no state to be left behind in.
#[derive(Debug)]
pub enum Store<'a> {
    /// Many.
    Many(Vec<tenure::DisposeStack<'a>>, u8),
    /// Few.
    Few {
        /// The first.
        first: tenure::DisposeStack<'a>,
        /// The second.
        second: tenure::DisposeStack<'a>,
    },
    /// One.
    One(tenure::DisposeStack<'a>),
    /// One again.
    Other(tenure::DisposeStack<'a>),
    /// A name.
    Name(&'a str),
    /// None.
    None,
}
#[automatically_derived]
impl ::tenure::Dispose for Store<'_> {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        match self {
            Self::Many(field_0, field_1) => {
                steps.field("Many.0", field_0).__tenure_dispose_if_disposable();
                steps.field("Many.1", field_1).__tenure_dispose_if_disposable();
            }
            Self::Few { first, second } => {
                steps.field("Few.first", first).__tenure_dispose_if_disposable();
                steps.field("Few.second", second).__tenure_dispose_if_disposable();
            }
            Self::One(field_0) => {
                steps.field("One.0", field_0).__tenure_dispose_if_disposable();
            }
            Self::Other(field_0) => {
                steps.field("Other.0", field_0).__tenure_dispose_if_disposable();
            }
            Self::Name(..) | Self::None => {}
        }
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        match self {
            Self::Many(field_0, field_1) => {
                ::tenure::__private::State(field_0).__tenure_has_nothing_left()
                    && ::tenure::__private::State(field_1).__tenure_has_nothing_left()
            }
            Self::Few { first, second } => {
                ::tenure::__private::State(first).__tenure_has_nothing_left()
                    && ::tenure::__private::State(second).__tenure_has_nothing_left()
            }
            Self::One(field_0) | Self::Other(field_0) => {
                ::tenure::__private::State(field_0).__tenure_has_nothing_left()
            }
            Self::Name(..) | Self::None => true,
        }
    }
}
#[automatically_derived]
impl ::tenure::__private::Drop for Store<'_> {
    fn drop(&mut self) {
        ::tenure::__private::fallback_without_guard(self);
    }
}
