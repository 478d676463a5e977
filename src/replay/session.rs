//! The recorder as the evaluated Python meets it: calls become statements, refusals become exceptions. Cheap to clone.

use crate::name::{Name, QualifiedName};
use crate::operation::{Operation, RelationRef};
use crate::python::{Raise, Unknown as PythonUnknown, Value, Vm};
use crate::replay::alembic::plugin::Registry;
use crate::replay::compiled::CompiledOtherwise;
use crate::replay::contents::Contents;
use crate::replay::error::Errors;
use crate::replay::recorder::{Recorder, Site};
use crate::replay::rows::Written;
use crate::replay::runs::Noted;
use crate::replay::sqlalchemy::naming::Conventions;
use crate::replay::unknown::from_python;
use crate::replay::{Mode, Settings};
use crate::schema::{ObjectId, Refusal, Schema, Touched, Unknown, VagueConstraints};
use crate::source::Place;
use std::cell::RefCell;
use std::rc::Rc;

/// How many steps of the evaluator a statement counts for.
const STATEMENT_STEPS: usize = 10;
/// How many bytes of SQL count for one more.
const BYTES_A_STEP: usize = 16;

/// What `op`, connections, tables and the world share.
#[derive(Clone)]
pub struct Session(Rc<Inner>);

struct Inner {
    recorder: RefCell<Recorder>,
    errors: Errors,
    /// Where statements that are sent later than they are written (batch mode) come from.
    site: RefCell<Option<Site>>,
    /// The last refusal that became an exception.
    refused: RefCell<Option<(Refusal, Place)>>,
    /// The directives that the project registers.
    registry: Rc<Registry>,
    conventions: RefCell<Option<Conventions>>,
    /// The naming conventions that were assigned to metadata that is not known.
    assigned_conventions: RefCell<Vec<(PythonUnknown, Value)>>,
    /// What `env.py` does with `alembic.context`.
    runs: Noted,
    /// The classes of SQLAlchemy that the project compiles itself.
    compiled: RefCell<Vec<CompiledOtherwise>>,
    of_environment: bool,
}

impl Session {
    /// Returns a session on a recorder.
    #[must_use]
    pub fn new(recorder: Recorder) -> Self {
        Self::with(recorder, false)
    }

    /// Returns the session that `env.py` has.
    #[must_use]
    pub fn of_environment(recorder: Recorder) -> Self {
        Self::with(recorder, true)
    }

    /// Returns whether this is the session that `env.py` has.
    #[must_use]
    pub fn is_of_environment(&self) -> bool {
        self.0.of_environment
    }

    /// Returns whether `begin()` of the connection can begin a block. `env.py` may have several connections.
    #[must_use]
    pub fn can_begin(&self) -> bool {
        self.is_of_environment() || self.with_recorder(|recorder| recorder.can_begin())
    }

    fn with(recorder: Recorder, of_environment: bool) -> Self {
        Self(Rc::new(Inner {
            recorder: RefCell::new(recorder),
            errors: Errors::default(),
            site: RefCell::new(None),
            refused: RefCell::new(None),
            registry: Rc::default(),
            conventions: RefCell::new(None),
            assigned_conventions: RefCell::default(),
            runs: Noted::default(),
            compiled: RefCell::default(),
            of_environment,
        }))
    }

    /// Returns the exception classes of `sqlalchemy.exc` and `psycopg2`.
    #[must_use]
    pub fn errors(&self) -> &Errors {
        &self.0.errors
    }

    /// Returns what the user set.
    #[must_use]
    pub fn settings(&self) -> Rc<Settings> {
        self.0.recorder.borrow().settings().clone()
    }

    /// Returns the first schema of the session's path that exists, as it was before any statement of this session.
    #[must_use]
    pub fn first_schema(&self) -> Option<Name> {
        let recorder = self.0.recorder.borrow();
        let schema = recorder.schema();
        schema.usual_path.iter().find(|name| schema.has_namespace(name)).cloned()
    }

    /// Returns the directives that the project registers.
    #[must_use]
    pub fn registry(&self) -> Rc<Registry> {
        self.0.registry.clone()
    }

    /// Notes that metadata that is not known was given a naming convention.
    pub fn note_convention(&self, metadata: &PythonUnknown, convention: &Value) {
        self.0.assigned_conventions.borrow_mut().push((metadata.clone(), convention.clone()));
    }

    /// Notes that elements of a class are compiled by a function of the project's.
    pub fn note_compiled(&self, own: CompiledOtherwise) {
        let mut compiled = self.0.compiled.borrow_mut();
        if !compiled.iter().any(|known| known.class == own.class && known.kind == own.kind) {
            compiled.push(own);
        }
    }

    /// Returns the classes whose elements are.
    #[must_use]
    pub fn compiled_otherwise(&self) -> Vec<CompiledOtherwise> {
        self.0.compiled.borrow().clone()
    }

