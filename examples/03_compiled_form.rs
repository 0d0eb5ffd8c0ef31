//! Chapter 3, the compiled form: what stands behind a method, what the macro wrote, who has which
//! bytes.
//!
//! A class of JavaScript is an object, and so is its prototype. Here a type leaves nothing behind but
//! instructions and, where `dyn` is written, a table.

#[path = "chapters/table.rs"]
mod table;

use std::hint::black_box;
use std::ops::Deref;
use std::{ptr, thread};

use table::{Table, number};
use tenure::{Singleton, footprint, singleton};

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

trait Greet {
    fn greet(&self) -> &'static str;
}

struct Example {
    instance_var: &'static str,
}

impl Greet for Example {
    fn greet(&self) -> &'static str {
        self.instance_var
    }
}

/// Finds the methods of `Example` by `Deref`: an explicit chain of one link.
struct Derived(Example);

impl Deref for Derived {
    type Target = Example;

    fn deref(&self) -> &Example {
        &self.0
    }
}

/// What the seed calls `MemoryTest`.
struct MemoryTest {
    instance_data: Vec<f64>,
}

static STATIC_DATA: [f64; 1_000] = [0.0; 1_000];

impl MemoryTest {
    fn new() -> Self {
        MemoryTest { instance_data: black_box(vec![0.0; 1_000]) }
    }

    fn static_method() -> usize {
        STATIC_DATA.len()
    }
}

#[singleton(init = || Shared(MemoryTest::new()))]
struct Shared(MemoryTest);

#[tenure::main]
fn main() {
    println!("3. The compiled form: what stands behind a method, and who has which bytes\n");
    tables();
    expansion();
    allocations();
    sharing();
}

/// The prototype chain.
fn tables() {
    let derived = Derived(Example { instance_var: "unique" });
    let object: &dyn Greet = &*derived;
    // Seed: C5, F6, A16.
    assert_eq!(size_of::<&dyn Greet>(), 2 * size_of::<usize>());
    assert_eq!((size_of_val(object), object.greet()), (size_of::<Example>(), derived.greet()));
    let mut table = Table::new(["", "TypeScript", "here"]);
    let size = format!("{} B: the field, no header", size_of::<Example>());
    table.row([&"an instance", &"an object with a hidden class", &size]);
    table.row([
        &"its methods",
        &"in `Example.prototype`, printed as `{}`",
        &"instructions, no object",
    ]);
    let size = format!("{} B: data and vtable", size_of::<&dyn Greet>());
    table.row([
        &"a table for all instances",
        &"the prototype, always",
        &format!("`&dyn Greet`, {size}"),
    ]);
    table.row([&"a chain", &"`S2.__proto__ === S`, looked up", &"`Deref`, at compile time"]);
    table.row([
        &"a method taken off",
        &"TypeError, when it is called",
        &"E0615, it does not compile",
    ]);
    println!("{table}");
}

/// What TypeScript calls its output.
fn expansion() {
    const DECLARED: &str = include_str!("../tests/expand/singleton/on_type.rs");
    const WRITTEN: &str = include_str!("../tests/expand/singleton/on_type.expanded.rs");
    let (_, generated) = WRITTEN.split_once("const _: () = {").expect("the expansion");
    let (generated, _) = generated.split_once("\n};").expect("its end");
    let lines = generated.lines().count();
    // Seed: C6, F7, A23.
    assert!(!WRITTEN.contains("unsafe") && lines <= 35, "{lines} lines");
    println!("`#[singleton]`, as declared and as expanded ({lines} lines, no `unsafe`):\n");
    let (declared, _) = DECLARED.split_once("impl ").expect("the declaration");
    println!("{declared}const _: () = {{{generated}\n}};\n");
    println!("TypeScript erases `private`: `new Database()` ran, and there were two. Here a");
    println!("literal is E0451, the constructor E0624, `Clone` an error, moving it out E0507.\n");
}

/// Static, instance and singleton, for a hundred holders of a thousand numbers.
fn allocations() {
    let one = footprint(MemoryTest::new);
    let instances = footprint(|| [(); 100].map(|()| MemoryTest::new()));
    let statics = footprint(|| [MemoryTest::static_method; 100]);
    let singletons = footprint(|| [(); 100].map(|()| Shared::instance()));
    // Seed: C7, F8, A25.
    assert_eq!((one.shallow(), one.heap()), (24, Some(8 * 1_000)));
    assert_eq!((instances.shallow(), instances.heap()), (100 * 24, Some(100 * 8 * 1_000)));
    // Seed: A26.
    assert_eq!(
        (statics.total(), singletons.heap(), singletons.blocks()),
        (Some(0), one.heap(), Some(1))
    );
    let mut table = Table::new(["100 holders of 1 000 numbers", "size", "heap", "blocks", "Node"]);
    for (name, footprint, node) in [
        ("static function", statics, "one array for all"),
        ("instance", instances, "8 088 B each, collected"),
        ("singleton", singletons, "one instance for all"),
    ] {
        let [heap, blocks] = [footprint.heap(), footprint.blocks()].map(Option::unwrap_or_default);
        let [size, heap] = [number(footprint.shallow()), number(heap)].map(|it| it + " B");
        table.row([&name, &size, &heap, &blocks, &node]);
    }
    println!("{table}");
    println!("Node without a collection, as the document has it, for each instance: -2 136,");
    println!("-3 707, 8 283, 8 303 and 8 300 B, in five runs.\n");
}

/// One address on all ways, which is more than `x === x`.
fn sharing() {
    let address = ptr::from_ref(Shared::instance());
    let other =
        thread::spawn(|| ptr::from_ref(Shared::instance()).addr()).join().expect("no panic");
    let peeked = Shared::peek().is_some_and(|shared| ptr::eq(shared, address));
    // Seed: F8, A27.
    assert!(peeked && other == address.addr() && Shared::with(|it| ptr::eq(it, address)));
    let (data, other) = (&Shared::instance().0.instance_data, MemoryTest::new().instance_data);
    assert!(!ptr::eq(data.as_slice(), other.as_slice()), "an instance has its own");
    println!("shared: `instance`, `peek`, `with` and another thread have one address;");
    println!("not shared: the data of another one. (`staticData === staticData` cannot fail.)");
}
