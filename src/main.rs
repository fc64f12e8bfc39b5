//! The `litdigest` program; everything is in the library.

use std::process::ExitCode;

/// Building a site makes millions of short strings on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    litdigest::cli::main()
}
