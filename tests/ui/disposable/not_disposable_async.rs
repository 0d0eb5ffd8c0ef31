use tenure::AsyncDispose;

fn close<T: AsyncDispose>(_: T) {}

fn main() {
    close(String::new());
}
