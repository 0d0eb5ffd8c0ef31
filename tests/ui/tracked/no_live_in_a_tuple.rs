use tenure::tracked;

#[tracked(weak)]
struct Session<T: Clone>(T)
where
    T: Send;

fn main() {
    let _ = (Session(1).into_arc(), Session::<u8>::instances());
}
