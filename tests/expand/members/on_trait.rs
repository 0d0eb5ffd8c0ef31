/// Says hello.
#[tenure::members]
pub trait Greet {
    /// What is said.
    type Word: core::fmt::Display;
    /// Who says it.
    fn name(&self) -> Self::Word;
    /// All of it.
    #[must_use]
    fn greet(self: Box<Self>) -> String {
        format!("hello, {}", self.name())
    }
}
