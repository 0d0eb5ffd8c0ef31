//! The names of functions, by the symbols of the file that they were loaded from.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use object::read::{Object as _, ObjectSymbol as _, ReadCache, SymbolKind};

use super::extent::{Extent, ExtentFrom};
use super::image::Image;

/// The symbols of one file, by their address in it.
#[derive(Debug, Default)]
struct Symbols(Vec<Symbol>);

#[derive(Debug)]
struct Symbol {
    address: usize,
    size: usize,
    is_code: bool,
    name: Box<str>,
}

/// What the symbols say of where the function at `address` ends.
pub(super) fn extent(image: &Image, address: usize) -> Option<Extent> {
    let (symbols, address) = symbols(image, address)?;
    let here = symbols.at(address);
    if let Some(size) = here.iter().map(|symbol| symbol.size).max().filter(|size| *size > 0) {
        return Some(Extent { size, from: ExtentFrom::Symbol });
    }
    // A name has to be here, or what comes next says nothing.
    let next = here.first().and_then(|_| symbols.after(address))?;
    Some(Extent { size: next.address - address, from: ExtentFrom::NextSymbol })
}

/// Every name of the function at `address`.
pub(super) fn at(image: &Image, address: usize) -> Vec<String> {
    let Some((symbols, address)) = symbols(image, address) else { return Vec::new() };
    let code = symbols.at(address).iter().filter(|symbol| symbol.is_code);
    let mut names: Vec<_> = code.map(|symbol| readable(&symbol.name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What is at `address`, or what it is a part of.
pub(super) fn of(image: &Image, address: usize) -> Option<String> {
    let (symbols, address) = symbols(image, address)?;
    let symbol = symbols.around(address)?;
    let name = readable(&symbol.name);
    Some(match address - symbol.address {
        0 => name,
        inside => format!("{name}+{inside:#x}"),
    })
}

/// `core::panicking::panic`, without the hash at the end.
fn readable(symbol: &str) -> String {
    // Apple's linker puts a `_` in front of every name of C.
    let plain = if cfg!(target_vendor = "apple") { symbol.strip_prefix('_') } else { None };
    format!("{:#}", rustc_demangle::demangle(plain.unwrap_or(symbol)))
}

/// The files that were read; with each the address that it was written for.
type Read = HashMap<PathBuf, (usize, Arc<Symbols>)>;

/// With `address` as it is in the file. Each file is read once.
fn symbols(image: &Image, address: usize) -> Option<(Arc<Symbols>, usize)> {
    static READ: Mutex<Option<Read>> = Mutex::new(None);

    let path = image.file()?;
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let entry = read.get_or_insert_default().entry(path);
    let (preferred, symbols) = entry.or_insert_with_key(|path| {
        let (preferred, symbols) = Symbols::read(path).unwrap_or_default();
        (preferred, Arc::new(symbols))
    });
    let base = image.base().wrapping_sub(*preferred);
    Some((Arc::clone(symbols), address.wrapping_sub(base)))
}

impl Symbols {
    /// With the address for which the file was written, where there is one.
    fn read(path: &Path) -> Option<(usize, Self)> {
        let data = ReadCache::new(File::open(path).ok()?);
        let file = object::File::parse(&data).ok()?;
        let symbols = file.symbols().chain(file.dynamic_symbols()).filter_map(|symbol| {
            let kind = symbol.kind();
            let is_code = kind == SymbolKind::Text;
            if symbol.is_undefined() || !(is_code || kind == SymbolKind::Data) {
                return None;
            }
            let name = symbol.name().ok().filter(|name| !name.is_empty())?;
            Some(Symbol {
                address: usize::try_from(symbol.address()).ok()?,
                size: usize::try_from(symbol.size()).ok()?,
                is_code,
                name: name.into(),
            })
        });
        let mut symbols: Vec<_> = symbols.collect();
        symbols.sort_by(|a, b| (a.address, &a.name).cmp(&(b.address, &b.name)));
        let preferred = usize::try_from(file.relative_address_base()).ok()?;
        Some((preferred, Symbols(symbols)))
    }

    fn at(&self, address: usize) -> &[Symbol] {
        let start = self.0.partition_point(|symbol| symbol.address < address);
        let end = self.0.partition_point(|symbol| symbol.address <= address);
        &self.0[start..end]
    }

    fn after(&self, address: usize) -> Option<&Symbol> {
        let next = self.0.partition_point(|symbol| symbol.address <= address);
        self.0[next..].iter().find(|symbol| symbol.is_code)
    }

    /// The one that starts here, or that this is inside of.
    fn around(&self, address: usize) -> Option<&Symbol> {
        let next = self.0.partition_point(|symbol| symbol.address <= address);
        let nearest = self.0[..next].iter().rev().take_while(|symbol| {
            symbol.address == address || address - symbol.address < symbol.size
        });
        nearest.min_by_key(|symbol| (!symbol.is_code, address - symbol.address))
    }
}
