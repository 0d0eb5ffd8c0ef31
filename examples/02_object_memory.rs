//! Chapter 2, object memory: what an object takes, where its fields are, what a method costs.
//!
//! `sys.getsizeof` gives one number, and it is the shallow one. There are three, and here all of them
//! are exact; and `dis.dis` has a counterpart that reads the machine code of this very process.

#[path = "chapters/machine_code.rs"]
mod machine_code;
#[path = "chapters/table.rs"]
mod table;

use std::hint::black_box;
use std::mem::offset_of;

use table::Table;
use tenure::{Layout, TypeLayout, assert_allocs, footprint, owned_heap};

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

#[derive(Layout)]
struct Mixed {
    a: u8,
    b: u64,
    c: u16,
    d: String,
    e: Option<Box<u8>>,
}

impl Mixed {
    fn new() -> Self {
        Mixed { a: 1, b: 2, c: 3, d: String::from("unique"), e: Some(Box::new(5)) }
    }
}

/// In the order in which they are written, as C has it.
#[derive(Layout)]
#[repr(C)]
struct Declared {
    a: u8,
    b: u64,
    c: u16,
    d: String,
    e: Option<Box<u8>>,
}

/// No fields.
struct Empty;

/// The fields of `Counter`, and no method.
struct Bare(#[expect(dead_code)] u32);

struct Counter(u32);

impl Counter {
    fn increment(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

fn main() {
    println!("2. Object memory: what an object takes, and what a method costs\n");
    layouts();
    three_numbers();
    machine_code::compare();
    bound_methods();
}

fn layouts() {
    let layout = Mixed::LAYOUT;
    let offset = |name| layout.field(name).and_then(|field| field.offset.exact());
    // Seed: C1, A1.
    assert_eq!((layout.size, offset("b")), (size_of::<Mixed>(), Some(offset_of!(Mixed, b))));
    assert_eq!(offset("a").zip(offset("e")), Some((offset_of!(Mixed, a), offset_of!(Mixed, e))));
    assert_eq!(offset("c").zip(offset("d")), Some((offset_of!(Mixed, c), offset_of!(Mixed, d))));
    let sum = |of: &TypeLayout| {
        let fields: usize = of.fields.iter().map(|field| field.size).sum();
        fields + of.holes().iter().map(|hole| hole.size).sum::<usize>() + of.end_padding()
    };
    assert_eq!((sum(layout), sum(Declared::LAYOUT)), (layout.size, size_of::<Declared>()));
    // Seed: A2.
    assert!(Declared::LAYOUT.size > layout.size && Declared::LAYOUT.holes().len() == 2);
    // Seed: A4.
    assert_eq!((size_of::<Empty>(), size_of::<Counter>()), (0, size_of::<Bare>()));
    println!("{layout}\n\n{}\n", Declared::LAYOUT);
    println!("A type is no object at run time: one without fields has 0 B, and methods add none.");
    println!("In Python the class object has 1 688 B, and each instance points to it.\n");
}

fn three_numbers() {
    let (one, owned) = (footprint(Mixed::new), owned_heap(Mixed::new()));
    let thousand = footprint(|| [(); 1_000].map(|()| Mixed::new()));
    let [one_total, of_all] = [one, thousand].map(|it| it.total().unwrap_or_default());
    // Seed: F1, A3.
    assert_eq!(one.heap().and_then(|heap| u64::try_from(heap).ok()), owned.bytes());
    assert_eq!(of_all, 1_000 * one_total, "exact, and the same for each");
    let mut table = Table::new(["", "shallow", "deep", "one more of many", "by"]);
    table.row([&"Python 3.11", &"56 B", &"256 B", &"80 B", &"getsizeof, asizeof, tracemalloc"]);
    table.row([&"  `__dict__` read", &"296 B", &"-", &"144 B", &"reading it changes it"]);
    table.row([&"  its class dict", &"40 B", &"272 B", &"-", &"getsizeof sees a mappingproxy"]);
    let [shallow, total] = [one.shallow().to_string(), one_total.to_string()].map(|it| it + " B");
    let each = format!("{} B", of_all / 1_000);
    table.row([&"`Mixed`", &shallow, &total, &each, &"LAYOUT, footprint"]);
    println!("{table}");
}

fn bound_methods() {
    let (mut first, mut second) = (Counter(0), Counter(0));
    let function = Counter::increment;
    let pointer: fn(&mut Counter) -> u32 = Counter::increment;
    // Seed: C3, A7.
    assert_eq!((size_of_val(&function), size_of_val(&pointer)), (0, size_of::<usize>()));
    let mut bound = assert_allocs!(== 0, || || first.increment());
    let size = size_of_val(&bound);
    // Seed: F4, A8.
    let mut boxed: Box<dyn FnMut() -> u32> =
        assert_allocs!(== 1, || Box::new(move || second.increment()));
    let counts = (bound(), bound(), boxed());
    // Seed: A9.
    assert_eq!(black_box(counts), (1, 2, 1), "each has the counter that it was bound to");
    let mut table = Table::new(["a method as a value", "size", "allocations", "Python"]);
    table.row([&"the function itself", &"0 B", &0, &"a function object, shared"]);
    table.row([&"a function pointer", &format!("{} B", size_of_val(&pointer)), &0, &"-"]);
    table.row([&"bound, by a closure", &format!("{size} B"), &0, &"64 B, a new one each time"]);
    table.row([&"bound, in a box", &format!("{} B", size_of_val(&boxed)), &1, &"-"]);
    println!("{table}");
    println!("Python printed one `id` for two bound methods: the first was gone, its place free.");
}
