//! NLM's descriptor file in ASCII: `*NEWRECORD`, then lines `TAG = value`.
//!
//! In: lines. Out: descriptors. Of the tags `MH`, `UI`, `MN`, `ENTRY` and `PRINT ENTRY` are read; an entry ends at its first
//! `|`.

use super::Descriptor;
use std::io::BufRead;

pub(super) fn read(reader: impl BufRead) -> Result<Vec<Descriptor>, String> {
    let mut found: Vec<Descriptor> = Vec::new();
    let mut number = 0_usize;
    super::lines(reader, |line| {
        number += 1;
        if line.trim_start_matches('\u{feff}') == "*NEWRECORD" {
            return finished(found.last(), number).map(|()| found.push(Descriptor::default()));
        }
        let (Some(descriptor), Some((tag, value))) = (found.last_mut(), line.split_once(" = "))
        else {
            return Ok(());
        };
        match tag {
            "MH" => descriptor.name = value.into(),
            "UI" => descriptor.ui = value.into(),
            "MN" => descriptor.trees.push(value.into()),
            "ENTRY" | "PRINT ENTRY" => {
                descriptor.terms.push(value.split('|').next().unwrap_or_default().into());
            }
            _ => {}
        }
        Ok(())
    })?;
    finished(found.last(), number + 1)?;
    Ok(found)
}

/// A record without its name or identifier is a damage of the file.
fn finished(descriptor: Option<&Descriptor>, line: usize) -> Result<(), String> {
    match descriptor {
        Some(record) if record.name.is_empty() || record.ui.is_empty() => {
            Err(format!("the record before line {line} has no MH or no UI"))
        }
        _ => Ok(()),
    }
}
