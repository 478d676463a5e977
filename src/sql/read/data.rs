//! Statements that change rows: whose, and the rows of one-column tables, which hold version numbers.

use crate::operation::RelationRef;
use crate::sql::read::cursor::Cursor;
use crate::sql::scan::{Kind, string_value};
use crate::sql::statement::{Data, DataKind, Statement};

/// Reads a statement that changes rows, none if it is something else.
pub(super) fn data(cursor: &mut Cursor<'_>) -> Option<Statement> {
    let first = cursor.next()?.text.to_ascii_lowercase();
    let (kind, relation) = match first.as_str() {
        "insert" => {
            cursor.take("into");
            (DataKind::Insert, cursor.relation())
        }
        "update" => {
            cursor.take("only");
            (DataKind::Update, cursor.relation())
        }
        "delete" => {
            cursor.take("from");
            cursor.take("only");
            (DataKind::Delete, cursor.relation())
        }
        "merge" => {
            cursor.take("into");
            cursor.take("only");
            (DataKind::Merge, cursor.relation())
        }
        "truncate" => {
            cursor.take("table");
            cursor.take("only");
            (DataKind::Truncate, cursor.relation())
        }
        "copy" => (DataKind::Copy, cursor.relation()),
        "call" => (DataKind::Call, None),
        _ => return None,
    };
    let rows = if kind == DataKind::Insert { inserted(cursor).unwrap_or_default() } else { Vec::new() };
    Some(Statement::Data(Data { kind, relation, rows }))
}

/// Reads `COPY … FROM stdin` and its data.
pub(in crate::sql) fn copy(text: &str, data: &str) -> Statement {
    let mut cursor = Cursor::new(text);
    cursor.take("copy");
    let relation = cursor.relation();
    let columns = if cursor.take_symbol("(") { names_in_brackets(&mut cursor) } else { None };
    let one_column = columns == Some(1) || (columns.is_none() && !data.contains('\t'));
    let rows = if one_column { data.lines().map(copied).collect() } else { Vec::new() };
    Statement::Data(Data { kind: DataKind::Copy, relation, rows })
}

/// Returns the kind of change that a `WITH` statement makes, and the relation, if it makes one.
pub(super) fn in_with(cursor: &mut Cursor<'_>) -> Option<(DataKind, Option<RelationRef>)> {
    let remaining = cursor.remaining();
    let is_change = |word: &str| {
        remaining.windows(2).any(|pair| {
            pair.first().is_some_and(|token| token.is_word(word))
                && pair.get(1).is_some_and(|token| token.name().is_some())
        })
    };
    let kinds = [
        ("insert", DataKind::Insert),
        ("update", DataKind::Update),
        ("delete", DataKind::Delete),
        ("merge", DataKind::Merge),
    ];
    let (_, kind) = kinds.into_iter().find(|(word, _)| is_change(word))?;
    Some((kind, None))
}

/// Returns how many names stand in the brackets that were opened.
fn names_in_brackets(cursor: &mut Cursor<'_>) -> Option<usize> {
    let mut count = 0;
    loop {
        cursor.name()?;
        count += 1;
        if cursor.take_symbol(")") {
            return Some(count);
        }
        if !cursor.take_symbol(",") {
            return None;
        }
    }
}

/// Returns the rows of `VALUES ('a'), ('b')`.
fn inserted(cursor: &mut Cursor<'_>) -> Option<Vec<Option<String>>> {
    if cursor.take_symbol("(") && names_in_brackets(cursor)? != 1 {
        return None;
    }
    if !cursor.take("values") {
        return None;
    }
    let mut rows = Vec::new();
    loop {
        if !cursor.take_symbol("(") {
            return None;
        }
        let token = cursor.next()?;
        rows.push(match token.kind {
            Kind::String { .. } => Some(string_value(token.text)?),
            Kind::Number => Some(token.text.to_string()),
            _ if token.is_word("null") => None,
            _ => return None,
        });
        if !cursor.take_symbol(")") {
            return None;
        }
        if !cursor.take_symbol(",") {
            break;
        }
    }
    Some(rows)
}

/// Undoes the escapes of COPY's text format.
fn copied(line: &str) -> Option<String> {
    if line == "\\N" {
        return None;
    }
    let mut out = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('t')) => out.push('\t'),
            ('\\', Some('r')) => out.push('\r'),
            ('\\', Some(other)) => out.push(other),
            _ => out.push(c),
        }
    }
    Some(out)
}
