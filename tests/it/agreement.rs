//! What the abstract-text reader says of an article against what MEDLINE and CSV exports say of it.
