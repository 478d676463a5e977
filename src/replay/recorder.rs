//! The server that a replay talks to: one evolving schema, one transaction, and a log of what was sent. Knows nothing of
//! Python; `alembic`, `sqlalchemy` and the driver call it.

use crate::name::{Name, QualifiedName};
use crate::operation::Operation;
use crate::replay::Settings;
use crate::replay::contents::Contents;
use crate::replay::log::Log;
use crate::replay::rows::Written;
use crate::replay::step::{Action, Extent, FollowedBy, Sender, Step, TransactionAction};
use crate::replay::top_level;
use crate::replay::transaction::{Mode, Position, Transaction};
use crate::replay::unrecorded::Seen;
use crate::replay::watch::Watch;
use crate::schema::{Change, Effect, ObjectId, Refusal, Schema, Touched, Unknown, VagueConstraints, Value, effects};
use crate::source::Place;
use crate::sql::{Beside, Judgement};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The recorder of one replay.
pub struct Recorder {
    pub(super) schema: Schema,
    pub(super) settings: Rc<Settings>,
    pub(super) log: Log,
    pub(super) transaction: Transaction,
    /// What earlier revisions changed and a rollback would still take back.
    pub(super) earlier: Vec<Change>,
    pub(super) seen: Seen,
    /// Who sends what comes now.
    pub(super) sender: Sender,
    pub(super) contents: Contents,
    /// Labels of enum types that were added in the transaction that runs.
    pub(super) fresh: BTreeSet<(QualifiedName, String)>,
    /// What was made beside the schema.
    pub(super) beside: Beside,
    /// Texts in place of values that were new when they were sent.
    pub(super) sent: BTreeSet<String>,
    pub(super) watch: Watch,
    /// Whether SQLAlchemy tells somebody when it makes a table.
    pub(super) listens_to_tables: bool,
}

/// Where a statement comes from.
#[derive(Clone, Debug)]
pub struct Site {
    /// The outermost place in the version file.
    pub place: Place,
    /// The innermost `if`, loop or `try` around it whose body is running.
    pub condition: Option<Place>,
}

impl Recorder {
    /// Returns a recorder on a schema.
    #[must_use]
    pub fn new(schema: Schema, settings: Rc<Settings>) -> Self {
        let transaction = Transaction::new(Position::default());
        let contents = Contents::with_empty(&settings.empty);
        Self {
            schema,
            settings,
            log: Log::default(),
            transaction,
            earlier: Vec::new(),
            seen: Seen::default(),
            contents,
            fresh: BTreeSet::new(),
            beside: Beside::default(),
            sent: BTreeSet::new(),
            watch: Watch::default(),
            listens_to_tables: false,
            sender: Sender::Client,
        }
    }

    /// Returns the schema as it is now.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Returns what the user set.
    #[must_use]
    pub fn settings(&self) -> &Rc<Settings> {
        &self.settings
    }

    /// Carries out an operation as the server would; `sql` is its text as it is sent.
    ///
    /// # Errors
    /// The server's refusal. Where it rests on something unknown, the operation becomes unknown instead.
    pub fn apply(&mut self, operation: Operation, sql: String, site: &Site) -> Result<(), Refusal> {
        self.transaction.check()?;
        let is_block = self.transaction.mode() == Mode::Block;
        let answer = if is_block { top_level::refuse_in_block(&operation) } else { Ok(()) };
        if let Err(refusal) = answer.and_then(|()| self.refuse_waiting(&operation, site)) {
            return self.refuse(refusal, sql, site);
        }
        self.remark_made_up(&operation, site);
        let differing = self.differing();
        let mut answer = self.schema.apply_to_what_is_there(&operation);
        while let Err(refusal) = &answer {
            if let Some(effects) = self.happens_to_older(&operation, refusal, site) {
                self.step(Action::Operation { operation: Box::new(operation), sql }, effects, site);
                return Ok(());
            }
            if !self.assume_for(&operation, refusal, site) {
                break;
            }
            answer = self.schema.apply_to_what_is_there(&operation);
        }
        match answer.or_else(|refusal| self.schema.doubting(&operation, refusal)) {
            Ok(changes) => {
                let demands = self.demands_of(&operation, &changes);
                let rows = (!demands.is_empty()).then(|| self.contents.moment());
                self.note_rows(&operation, &changes);
                if let Err(refusal) = self.demand(demands, site) {
                    self.schema.undo(&changes);
                    self.contents.resume_if(rows.as_ref());
                    return self.refuse(refusal, sql, site);
                }
                self.seen.note(&changes);
                if !changes.is_empty() {
                    self.note_label(&operation);
                }
                let doubted = changes.iter().find_map(|change| match change {
                    Change::Unknown { unknown, .. } => Some(unknown.clone()),
                    _ => None,
                });
                self.follow_renames(&changes);
                let mut effects = self.with_owned(self.unless_older(&operation, effects(&changes)));
                self.note_differing(&differing, &operation, &changes, &effects);
                self.log.changes.extend(changes);
                self.note_older(&operation, &mut effects, site);
                self.remark_inside(&effects, site);
                // A refusal that rests on something unknown comes back as one more unknown.
                let action = match doubted {
                    Some(unknown) => {
                        self.remark(unknown.clone());
                        self.text(sql, FollowedBy::Doubt, site);
                        Action::Unknown(unknown)
                    }
                    None => Action::Operation { operation: Box::new(operation), sql },
                };
                self.step(action, effects, site);
                Ok(())
            }
            Err(refusal) => self.refuse(refusal, sql, site),
        }
    }

