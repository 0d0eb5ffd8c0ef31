//! What the terminal that standard error goes to can show.

use std::io::{IsTerminal as _, stderr};

/// How a table may look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    /// With lines around it instead of plain characters.
    pub(super) boxed: bool,
    /// With titles that stand out.
    pub(super) bold: bool,
    /// In columns of the screen; `None` is as wide as it gets.
    pub(super) width: Option<usize>,
}

impl Terminal {
    /// That of standard error.
    ///
    /// `COLUMNS` says how wide it is, also where there is no terminal: shells keep it to
    /// themselves, so whoever passes it on wants it. Without that the terminal is asked.
    pub(super) fn of_stderr() -> Self {
        let is_terminal = stderr().is_terminal();
        let is = |name: &str, what: fn(&str) -> bool| {
            std::env::var_os(name).is_some_and(|value| what(&value.to_string_lossy()))
        };
        // By https://no-color.org any text says no, and an empty one nothing.
        let is_plain = is("NO_COLOR", |value| !value.is_empty()) || is("TERM", |it| it == "dumb");
        let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
        let said = said.filter(|columns| *columns > 0);
        let width = said.or_else(|| if is_terminal { columns() } else { None });
        Terminal { boxed: is_terminal, bold: is_terminal && !is_plain, width }
    }
}

/// How wide the terminal at standard error is.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn columns() -> Option<usize> {
    use std::ffi::{c_int, c_ulong};

    #[repr(C)]
    #[derive(Default)]
    struct Size {
        rows: u16,
        columns: u16,
        width: u16,
        height: u16,
    }

    // Declared here instead of a dependency: the C library of every platform with std has it.
    unsafe extern "C" {
        fn ioctl(file: c_int, request: c_ulong, ...) -> c_int;
    }

    const STANDARD_ERROR: c_int = 2;
    // On Linux those of x86, Arm and RISC-V; where it has another number the call fails.
    const SIZE_OF_WINDOW: c_ulong = if cfg!(target_os = "macos") { 0x4008_7468 } else { 0x5413 };

    let mut size = Size::default();
    // SAFETY: the request writes such a `Size`, which is ours alone, and nothing else.
    let failed = unsafe { ioctl(STANDARD_ERROR, SIZE_OF_WINDOW, &raw mut size) };
    (failed == 0 && size.columns > 0).then(|| size.columns.into())
}

/// Elsewhere only `COLUMNS` says so.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn columns() -> Option<usize> {
    None
}
