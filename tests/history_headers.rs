//! The fifteen ways to write a header (testdata/history/headers): read as real Alembic reads them, or refused by name and
//! line. A computed value is never guessed.

mod support;

use limbeck::script_directory::{Layout, ScriptDirectory};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use support::{in_tests, oracle_python};

/// What limbeck refuses: a condition that depends on where the file runs, and a call.
const REFUSED: &[(&str, u32)] = &[("13_if_else.py", 4), ("14_call.py", 9)];

#[test]
fn every_spelling_is_read_as_alembic_reads_it_or_refused() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/history/headers");
    let mut alembic = Command::new(oracle_python());
    let output = alembic.arg(in_tests("recording/headers.py")).arg(&directory).output().expect("the oracle runs");
    let expected: Value = serde_json::from_slice(&output.stdout).expect("it answers");
    let layout = Layout { script_location: Some(directory), ..Layout::default() };
    let scripts = ScriptDirectory::open(layout).expect("opened");
    assert_eq!(expected.as_object().map(serde_json::Map::len), Some(15));
    let mut refused = Vec::new();
    for revision in scripts.revisions() {
        let name = revision.path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut labels = revision.branch_labels.clone();
        labels.sort();
        let found = json!({
            "revision": revision.id.as_str(),
            "down_revision": revision.down_revisions.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
            "depends_on": revision.depends_on,
            "branch_labels": labels,
            "doc": revision.doc,
        });
        if revision.computed.is_empty() {
            assert_eq!(expected[&name], found, "{name}");
        } else {
            let finding =
                scripts.findings().iter().find(|finding| finding.revision.as_deref() == Some(revision.id.as_str()));
            let finding = finding.expect("a refusal is a finding");
            refused.push((name, finding.place.as_ref().expect("it has a place").line()));
        }
    }
    assert_eq!(scripts.revisions().len(), 15);
    let expected: Vec<(String, u32)> = REFUSED.iter().map(|(name, line)| ((*name).to_owned(), *line)).collect();
    assert_eq!(refused, expected);
}
