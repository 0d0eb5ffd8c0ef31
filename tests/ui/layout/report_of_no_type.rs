use tenure::size_report;

fn main() {
    let _quoted = size_report!("u8");
    let _separated = size_report![u8, u16; u32];
    let _doubled = size_report![u8,, u16];
    let _number = size_report![Vec<u8>, 1 + 2];
}
