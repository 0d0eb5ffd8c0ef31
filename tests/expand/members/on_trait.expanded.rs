/// Says hello.
pub trait Greet {
    /// What is said.
    type Word: core::fmt::Display;
    /// Who says it.
    fn name(&self) -> Self::Word;
    /// All of it.
    #[must_use]
    fn greet(self: Box<Self>) -> String {
        format!("hello, {}", self.name())
    }
    #[doc(hidden)]
    #[must_use]
    fn __put_the_attribute_members_on_this_trait() -> &'static ::tenure::__private::Block
    where
        Self: ::tenure::__private::Sized,
    {
        static BLOCK: ::tenure::__private::Block = ::tenure::__private::Block {
            text: "trait Greet",
            name: "Greet",
            members: &[
                ::tenure::members::Member {
                    doc: "What is said.",
                    ..::tenure::__private::DECLARED
                        .member(
                            "Word",
                            ::tenure::members::MemberKind::Type,
                            "type Word: core::fmt::Display",
                        )
                },
                ::tenure::members::Member {
                    doc: "Who says it.",
                    ..::tenure::__private::DECLARED
                        .member(
                            "name",
                            ::tenure::members::MemberKind::Ref,
                            "fn name(&self) -> Self::Word",
                        )
                },
                ::tenure::members::Member {
                    doc: "All of it.",
                    is_default: true,
                    ..::tenure::__private::DECLARED
                        .member(
                            "greet",
                            ::tenure::members::MemberKind::Other("Box<Self>"),
                            "fn greet(self: Box<Self>) -> String",
                        )
                },
            ],
        };
        &BLOCK
    }
}
