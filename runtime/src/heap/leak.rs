//! What a piece of code leaves on the heap.

use std::fmt;
use std::hint::black_box;
use std::mem::needs_drop;

use super::window::Window;
use super::{NOT_INSTALLED, some};

/// Runs `code`, drops what it returns, and counts the blocks and bytes that are left behind: to the
/// last one, for any type.
///
/// Counted is the thread that calls: a block that `code` hands to another thread counts as left
/// behind, also when it is freed there, and what other threads allocate is not seen. What is made
/// once for the whole process, such as the buffer behind the first line on standard output, is left behind by
/// whoever comes first: run it once before. What `code` takes with it by value is dropped in it and
/// would hide as many bytes of a leak: let it borrow; [`Leftover`] says so where it may matter.
///
/// An optimised build may leave out a block that nobody uses; what goes through
/// [`black_box`] is there.
///
/// ```
/// # #[global_allocator]
/// # static ALLOC: tenure::Alloc = tenure::Alloc::new();
/// use std::cell::RefCell;
/// use std::rc::Rc;
///
/// struct Node(RefCell<Option<Rc<Node>>>);
///
/// let circle = tenure::leak_check(|| {
///     let node = Rc::new(Node(RefCell::new(None)));
///     *node.0.borrow_mut() = Some(Rc::clone(&node));
/// });
/// // Where nobody counts it is `n/a`, and `None`.
/// if circle.is_counted() {
///     assert_eq!((circle.blocks(), circle.bytes()), (Some(1), Some(32)));
///     assert_eq!(circle.to_string(), "1 block, 32 bytes left behind");
/// }
///
/// tenure::leak_check(|| vec![1, 2, 3]).assert_none();
/// ```
///
/// # Panics
///
/// When `code` panics, or dropping what it returns does.
pub fn leak_check<F: FnOnce() -> R, R>(code: F) -> Leftover {
    let window = Window::open();
    drop(black_box(code()));
    Leftover {
        net: window.close().map(|usage| [usage.net_blocks, usage.net]),
        took: needs_drop::<F>(),
    }
}

/// What [`leak_check`] found, or the fact that nobody counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leftover {
    net: Option<[i64; 2]>,
    /// Whether the code owned something that was dropped with it.
    took: bool,
}

impl Leftover {
    /// How many blocks were left behind; `None`: nobody counts. Less than zero where more were freed
    /// than allocated.
    #[must_use]
    pub fn blocks(&self) -> Option<i64> {
        self.net.map(|[blocks, _]| blocks)
    }

    /// How many bytes were left behind; `None`: nobody counts.
    #[must_use]
    pub fn bytes(&self) -> Option<i64> {
        self.net.map(|[_, bytes]| bytes)
    }

    /// Whether the figures are known.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.net.is_some()
    }

    /// Whether it is known that nothing was left behind, and nothing that was there before was
    /// freed.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.net == Some([0, 0])
    }

    /// Fails unless [`is_none`](Self::is_none). Without the feature `alloc` nothing is asserted; the
    /// first assertion says that on standard error.
    ///
    /// # Panics
    ///
    /// With the blocks and bytes, and when another allocator is that of the program.
    #[track_caller]
    pub fn assert_none(&self) {
        if !cfg!(feature = "alloc") {
            return super::say_that_nothing_is_checked("Leftover::assert_none");
        }
        assert!(self.is_counted(), "leaks cannot be asserted\n{NOT_INSTALLED}");
        assert!(
            self.is_none(),
            "{self}\n(counted on this thread; what another one frees is left behind here)"
        );
    }
}

impl fmt::Display for Leftover {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.net {
            None => return formatter.write_str("n/a"),
            Some([0, 0]) => formatter.write_str("nothing left behind")?,
            Some([blocks, bytes]) if blocks >= 0 && bytes >= 0 => {
                let [blocks, bytes] = [blocks, bytes].map(i64::unsigned_abs);
                write!(
                    formatter,
                    "{}, {} left behind",
                    some(blocks, "block"),
                    some(bytes, "byte")
                )?;
            }
            Some([blocks, bytes]) => write!(
                formatter,
                "{blocks:+} blocks, {bytes:+} bytes: it freed what was there before"
            )?,
        }
        if self.took {
            formatter.write_str(
                " (less what it took with it by value, which was dropped in it; let it borrow)",
            )?;
        }
        Ok(())
    }
}
