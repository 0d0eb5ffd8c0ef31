/// How the program is set up.
pub struct Config<'a>(pub &'a str);
impl<'a> Config<'a> {
    /// The limit.
    pub const LIMIT: u32 = 8;
    /// Makes one.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Config(text)
    }
    #[cfg(any())]
    fn absent(&self) {}
    /// Changes it.
    ///
    /// All of it.
    #[deprecated(since = "1.0.0", note = "make a new one")]
    pub fn change(&mut self, text: &'a str) {
        self.0 = text;
    }
}
const _: () = {
    const BLOCK: ::tenure::__private::Registered = ::tenure::__private::Registered {
        ty: ::tenure::__private::type_id::<Config<'static>>,
        block: ::tenure::__private::Block {
            text: "impl Config<'a>",
            name: "",
            members: &[
                ::tenure::members::Member {
                    vis: "pub",
                    doc: "The limit.",
                    ..::tenure::__private::DECLARED
                        .member(
                            "LIMIT",
                            ::tenure::members::MemberKind::Const,
                            "const LIMIT: u32",
                        )
                },
                ::tenure::members::Member {
                    vis: "pub",
                    doc: "Makes one.",
                    ..::tenure::__private::DECLARED
                        .member(
                            "new",
                            ::tenure::members::MemberKind::Static,
                            "fn new(text: &'a str) -> Self",
                        )
                },
                #[cfg(any())]
                ::tenure::__private::DECLARED
                    .member(
                        "absent",
                        ::tenure::members::MemberKind::Ref,
                        "fn absent(&self)",
                    ),
                ::tenure::members::Member {
                    vis: "pub",
                    doc: "Changes it.\n\nAll of it.",
                    deprecated: ::tenure::__private::Option::Some("make a new one"),
                    ..::tenure::__private::DECLARED
                        .member(
                            "change",
                            ::tenure::members::MemberKind::Mut,
                            "fn change(&mut self, text: &'a str)",
                        )
                },
            ],
        },
    };
    ::tenure::__private::registered!(BLOCK);
};
impl Iterator for Config<'_> {
    type Item = u8;
    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}
const _: () = {
    const BLOCK: ::tenure::__private::Registered = ::tenure::__private::Registered {
        ty: ::tenure::__private::type_id::<Config<'static>>,
        block: ::tenure::__private::Block {
            text: "impl Iterator for Config<'_>",
            name: "Iterator",
            members: &[
                ::tenure::__private::DECLARED
                    .member(
                        "Item",
                        ::tenure::members::MemberKind::Type,
                        "type Item = u8",
                    ),
                ::tenure::__private::DECLARED
                    .member(
                        "next",
                        ::tenure::members::MemberKind::Mut,
                        "fn next(&mut self) -> Option<Self::Item>",
                    ),
            ],
        },
    };
    ::tenure::__private::registered!(BLOCK);
};