    /// Returns the naming convention that metadata that is not known was given.
    #[must_use]
    pub fn noted_convention(&self, metadata: &PythonUnknown) -> Option<Value> {
        let noted = self.0.assigned_conventions.borrow();
        noted.iter().rev().find(|(own, _)| own.is(metadata)).map(|(_, convention)| convention.clone())
    }

    /// Returns what `env.py` does with `alembic.context`.
    #[must_use]
    pub fn runs(&self) -> Noted {
        self.0.runs.clone()
    }

    /// Returns the naming conventions of the project's metadata.
    #[must_use]
    pub fn conventions(&self) -> Conventions {
        self.0.conventions.borrow().clone().unwrap_or_default()
    }

    /// Sets the naming conventions of the project's metadata.
    pub fn set_conventions(&self, conventions: Conventions) {
        *self.0.conventions.borrow_mut() = Some(conventions);
    }

    /// Returns what `ask` finds in the schema; a directive looks, no statement is sent.
    pub fn with_schema<R>(&self, ask: impl FnOnce(&Schema) -> R) -> R {
        ask(self.0.recorder.borrow().schema())
    }

    /// Returns the relation that a name stands for now.
    #[must_use]
    pub fn full_name(&self, reference: &RelationRef) -> QualifiedName {
        self.with_schema(|schema| schema.full_name(reference))
    }

    /// Carries out an operation.
    ///
    /// # Errors
    /// The server's refusal as the exception that SQLAlchemy wraps it in.
    pub fn apply(&self, vm: &mut Vm, operation: Operation, place: &Place) -> Result<(), Raise> {
        let sql = crate::sql::render::operation(&operation);
        self.apply_as(vm, operation, sql, place)
    }

    /// Carries out an operation whose SQL is written in the file.
    ///
    /// # Errors
    /// As [`Session::apply`].
    pub fn apply_as(&self, vm: &mut Vm, operation: Operation, sql: String, place: &Place) -> Result<(), Raise> {
        let text = sql.clone();
        let operation = self.as_sent(operation, &sql);
        let doubted = (!self.0.compiled.borrow().is_empty()).then(|| operation.clone());
        self.judged(vm, &text, place, |session, vm| session.apply_part(vm, operation, sql, place))?;
        if let Some(operation) = doubted {
            self.doubt_compiled(vm, &operation, place);
        }
        Ok(())
    }

    /// Carries out an operation that a statement takes, which is judged as a whole.
    pub(super) fn apply_part(
        &self,
        vm: &mut Vm,
        operation: Operation,
        sql: String,
        place: &Place,
    ) -> Result<(), Raise> {
        let site = self.site(vm, place);
        let (answer, copied) = {
            let mut recorder = self.0.recorder.borrow_mut();
            let before = recorder.log.changes.len();
            (recorder.apply(operation, sql, &site), recorder.log.copied_since(before))
        };
        vm.spend(STATEMENT_STEPS + copied)?;
        answer.map_err(|refusal| self.raise(vm, refusal, place))
    }

    /// Counts a text of SQL as the steps that reading it costs.
    ///
    /// # Errors
    /// The bound that was reached.
    pub fn count_text(&self, vm: &mut Vm, text: &str) -> Result<(), Raise> {
        vm.spend(text.len() / BYTES_A_STEP)
    }

    /// Records a statement about rows.
    ///
    /// # Errors
    /// The exception of an aborted transaction.
    pub fn data(
        &self,
        vm: &mut Vm,
        kind: &str,
        sql: Result<String, Unknown>,
        written: Written<'_>,
        place: &Place,
    ) -> Result<(), Raise> {
        self.watched(vm, |session, vm| session.data_once(vm, kind, sql, written, place))
    }

    fn data_once(
        &self,
        vm: &mut Vm,
        kind: &str,
        sql: Result<String, Unknown>,
        written: Written<'_>,
        place: &Place,
    ) -> Result<(), Raise> {
        // Some drivers refuse a NUL byte, others send what is before it.
        let whole =
            |own: String| if own.contains('\0') { Err(Unknown::new("it has a NUL byte", None)) } else { Ok(own) };
        let sql = sql.and_then(whole);
        let judgement = match &sql {
            Ok(sql) => self.with_recorder(|recorder| recorder.judge(sql)).unwrap_or_default(),
            Err(why) => self.with_recorder(|recorder| recorder.judge_unknown(why, written)),
        };
        let sql = sql.ok();
        if let Some(refusal) = judgement.refused {
            return self.refuse(vm, refusal, sql.unwrap_or_default(), place);
        }
        self.server(vm, place, |recorder, site| {
            recorder.check()?;
            recorder.data(kind, sql, (&judgement, written), site)
        })
    }

