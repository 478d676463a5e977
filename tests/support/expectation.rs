//! `expect.yaml` of an incident, and what of an audit's JSON contradicts it. Knows nothing of running limbeck.

use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The truth about one incident; `testdata/README.md` explains each key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    pub verdict: String,
    pub exit: i32,
    pub stamped: BTreeSet<String>,
    pub observed: Position,
    pub recommendation: String,
    pub presence: BTreeMap<String, String>,
    /// Object to `REVISION:LINE` or `REVISION:FIRST-LAST`.
    pub missing: BTreeMap<String, String>,
    #[serde(default)]
    pub implied: BTreeSet<String>,
    #[serde(default)]
    pub says: Vec<String>,
    #[serde(default)]
    pub summary: Vec<String>,
    #[serde(default)]
    pub plans: Vec<String>,
    #[serde(default)]
    pub in_order: Vec<String>,
    #[serde(default)]
    pub never_plans: Vec<String>,
    #[serde(default)]
    pub closure: bool,
}

/// The observed position.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    pub certainty: String,
    pub revisions: BTreeSet<String>,
    pub upto: BTreeSet<String>,
}

/// One effect that an audit says is absent from a revision that should have left it.
#[derive(Debug)]
struct Accusation {
    object: String,
    revision: String,
    line: u64,
}

/// Reads `expect.yaml` of a folder.
pub fn read(folder: &Path) -> Result<Expectation, String> {
    read_file(&folder.join("expect.yaml"))
}

/// Reads what must hold on the server: `expect-live.yaml` where the dump does not carry all of the story.
pub fn read_live(folder: &Path) -> Result<Expectation, String> {
    let path = folder.join("expect-live.yaml");
    if path.exists() { read_file(&path) } else { read(folder) }
}

fn read_file(path: &Path) -> Result<Expectation, String> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        format!("{}: {error}: write it by hand from story.md, as testdata/README.md says", path.display())
    })?;
    serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Returns every contradiction between the truth and an audit, in words; none is what is wanted.
pub fn contradictions(expected: &Expectation, audit: &Value, exit: Option<i32>) -> Vec<String> {
    let mut found = Vec::new();
    let mut equal = |what: &str, expected: String, actual: String| {
        if expected != actual {
            found.push(format!("{what}: expected {expected}, got {actual}"));
        }
    };
    equal("exit status", expected.exit.to_string(), exit.map_or("a signal".into(), |code| code.to_string()));
    equal("verdict", expected.verdict.clone(), word(audit, "/verdict"));
    equal("recommendation", expected.recommendation.clone(), word(audit, "/recommendation/plan"));
    equal("stamped", format!("{:?}", expected.stamped), format!("{:?}", words(audit, "/stamped")));
    equal("observed.certainty", expected.observed.certainty.clone(), word(audit, "/observed/certainty"));
    let observed = words(audit, "/observed/revisions");
    equal("observed.revisions", format!("{:?}", expected.observed.revisions), format!("{observed:?}"));
    let upto = words(audit, "/observed/upto");
    if expected.observed.certainty != "exact" || !upto.is_empty() {
        equal("observed.upto", format!("{:?}", expected.observed.upto), format!("{upto:?}"));
    }
    equal("presence", format!("{:?}", expected.presence), format!("{:?}", presences(audit)));
    found.extend(missing_contradictions(expected, &accusations(audit)));
    let findings = plain(&texts(audit, "/findings"));
    found.extend(unsaid(&expected.says, &findings).map(|text| format!("no finding says `{text}`")));
    let summary = plain(&word(audit, "/recommendation/summary"));
    found.extend(
        unsaid(&expected.summary, &summary).map(|text| format!("the summary does not say `{text}`: {summary}")),
    );
    found
}

fn missing_contradictions(expected: &Expectation, accusations: &[Accusation]) -> Vec<String> {
    let tables: Vec<&str> = expected.missing.keys().filter_map(|object| object.strip_prefix("table ")).collect();
    let implied = |object: &str| expected.implied.contains(object) || tables.iter().any(|table| lies_in(object, table));
    let mut found = Vec::new();
    for accusation in accusations {
        let Accusation { object, revision, line } = accusation;
        match expected.missing.get(object) {
            Some(place) if covers(place, revision, *line) => {}
            Some(place) => found.push(format!("{object} is put down to {revision}:{line}, expected {place}")),
            None if implied(object) => {}
            None => found.push(format!("{object} is accused ({revision}:{line}), and should not be")),
        }
    }
    for (object, place) in &expected.missing {
        if !accusations.iter().any(|accusation| accusation.object == *object) {
            found.push(format!("{object} is missing ({place}), and is not accused"));
        }
    }
    found
}

/// Collects what an audit accuses: absent effects of revisions that are stamped, or partly there.
fn accusations(audit: &Value) -> Vec<Accusation> {
    let mut found = Vec::new();
    for revision in items(audit, "/revisions") {
        let stamped = revision.get("stamped").and_then(Value::as_bool).unwrap_or_default();
        if stamped || word(revision, "/presence") == "partial" {
            for effect in items(revision, "/effects").iter().filter(|effect| word(effect, "/evidence") == "absent") {
                let line = effect.get("line").and_then(Value::as_u64).unwrap_or_default();
                found.push(Accusation { object: word(effect, "/object"), revision: word(revision, "/revision"), line });
            }
        }
    }
    found
}

/// Tells whether `object` goes with `table`: its columns, constraints, triggers and policies, and the sequences of its columns.
fn lies_in(object: &str, table: &str) -> bool {
    let Some((kind, name)) = object.split_once(' ') else { return false };
    let rest = name.strip_prefix(table).unwrap_or_default();
    rest.starts_with('.') || (kind == "sequence" && rest.starts_with('_'))
}

fn covers(place: &str, revision: &str, line: u64) -> bool {
    let Some((expected, lines)) = place.rsplit_once(':') else { return false };
    let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
    let number = |text: &str| text.parse().unwrap_or(0);
    expected == revision && (number(first)..=number(last)).contains(&line)
}

fn presences(audit: &Value) -> BTreeMap<String, String> {
    items(audit, "/revisions").iter().map(|item| (word(item, "/revision"), word(item, "/presence"))).collect()
}

fn unsaid<'a>(wanted: &'a [String], text: &'a str) -> impl Iterator<Item = &'a String> {
    wanted.iter().filter(move |words| !text.contains(words.as_str()))
}

fn plain(text: &str) -> String {
    text.replace('`', "")
}

fn texts(value: &Value, pointer: &str) -> String {
    let sentence = |item: &Value| format!("{}\n{}\n", word(item, "/message"), word(item, "/help"));
    items(value, pointer).iter().map(sentence).collect()
}

fn items<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn word(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn words(value: &Value, pointer: &str) -> BTreeSet<String> {
    items(value, pointer).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
