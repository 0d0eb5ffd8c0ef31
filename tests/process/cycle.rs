//! Initialisers that need each other.
