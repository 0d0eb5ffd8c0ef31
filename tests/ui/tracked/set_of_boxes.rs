use tenure::WeakSet;

fn main() {
    let set: WeakSet<u8, Box<u8>> = todo!();
}
