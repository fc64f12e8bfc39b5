//! `litdigest init`: a working site to start from.

mod scaffold;

use super::Outcome;

pub(super) use scaffold::put_new;

use super::args::Init;
use super::console::Console;

/// Makes the site and says what was written, what was kept, and what to do next.
pub(super) fn command(args: &Init, console: &Console) -> Outcome {
    let made = match scaffold::run(&args.dir) {
        Ok(made) => made,
        Err(failure) => {
            console.diagnostics(&[failure]);
            return Outcome::Machine;
        }
    };
    for path in &made.written {
        console.say(&format!("wrote {}", path.display()));
    }
    for path in &made.kept {
        console.say(&format!("kept {}, which was there already", path.display()));
    }
    if made.samples_left_out {
        console.say("wrote no samples, because content/records/ holds files already");
    }
    let here = args.dir.as_os_str() == ".";
    let site = if here { String::new() } else { format!(" {}", args.dir.display()) };
    console.say(&format!("next: litdigest build{site}"));
    Outcome::Done
}
