#![deny(unused_must_use)]

fn main() {
    tenure::scope!("parse");
}
