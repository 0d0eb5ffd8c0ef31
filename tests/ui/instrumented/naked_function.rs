use tenure::instrumented;

#[instrumented]
#[unsafe(naked)]
extern "C" fn nothing() {
    std::arch::naked_asm!("ret")
}

fn main() {
    nothing();
}
