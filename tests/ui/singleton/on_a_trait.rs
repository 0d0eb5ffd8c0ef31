use tenure::singleton;

#[singleton]
pub trait Config {}

fn main() {}
