use tenure::WeakSet;

fn main() {
    let set: WeakSet<String> = WeakSet::new();
    set.insert(&String::new());
}
