//! Turns one statement's text into what it says. Statements that only name things are read word by word; the rest go
//! through the parser.

mod alter;
mod alter_table;
mod column;
mod constraint;
mod create;
mod cursor;
mod data;
mod domain;
mod drop;
mod index;
pub(super) mod object;
mod partition;
mod policy;
pub(super) mod query;
pub(super) mod routine;
mod rows;
mod sequence;
mod setting;
mod table;
#[cfg(test)]
mod tests;
mod transaction;
mod trigger;
mod types;
mod unparsed;
mod view;

use crate::sql::statement::{Query, Statement};
use crate::sql::{Surroundings, bracket, guard, scan};
pub(super) use cursor::Cursor;
pub(super) use data::copy;
pub use rows::{InsertedRow, inserted_rows};
pub use setting::names_of_path;
use squawk_syntax::ast::{self, AstNode};
use squawk_syntax::syntax_error::SyntaxError;
use squawk_syntax::{Parse, SourceFile};
pub(super) use unparsed::touched;

/// Statements that change nothing that is part of a schema.
const IGNORED: &[&str] = &[
    "analyse",
    "analyze",
    "checkpoint",
    "close",
    "cluster",
    "deallocate",
    "declare",
    "discard",
    "explain",
    "fetch",
    "grant",
    "listen",
    "load",
    "lock",
    "move",
    "notify",
    "prepare",
    "reassign",
    "refresh",
    "reindex",
    "revoke",
    "security",
    "show",
    "unlisten",
    "vacuum",
];

/// Reads one statement.
pub(super) fn statement(text: &str, surroundings: &Surroundings<'_>) -> Statement {
    let mut cursor = Cursor::new(text);
    let first = cursor.peek().map(|token| token.text.to_ascii_lowercase()).unwrap_or_default();
    let words = match first.as_str() {
        "begin" | "start" | "commit" | "end" | "savepoint" | "release" | "rollback" | "abort" => {
            transaction::transaction(&mut cursor)
        }
        "set" if cursor.take("set") => setting::set(&mut cursor, surroundings),
        "reset" if cursor.take("reset") => setting::reset(&mut cursor, surroundings),
        "insert" | "update" | "delete" | "merge" | "truncate" | "copy" | "call" => data::data(&mut cursor),
        "with" => data::in_with(&mut cursor)
            .map(|(kind, relation)| Statement::Data(crate::sql::statement::Data { kind, relation, rows: Vec::new() })),
        "drop" if cursor.take("drop") => drop::drop_objects(&mut cursor),
        "comment" if cursor.take("comment on") => drop::comment(&mut cursor),
        "alter" if cursor.take("alter") => alter::alter(&mut cursor),
        "select" => setting::set_config(text),
        "do" => return Statement::Block(crate::sql::block::read(text, surroundings)),
        word if IGNORED.contains(&word) => Some(Statement::Ignored { words: cursor.first_words(2) }),
        _ => None,
    };
    if let Some(read) = words {
        return read;
    }
    if let Some(reason) = guard::refuse(text) {
        return unparsed::unparsed(text, reason, surroundings);
    }
    let parsed = guard::with_stack(text, || parse(text, surroundings));
    parsed.unwrap_or_else(|| unparsed::unparsed(text, "the parser gave up on the statement".to_string(), surroundings))
}

fn parse(text: &str, surroundings: &Surroundings<'_>) -> Statement {
    let (mut parse, errors) = tree(text);
    if errors.is_empty()
        && let Some(bracketed) = bracket::bracketed(text).map(|text| SourceFile::parse(&text))
        && bracketed.errors().is_empty()
    {
        parse = bracketed;
    }
    let tree = parse.tree();
    let mut all = tree.stmts();
    let (own, rest) = (all.next(), all.next());
    let body = own.as_ref().and_then(routine::body);
    let error = errors.into_iter().find(|error| {
        // What is wrong inside a function's body is the body's business.
        !body.as_ref().is_some_and(|body| body.text_range().contains_range(error.range()))
    });
    if let Some(error) = error {
        return unparsed::refused(text, &format!("not PostgreSQL's SQL: {}", error.message()), surroundings);
    }
    let (Some(own), None) = (own, rest) else {
        return unparsed::unparsed(text, "more than one statement where one was expected".to_string(), surroundings);
    };
    read(&own, surroundings)
        .unwrap_or_else(|| unparsed::unparsed(text, "limbeck does not know this statement".to_string(), surroundings))
}

