use tenure::{Live, tracked};

#[tracked]
enum Connection {
    Open(Live<Self>),
    Closed,
}

fn main() {
    let _ = ([Connection::Open(Live::new()), Connection::Closed], Connection::live());
}
