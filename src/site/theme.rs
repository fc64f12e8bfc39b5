//! The files of the embedded theme that a kind of page brings: its template and its scripts.
//!
//! In: the name of a file of the repository's `templates/` folder. Out: the name with the file's text, which is in the
//! program. Never: the files of a site, which take the place of these; that is the renderer's.

/// A file of the theme.
#[derive(Debug)]
pub struct ThemeFile {
    /// Its name in `templates/`.
    pub name: &'static str,
    /// What is in it.
    pub text: &'static str,
}

/// The [`ThemeFile`] of this name in `templates/`.
macro_rules! theme_file {
    ($name:literal) => {
        $crate::site::ThemeFile {
            name: $name,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/", $name)),
        }
    };
}

pub(crate) use theme_file;
