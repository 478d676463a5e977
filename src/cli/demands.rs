//! What the pending revisions demand of rows and of the server, put to the server that the catalog was read from: questions
//! in the same read-only transaction, each of a few seconds.

use super::Context;
use super::context::Kept;
use crate::catalog::connect::Session;
use crate::catalog::probe::compute;
use crate::error::Result;
use crate::name::QualifiedName;
use crate::replay::{Answers, Demand, Question, Replay, Reply};
use crate::revision::RevisionId;
use crate::schema::{Refusal, Schema, SqlState};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// An answer can lead to questions that nobody asked before: so often it is tried again.
const ROUNDS: usize = 6;
/// How long all questions may take together; those that are left stay open.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the server said so far.
struct Asked {
    began: Instant,
    answers: Answers,
    /// Whether a table has rows.
    rows: BTreeMap<QualifiedName, bool>,
}

impl Context {
    /// Replays an upgrade on the database; where there is a server, it says what the rows allow.
    ///
    /// # Errors
    /// The project or the database cannot be read.
    pub(super) fn replay_upgrade(&self, order: &[RevisionId]) -> Result<Replay> {
        let start = self.view()?.catalog.schema.clone();
        let mut asked = Asked { began: Instant::now(), answers: Answers::new(), rows: BTreeMap::new() };
        for _ in 0..ROUNDS {
            let replay = self.replay_asked(start.clone(), order, &asked)?;
            let mut kept = self.session.borrow_mut();
            let Kept::Yes(session) = &mut *kept else { return Ok(replay) };
            let demands: Vec<&Demand> = replay.revisions.iter().flat_map(|own| &own.demands).collect();
            if !asked.ask(session, &start, &demands) {
                return Ok(replay);
            }
        }
        self.replay_asked(start, order, &asked)
    }

    fn replay_asked(&self, start: Schema, order: &[RevisionId], asked: &Asked) -> Result<Replay> {
        let empty: BTreeSet<QualifiedName> =
            asked.rows.iter().filter(|(_, has_rows)| !**has_rows).map(|(table, _)| table.clone()).collect();
        let settings = self.upgrade_settings(asked.answers.clone(), empty)?;
        self.replay_with(self.history()?, settings, start, order)
    }
}

impl Asked {
    /// Asks which of the tables have rows; where that is known, what else is demanded. Returns whether something was asked.
    fn ask(&mut self, session: &mut Session, start: &Schema, demands: &[&Demand]) -> bool {
        let mut found_empty = false;
        let tables: BTreeSet<&QualifiedName> = demands.iter().flat_map(|own| &own.tables).collect();
        for table in tables {
            if self.rows.contains_key(table) || start.table(table).is_none() {
                continue;
            }
            let sql = format!("SELECT EXISTS (SELECT FROM {})", table.quoted());
            let is_empty = self.began.elapsed() < PATIENCE && matches!(compute(session, &sql), Ok(Ok(false)));
            self.rows.insert(table.clone(), !is_empty);
            found_empty |= is_empty;
        }
        if found_empty {
            return true;
        }
        let questions = demands.iter().filter_map(|own| own.question.as_ref());
        let open: Vec<&Question> = questions.filter(|own| !self.answers.contains_key(&own.sql)).collect();
        for question in &open {
            let reply = if self.began.elapsed() < PATIENCE { reply(session, question) } else { Reply::Silent };
            self.answers.insert(question.sql.clone(), reply);
        }
        !open.is_empty()
    }
}

fn reply(session: &mut Session, question: &Question) -> Reply {
    match compute(session, &question.sql) {
        Ok(Ok(false)) => Reply::Fulfilled,
        Ok(Ok(true)) if !question.decides => Reply::Silent,
        Ok(Ok(true)) => Reply::Refused(Refusal::new(question.state, question.message.clone())),
        Ok(Err((state, message))) if question.computes => match SqlState::listed(&state) {
            Some(state) => Reply::Refused(Refusal::new(state, message)),
            None => Reply::Silent,
        },
        Ok(Err(_)) | Err(_) => Reply::Silent,
    }
}
