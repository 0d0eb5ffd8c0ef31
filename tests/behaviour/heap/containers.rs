//! What containers own, against arithmetic.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::hint::black_box;
use std::mem::size_of;
use std::rc::{Rc, Weak};
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use tenure::{footprint, owned_heap};

/// Blocks and bytes.
fn owned<T>(value: T) -> (u64, u64) {
    let heap = owned_heap(value);
    (heap.blocks().expect("it counts"), heap.bytes().expect("it counts"))
}

fn size<T>(count: usize) -> u64 {
    (count * size_of::<T>()) as u64
}

/// The two counters in front of the value of an `Rc` or `Arc`.
const COUNTS: u64 = 2 * size_of::<usize>() as u64;

#[test]
fn a_vector_owns_its_capacity() {
    assert_eq!(owned(Vec::<u64>::new()), (0, 0));
    assert_eq!(owned(Vec::<u64>::with_capacity(100)), (1, 800));
    assert_eq!(owned(vec![1_u8; 8_000]), (1, 8_000));
    assert_eq!(owned(vec![(); 1_000]), (0, 0));
    let mut grown = Vec::new();
    (0..1_000_u32).for_each(|number| grown.push(number));
    let capacity = grown.capacity();
    assert_eq!(owned(grown), (1, size::<u32>(capacity)));
}

#[test]
fn strings_and_paths_own_their_bytes() {
    assert_eq!(owned(String::new()), (0, 0));
    assert_eq!(owned(String::from("größe")), (1, 7));
    assert_eq!(owned("a".repeat(1_000).into_boxed_str()), (1, 1_000));
    assert_eq!(owned(std::path::PathBuf::from("/tmp")), (1, 4));
    assert_eq!(owned(std::ffi::CString::new("abc").expect("no zero")), (1, 4));
    assert_eq!(owned("literal"), (0, 0));
}

#[test]
fn boxes_own_what_is_in_them() {
    assert_eq!(owned(Box::new(1_u8)), (1, 1));
    assert_eq!(owned(Box::new([0_u64; 100])), (1, 800));
    assert_eq!(owned(Box::new(Box::new(1_u64))), (2, 16));
    assert_eq!(owned(Some(Box::new(1_u64))), (1, 8));
    assert_eq!(owned(None::<Box<u64>>), (0, 0));
    assert_eq!(owned([Box::new(1_u16), Box::new(2)]), (2, 4));
    let dynamic: Box<dyn Fn() -> u64> = Box::new({
        let captured = [1_u64; 4];
        move || black_box(&captured).iter().sum()
    });
    assert_eq!(owned(dynamic), (1, 32));
}

#[test]
fn nested_containers_own_what_is_in_them() {
    let nested = vec![vec![1_u32; 3], Vec::new(), vec![1; 5]];
    assert_eq!(owned(nested), (3, size::<Vec<u32>>(3) + 12 + 20));
    let names = vec![String::from("ada"), String::with_capacity(100)];
    assert_eq!(owned(names), (3, size::<String>(2) + 103));
    assert_eq!(owned(VecDeque::<u16>::with_capacity(10)), (1, 20));
    assert_eq!(owned(BinaryHeap::from(vec![3_u8, 1, 2])), (1, 3));
    // Two links and the value in each.
    let list: LinkedList<u64> = (0..10).collect();
    assert_eq!(owned(list), (10, 10 * 24));
    assert_eq!(owned(Mutex::new(vec![1_u8; 10])), (1, 10));
    assert_eq!(owned((vec![1_u8; 10], Ok::<_, ()>(vec![1_u8; 20]))), (2, 30));
}

#[test]
fn what_others_hold_belongs_to_nobody_but_the_last() {
    let shared = Rc::new([0_u8; 1_000]);
    assert_eq!(owned(Rc::clone(&shared)), (0, 0));
    assert_eq!(owned(Rc::downgrade(&shared)), (0, 0));
    assert_eq!(owned(shared), (1, COUNTS + 1_000));

    let shared = Arc::new(vec![1_u64; 100]);
    let holder = [Arc::clone(&shared), Arc::clone(&shared)];
    assert_eq!(owned(vec![Arc::clone(&shared); 10]), (1, size::<Arc<()>>(10)));
    drop(shared);
    assert_eq!(owned(holder), (2, COUNTS + 24 + 800));

    // The block stays as long as somebody looks at it.
    let strong = Arc::new([0_u8; 4_096]);
    let weak = Arc::downgrade(&strong);
    assert_eq!(owned(strong), (0, 0));
    assert_eq!(owned(weak), (1, COUNTS + 4_096));
    let strong = Arc::new(vec![0_u8; 4_096].into_boxed_slice());
    let weak = Arc::downgrade(&strong);
    assert_eq!(owned(strong), (1, 4_096));
    assert_eq!(owned(weak), (1, COUNTS + 16));
}

/// A type of the user, with no derive.
struct Tree {
    name: String,
    children: Vec<Tree>,
    parent: RefCell<Weak<()>>,
    blob: Option<Arc<[u8]>>,
}

impl Tree {
    fn new(name: &str, children: Vec<Tree>, blob: Option<Arc<[u8]>>) -> Self {
        Tree { name: name.to_owned(), children, parent: RefCell::default(), blob }
    }
}

