use tenure::{Live, tracked};

#[tracked]
#[repr(C, packed)]
struct Header {
    kind: u8,
    live: Live<Self>,
}

fn main() {
    let _ = (Header { kind: 1, live: Live::new() }, Header::live());
}
