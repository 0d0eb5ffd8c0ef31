use tenure::dis;

fn main() {
    dis!(nothing_like_it);
}
