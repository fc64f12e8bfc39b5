//! What is said instead of running a command: help and version as results, wrong usage as a message.
//!
//! In: clap's answer to the arguments. Out: text on the right stream, and an exit code. What was typed is quoted in it, so
//! characters that act on a terminal are written out.

use super::stream::Stream;
use crate::diag::visible;
use clap::error::{ContextKind, ContextValue};
use std::io::IsTerminal;
use std::process::ExitCode;

/// Says it and tells the exit code: 0 for help that was asked for, 2 for wrong usage, 3 where it could not be written.
pub(super) fn say(mut error: clap::Error) -> ExitCode {
    let wrong = error.use_stderr();
    write_out(&mut error);
    let (stream, terminal) = match wrong {
        true => (Stream::messages(), std::io::stderr().is_terminal()),
        false => (Stream::results(), std::io::stdout().is_terminal()),
    };
    let text = error.render();
    let coloured = super::console::may_colour(terminal);
    stream.write(&if coloured { text.ansi().to_string() } else { text.to_string() });
    match (stream.failure(), wrong) {
        (None, false) => ExitCode::SUCCESS,
        (None, true) => ExitCode::from(2),
        (Some(failure), _) => {
            if !wrong {
                let said =
                    format!("error: this could not be written to standard output: {failure}\n");
                Stream::messages().write(&said);
            }
            ExitCode::from(3)
        }
    }
}

/// Writes out the characters that act in every part of the message that was typed.
fn write_out(error: &mut clap::Error) {
    let shown = |text: &String| visible(text).into_owned();
    let parts: Vec<(ContextKind, ContextValue)> = error
        .context()
        .filter_map(|(kind, value)| match value {
            ContextValue::String(text) => Some((kind, ContextValue::String(shown(text)))),
            ContextValue::Strings(all) => {
                Some((kind, ContextValue::Strings(all.iter().map(shown).collect())))
            }
            _ => None,
        })
        .collect();
    for (kind, value) in parts {
        error.insert(kind, value);
    }
}
