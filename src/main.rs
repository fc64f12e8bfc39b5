//! The `litdigest` program; everything is in the library.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A build makes and drops millions of small strings on several threads at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    litdigest::cli::main()
}