    /// Notes a refusal: the transaction is aborted.
    pub fn fail(&mut self, refusal: Refusal, site: &Site) -> Refusal {
        self.transaction.fail(&refusal, Some(site.place.clone()));
        refusal
    }

    /// Answers any statement in an aborted transaction.
    ///
    /// # Errors
    /// 25P02.
    pub fn check(&self) -> Result<(), Refusal> {
        self.transaction.check()
    }

    /// Records that something nobody knows may have happened to `touched`.
    pub fn unknown(&mut self, touched: Touched, unknown: Unknown, site: &Site) {
        if self.transaction.check().is_err() {
            return;
        }
        self.note_unknown(&touched);
        let operation = Operation::Unknown { touched: touched.clone(), unknown: unknown.clone() };
        if let Ok(changes) = self.schema.apply(&operation) {
            self.log.changes.extend(changes);
        }
        self.log.remark(unknown.clone());
        let effects = self.with_owned(vec![Effect::Unknown { touched, unknown: unknown.clone() }]);
        self.step(Action::Unknown(unknown), effects, site);
    }

    /// Records that constraints like these may have been made or dropped: those that there are, are no longer known.
    pub fn unknown_constraints(&mut self, constraints: VagueConstraints, unknown: Unknown, site: &Site) {
        if self.transaction.check().is_err() {
            return;
        }
        let touched = self.schema.constraints_like(&constraints).into_iter().map(Touched::Object);
        let effects = touched.map(|touched| Effect::Unknown { touched, unknown: unknown.clone() }).collect();
        let change = self.schema.doubt_constraints(constraints, unknown.clone());
        self.log.changes.push(change);
        self.remark(unknown.clone());
        self.step(Action::Unknown(unknown), effects, site);
    }

    /// Notes what the effects of an operation leave unknown, and may let it fail: a type, a default.
    fn remark_inside(&mut self, effects: &[Effect], site: &Site) {
        for effect in effects {
            let Effect::Set { after: Some(Value::Unknown(unknown)), .. } = effect else { continue };
            if unknown.is_taken {
                continue;
            }
            let place = unknown.place.clone().or_else(|| Some(site.place.clone()));
            self.remark(Unknown::new(unknown.reason.to_string(), place));
        }
    }

    /// Records an unknown that touches nothing by itself.
    pub fn remark(&mut self, unknown: Unknown) {
        self.log.remark(Unknown { is_taken: false, ..unknown });
    }

    /// Records a statement about rows: `kind` is `insert`, `update`, `session`, ….
    ///
    /// # Errors
    /// 25P02 in an aborted transaction; what the rows, or a server, say of it.
    pub fn data(
        &mut self,
        kind: impl Into<String>,
        sql: Option<String>,
        (judgement, written): (&Judgement, Written<'_>),
        site: &Site,
    ) -> Result<(), Refusal> {
        self.transaction.check()?;
        self.note_differing_rows(judgement);
        self.note_open(judgement, false, site)?;
        let rows = judgement.asks_after().then(|| self.contents.moment());
        self.note_effect(judgement.effect.as_ref(), written);
        self.note_open(judgement, true, site).inspect_err(|_| self.contents.resume_if(rows.as_ref()))?;
        self.step(Action::Data { kind: kind.into(), sql }, Vec::new(), site);
        Ok(())
    }

    /// Returns the schema for a question about the catalog, and notes that it was asked.
    ///
    /// # Errors
    /// 25P02 in an aborted transaction.
    pub fn read_catalog(&mut self) -> Result<&Schema, Refusal> {
        self.transaction.check()?;
        self.log.reads_catalog = true;
        Ok(&self.schema)
    }

    /// Returns why the answer to a question about `object` is not certain, if it is not.
    #[must_use]
    pub fn doubt_about(&self, object: &ObjectId) -> Option<Unknown> {
        self.schema.doubt_about(object).cloned()
    }

    /// Sets a savepoint.
    ///
    /// # Errors
    /// 25P02 in an aborted transaction, 25P01 outside a block.
    pub fn savepoint(&mut self, name: &str, site: &Site) -> Result<(), Refusal> {
        let here = self.position();
        self.transaction.savepoint(name, here)?;
        self.transaction_step(TransactionAction::Savepoint(Name::verbatim(name)), site);
        Ok(())
    }

    /// Releases a savepoint.
    ///
    /// # Errors
    /// 25P02 in an aborted transaction, 3B001 where there is no such savepoint.
    pub fn release_savepoint(&mut self, name: &str, site: &Site) -> Result<(), Refusal> {
        self.transaction.release(name)?;
        self.transaction_step(TransactionAction::ReleaseSavepoint(Name::verbatim(name)), site);
        Ok(())
    }

    /// Rolls back to a savepoint.
    ///
    /// # Errors
    /// 3B001 where there is no such savepoint.
    pub fn rollback_to_savepoint(&mut self, name: &str, site: &Site) -> Result<(), Refusal> {
        let back = self.transaction.rollback_to(name)?;
        self.undo_to(back);
        self.transaction_step(TransactionAction::RollbackToSavepoint(Name::verbatim(name)), site);
        Ok(())
    }

    /// Returns whether statements share a transaction.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.transaction.mode()
    }

