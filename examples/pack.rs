//! Makes the vocabularies that are built into the program.
//!
//!     cargo run --release --example pack -- mesh WHAT FILE [NAMES] > data/mesh.packed
//!     cargo run --release --example pack -- ror WHAT FILE… > data/ror.packed
//!
//! WHAT says in words which issue it is, such as "Medical Subject Headings (MeSH) 2026": it is the beginning of the first line of
//! the table and stands on the about page of every site. FILE of `mesh` is NLM's descriptor file (desc2026.xml or d2026.bin,
//! as .gz too), or a table of descriptors with the table of terms beside it; NAMES a table `ui name` of a newer year, whose
//! names take the place of the older ones. FILEs of `ror` are the data dump, or plain tables (`src/vocabularies/ror/plain.rs`);
//! of two with one id the first stays.
//!
//! The same files give the same bytes. The names are the files' own: folding is done when they are asked for.

use litdigest::vocabularies::{Mesh, Ror, mesh, ror};
use std::error::Error;
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let packed = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["mesh", what, file] => pack_mesh(what, file, None)?,
        ["mesh", what, file, names] => pack_mesh(what, file, Some(names))?,
        ["ror", what, files @ ..] if !files.is_empty() => pack_ror(what, files)?,
        _ => {
            return Err(
                "usage: pack mesh WHAT FILE [NAMES] | ror WHAT FILE… > data/NAME.packed".into()
            );
        }
    };
    Ok(std::io::stdout().lock().write_all(&packed)?)
}

fn pack_mesh(what: &str, file: &str, names: Option<&str>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut descriptors = mesh::descriptors(Path::new(""), file).map_err(|said| said.message)?;
    if let Some(names) = names {
        mesh::rename(&mut descriptors, Path::new(""), names).map_err(|said| said.message)?;
    }
    Ok(Mesh::of(descriptors).packed(&mesh::origin(what)))
}

fn pack_ror(what: &str, files: &[&str]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut organizations = Vec::new();
    for file in files {
        organizations.extend(ror::organizations(Path::new(""), file).map_err(|said| said.message)?);
    }
    // Addresses of websites would be a third of the table, and nothing is found by them.
    for one in &mut organizations {
        one.website = None;
    }
    let ror = Ror::of(organizations);
    let packed = ror.packed(&ror::origin(what));
    let again = Ror::unpacked(&packed)?;
    let differs = |place: &u32| ror.organization(*place) != again.organization(*place);
    match (0..).take(ror.len()).find(differs).and_then(|place| ror.organization(place)) {
        Some(one) => {
            Err(format!("{} ({}) cannot be packed: its id is none of ROR's", one.name, one.id)
                .into())
        }
        None => Ok(packed),
    }
}
