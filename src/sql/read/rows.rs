//! The rows of INSERT statements whose values are all literals: what a person can look for in the table.

use crate::name::Name;
use crate::operation::RelationRef;
use crate::schema::UNKNOWN;
use crate::sql::parameters::Parameters;
use crate::sql::read::cursor::Cursor;
use crate::sql::scan::{Kind, string_value};
use crate::sql::script::Script;

/// One row that a statement inserts, but for the columns that get their default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsertedRow {
    pub table: RelationRef,
    /// Each column with the text of its value; `None` is NULL.
    pub values: Vec<(Name, Option<String>)>,
}

/// Returns the rows that a script inserts, where it does nothing else and every value is a literal.
#[must_use]
pub fn inserted_rows(text: &str) -> Option<Vec<InsertedRow>> {
    if text.contains(UNKNOWN) {
        return None;
    }
    let script = Script::new(text, Parameters::None);
    let mut rows = Vec::new();
    for at in 0..script.len() {
        if script.grammar_error(at).is_some() {
            return None;
        }
        rows.extend(of_statement(text.get(script.span(at)?.range())?)?);
    }
    (!rows.is_empty()).then_some(rows)
}

fn of_statement(text: &str) -> Option<Vec<InsertedRow>> {
    let mut cursor = Cursor::new(text);
    if !cursor.take("insert into") {
        return None;
    }
    let table = cursor.relation()?;
    if !cursor.take_symbol("(") {
        return None;
    }
    let mut columns = vec![cursor.name()?];
    while cursor.take_symbol(",") {
        columns.push(cursor.name()?);
    }
    if !cursor.take_symbol(")") || !cursor.take("values") {
        return None;
    }
    let mut rows = Vec::new();
    loop {
        let values = row(&mut cursor, &columns)?;
        rows.push(InsertedRow { table: table.clone(), values });
        if !cursor.take_symbol(",") {
            break;
        }
    }
    let _ = cursor.take_symbol(";");
    cursor.is_at_end().then_some(rows)
}

/// Reads `('a', 1, NULL, DEFAULT)`.
fn row(cursor: &mut Cursor<'_>, columns: &[Name]) -> Option<Vec<(Name, Option<String>)>> {
    if !cursor.take_symbol("(") {
        return None;
    }
    let mut values = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        if at > 0 && !cursor.take_symbol(",") {
            return None;
        }
        let sign = if cursor.take_symbol("-") { "-" } else { "" };
        let token = cursor.next()?;
        let value = match token.kind {
            Kind::String { terminated: true } if sign.is_empty() => Some(string_value(token.text)?),
            Kind::Number => Some(format!("{sign}{}", token.text)),
            _ if !sign.is_empty() => return None,
            _ if token.is_word("true") || token.is_word("false") => Some(token.text.to_ascii_lowercase()),
            _ if token.is_word("null") => None,
            _ if token.is_word("default") => continue,
            _ => return None,
        };
        values.push((column.clone(), value));
    }
    cursor.take_symbol(")").then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<Vec<String>> {
        let row = |row: &InsertedRow| {
            let values = row.values.iter().map(|(name, value)| format!("{name}={value:?}"));
            format!("{} {}", row.table.name, values.collect::<Vec<_>>().join(" "))
        };
        Some(inserted_rows(text)?.iter().map(row).collect())
    }

    #[test]
    fn only_literals_are_rows() {
        let two = "INSERT INTO app.t (a, b, \"C\") VALUES (1, 'it''s', NULL), (-2.5, E'x\\'y', true);\n";
        assert_eq!(
            shown(two).expect("rows"),
            ["t a=Some(\"1\") b=Some(\"it's\") C=None", "t a=Some(\"-2.5\") b=Some(\"x'y\") C=Some(\"true\")"]
        );
        assert_eq!(shown("INSERT INTO t (a, b) VALUES (DEFAULT, 1)").expect("rows"), ["t b=Some(\"1\")"]);
        for other in [
            "INSERT INTO t VALUES (1)",
            "INSERT INTO t (a) VALUES (now())",
            "INSERT INTO t (a) VALUES (1 + 1)",
            "INSERT INTO t (a) VALUES ('1'::int)",
            "INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING",
            "INSERT INTO t (a) SELECT 1",
            "INSERT INTO t (a) VALUES (1); DELETE FROM t",
            "INSERT INTO t (a, b) VALUES (1)",
            "",
        ] {
            assert_eq!(shown(other), None, "{other}");
        }
    }
}
