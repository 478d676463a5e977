//! SQL text that a version file sends: each statement becomes operations, rows, or something about the transaction.

use crate::operation::RelationRef;
use crate::python::{Raise, Vm};
use crate::replay::rows::Written;
use crate::replay::step::{FollowedBy, Sender};
use crate::replay::transaction::Mode;
use crate::replay::unknown::to_python;
use crate::replay::{Recorder, Session, Site, not_in_block};
use crate::schema::{ObjectId, Refusal, SqlState, Touched, UNKNOWN, Unknown};
use crate::source::Place;
use crate::sql::{
    Data, DataKind, Grammar, Parameters, Query, Script, Statement, Surroundings, Transaction, strange_calls,
    top_level_command,
};

/// What a text of statements gives back: the query of its last statement, if that is one.
#[derive(Clone, Debug)]
pub enum Answer {
    Nothing,
    Rows(Query),
}

impl Session {
    /// Sends a text of statements.
    ///
    /// # Errors
    /// The server's refusal as the exception that SQLAlchemy wraps it in.
    pub fn execute_sql(&self, vm: &mut Vm, text: &str, parameters: Parameters, place: &Place) -> Result<Answer, Raise> {
        if text.contains('\0') {
            // Some drivers refuse it, others send what is before it.
            let why = crate::python::Unknown::new("the statement holds a NUL byte", place);
            self.unknown(vm, Touched::Everything, &why, place);
            return Ok(Answer::Nothing);
        }
        self.count_text(vm, text)?;
        let script = Script::new(text, parameters);
        let mut answer = Answer::Nothing;
        for at in 0..script.len() {
            let parsed =
                self.with_recorder(|recorder| script.read(at, &Surroundings::of(recorder.schema()).with(parameters)));
            let Some(parsed) = parsed else { continue };
            let sql = parameters.marked(text.get(parsed.span.range()).unwrap_or(text).trim(), UNKNOWN);
            if matches!(parsed.statement, Statement::Data(_))
                && let Some(reason) = script.grammar_error(at)
            {
                self.refuse(vm, syntax_error(&reason), sql, place)?;
                continue;
            }
            // Statements sent together are a block of their own (`exec_simple_query`).
            if (self.mode() == Mode::Block
                || script.len() > 1
                || self.with_recorder(|recorder| recorder.sender) == Sender::Block)
                && let Some(command) = top_level_command(&sql)
            {
                self.refuse(vm, not_in_block(command), sql, place)?;
                continue;
            }
            let statement = parsed.statement;
            // What is done to rows is judged where it is noted.
            answer = match statement {
                Statement::Data(_) | Statement::Ignored { .. } | Statement::Transaction(_) => {
                    self.execute_statement(vm, statement, sql, place)?
                }
                statement => {
                    let text = sql.clone();
                    self.judged(vm, &text, place, |session, vm| session.execute_statement(vm, statement, sql, place))?
                }
            };
        }
        Ok(answer)
    }

    /// Refuses a statement, as the recorder does ([`Recorder::refuse`]).
    ///
    /// # Errors
    /// The refusal as an exception.
    pub fn refuse(&self, vm: &mut Vm, refusal: Refusal, sql: String, place: &Place) -> Result<(), Raise> {
        self.server(vm, place, |recorder, site| {
            recorder.check()?;
            recorder.refuse(refusal, sql, site)
        })
    }

    /// Refuses a statement about rows of a relation that is not there.
    ///
    /// # Errors
    /// 42P01 as an exception.
    pub fn require_relation(&self, vm: &mut Vm, relation: &RelationRef, place: &Place) -> Result<(), Raise> {
        self.server(vm, place, |recorder, site| recorder.require_relation(relation, site))
    }

    fn execute_statement(
        &self,
        vm: &mut Vm,
        statement: Statement,
        sql: String,
        place: &Place,
    ) -> Result<Answer, Raise> {
        match statement {
            Statement::Operations(operations) => {
                for operation in operations {
                    self.apply_part(vm, operation, sql.clone(), place)?;
                    // Its parts are one statement.
                    if self.with_recorder(|recorder| recorder.was_refused()) {
                        break;
                    }
                }
            }
            Statement::Data(data) => {
                if let Some(relation) = &data.relation {
                    self.require_relation(vm, relation, place)?;
                }
                let calls = strange_calls(&sql);
                let written = written(&data, &sql);
                self.data(vm, data.kind.as_str(), Ok(sql), written, place)?;
                self.call(vm, &calls, place)?;
            }
            Statement::Query(query) => {
                let calls = strange_calls(&sql);
                self.server(vm, place, |recorder, site| {
                    recorder.text(sql, FollowedBy::Nothing, site);
                    recorder.query(&query, site)
                })?;
                self.call(vm, &calls, place)?;
                return Ok(Answer::Rows(query));
            }
            Statement::Transaction(action) => {
                self.server(vm, place, |recorder, site| control(recorder, &action, site))?
            }
            Statement::Setting { .. } => {
                self.server(vm, place, |recorder, site| {
                    recorder.check().map(|()| recorder.text(sql, FollowedBy::Nothing, site))
                })?;
            }
            Statement::Ignored { words } => {
                let kind = words.split_whitespace().next().unwrap_or("statement").to_ascii_lowercase();
                let written = if kind == "explain" { Written::Anything } else { Written::Nothing };
                if ["cluster", "vacuum"].contains(&kind.as_str()) {
                    self.with_recorder(Recorder::shuffle_rows);
                }
                self.data(vm, &kind, Ok(sql), written, place)?;
            }
            Statement::Block(block) => {
                self.server(vm, place, |recorder, site| {
                    recorder.check().map(|()| recorder.text(sql, FollowedBy::Nothing, site))
                })?;
                self.execute_block(vm, &block, place)?;
            }
            Statement::Unparsed { touched, unknown, grammar } => {
                if grammar == Grammar::Refused {
                    self.refuse(vm, syntax_error(&unknown.reason), sql, place)?;
                    return Ok(Answer::Nothing);
                }
                self.server(vm, place, |recorder, _| recorder.check())?;
                self.server(vm, place, |recorder, site| {
                    recorder.text(sql, FollowedBy::Nothing, site);
                    Ok(())
                })?;
                self.unknown_all(vm, &touched, &unknown, place);
            }
        }
        Ok(Answer::Nothing)
    }

