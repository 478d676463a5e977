//! What the server thinks of statements beyond the schema ([`crate::sql::judge`]), where an upgrade is weighed: a sure
//! refusal is raised, what is not known is a demand, and what is known of rows is kept.

use crate::name::QualifiedName;
use crate::operation::{Operation, RelationRef};
use crate::python::{Raise, Vm};
use crate::replay::contents::Held;
use crate::replay::demand::{Demand, Question};
use crate::replay::recorder::{Recorder, Site};
use crate::replay::rows::Written;
use crate::replay::step::Sender;
use crate::replay::{Mode, Session, Unrecorded, Writers};
use crate::schema::{Change, LIKE, NEW_LIKE, ObjectId, Refusal, SqlState, Touched, UNKNOWN, Unknown};
use crate::source::Place;
use crate::sql::{Asked, Given, Ground, Judgement, Open, Presumed, RowEffect, judge};
use std::collections::{BTreeMap, BTreeSet};

impl Session {
    /// Judges a statement that `carry_out` carries out. What the schema refuses comes first.
    ///
    /// # Errors
    /// A refusal as an exception.
    pub(super) fn judged<T>(
        &self,
        vm: &mut Vm,
        sql: &str,
        place: &Place,
        carry_out: impl FnOnce(&Self, &mut Vm) -> Result<T, Raise>,
    ) -> Result<T, Raise> {
        self.watched(vm, |session, vm| session.judged_once(vm, sql, place, carry_out))
    }

    fn judged_once<T>(
        &self,
        vm: &mut Vm,
        sql: &str,
        place: &Place,
        carry_out: impl FnOnce(&Self, &mut Vm) -> Result<T, Raise>,
    ) -> Result<T, Raise> {
        let Some(judgement) = self.with_recorder(|recorder| recorder.judge(sql)) else { return carry_out(self, vm) };
        match judgement.refused {
            Some(refusal) => {
                let before = self.with_recorder(|recorder| recorder.moment());
                let done = carry_out(self, vm)?;
                if self.with_recorder(|recorder| recorder.was_refused()) {
                    return Ok(done);
                }
                self.with_recorder(|recorder| recorder.resume(&before));
                self.refuse(vm, refusal, sql.to_string(), place)?;
                Ok(done)
            }
            None => {
                if reads_rows(sql) {
                    self.with_recorder(|recorder| recorder.note_differing_rows(&judgement));
                }
                let done = carry_out(self, vm)?;
                self.server(vm, place, |recorder, site| {
                    recorder.note_open(&judgement, false, site)?;
                    recorder.note_open(&judgement, true, site)
                })?;
                Ok(done)
            }
        }
    }
}

impl Recorder {
    /// Judges a statement, where demands are told and the transaction goes on.
    pub(super) fn judge(&mut self, sql: &str) -> Option<Judgement> {
        if !self.tells_demands() || self.check().is_err() {
            return None;
        }
        self.contents.note_counters(sql);
        self.note_set_constraints(sql);
        if sql.contains(UNKNOWN) {
            return Some(self.judge_partly(sql));
        }
        let mut judgement = judge(sql, self.ground());
        self.find_named(&mut judgement);
        self.settle(&mut judgement, &BTreeSet::new());
        if let Some(first) = self.first_refusal(sql, &judgement) {
            judgement.refused = Some(first);
        }
        // Of a row that is refused something else may be refused before.
        let is_open = judgement.open.iter().any(|own| own.presumed != Some(Presumed::Fulfilled));
        if let Some(refusal) =
            judgement.refused.take_if(|own| is_open && is_insert(sql) && own.state.0.starts_with("23"))
        {
            let reason = format!("whether something else is refused first is not known: {}", refusal.message);
            judgement.open.push(Open { reason, question: None, presumed: None });
        }
        if self.is_watching() && judgement.relations.iter().any(|own| self.schema.is_known_in_part(own)) {
            let reason = "what a table is like that the statement is about is not known".into();
            judgement.open.push(Open { reason, question: None, presumed: None });
        }
        if let Some(refusal) = judgement.refused.take_if(|refusal| {
            let is_assumed = [SqlState::UNDEFINED_TABLE, SqlState::INVALID_SCHEMA_NAME].contains(&refusal.state)
                && self.settings.unrecorded == Unrecorded::Assumed;
            // Where others write, what this run knows of rows is not all.
            let is_alone = self.settings.writers == Writers::ThisRun;
            is_assumed || !is_alone || self.sender == Sender::Block || self.is_doubted(&judgement.relations)
        }) {
            let reason = format!("whether the server refuses it is not known: {}", refusal.message);
            judgement.open.push(Open { reason, question: None, presumed: None });
        }
        Some(judgement)
    }

