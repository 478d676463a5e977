//! A file that describes a database: limbeck's snapshot or a script of DDL, told apart by what is in it. Whatever it is
//! not is an error that says what it is, and how to get what limbeck can read; never an empty database.

mod bytes;
mod text;

use super::{Catalog, Wanted, dump, snapshot};
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::source::Source;
use std::path::Path;

/// What makes a file that limbeck can read.
const MAKE: &str = "`pg_dump --schema-only -f schema.sql` makes one that limbeck reads";

/// Reads a snapshot or a dump.
///
/// # Errors
/// The file cannot be read, or it is neither.
pub fn read_file(path: &Path, wanted: &Wanted) -> Result<Catalog> {
    let shown = path.display();
    if path.is_dir() {
        let message = format!("`{shown}` is a directory");
        let help = if path.join("toc.dat").exists() {
            format!("it is pg_dump's directory format: run `pg_restore --schema-only -f schema.sql {shown}`")
        } else {
            "name the file in it".to_string()
        };
        return Err(Error::new(Code::UNREADABLE_FILE, message, help));
    }
    let bytes = std::fs::read(path).map_err(|error| {
        let message = format!("cannot read `{shown}`: {error}");
        Error::new(Code::UNREADABLE_FILE, message, format!("name another file with `--snapshot`; {MAKE}"))
    })?;
    let text = bytes::decode(&bytes).map_err(|found| not_readable(&shown.to_string(), &found))?;
    read_text(&Source::new(path, text), wanted)
}

/// Reads the text of a snapshot or a dump.
///
/// # Errors
/// It is neither.
pub fn read_text(source: &Source, wanted: &Wanted) -> Result<Catalog> {
    let shown = source.path().display().to_string();
    match text::recognise(source.text()) {
        text::Kind::Snapshot => snapshot::read(source),
        text::Kind::Sql => dump::read(source, wanted),
        text::Kind::Neither(found) => {
            let error = not_readable(&shown, &found);
            Err(match text::first_line(source.text()) {
                Some(span) => error.at(source.place(span)),
                None => error,
            })
        }
    }
}

/// What a file is instead, and what to do about it.
struct Found {
    /// Continues "`FILE` is ".
    what: String,
    help: String,
}

fn not_readable(shown: &str, found: &Found) -> Error {
    let help = found.help.replace("FILE", shown);
    Error::new(Code::NOT_A_SNAPSHOT, format!("`{shown}` is {}", found.what), help)
}
