//! The kinds of statements: which the schema carries out, which do nothing, which are weighed elsewhere. Every other is open.

use super::outside::{server, words};
use super::{Asked, Judge, Judged, open, refused};
use crate::name::{Name, QualifiedName, quote_literal};
use crate::operation::{Existing, ObjectRef, Operation, RelationRef};
use crate::schema::{Index, IndexKey, KeyTarget, Refusal, SqlState, Stored, ViewKind};
use crate::sql::names::relation_at;
use crate::sql::read::object::{Kind, kind, object};
use crate::sql::read::{Cursor, statement};
use crate::sql::{DataKind, Statement, Surroundings};
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;

impl Judge<'_> {
    pub(super) fn kind(&self, own: &ast::Stmt, text: &str) -> Judged<()> {
        let words = words(text);
        let word = |at: usize| words.get(at).map(String::as_str).unwrap_or_default();
        match statement(text, &Surroundings::of(self.ground.schema)) {
            Statement::Operations(all) => {
                for own in &all {
                    self.beyond_the_schema(own)?;
                }
                self.kept(own, &words)
            }
            Statement::Setting { .. }
            | Statement::Transaction(_)
            | Statement::Block(_)
            | Statement::Unparsed { .. } => Ok(()),
            Statement::Data(data) => match data.kind {
                DataKind::Insert | DataKind::Update | DataKind::Delete | DataKind::Truncate => Ok(()),
                DataKind::Copy | DataKind::Merge | DataKind::Call => unweighed(&words, 1),
            },
            Statement::Query(_) => match own {
                ast::Stmt::Select(_)
                | ast::Stmt::CompoundSelect(_)
                | ast::Stmt::ParenSelect(_)
                | ast::Stmt::Values(_)
                | ast::Stmt::Table(_) => Ok(()),
                _ => unweighed(&words, 1),
            },
            Statement::Ignored { .. } => match (word(0), word(1)) {
                ("" | ";" | "checkpoint" | "listen" | "notify" | "unlisten", _)
                | ("discard", "plans" | "temp" | "temporary" | "sequences")
                | ("deallocate", "all") => Ok(()),
                ("show", _) => Ok(()),
                ("analyze" | "analyse" | "vacuum", _) => self.columns_listed(own),
                ("lock", _) => self.relations_are_there(own),
                ("reindex", "index" | "table") => {
                    let mut cursor = Cursor::new(text);
                    cursor.next();
                    let of = if cursor.take("index") { ObjectRef::Index } else { ObjectRef::Table };
                    cursor.take("table");
                    cursor.take("concurrently");
                    cursor.relation().map_or_else(|| unweighed(&words, 2), |own| self.is_there(of(own)))
                }
                ("refresh", _) => self.refresh(text),
                ("grant" | "revoke", _) | ("alter", "default") => self.grant(text),
                ("alter", _) if words.windows(2).any(|own| own == ["owner", "to"]) => self.owner(text),
                ("create", "role" | "user" | "group") if word(2) != "mapping" => {
                    let name = word(2);
                    self.notes.borrow_mut().brings.roles.insert(Name::verbatim(name));
                    let listed = format!("pg_catalog.pg_roles WHERE rolname = {}", quote_literal(name));
                    let refusal = Refusal::new(SqlState::DUPLICATE_OBJECT, format!("role \"{name}\" already exists"));
                    let reason = format!("whether there is a role `{name}` already is not known");
                    self.ask(reason, server(format!("SELECT EXISTS (SELECT FROM {listed})"), refusal));
                    Ok(())
                }
                _ => {
                    self.notes.borrow_mut().brings.operators = matches!(word(1), "cast" | "operator");
                    unweighed(&words, 2)
                }
            },
        }
    }

    /// Judges what the schema carries out without asking: a comment on what it keeps none of, another call.
    fn beyond_the_schema(&self, own: &Operation) -> Judged<()> {
        match own {
            Operation::Comment { object: ObjectRef::Column(name, column), .. } => {
                let full = self.relation(name);
                match self.ground.schema.relation(&full) {
                    Some(Stored::View(_)) => match self.columns_of(&full) {
                        Some(all) if all.iter().any(|own| own.name == *column) => Ok(()),
                        _ => open(format!("whether `{name}` has a column `{column}` is not known")),
                    },
                    _ => Ok(()),
                }
            }
            Operation::Comment { object: ObjectRef::Other(kind, _), .. } => {
                open(format!("limbeck does not weigh a comment on a {kind}"))
            }
            Operation::CreateRoutine(own) if own.existing == Existing::Replace => self.keeps_its_call(own),
            _ => Ok(()),
        }
    }

    /// Judges the kinds of which the schema keeps only words.
    fn kept(&self, own: &ast::Stmt, words: &[String]) -> Judged<()> {
        match own {
            ast::Stmt::CreateStatistics(_)
            | ast::Stmt::CreateRule(_)
            | ast::Stmt::CreateEventTrigger(_)
            | ast::Stmt::CreateTextSearchConfiguration(_)
            | ast::Stmt::CreateTextSearchDictionary(_)
            | ast::Stmt::CreateConversion(_)
            | ast::Stmt::CreateAggregate(_)
            | ast::Stmt::CreateForeignTable(_) => unweighed(words, 2),
            ast::Stmt::AlterFunction(_) | ast::Stmt::AlterProcedure(_) | ast::Stmt::AlterRoutine(_)
                if !words.iter().any(|own| own == "rename") =>
            {
                unweighed(words, 2)
            }
            ast::Stmt::AlterTable(_)
                if words.iter().any(|own| own == "of")
                    || words.windows(2).any(|own| STORAGE.iter().any(|two| own == two)) =>
            {
                open("limbeck does not weigh what the table's storage is set to")
            }
            ast::Stmt::AlterTable(_) | ast::Stmt::AlterIndex(_)
                if words.iter().any(|own| own == "rule") || words.windows(2).any(|own| own == ["set", "("]) =>
            {
                unweighed(words, 2)
            }
            _ => Ok(()),
        }
    }

    fn relations_are_there(&self, own: &ast::Stmt) -> Judged<()> {
        let all = || own.syntax().descendants();
        let listed = all().filter_map(ast::RelationNameRef::cast).filter_map(|own| relation_at(&own));
        let tables = all().filter_map(ast::TableNameRef::cast).filter_map(|own| relation_at(&own));
        for name in listed.chain(tables) {
            if self.ground.schema.relation(&self.relation(&name)).is_none() {
                return self.missing(&name);
            }
        }
        Ok(())
    }

    /// Judges ANALYZE and VACUUM, whose tables may come with a list of columns.
    fn columns_listed(&self, own: &ast::Stmt) -> Judged<()> {
        self.relations_are_there(own)?;
        let text = own.syntax().text().to_string();
        let options = text.split_whitespace().nth(1).is_some_and(|own| own.starts_with('('));
        match text.matches('(').count() - usize::from(options) {
            0 => Ok(()),
            _ => open("limbeck does not weigh a list of columns"),
        }
    }

    /// Judges REFRESH MATERIALIZED VIEW (PostgreSQL 15, `ExecRefreshMatView`).
    fn refresh(&self, text: &str) -> Judged<()> {
        let mut cursor = Cursor::new(text);
        cursor.take("refresh materialized view");
        let is_concurrent = cursor.take("concurrently");
        let Some(name) = cursor.relation() else { return open("limbeck does not know which view is refreshed") };
        let full = self.relation(&name);
        match self.ground.schema.relation(&full) {
            None => return self.missing(&name),
            Some(Stored::View(view)) if view.kind == ViewKind::Materialized => {}
            Some(_) => {
                return refused(SqlState::WRONG_OBJECT_TYPE, format!("\"{}\" is not a materialized view", full.name));
            }
        }
        if !is_concurrent {
            return Ok(());
        }
        let is_plain = |own: &Arc<Index>| {
            let is_column = |key: &IndexKey| matches!(key.target, KeyTarget::Column(_));
            own.unique && own.predicate.is_none() && own.keys.iter().all(is_column)
        };
        if !self.ground.schema.indexes_of(&full).any(is_plain) {
            let message = format!("cannot refresh materialized view \"{full}\" concurrently");
            return refused(SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE, message);
        }
        if cursor.take("with no data") {
            return refused(SqlState::SYNTAX_ERROR, "CONCURRENTLY and WITH NO DATA options cannot be used together");
        }
        self.is_filled(&full, SqlState::FEATURE_NOT_SUPPORTED);
        Ok(())
    }

    /// Asks whether a materialized view has been filled.
    pub(super) fn is_filled(&self, name: &QualifiedName, state: SqlState) {
        let full = quote_literal(&name.quoted());
        let question = Asked {
            sql: format!("SELECT NOT relispopulated FROM pg_catalog.pg_class WHERE oid = {full}::pg_catalog.regclass"),
            about: vec![(name.clone(), Vec::new())],
            refusal: Some(Refusal::new(state, format!("materialized view \"{}\" has not been populated", name.name))),
            is_after: false,
        };
        self.ask(format!("whether `{name}` has been filled is not known"), Some(question));
    }

    /// Judges `OWNER TO`: the role is asked for elsewhere.
    fn owner(&self, text: &str) -> Judged<()> {
        let mut cursor = Cursor::new(text);
        cursor.take("alter");
        match kind(&mut cursor).filter(|own| *own != Kind::Foreign).and_then(|own| {
            cursor.if_exists();
            object(own, &mut cursor)
        }) {
            Some(named) => self.is_there(named),
            None => open("limbeck does not know whose owner changes"),
        }
    }

    /// Notes an object that must be there.
    pub(super) fn is_there(&self, object: ObjectRef) -> Judged<()> {
        if let ObjectRef::Table(name)
        | ObjectRef::View(name)
        | ObjectRef::MaterializedView(name)
        | ObjectRef::Index(name)
        | ObjectRef::Sequence(name)
        | ObjectRef::Column(name, _) = &object
        {
            self.relation(name);
        }
        self.notes.borrow_mut().named.push(object);
        Ok(())
    }

    /// Refuses a relation that is not there.
    pub(super) fn missing<T>(&self, name: &RelationRef) -> Judged<T> {
        refused(SqlState::UNDEFINED_TABLE, format!("relation \"{name}\" does not exist"))
    }
}

/// Says that statements of a kind are not weighed.
pub(super) fn unweighed<T>(words: &[String], count: usize) -> Judged<T> {
    let kind: Vec<String> = words.iter().take(count).map(|own| own.to_ascii_uppercase()).collect();
    open(format!("limbeck does not weigh {}", kind.join(" ")))
}

/// How words follow each other where the storage of a table is altered.
const STORAGE: &[[&str; 2]] =
    &[["set", "("], ["set", "storage"], ["cluster", "on"], ["without", "cluster"], ["replica", "identity"]];
