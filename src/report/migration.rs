//! The answer of `sql`: steps, the rows each of them writes, and its statements. What the statements look like is for
//! `render`.

use super::FindingReport;
use crate::history::{History, RowWrite, Step as MigrationStep};
use crate::replay::{Action, FollowedBy, Sender, Sent, Step};
use crate::schema::{Effect, UNKNOWN, Unknown, Value};
use crate::source::Place;
use serde::Serialize;

/// `sql` in the contract.
#[derive(Clone, Debug, Serialize)]
pub struct MigrationReport {
    pub steps: Vec<StepReport>,
    pub findings: Vec<FindingReport>,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
pub struct StepReport {
    /// `upgrade`, `downgrade` or `stamp`.
    pub direction: &'static str,
    /// The revision that runs or is stamped; `base` where a stamp only takes rows away.
    pub revision: String,
    pub delete: Vec<String>,
    pub insert: Vec<String>,
    pub update: Vec<[String; 2]>,
    pub sql: String,
}

/// One piece of what a revision sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Statement(String),
    /// What cannot be told, or does not work, and why.
    Remark(String),
}

impl StepReport {
    /// Returns the report of a step that writes these rows.
    #[must_use]
    pub fn new(history: &History, step: &MigrationStep, writes: &[RowWrite], sql: String) -> Self {
        let (direction, revision) = match step {
            MigrationStep::Upgrade(rev) => ("upgrade", history.id(*rev).to_string()),
            MigrationStep::Downgrade(rev) => ("downgrade", history.id(*rev).to_string()),
            MigrationStep::Stamp(stamp) => {
                ("stamp", stamp.to.first().map_or_else(|| "base".to_owned(), ToString::to_string))
            }
        };
        let mut report = Self { direction, revision, delete: Vec::new(), insert: Vec::new(), update: Vec::new(), sql };
        for write in writes {
            match write {
                RowWrite::Insert(id) => report.insert.push(id.to_string()),
                RowWrite::Delete(id) => report.delete.push(id.to_string()),
                RowWrite::Update { from, to } => report.update.push([from.to_string(), to.to_string()]),
            }
        }
        report
    }
}

/// Returns what a replayed revision sends, in order, with a remark wherever that is not known.
#[must_use]
pub fn pieces(sent: &Sent) -> Vec<Piece> {
    let unknown = |reason: &str, place: &Place| Piece::Remark(format!("unknown: {reason} ({})", at(place)));
    let place = |own: &Unknown| own.place.as_ref().map(|place| format!(" ({})", at(place))).unwrap_or_default();
    let remark = |own: &Unknown| Piece::Remark(format!("unknown: {}{}", own.reason, place(own)));
    let mut pieces: Vec<Piece> = sent.replay.unrecorded.iter().map(|(_, own)| remark(own)).collect();
    let mut doubt = false;
    let mut before: Option<(&str, &Place)> = None;
    // What a block does follows its text.
    for step in sent.replay.steps.iter().filter(|step| step.sender == Sender::Client) {
        let last = before.take();
        let doubted = std::mem::take(&mut doubt);
        pieces.push(match &step.action {
            Action::Text { sql, followed } => {
                doubt = *followed == FollowedBy::Doubt;
                statement(sql, step)
            }
            // What the statement does is not asked here.
            Action::Unknown(_) if doubted => continue,
            // The parts of one statement follow each other.
            Action::Operation { sql, .. } if last == Some((sql, &step.place)) => {
                before = last;
                continue;
            }
            Action::Operation { sql, .. } => {
                before = Some((sql, &step.place));
                statement(sql, step)
            }
            Action::Data { sql: Some(sql), .. } => statement(sql, step),
            Action::Data { kind, sql: None } => unknown(&format!("the text of this `{kind}`"), &step.place),
            Action::Transaction(action) => Piece::Statement(action.sql()),
            Action::Unknown(reason) => unknown(&reason.reason, reason.place.as_ref().unwrap_or(&step.place)),
        });
    }
    if let Some(failure) = &sent.failure {
        let state = failure.refusal.state.0;
        let state = if state.is_empty() { String::new() } else { format!(" ({state})") };
        let place = failure.place.as_ref().map(|place| format!(" ({})", at(place))).unwrap_or_default();
        let source = failure.place.as_ref().map(|place| format!("\n{}", place.text())).unwrap_or_default();
        let message = format!(
            "fails when it is replayed: {}{state}{place}{source}\nunknown: what this revision sends after it",
            failure.refusal.message
        );
        pieces.push(Piece::Remark(message));
    }
    pieces.retain(|piece| !matches!(piece, Piece::Statement(sql) if sql.trim().is_empty()));
    pieces
}

/// Returns a statement; one that has a part nobody knows is no statement.
fn statement(sql: &str, step: &Step) -> Piece {
    if !sql.contains(UNKNOWN) {
        return Piece::Statement(sql.to_owned());
    }
    let inside = step.effects.iter().find_map(|effect| match effect {
        Effect::Set { after: Some(Value::Unknown(unknown)), .. } => Some(unknown),
        _ => None,
    });
    let reason = inside.map_or("a value in this statement", |unknown| &unknown.reason);
    let place = inside.and_then(|unknown| unknown.place.as_ref()).unwrap_or(&step.place);
    Piece::Remark(format!("unknown: {reason} ({})\n{sql};", at(place)))
}

fn at(place: &Place) -> String {
    format!("{}:{}", place.path().display(), place.line())
}
