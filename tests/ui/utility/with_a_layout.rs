use tenure::utility;

#[utility]
#[repr(C, align(8))]
#[derive(Clone, Debug)]
struct Numbers;

#[utility]
#[derive(Debug, Default)]
struct Words;

fn main() {
    println!("{:?}", Words::default());
    println!("{:?}", Numbers.clone());
}