    /// Notes that the revision does more than was come to.
    pub(super) fn cut_short(&mut self) {
        self.log.extent = Extent::CutShort;
    }

    /// Ends a revision: returns its log; the transaction goes on.
    pub(super) fn finish_revision(&mut self) -> Log {
        let mut log = std::mem::take(&mut self.log);
        self.earlier.extend(std::mem::take(&mut log.changes).into_vec());
        log
    }

    /// Commits for good: nothing of what came before can be rolled back.
    pub(super) fn finish_transaction(&mut self) {
        self.schema.end_transaction();
        self.begin_anew();
        self.earlier.clear();
        self.transaction = Transaction::new(self.position());
    }

    /// Ends what `SET LOCAL` set.
    pub(super) fn end_local(&mut self) {
        self.log.changes.extend(self.schema.end_transaction());
    }

    /// Commits everything so far; statements go on as they do.
    pub(super) fn keep_all(&mut self) {
        self.begin_anew();
        self.earlier.clear();
        let here = self.position();
        self.transaction.keep_until(here);
    }

    /// Returns the refusal that aborted the transaction, and where.
    pub(super) fn aborted(&self) -> Option<(Refusal, Place)> {
        let (refusal, place) = self.transaction.aborted()?;
        Some((refusal.clone(), place.clone()?))
    }

    /// Returns the schema and leaves an empty one.
    pub(super) fn take_schema(&mut self) -> Schema {
        std::mem::take(&mut self.schema)
    }

    /// Gives up: takes back whatever was not committed.
    pub(super) fn abandon(&mut self) {
        let back = self.transaction.rollback(Mode::Block);
        self.undo_to(back);
    }

    pub(super) fn position(&self) -> Position {
        Position { changes: self.earlier.len() + self.log.changes.len(), steps: self.log.steps.len() }
    }

    /// Takes back every change since `back`; its steps had no effect.
    pub(super) fn undo_to(&mut self, back: Position) {
        self.contents.take_back();
        let here = back.changes.saturating_sub(self.earlier.len());
        self.take_back(here);
        while self.earlier.len() > back.changes
            && let Some(change) = self.earlier.pop()
        {
            self.schema.undo(std::slice::from_ref(&change));
        }
        let without_effect = |step: &Step| Step { effects: Vec::new(), ..step.clone() };
        let taken_back: Vec<Step> = self.log.steps.since(back.steps).into_iter().map(without_effect).collect();
        self.log.steps = self.log.steps.up_to(back.steps);
        self.log.steps.extend(taken_back);
    }

    /// Takes back the changes of this revision after the first `kept`.
    pub(super) fn take_back(&mut self, kept: usize) {
        while self.log.changes.len() > kept
            && let Some(change) = self.log.changes.pop()
        {
            self.schema.undo(std::slice::from_ref(&change));
        }
    }

    fn step(&mut self, action: Action, effects: Vec<Effect>, site: &Site) {
        let section = self.log.section;
        let (place, condition) = (site.place.clone(), site.condition.clone());
        self.log.steps.push(Step {
            place,
            action,
            effects,
            condition,
            passed_over: None,
            section,
            sender: self.sender,
        });
        if self.transaction.mode() == Mode::EachStatement {
            self.end_local();
            let here = self.position();
            self.transaction.keep_until(here);
            self.log.section += 1;
        }
    }

    /// Records the text of a statement that does nothing to the schema by itself.
    pub(super) fn text(&mut self, sql: String, followed: FollowedBy, site: &Site) {
        self.idle_step(Action::Text { sql, followed }, site);
    }

    pub(super) fn transaction_step(&mut self, action: TransactionAction, site: &Site) {
        self.idle_step(Action::Transaction(action), site);
    }

    pub(super) fn idle_step(&mut self, action: Action, site: &Site) {
        let section = self.log.section;
        let (place, condition) = (site.place.clone(), site.condition.clone());
        let (effects, sender) = (Vec::new(), self.sender);
        self.log.steps.push(Step { place, action, effects, condition, passed_over: None, section, sender });
    }
}