#[test]
fn own_types_need_no_derive() {
    let blob: Arc<[u8]> = Arc::from(vec![7_u8; 1_000]);
    let leaf = |name| Tree::new(name, Vec::new(), Some(Arc::clone(&blob)));
    let tree = Tree::new("root", vec![leaf("a"), leaf("bc")], None);
    assert!(tree.parent.borrow().upgrade().is_none() && tree.blob.is_none());
    assert_eq!(tree.name.len() + tree.children.len(), 6);
    assert_eq!(owned(tree), (4, 4 + size::<Tree>(2) + 1 + 2));
    assert_eq!(owned(blob), (1, COUNTS + 1_000));
}

#[test]
fn maps_own_what_their_making_took() {
    // What is in a node is nobody's business; that it all comes back is.
    let make = || (0..1_000_u64).map(|key| (key, key.to_string())).collect::<BTreeMap<_, _>>();
    let tree = footprint(make);
    let signed = |count: Option<u64>| count.and_then(|count| i64::try_from(count).ok());
    assert_eq!(tree.heap(), signed(tree.owned().bytes()));
    assert_eq!(tree.blocks(), signed(tree.owned().blocks()));
    let strings: u64 = (0..1_000_u64).map(|key| key.to_string().len() as u64).sum();
    assert!(tree.owned().bytes() > Some(strings + 1_000 * (8 + 24)));

    let make = || (0..1_000_u64).map(|key| (key, [key; 2])).collect::<HashMap<_, _>>();
    let map = footprint(make);
    // One block: a power of two of buckets with an entry and a byte of control each, and a group of
    // control bytes more.
    let buckets = 2_048;
    let group = if cfg!(target_arch = "x86_64") { 16 } else { 8 };
    assert_eq!(map.owned().blocks(), Some(1));
    assert_eq!(map.owned().bytes(), Some(buckets * 24 + buckets + group));
    assert_eq!(owned(HashSet::<u64>::new()), (0, 0));
    assert_eq!(owned(BTreeSet::<u64>::new()), (0, 0));
}

/// Containers in containers.
#[derive(Clone, Debug)]
enum Value {
    Bytes(usize),
    Text(usize),
    Boxed(Box<Value>),
    Many(Vec<Value>),
    Queue(VecDeque<Value>),
}

impl Value {
    /// Blocks and bytes, by arithmetic.
    fn expected(&self) -> (u64, u64) {
        match self {
            Value::Bytes(length) | Value::Text(length) => (u64::from(*length > 0), *length as u64),
            Value::Boxed(value) => sum([value.made().1].into_iter(), size::<Made>(1), true),
            Value::Many(values) => {
                let inner = values.iter().map(Value::expected);
                sum(inner, size::<Made>(values.len()), !values.is_empty())
            }
            Value::Queue(values) => {
                let inner = values.iter().map(Value::expected);
                sum(inner, size::<Made>(values.len()), !values.is_empty())
            }
        }
    }

    fn made(&self) -> (Made, (u64, u64)) {
        let made = match self {
            Value::Bytes(length) => Made::Bytes(vec![1; *length]),
            Value::Text(length) => Made::Text("a".repeat(*length)),
            Value::Boxed(value) => Made::Boxed(Box::new(value.made().0)),
            Value::Many(values) => {
                let mut many = Vec::with_capacity(values.len());
                many.extend(values.iter().map(|value| value.made().0));
                Made::Many(many)
            }
            Value::Queue(values) => {
                let mut queue = VecDeque::with_capacity(values.len());
                queue.extend(values.iter().map(|value| value.made().0));
                Made::Queue(queue)
            }
        };
        (made, self.expected())
    }
}

#[expect(dead_code, reason = "it is made and dropped")]
enum Made {
    Bytes(Vec<u8>),
    Text(String),
    Boxed(Box<Made>),
    Many(Vec<Made>),
    Queue(VecDeque<Made>),
}

fn sum(inner: impl Iterator<Item = (u64, u64)>, bytes: u64, block: bool) -> (u64, u64) {
    inner.fold((u64::from(block), bytes), |sum, inner| (sum.0 + inner.0, sum.1 + inner.1))
}

fn values() -> impl Strategy<Value = Value> {
    let leaf =
        prop_oneof![(0..10_000_usize).prop_map(Value::Bytes), (0..100_usize).prop_map(Value::Text)];
    leaf.prop_recursive(4, 64, 8, |inner| {
        prop_oneof![
            inner.clone().prop_map(|value| Value::Boxed(Box::new(value))),
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::Many),
            prop::collection::vec(inner, 0..8).prop_map(|values| Value::Queue(values.into())),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_nested_is_counted_to_the_byte(value in values()) {
        let (made, expected) = value.made();
        prop_assert_eq!(owned(made), expected);
        let footprint = footprint(|| value.made().0);
        prop_assert_eq!(footprint.owned().bytes(), Some(expected.1));
        prop_assert_eq!(footprint.heap(), Some(i64::try_from(expected.1).expect("it fits")));
        prop_assert_eq!(footprint.shallow(), size_of::<Made>());
    }
}
