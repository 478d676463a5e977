//! Turns one statement's text into what it says: one file for each family of statements. What is understood only in
//! part says so; nothing is guessed.

mod alter;
mod alter_table;
mod column;
mod comment;
mod create_table;
mod drop;
mod index;
mod policy;
mod reader;
mod routine;
mod rows;
mod sequence;
#[cfg(test)]
mod tests;
mod touch;
mod types;
mod view;

use crate::name::Name;
use crate::operation::Operation;
use crate::sql::statement::{Statement, Transaction};
use crate::sql::{Surroundings, guard};
use reader::{Reader, first};
pub(super) use rows::copy;
use squawk_syntax::ast::{self, AstNode, Stmt};

/// Reads one statement.
pub(super) fn statement(text: &str, surroundings: &Surroundings<'_>) -> Statement {
    if let Some(reason) = guard::refuse(text) {
        return Statement::unparsed(reason, Vec::new());
    }
    let parse = squawk_syntax::SourceFile::parse(text);
    let errors = parse.errors();
    let mut statements = parse.tree().stmts();
    let reader = Reader::new(surroundings);
    match (statements.next(), statements.next(), errors.first()) {
        (Some(stmt), None, None) => of_tree(&stmt, text, &reader),
        (_, _, Some(error)) => {
            let reason = format!("PostgreSQL cannot parse it: {}", error.message());
            Statement::unparsed(reason, touch::of_text(text, surroundings))
        }
        (None, _, None) => Statement::Ignored { words: String::new() },
        _ => Statement::unparsed("several statements where one was expected", touch::of_text(text, surroundings)),
    }
}

fn of_tree(stmt: &Stmt, text: &str, reader: &Reader<'_>) -> Statement {
    let node = stmt.syntax();
    if let Some(known) = transaction(stmt).or_else(|| setting(stmt)).or_else(|| rows::read(stmt)) {
        return known;
    }
    let operations: Option<Vec<Operation>> = match stmt {
        Stmt::CreateTable(_) | Stmt::CreateForeignTable(_) => create_table::read(node, reader),
        Stmt::CreateTableAs(_) | Stmt::SelectInto(_) => create_table::read_as(node),
        Stmt::AlterTable(_) | Stmt::AlterForeignTable(_) => alter_table::read(node, reader),
        Stmt::CreateIndex(own) => index::read(own, reader),
        Stmt::CreateSequence(own) => sequence::create(own),
        Stmt::AlterSequence(own) => sequence::alter(own),
        Stmt::CreateType(own) => types::create(own),
        Stmt::CreateDomain(own) => types::create_domain(own, reader),
        Stmt::AlterType(own) => types::alter(own),
        Stmt::AlterDomain(own) => types::alter_domain(own, reader),
        Stmt::CreateView(own) => view::create(own, reader),
        Stmt::CreateMaterializedView(own) => view::create_materialized(own, reader),
        Stmt::CreateFunction(_) | Stmt::CreateProcedure(_) => routine::create(node),
        Stmt::CreateTrigger(own) => routine::create_trigger(own),
        Stmt::CreatePolicy(own) => policy::create(own, reader),
        Stmt::AlterPolicy(own) => policy::alter(own, reader),
        Stmt::CreateExtension(_) | Stmt::CreateSchema(_) => alter::create_container(node),
        Stmt::CommentOn(own) => comment::read(own),
        Stmt::AlterIndex(_)
        | Stmt::AlterView(_)
        | Stmt::AlterMaterializedView(_)
        | Stmt::AlterSchema(_)
        | Stmt::AlterFunction(_)
        | Stmt::AlterProcedure(_)
        | Stmt::AlterRoutine(_)
        | Stmt::AlterTrigger(_)
        | Stmt::AlterExtension(_) => alter::read(node),
        Stmt::CreateStatistics(_)
        | Stmt::CreateCollation(_)
        | Stmt::CreateRule(_)
        | Stmt::CreateEventTrigger(_)
        | Stmt::CreateCast(_)
        | Stmt::CreateOperator(_)
        | Stmt::CreateAggregate(_)
        | Stmt::CreatePublication(_)
        | Stmt::CreateServer(_)
        | Stmt::CreateForeignDataWrapper(_)
        | Stmt::CreateTextSearchConfiguration(_)
        | Stmt::CreateTextSearchDictionary(_) => alter::create_other(node, reader),
        Stmt::Do(own) => return super::block::read(own, reader.surroundings()),
        own if drop::is_drop(own) => drop::read(node),
        _ => {
            return match touch::is_harmless(text) {
                true => Statement::Ignored { words: touch::first_words(text) },
                false => Statement::unparsed(
                    format!("limbeck does not know `{}`", touch::first_words(text)),
                    touch::of_text(text, reader.surroundings()),
                ),
            };
        }
    };
    match operations {
        Some(operations) => Statement::Operations(operations),
        None => Statement::unparsed(
            format!("limbeck does not know all of `{}`", touch::first_words(text)),
            touch::of_text(text, reader.surroundings()),
        ),
    }
}

