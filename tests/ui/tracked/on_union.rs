use tenure::tracked;

#[tracked]
union Either {
    number: u8,
}

fn main() {
    let _ = (Either { number: 1 }, Either::live());
}
