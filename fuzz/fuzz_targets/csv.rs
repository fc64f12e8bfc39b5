#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| litdigest_fuzz::reader("csv", bytes));
