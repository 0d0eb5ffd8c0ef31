//! Of a key that lacks everything, one error.

use tenure::singleton;

struct Id;

#[singleton(key = Id, init = |_| User)]
struct User;

fn main() {}
