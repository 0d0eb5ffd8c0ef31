//! Bytes of machine code at each use: the sizes of functions that do nothing else.

use std::collections::HashMap;
use std::{env, fs};

use object::{Object as _, ObjectSymbol as _};

use crate::globals;

/// The size of the function `once` of each contender, from the symbols of this program.
pub fn of_uses() -> HashMap<&'static str, u64> {
    let program = env::current_exe().and_then(fs::read).expect("this program can be read");
    let file = object::File::parse(&*program).expect("this program is an object file");
    let size = |symbol: &str| {
        let part = format!("{}{symbol}4once", symbol.len()); // as names are mangled
        let symbols = file.symbols().filter(|it| it.name().is_ok_and(|name| name.contains(&part)));
        symbols.map(|it| it.size()).find(|size| *size > 0)
    };
    globals::ALL.iter().filter_map(|it| Some((it.symbol, size(it.symbol)?))).collect()
}
