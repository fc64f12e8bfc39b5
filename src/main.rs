//! The `litdigest` program; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    litdigest::cli::main()
}
