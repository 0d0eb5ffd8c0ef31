//! Functions of every shape, instrumented.
