//! What a statement demands beyond the schema: that rows allow it, that an extension or a role is there. Where nothing that
//! is known decides, the demand is open: a question that a server may answer, or an unknown.

mod computed;
mod converted;
mod domain;
mod rows;
mod types;

pub(super) use types::is_plain_cast;

use crate::name::{Name, QualifiedName};
use crate::operation::{AlterColumn, AlterTable, Operation};
use crate::replay::recorder::{Recorder, Site};
use crate::replay::settings::Writers;
use crate::schema::{Change, Refusal, SqlState, Unknown};
use crate::sql::Presumed;
use std::collections::BTreeMap;

/// What is not known to be fulfilled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Whether it is fulfilled, in words, and where it is made.
    pub open: Unknown,
    /// The tables whose rows it is about.
    pub tables: Vec<QualifiedName>,
    /// What a server can be asked about it.
    pub question: Option<Question>,
    /// What goes without saying, unless a server says otherwise.
    pub presumed: Option<Presumed>,
}

/// A SELECT of one boolean: whether the statement will be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub sql: String,
    /// What the statement is refused with.
    pub state: SqlState,
    pub message: String,
    /// Whether the question computes what the statement computes, so that an error in values is the statement's, too.
    pub computes: bool,
    /// Whether yes means that it is refused; otherwise it still is not known then.
    pub decides: bool,
    /// Whether the rows that are known to the run answer it now.
    pub asks_here: bool,
}

/// What servers answered.
pub type Answers = BTreeMap<String, Reply>;

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    Fulfilled,
    Refused(Refusal),
    /// The server does not say: it took too long, or the role may not look.
    Silent,
}

impl Demand {
    /// Returns the same, about the rows of a table.
    pub(super) fn about(mut self, table: &QualifiedName) -> Self {
        self.tables.push(table.clone());
        self
    }

    pub(super) fn new(open: impl Into<String>, question: Option<Question>) -> Self {
        Self { open: Unknown::new(open.into(), None), tables: Vec::new(), question, presumed: None }
    }
}

impl Question {
    pub(super) fn new(sql: String, state: SqlState, message: impl Into<String>) -> Self {
        Self { sql, state, message: message.into(), computes: false, decides: true, asks_here: true }
    }
}

impl Recorder {
    /// Returns whether somebody wants to know of demands: where nobody else writes, and where a refusal is watched for.
    pub(super) fn tells_demands(&self) -> bool {
        self.settings.writers == Writers::ThisRun || self.is_watching()
    }

    /// Returns what an operation demands, its changes being made.
    pub(super) fn demands_of(&self, operation: &Operation, changes: &[Change]) -> Vec<Demand> {
        if !self.tells_demands() {
            return Vec::new();
        }
        self.row_demands(operation, changes)
    }

    /// Notes that nobody knows whether a statement is taken.
    ///
    /// # Errors
    /// As [`Recorder::demand`].
    pub(super) fn demand_open(&mut self, reason: &str, site: &Site) -> Result<(), Refusal> {
        let open = self.tells_demands().then(|| Demand::new(reason, None));
        self.demand(open.into_iter().collect(), site)
    }

    /// Notes what a statement demands.
    ///
    /// # Errors
    /// A server said that it is not fulfilled.
    pub(super) fn demand(&mut self, demands: Vec<Demand>, site: &Site) -> Result<(), Refusal> {
        for mut demand in demands {
            let question = demand.question.as_ref().filter(|own| own.asks_here);
            match question.and_then(|own| Some((self.answered_here(&own.sql)?, own))) {
                Some((false, _)) => continue,
                Some((true, own)) if own.decides => return Err(Refusal::new(own.state, own.message.clone())),
                _ => demand.question = demand.question.filter(|own| !self.is_about_kept(&own.sql)),
            }
            demand.tables.retain(|own| self.contents.is_as_found(own));
            match demand.question.as_ref().and_then(|own| self.settings.answers.get(&own.sql)) {
                Some(Reply::Fulfilled) => continue,
                Some(Reply::Refused(refusal)) => return Err(refusal.clone()),
                Some(Reply::Silent) | None => {}
            }
            if demand.presumed == Some(Presumed::Refused)
                && self.settings.is_new
                && let Some(own) = &demand.question
            {
                return Err(Refusal::new(own.state, own.message.clone()));
            }
            let place = demand.open.place.clone().or_else(|| Some(site.place.clone()));
            let open = Unknown { place, ..demand.open };
            let demand = Demand { open, ..demand };
            self.may_refuse(&demand.open);
            if self.settings.writers == Writers::ThisRun
                && !self.log.demands.backwards().any(|own| own.open == demand.open)
            {
                self.log.demands.push(demand);
            }
        }
        Ok(())
    }
}

/// Returns whether an operation only gives things other names.
fn renames(operation: &Operation) -> bool {
    matches!(operation, Operation::Rename { .. } | Operation::SetSchema { .. })
}

/// Returns whether an operation computes a column anew.
fn converts(operation: &Operation, column: &Name) -> bool {
    matches!(operation, Operation::AlterTable { action: AlterTable::AlterColumn { name, change: AlterColumn::SetType { using: Some(_), .. } }, .. } if name == column)
}
