use tenure::dis;

fn show<T: ToString>(value: T) -> String {
    value.to_string()
}

fn main() {
    dis!(show);
}