    /// Looks for what a statement names, as a comment on it would, which is taken back.
    fn find_named(&mut self, judgement: &mut Judgement) {
        for object in std::mem::take(&mut judgement.named) {
            if judgement.refused.is_some() {
                return;
            }
            match self.schema.apply(&Operation::Comment { object, text: Some("there".into()) }) {
                Err(refusal) => judgement.refused = Some(refusal),
                Ok(changes) => {
                    if changes.iter().any(|change| matches!(change, Change::Unknown { .. })) {
                        let reason = "whether what is named is there is not known".into();
                        judgement.open.push(Open { reason, question: None, presumed: None });
                    }
                    self.schema.undo(&changes);
                }
            }
        }
    }

    /// Returns whether the server takes a query of these tables, for all that is known.
    pub fn takes(&mut self, tables: &[RelationRef], sql: &str) -> bool {
        let judgement = self.judge(sql).unwrap_or_default();
        let is_there = tables.iter().all(|own| self.schema.find_relation(own).is_some());
        is_there && judgement.refused.is_none() && judgement.open.is_empty()
    }

    /// Judges a statement about rows whose text is not known, and why.
    pub(super) fn judge_unknown(&self, why: &Unknown, written: Written<'_>) -> Judgement {
        let is_fine = match written {
            Written::Nothing => true,
            Written::Changed(relation) => self.contents.empty().contains(&self.schema.full_name(relation)),
            _ => false,
        };
        let reason = format!("whether the server takes what is written is not known: {}", why.reason);
        let open = Open { reason, question: None, presumed: None };
        let open = if is_fine || !self.tells_demands() { Vec::new() } else { vec![open] };
        Judgement { open, ..Judgement::default() }
    }

