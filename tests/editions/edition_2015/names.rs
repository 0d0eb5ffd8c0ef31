//! Names that later editions have made keywords.

use tenure::{cached, disposable, instrumented, members, scoped, singleton, tracked};
use tenure::{Layout, Live, ScopeError, Singleton as _};

/// Its fields.
#[disposable]
#[derive(Layout)]
#[singleton(allow(drop), init = Fields::make)]
pub struct Fields {
    async: u32,
    dyn: u8,
}

impl Fields {
    fn make() -> Self {
        Fields { async: 1, dyn: 2 }
    }
}

/// Its variants.
#[disposable]
#[derive(Debug, Layout)]
#[allow(dead_code, non_camel_case_types)]
pub enum Variants {
    /// One.
    async,
    /// One more.
    #[dispose(terminal)]
    await,
    /// With a field.
    try {
        /// Of that name.
        dyn: u8,
    },
}

/// Its functions.
pub struct Functions {
    try: u32,
}

#[singleton]
#[members]
impl Functions {
    #[init]
    fn async(dyn: &'static Fields) -> Self {
        Functions { try: dyn.async }
    }

    fn dyn(&self) -> u32 {
        self.try
    }
}

/// Its counter.
#[tracked]
pub struct Tracked {
    await: Live<Self>,
}

#[instrumented]
fn async(try: u32) -> u32 {
    try + 1
}

#[cached(max = 10, cache = kept)]
fn await(async: u32) -> u32 {
    async + 2
}

#[scoped]
fn try(await: u32) -> Result<u32, ScopeError<String>> {
    Ok(await + 3)
}

#[test]
fn they_are_names_here() {
    let layout: Vec<_> = Fields::LAYOUT.fields.iter().map(|field| field.name).collect();
    assert_eq!(layout, ["async", "dyn"]);
    assert_eq!(Functions::instance().dyn() + Functions::with(|it| it.try), 2);
    let tracked = Tracked { await: Live::new() };
    assert_eq!(async(1), 2);
    drop(tracked.await);
    assert_eq!((await(1), await(1), kept().stats().hits), (3, 3, 1));
    assert_eq!(try(1).unwrap(), 4);
    let members: Vec<_> = tenure::members_of!(Functions).iter().map(|it| it.name).collect();
    assert_eq!(members, ["async", "dyn"]);
    assert_eq!(Fields::instance().dyn, 2);
    let variants: Vec<_> = Variants::LAYOUT.variants.iter().map(|variant| variant.name).collect();
    assert_eq!(variants, ["async", "await", "try"]);
}
