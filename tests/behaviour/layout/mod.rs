//! Where the bytes of a type are.

mod enums;
mod guards;
mod random;
mod shapes;
mod structs;
mod surroundings;
mod tables;