    pub(super) fn ground(&self) -> Ground<'_> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        let (schema, beside) = (&self.schema, &self.beside);
        let (empty, numbers) = (self.contents.empty(), self.contents.numbers());
        Ground { schema, fresh: &self.fresh, new: &NONE, empty, numbers, beside }
    }

    /// Judges a statement with values that are not known.
    fn judge_partly(&mut self, sql: &str) -> Judgement {
        let new = self.new_in(sql);
        let text = sql.replace(NEW_LIKE, "").replace(LIKE, "");
        let is_sampled = !text.contains(UNKNOWN);
        let text = text.replace(UNKNOWN, "NULL");
        let mut judgement = judge(&text, Ground { new: &new, ..self.ground() });
        self.find_named(&mut judgement);
        if is_sampled && judgement.refused.is_none() {
            let samples = samples_in(sql);
            if let Some(samples) = &samples {
                self.settle(&mut judgement, samples);
            }
            // A server cannot be asked about values that nobody knows.
            judgement.open.iter_mut().for_each(|own| own.question = own.question.take().filter(|own| own.is_after));
            let effect = judgement.effect.map(|own| own.without(samples.as_ref()));
            return Judgement { effect, ..judgement };
        }
        let is_word = |word: &str| text.get(..6).is_some_and(|own| own.eq_ignore_ascii_case(word));
        let writes = is_word("insert") || is_word("update");
        let is_open = writes || judgement.refused.is_some();
        let open = (is_open && judgement.effect != Some(RowEffect::Nothing)).then(|| Open {
            reason: "whether the server takes a value of the statement that is not known".into(),
            question: None,
            presumed: None,
        });
        let effect = judgement.effect.filter(|own| *own == RowEffect::Nothing);
        Judgement { open: open.into_iter().collect(), effect, relations: judgement.relations, ..Judgement::default() }
    }

    /// Returns the texts in a statement that stand for values like none that is there: neither this statement nor one
    /// before it has the same value again, in whichever spelling.
    fn new_in(&mut self, sql: &str) -> BTreeSet<String> {
        let plain = sql.replace('-', "");
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for word in plain.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
            *times.entry(word).or_default() += 1;
        }
        let literals = sql.split(NEW_LIKE).skip(1).filter_map(first_literal);
        let is_new = |own: &String| {
            let value = own.replace('-', "");
            let is_once = times.get(value.as_str()) == Some(&1);
            self.sent.insert(value) && is_once
        };
        literals.filter(is_new).collect()
    }

    /// Returns whether something that is unknown can be what a refusal rests on.
    fn is_doubted(&self, relations: &BTreeSet<QualifiedName>) -> bool {
        self.schema.unknown.iter().any(|(touched, _)| match touched {
            Touched::Everything => true,
            Touched::Table(name) => relations.contains(name),
            Touched::Object(object) => match object {
                ObjectId::Index(name) => self.schema.index(name).is_none_or(|own| relations.contains(&own.table)),
                other => other.table().is_none_or(|name| relations.contains(name)),
            },
        })
    }

    /// Notes what is not known of a statement: before its rows change, or of the rows that it leaves.
    ///
    /// # Errors
    /// A server said that it is refused.
    pub(super) fn note_open(&mut self, judgement: &Judgement, is_after: bool, site: &Site) -> Result<(), Refusal> {
        let is_meant = |own: &&Open| own.question.as_ref().is_some_and(|own| own.is_after) == is_after;
        let demands = judgement.open.iter().filter(is_meant).map(|own| {
            let question = own.question.as_ref().filter(|own| self.is_asked(own)).map(|own| {
                let refusal = own.refusal.clone().unwrap_or_else(|| Refusal::new(SqlState::NONE, ""));
                Question {
                    decides: own.refusal.is_some(),
                    // What is about the rows before it was asked before.
                    asks_here: own.is_after,
                    ..Question::new(own.sql.clone(), refusal.state, refusal.message)
                }
            });
            let tables = judgement.relations.iter().cloned().collect();
            Demand { tables, presumed: own.presumed, ..Demand::new(own.reason.clone(), question) }
        });
        let demands = demands.collect();
        self.beside.roles.extend(judgement.brings.roles.iter().cloned());
        self.beside.operators |= judgement.brings.operators;
        self.demand(demands, site)
    }

    fn is_asked(&self, own: &Asked) -> bool {
        own.about.iter().all(|(table, columns)| match own.is_after {
            true => self.contents.known(table).is_some(),
            false => {
                self.contents.is_as_found(table) && columns.iter().all(|name| self.contents.held(table, name).is_none())
            }
        })
    }

    /// Notes what a statement about rows does to them, as well as it is known.
    pub(super) fn note_effect(&mut self, effect: Option<&RowEffect>, written: Written<'_>) {
        self.note_waiting(effect, written);
        match effect {
            None => self.note_written(written),
            // A trigger of a statement fires without rows.
            Some(RowEffect::Nothing) if self.may_fire(written) => self.note_written(Written::Anything),
            Some(RowEffect::Nothing) => {}
            Some(RowEffect::Empties { table }) => self.note_written(Written::Emptied(table)),
            Some(RowEffect::Adds { table, rows, unless }) => self.note_added(table, rows, unless.as_deref()),
            Some(RowEffect::Deletes { table, condition }) => self.note_deleted(table, condition),
            Some(RowEffect::Sets { table, columns, values, condition }) => {
                let full = self.schema.full_name(table);
                let held = |(name, given): &(crate::name::Name, Given)| {
                    let before = self.contents.held(&full, name);
                    let held = match given {
                        Given::NoNulls => Held::NoNulls,
                        Given::SomeValues if before == Some(Held::NoNulls) => Held::NoNulls,
                        Given::SomeValues | Given::Something => Held::Something,
                    };
                    (name.clone(), held)
                };
                let held: Vec<_> = columns.iter().map(held).collect();
                self.note_set(table, (&held, values), condition);
            }
        }
    }

    /// Keeps the labels that must not be used before the transaction ends (`check_safe_enum_use`).
    pub(super) fn note_label(&mut self, operation: &Operation) {
        if self.mode() == Mode::EachStatement {
            self.fresh.clear();
        } else if let Operation::AddEnumLabel { name, label, .. } = operation
            && let Some(full) = self.schema.find_type(&RelationRef::clone(name))
        {
            self.fresh.insert((full, label.clone()));
        }
    }
}

fn is_insert(sql: &str) -> bool {
    sql.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("insert"))
}

/// Returns whether a statement is a query.
fn reads_rows(sql: &str) -> bool {
    let first = sql.trim_start_matches(['(', ' ', '\n', '\t']).split(|c: char| !c.is_ascii_alphabetic()).next();
    first.is_some_and(|word| ["select", "with", "values", "table", ""].contains(&&*word.to_ascii_lowercase()))
}

/// Returns the texts that stand for values that are not known; nothing where any of the statement may.
fn samples_in(sql: &str) -> Option<BTreeSet<String>> {
    let plain = sql.replace(NEW_LIKE, LIKE);
    let word = |text: &str| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').next().map(str::to_owned);
    plain
        .split(LIKE)
        .skip(1)
        .map(|own| first_literal(own).or_else(|| word(own).filter(|own| own.starts_with(|c: char| c.is_ascii_digit()))))
        .collect()
}

/// Returns the text of the literal that a text begins with.
fn first_literal(text: &str) -> Option<String> {
    text.strip_prefix('\'')?.split('\'').next().map(str::to_owned)
}
