//! What does not say of which type the keys are, and what cannot tell two of them apart.

use tenure::singleton;

#[singleton(key = _, init = |_| Any)]
struct Any;

#[singleton(key = impl std::hash::Hash, init = |_| Unnamed)]
struct Unnamed;

#[singleton(key = dyn std::fmt::Debug, init = |_| Object)]
struct Object;

#[singleton(key = fn(u8), init = |_| Function)]
struct Function;

#[singleton(key, init = |_| Nothing)]
struct Nothing;

fn main() {
    let _ = (Any::instance(&1), Unnamed::instance("a"), Object::instance(&1));
    let _ = (Function::instance(&(drop as fn(u8))), Nothing::instance(&1));
}
