use tenure::{Owned, using};

fn open() -> Result<Owned<String>, std::io::Error> {
    Ok(Owned::with(String::new(), drop))
}

fn length() -> Result<usize, std::io::Error> {
    let before = open()?.len();
    using!(let text = open()?);
    let length = text.len().checked_add(before).ok_or(std::io::ErrorKind::Other)?;
    text.push_str(&std::fs::read_to_string("draft")?);
    Ok(length)
}

fn main() {
    let _ = length();
}