fn transaction(stmt: &Stmt) -> Option<Statement> {
    let savepoint = |node: &squawk_syntax::SyntaxNode| -> Name {
        let named = first::<ast::SavepointRef>(node).map(|own| super::names::name_at(&own));
        let made = || first::<ast::Savepoint>(node).map(|own| super::names::name_at(&own));
        named.or_else(made).unwrap_or_else(|| Name::verbatim(""))
    };
    let node = stmt.syntax();
    let words = node.text().to_string().to_ascii_lowercase();
    let mut words = words.split(|c: char| c.is_whitespace() || c == ';').filter(|word| !word.is_empty());
    let control = match (words.next()?, words.next()) {
        ("begin", _) | ("start", Some("transaction")) => Transaction::Begin,
        ("commit" | "end", Some("prepared")) | ("rollback", Some("prepared")) => return None,
        ("commit" | "end", _) => Transaction::Commit,
        ("savepoint", _) => Transaction::Savepoint(savepoint(node)),
        ("release", _) => Transaction::Release(savepoint(node)),
        ("rollback", _) if first::<ast::SavepointRef>(node).is_some() => Transaction::RollbackTo(savepoint(node)),
        ("rollback" | "abort", _) => Transaction::Rollback,
        _ => return None,
    };
    Some(Statement::Transaction(control))
}

fn setting(stmt: &Stmt) -> Option<Statement> {
    let Stmt::Set(own) = stmt else {
        let text = stmt.syntax().text().to_string();
        let reset = text.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("reset "));
        return reset.then(|| Statement::Setting {
            name: text.trim_start().get(6..).unwrap_or("").trim().to_ascii_lowercase(),
            value: "default".into(),
        });
    };
    let text = own.syntax().text().to_string();
    let body = text.trim().trim_end_matches(';');
    let rest = body.split_once(char::is_whitespace)?.1.trim_start();
    let rest = ["local ", "session "].iter().find_map(|scope| strip_word(rest, scope)).unwrap_or(rest);
    let (name, value) = split_setting(rest)?;
    if name == "search_path" {
        return Some(Statement::Operations(vec![Operation::SetSearchPath { path: search_path(value) }]));
    }
    Some(Statement::Setting { name, value: value.to_string() })
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (head, tail) = (text.get(..word.len())?, text.get(word.len()..)?);
    head.eq_ignore_ascii_case(word).then(|| tail.trim_start())
}

/// `name = value` or `name TO value`; `TIME ZONE value`.
fn split_setting(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start();
    let value = rest.strip_prefix('=').or_else(|| strip_word(rest, "to ")).unwrap_or(rest);
    (!name.is_empty()).then(|| (name.to_ascii_lowercase(), value.trim()))
}

/// Returns the schemas of a search path as it is written: names or strings, comma-separated.
pub(super) fn search_path(value: &str) -> Vec<Name> {
    if value.eq_ignore_ascii_case("default") {
        return vec![Name::public()];
    }
    let names = value.split(',').map(str::trim).map(|own| {
        match own.strip_prefix('\'').and_then(|own| own.strip_suffix('\'')) {
            Some(string) => string.trim().trim_matches('"').to_string(),
            None => super::names::name_of(own).as_str().to_string(),
        }
    });
    names.filter(|name| !name.is_empty() && name != "$user").map(|name| Name::verbatim(&name)).collect()
}