/// Parses a text. Each look for errors walks the whole tree.
pub(super) fn tree(text: &str) -> (Parse<SourceFile>, Vec<SyntaxError>) {
    let parse = SourceFile::parse(text);
    let errors = parse.errors();
    match quote_exclude(text).filter(|_| !errors.is_empty()).map(|text| SourceFile::parse(&text)) {
        Some(quoted) => {
            let errors = quoted.errors();
            (quoted, errors)
        }
        None => (parse, errors),
    }
}

/// The parser takes a column called `exclude` for the constraint; PostgreSQL looks at what follows.
fn quote_exclude(text: &str) -> Option<String> {
    let tokens: Vec<scan::Token<'_>> = scan::tokens(text).collect();
    let is_column = |pair: &&[scan::Token<'_>]| {
        let [before, own, after] = pair else { return false };
        own.is_word("exclude")
            && (before.is_symbol("(") || before.is_symbol(","))
            && after.kind == scan::Kind::Word
            && !after.is_word("using")
    };
    let found: Vec<usize> = tokens.windows(3).filter(is_column).filter_map(|pair| Some(pair.get(1)?.start)).collect();
    let mut out = text.to_string();
    for at in found.iter().rev() {
        out.replace_range(*at..at + "exclude".len(), "\"exclude\"");
    }
    (!found.is_empty()).then_some(out)
}

fn read(own: &ast::Stmt, surroundings: &Surroundings<'_>) -> Option<Statement> {
    let operations = match own {
        ast::Stmt::CreateTable(own) => table::create(own, surroundings)?,
        ast::Stmt::CreateForeignTable(own) => table::create_foreign(own, surroundings)?,
        ast::Stmt::CreateTableAs(own) => table::create_as(own, surroundings)?,
        ast::Stmt::SelectInto(own) => table::select_into(own, surroundings)?,
        ast::Stmt::AlterTable(own) => alter_table::alter(own, surroundings)?,
        ast::Stmt::AlterForeignTable(own) => alter_table::alter_foreign(own, surroundings)?,
        ast::Stmt::CreateIndex(own) => vec![index::create(own, surroundings)?],
        ast::Stmt::CreateSequence(own) => vec![sequence::create(own)?],
        ast::Stmt::AlterSequence(own) => sequence::alter(own)?,
        ast::Stmt::CreateType(own) => vec![types::create(own)?],
        ast::Stmt::AlterType(own) => vec![types::alter(own, surroundings)?],
        ast::Stmt::CreateDomain(own) => vec![domain::create(own, surroundings)?],
        ast::Stmt::AlterDomain(own) => vec![domain::alter(own, surroundings)?],
        ast::Stmt::AlterIndex(own) => alter_table::alter_index(own)?,
        ast::Stmt::AlterView(own) => alter_table::alter_view(own)?,
        ast::Stmt::CreateView(own) => view::create(own, surroundings)?,
        ast::Stmt::CreateMaterializedView(own) => view::create_materialized(own, surroundings)?,
        ast::Stmt::CreateFunction(own) => routine::create_function(own, surroundings)?,
        ast::Stmt::CreateProcedure(own) => routine::create_procedure(own, surroundings)?,
        ast::Stmt::CreateAggregate(own) => vec![routine::create_aggregate(own, surroundings)?],
        ast::Stmt::AlterFunction(own) => vec![routine::alter(own.syntax(), surroundings)?],
        ast::Stmt::AlterRoutine(own) => vec![routine::alter(own.syntax(), surroundings)?],
        ast::Stmt::AlterProcedure(own) => vec![routine::alter(own.syntax(), surroundings)?],
        ast::Stmt::CreateTrigger(own) => vec![trigger::create(own, surroundings)?],
        ast::Stmt::CreatePolicy(own) => vec![policy::create(own, surroundings)?],
        ast::Stmt::AlterPolicy(own) => vec![policy::alter(own, surroundings)?],
        ast::Stmt::CreateExtension(own) => vec![create::extension(own)?],
        ast::Stmt::CreateSchema(own) => create::schema(own, surroundings)?,
        ast::Stmt::Select(_)
        | ast::Stmt::CompoundSelect(_)
        | ast::Stmt::ParenSelect(_)
        | ast::Stmt::Values(_)
        | ast::Stmt::Table(_) => return Some(Statement::Query(Query { reads: view::relations(own.syntax()) })),
        other => return create::other(other, surroundings),
    };
    Some(Statement::Operations(operations))
}
