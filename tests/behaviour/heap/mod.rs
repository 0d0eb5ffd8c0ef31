//! `footprint`, `owned_heap` and `leak_check`.

mod containers;
mod footprints;
mod leaks;
mod surroundings;