    /// Records that something nobody knows may have happened to `touched`.
    pub fn unknown(&self, vm: &Vm, touched: Touched, unknown: &PythonUnknown, place: &Place) {
        let site = self.site(vm, place);
        let unknown = from_python(&unknown.clone().or_at(place));
        self.0.recorder.borrow_mut().unknown(touched, unknown, &site);
    }

    /// Records that constraints like these may have been made or dropped.
    pub fn unknown_constraints(&self, vm: &Vm, like: VagueConstraints, unknown: &PythonUnknown, place: &Place) {
        let site = self.site(vm, place);
        let unknown = from_python(&unknown.clone().or_at(place));
        self.0.recorder.borrow_mut().unknown_constraints(like, unknown, &site);
    }

    /// Records an unknown that touches nothing by itself.
    pub fn remark(&self, unknown: Unknown) {
        self.0.recorder.borrow_mut().remark(unknown);
    }

    /// Answers a question about the catalog.
    ///
    /// # Errors
    /// The exception of an aborted transaction.
    pub fn read<R>(&self, vm: &mut Vm, place: &Place, ask: impl FnOnce(&Schema) -> R) -> Result<R, Raise> {
        let answer = self.0.recorder.borrow_mut().read_catalog().map(ask);
        answer.map_err(|refusal| self.raise(vm, refusal, place))
    }

    /// Returns whether a table surely has no rows.
    #[must_use]
    pub fn has_no_rows(&self, table: &RelationRef) -> bool {
        self.with_recorder(|recorder| {
            let name = recorder.schema().full_name(table);
            recorder.contents.empty().contains(&name)
        })
    }

    /// Answers a query: `ask` gets the schema, and the tables that have no rows.
    ///
    /// # Errors
    /// The exception of an aborted transaction.
    pub(super) fn read_rows<R>(
        &self,
        vm: &mut Vm,
        place: &Place,
        ask: impl FnOnce(&Schema, &Contents) -> R,
    ) -> Result<R, Raise> {
        self.server(vm, place, |recorder, _| {
            recorder.read_catalog()?;
            Ok(ask(&recorder.schema, &recorder.contents))
        })
    }

    /// Notes that something is read that differs between two ways: what comes of it was not tried.
    pub(super) fn rests_on(&self, unknown: &Unknown) {
        if unknown.is_taken {
            self.remark(unknown.clone());
        }
    }

    /// Returns why the answer to a question about `object` is not certain, if it is not.
    #[must_use]
    pub fn doubt_about(&self, object: &ObjectId) -> Option<PythonUnknown> {
        let unknown = self.0.recorder.borrow().doubt_about(object)?;
        self.rests_on(&unknown);
        Some(match &unknown.place {
            Some(place) => PythonUnknown::new(&*unknown.reason, place),
            None => PythonUnknown::anywhere(&*unknown.reason),
        })
    }

    /// Does something to the transaction.
    ///
    /// # Errors
    /// The server's refusal as an exception.
    pub fn server<R>(
        &self,
        vm: &mut Vm,
        place: &Place,
        act: impl FnOnce(&mut Recorder, &Site) -> Result<R, Refusal>,
    ) -> Result<R, Raise> {
        vm.spend(STATEMENT_STEPS)?;
        let site = self.site(vm, place);
        let answer = act(&mut self.0.recorder.borrow_mut(), &site);
        answer.map_err(|refusal| self.raise(vm, refusal, place))
    }

    /// Returns whether statements share a transaction.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.0.recorder.borrow().mode()
    }

    /// Returns the exception that a refusal is raised as; the transaction is aborted.
    pub fn raise(&self, vm: &mut Vm, refusal: Refusal, place: &Place) -> Raise {
        let site = self.site(vm, place);
        let refusal = self.0.recorder.borrow_mut().fail(refusal, &site);
        let raise = self.0.errors.refusal(vm, &refusal, place);
        *self.0.refused.borrow_mut() = Some((refusal, site.place));
        raise
    }

    /// Returns the refusal behind the exception that was raised last, and where.
    #[must_use]
    pub fn refused(&self) -> Option<(Refusal, Place)> {
        self.0.refused.borrow().clone()
    }

    /// Returns where a statement comes from.
    #[must_use]
    pub fn site(&self, vm: &Vm, place: &Place) -> Site {
        if let Some(site) = &*self.0.site.borrow() {
            return site.clone();
        }
        Site { place: vm.outermost().unwrap_or_else(|| place.clone()), condition: vm.condition() }
    }

    /// Sends what `send` sends as if it stood at `site`.
    pub fn at<R>(&self, site: Site, send: impl FnOnce() -> R) -> R {
        let before = self.0.site.replace(Some(site));
        let result = send();
        *self.0.site.borrow_mut() = before;
        result
    }

    /// Runs `work` on the recorder itself.
    pub(super) fn with_recorder<R>(&self, work: impl FnOnce(&mut Recorder) -> R) -> R {
        work(&mut self.0.recorder.borrow_mut())
    }
}