    /// Sends calls of routines that are not PostgreSQL's.
    ///
    /// # Errors
    /// The exception of an aborted transaction.
    pub fn call(&self, vm: &mut Vm, calls: &[RelationRef], place: &Place) -> Result<(), Raise> {
        self.server(vm, place, |recorder, site| {
            if !calls.is_empty() {
                recorder.note_written(Written::Anything);
            }
            calls.iter().for_each(|call| recorder.call(call, site));
            Ok(())
        })
    }

    pub(super) fn unknown_all(&self, vm: &Vm, touched: &[Touched], unknown: &Unknown, place: &Place) {
        for touched in touched {
            self.unknown(vm, touched.clone(), &to_python(unknown), place);
        }
        if touched.is_empty() {
            self.with_recorder(|recorder| recorder.note_written(Written::Anything));
            self.remark(Unknown::new(unknown.reason.clone(), Some(place.clone())));
        }
    }
}

impl Recorder {
    /// Refuses a relation that is not there, unless it may be.
    ///
    /// # Errors
    /// 42P01.
    pub fn require_relation(&mut self, relation: &RelationRef, site: &Site) -> Result<(), Refusal> {
        self.check()?;
        let is_catalog =
            |name: &str| matches!(name, "pg_catalog" | "information_schema") || name.starts_with("pg_temp");
        if relation.schema.as_ref().is_some_and(|schema| is_catalog(schema.as_str()))
            || relation.name.as_str().starts_with("pg_")
        {
            return Ok(());
        }
        if self.schema().find_relation(relation).is_some() {
            return Ok(());
        }
        let object = ObjectId::Table(self.schema().full_name(relation));
        if self.doubt_about(&object).is_some() {
            return Ok(());
        }
        let message = format!("relation \"{relation}\" does not exist");
        let refusal = Refusal::new(SqlState::UNDEFINED_TABLE, message).about(object);
        if self.assume(&refusal, site) { Ok(()) } else { Err(refusal) }
    }

    fn query(&mut self, query: &Query, site: &Site) -> Result<(), Refusal> {
        self.check()?;
        for relation in &query.reads {
            self.require_relation(relation, site)?;
        }
        if query.reads.iter().any(is_of_catalog) {
            self.read_catalog()?;
        }
        Ok(())
    }
}

/// Returns what a statement may do to rows.
fn written<'d>(data: &'d Data, sql: &str) -> Written<'d> {
    let is_plain = sql.get(..4).is_none_or(|word| !word.eq_ignore_ascii_case("with"));
    match (&data.relation, data.kind) {
        (Some(relation), DataKind::Insert | DataKind::Copy) if is_plain => Written::Added(relation),
        (Some(relation), DataKind::Update | DataKind::Delete) if is_plain => Written::Changed(relation),
        _ => Written::Anything,
    }
}

fn syntax_error(reason: &str) -> Refusal {
    Refusal::new(SqlState::SYNTAX_ERROR, format!("syntax error: {reason}"))
}

fn is_of_catalog(relation: &RelationRef) -> bool {
    match &relation.schema {
        Some(schema) => matches!(schema.as_str(), "pg_catalog" | "information_schema"),
        None => relation.name.as_str().starts_with("pg_"),
    }
}

/// Transaction control in SQL text. psycopg2 does not notice a COMMIT or ROLLBACK that it did not send itself, so what
/// follows is not in a transaction block.
fn control(recorder: &mut Recorder, action: &Transaction, site: &Site) -> Result<(), Refusal> {
    match action {
        Transaction::Begin => recorder.begin(site),
        Transaction::Commit => recorder.commit(Mode::EachStatement, site),
        Transaction::Rollback => recorder.rollback(Mode::EachStatement, site),
        Transaction::Savepoint(name) => recorder.savepoint(name.as_str(), site)?,
        Transaction::Release(name) => recorder.release_savepoint(name.as_str(), site)?,
        Transaction::RollbackTo(name) => recorder.rollback_to_savepoint(name.as_str(), site)?,
    }
    Ok(())
}
