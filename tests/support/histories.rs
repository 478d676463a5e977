//! Histories and answers in the JSON that real Alembic's are recorded in. Not a place for assertions.

use limbeck::history::{History, Point, Resolved, Rev, Unresolved};
use limbeck::revision::read_revision;
use limbeck::source::Source;
use serde_json::Value;
use std::path::Path;

/// Returns the history of revisions `{"id", "down", "depends", "labels"}` in loading order.
pub fn load(revisions: &Value) -> History {
    let read = |revision: &Value| {
        let name = format!("{}.py", text_of(&revision["id"]));
        read_revision(&Source::new(name.as_str(), header(revision)), Path::new(&name)).revision.expect("a header")
    };
    History::new(array(revisions).iter().map(read).collect())
}

/// Returns the header of a version file.
pub fn header(revision: &Value) -> String {
    let tuple = |words: &Value| array(words).iter().map(|word| format!("{word}, ")).collect::<String>();
    format!(
        "revision = {}\ndown_revision = ({})\ndepends_on = ({})\nbranch_labels = ({})\n",
        revision["id"],
        tuple(&revision["down"]),
        tuple(&revision["depends"]),
        tuple(&revision["labels"])
    )
}

/// Returns the class of Alembic's exception.
pub fn class(unresolved: &Unresolved) -> &'static str {
    match unresolved {
        Unresolved::Unknown { .. } => "ResolutionError",
        Unresolved::MultipleHeads { .. } => "MultipleHeads",
        Unresolved::NotAncestor { .. } => "RangeNotAncestorError",
        Unresolved::Refused { .. } | Unresolved::Broken { .. } => "RevisionError",
    }
}

/// Returns an answer as it is recorded.
pub fn answered(result: Resolved<Value>) -> Value {
    match result {
        Ok(value) => serde_json::json!({ "value": value }),
        Err(unresolved) => serde_json::json!({ "error": class(&unresolved) }),
    }
}

/// Returns what a point is called.
pub fn spell(history: &History, point: Point) -> Value {
    match point {
        Point::Revision(rev) => name(history, rev),
        Point::Base => "base".into(),
        Point::Nowhere => Value::Null,
    }
}

pub fn name(history: &History, rev: Rev) -> Value {
    history.id(rev).to_string().into()
}

pub fn names(history: &History, revs: &[Rev]) -> Value {
    revs.iter().map(|rev| name(history, *rev)).collect()
}

pub fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Returns the texts of a list, of one text, or of nothing.
pub fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        other => array(other).iter().map(text_of).collect(),
    }
}

/// Returns what Alembic's own tests asked and were answered (tests/recording/alembic_tests.py).
pub fn recording() -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/parity/alembic_tests.json");
    let text = std::fs::read_to_string(file).expect("the recording is there");
    serde_json::from_str(&text).expect("the recording is JSON")
}
