//! limbeck's own snapshot of a database: YAML that people read and diff. Every object is there with everything that
//! is kept of it; what equals PostgreSQL's default is left out. Not a script: nothing can run it.

mod column;
mod constraint;
mod document;
mod doubt;
mod expression;
mod index;
mod name;
mod object;
mod policy;
mod routine;
mod sequence;
mod table;
mod trigger;
mod type_text;
mod types;
mod view;

use super::Catalog;
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::source::{Source, Span};
use crate::yaml;
use document::Document;

/// The key of the first line, which tells a snapshot from any other YAML, and its value.
pub(super) const HEADER: &str = "limbeck-snapshot";
const VERSION: u32 = 1;

/// Returns the catalog as YAML, in the order of names. Findings are not part of it.
///
/// # Errors
/// The catalog has no YAML form; every catalog that was read has one.
pub fn write(catalog: &Catalog) -> Result<String> {
    yaml::to_compact_string(&Document::of(catalog)).map_err(|message| {
        Error::new(
            Code::NOT_A_SNAPSHOT,
            format!("the snapshot cannot be written: {message}"),
            "this is a defect of limbeck",
        )
    })
}

/// Reads a snapshot.
///
/// # Errors
/// The text is no snapshot; the message says what was expected, and where.
pub(super) fn read(source: &Source) -> Result<Catalog> {
    let help = "write it anew with `limbeck snapshot > snapshot.yaml`, or take `pg_dump --schema-only`";
    let fail = |message: String| {
        let message = format!("{} is not a limbeck snapshot: {message}", source.path().display());
        Error::new(Code::NOT_A_SNAPSHOT, message, help)
    };
    let document: Document = yaml::from_str(source.text()).map_err(|message| {
        let place = place_of(&message).and_then(|(line, column)| span_at(source.text(), line, column));
        let error = fail(message);
        place.map_or_else(|| error.clone(), |span| error.clone().at(source.place(span)))
    })?;
    if document.version != VERSION {
        let message = format!("its version is {}, and this limbeck reads version {VERSION}", document.version);
        return Err(fail(message));
    }
    document.into_catalog().map_err(fail)
}

/// Returns the line and column at the end of a message of the YAML reader, counted from 1.
fn place_of(message: &str) -> Option<(usize, usize)> {
    let (_, place) = message.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Returns the span of the rest of a line.
fn span_at(text: &str, line: usize, column: usize) -> Option<Span> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let own = text.get(start..)?.lines().next()?;
    let skipped: usize = own.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    Some(Span::new(start + skipped, start + own.trim_end().len().max(skipped)))
}

#[cfg(test)]
mod tests;
