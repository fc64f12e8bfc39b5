#![no_main]
// The formats that the first byte chooses, in the order of the registry:
// formats: pubmed-text medline pubmed-xml ris bibtex csl-json jsonl pubmed-csv csv pubmed-summary wos-plaintext html

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| litdigest_fuzz::round_trip(bytes));
