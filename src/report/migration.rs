//! The answer of `sql`: steps, the rows each of them writes, and its statements. What the statements look like is for
//! `render`.

use super::FindingReport;
use crate::history::{History, RowWrite, Step};
use crate::replay::{Action, FollowedBy, Sent};
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
    pub fn new(history: &History, step: &Step, writes: &[RowWrite], sql: String) -> Self {
        let (direction, revision) = match step {
            Step::Upgrade(rev) => ("upgrade", history.id(*rev).to_string()),
            Step::Downgrade(rev) => ("downgrade", history.id(*rev).to_string()),
            Step::Stamp(stamp) => ("stamp", stamp.to.first().map_or_else(|| "base".to_owned(), ToString::to_string)),
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
    let mut pieces: Vec<Piece> = Vec::new();
    let mut whole: Option<&Place> = None;
    let mut doubt = false;
    let mut before: Option<(&str, &Place)> = None;
    for step in &sent.replay.steps {
        // What a block does follows it, and so do the parts of one statement.
        let last = before.take();
        let doubted = std::mem::take(&mut doubt);
        let part = whole == Some(&step.place);
        whole = whole.filter(|_| part);
        pieces.push(match &step.action {
            Action::Text { sql, followed } => {
                whole = (*followed == FollowedBy::Parts).then_some(&step.place);
                doubt = *followed == FollowedBy::Doubt;
                Piece::Statement(sql.clone())
            }
            // What the statement does is not asked here.
            Action::Unknown(_) if doubted => continue,
            Action::Operation { .. } | Action::Data { .. } if part => continue,
            Action::Operation { sql, .. } if last == Some((sql, &step.place)) => {
                before = last;
                continue;
            }
            Action::Operation { sql, .. } => {
                before = Some((sql, &step.place));
                Piece::Statement(sql.clone())
            }
            Action::Data { sql: Some(sql), .. } => Piece::Statement(sql.clone()),
            Action::Data { kind, sql: None } => unknown(&format!("the text of this `{kind}`"), &step.place),
            Action::Transaction(action) => Piece::Statement(action.as_str().to_owned()),
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

fn at(place: &Place) -> String {
    format!("{}:{}", place.path().display(), place.line())
}
