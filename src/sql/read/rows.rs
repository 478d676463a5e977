//! Statements about rows: what they change or read. The rows themselves are kept only where a version table's could be.

use super::reader::{every, first, inside, relation, text};
use super::view::relations;
use crate::operation::{Operation, RelationRef};
use crate::sql::names;
use crate::sql::scan::string_value;
use crate::sql::statement::{Data, DataKind, Query, Statement};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode, Stmt};

/// Reads a statement that changes or reads rows.
pub(super) fn read(stmt: &Stmt) -> Option<Statement> {
    let node = stmt.syntax();
    let data = |kind: DataKind, relation: Option<RelationRef>| Data { kind, relation, rows: Vec::new() };
    let data = match stmt {
        Stmt::Insert(_) => {
            let mut data = data(DataKind::Insert, relation::<ast::RelationNameRef>(node));
            data.rows = inserted(node);
            data
        }
        Stmt::Update(_) => data(DataKind::Update, target(node)),
        Stmt::Delete(_) => data(DataKind::Delete, target(node)),
        Stmt::Truncate(_) => {
            data(DataKind::Truncate, inside::<ast::TableNameRef>(node).and_then(|own| names::relation_at(&own)))
        }
        Stmt::Merge(_) => data(DataKind::Merge, target(node)),
        Stmt::Copy(_) => {
            data(DataKind::Copy, inside::<ast::TableNameRef>(node).and_then(|own| names::relation_at(&own)))
        }
        Stmt::Call(_) => data(DataKind::Call, None),
        Stmt::Select(_) | Stmt::CompoundSelect(_) | Stmt::ParenSelect(_) | Stmt::Values(_) | Stmt::Table(_) => {
            return Some(query(node));
        }
        _ => return None,
    };
    Some(Statement::Data(data))
}

/// Reads `COPY … FROM stdin` with its data.
pub(in crate::sql) fn copy(text: &str, data: &str) -> Statement {
    let parse = squawk_syntax::SourceFile::parse(text);
    let root = parse.syntax_node();
    let relation = inside::<ast::TableNameRef>(&root).and_then(|own| names::relation_at(&own));
    let columns =
        inside::<ast::ColumnRefList>(&root).map_or(1, |own| every::<ast::ColumnNameRef>(own.syntax()).count());
    let row = |line: &str| if line == "\\N" { None } else { Some(unescaped(line)) };
    let lines = data.lines().filter(|line| *line != "\\.");
    let rows = if columns == 1 { lines.map(row).collect() } else { Vec::new() };
    Statement::Data(Data { kind: DataKind::Copy, relation, rows })
}

/// The escapes of COPY's text format (PostgreSQL 15, COPY).
fn unescaped(line: &str) -> String {
    let mut out = String::new();
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        match (c, c == '\\') {
            (_, true) => match characters.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            _ => out.push(c),
        }
    }
    out
}

fn target(node: &SyntaxNode) -> Option<RelationRef> {
    let named = first::<ast::RelationName>(node).map(|own| own.syntax().clone());
    relation::<ast::RelationNameRef>(&named.unwrap_or_else(|| node.clone()))
}

/// The values of an INSERT of one column, where all are literals.
fn inserted(node: &SyntaxNode) -> Vec<Option<String>> {
    let Some(values) = inside::<ast::Values>(node) else { return Vec::new() };
    let mut rows = Vec::new();
    for row in values.syntax().descendants().filter_map(ast::Row::cast) {
        let cells: Vec<ast::Expr> = every::<ast::Expr>(row.syntax()).collect();
        let [cell] = cells.as_slice() else { return Vec::new() };
        let text = text(cell);
        match string_value(text.trim()) {
            Some(value) => rows.push(Some(value)),
            None if text.trim().eq_ignore_ascii_case("null") => rows.push(None),
            None => return Vec::new(),
        }
    }
    rows
}

/// `set_config('search_path', …)` is a setting, every other query reads.
fn query(node: &SyntaxNode) -> Statement {
    if let Some(path) = search_path(node) {
        return Statement::Operations(vec![Operation::SetSearchPath { path }]);
    }
    let calls = node.descendants().filter_map(ast::CallExpr::cast);
    let called = calls.filter_map(|own| {
        let names = names::path_of_expr(&first::<ast::Expr>(own.syntax())?)?;
        let names: Vec<&str> = names.iter().map(|own| own.as_str()).filter(|own| *own != "pg_catalog").collect();
        Some(names.join("."))
    });
    Statement::Query(Query { reads: relations(node), calls: called.collect() })
}

fn search_path(node: &SyntaxNode) -> Option<Vec<crate::name::Name>> {
    let call = inside::<ast::CallExpr>(node)?;
    let names = names::path_of_expr(&first::<ast::Expr>(call.syntax())?)?;
    if names.last()?.as_str() != "set_config" {
        return None;
    }
    let list = first::<ast::ArgList>(call.syntax())?;
    let arguments: Vec<String> =
        list.syntax().descendants().filter_map(ast::Literal::cast).map(|own| text(&own)).collect();
    let setting = string_value(arguments.first()?.trim())?;
    let value = string_value(arguments.get(1)?.trim())?;
    (setting == "search_path").then(|| super::search_path(&value))
}
