//! The command line of litdigest.
fn main() {}
