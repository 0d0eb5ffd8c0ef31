#[tenure::disposable(strict)]
struct Log<'a> {
    name: String,
    files: Vec<Option<&'a std::fs::File>>,
    spare: Option<Box<std::fs::File>>,
}

fn main() {}
