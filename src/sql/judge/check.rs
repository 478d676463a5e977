//! The checks that new rows meet (PostgreSQL 15, `ExecRelCheck`).

use super::insert::{Row, Rows};
use super::keys::{Referring, referring};
use super::{Asked, Judge};
use crate::name::{Name, quote_literal};
use crate::schema::{Expression, Refusal, SqlState, Table};
use crate::sql::scan::{Kind, tokens};
use std::collections::BTreeSet;

impl Judge<'_> {
    /// A check whose columns all are NULL is fulfilled, where NULL goes through all that it computes.
    pub(super) fn checked(&self, table: &Table, rows: &Rows, check: &Expression, name: &Name) {
        let is_null =
            |column: &Name| rows.rows.iter().all(|row| matches!(referring(table, row, column), Referring::Null));
        let mut columns = check.columns().peekable();
        let all_null = columns.peek().is_some() && columns.all(is_null) && is_strict(&check.to_sql());
        if !(all_null || is_listed(table, rows, check)) {
            let unsure = format!("whether the rows meet the check `{name}` of `{}` is not known", table.name);
            self.ask(unsure, violating(table, rows, check, name));
        }
    }
}

/// Asks whether one of the new rows, whose values are literals, does not meet a check.
fn violating(table: &Table, rows: &Rows, check: &Expression, name: &Name) -> Option<Asked> {
    let columns: BTreeSet<&Name> = check.columns().collect();
    let test = |row: &Row| {
        let value = |column: &&Name| {
            let text = match referring(table, row, column) {
                Referring::Null => "NULL".to_owned(),
                Referring::Text(text) => quote_literal(&text),
                Referring::Unknown => return None,
            };
            Some(format!("({text})::{} AS {}", table.column(column)?.data_type.to_sql(), column.quoted()))
        };
        let values: Option<Vec<String>> = columns.iter().map(value).collect();
        Some(format!("EXISTS (SELECT FROM (SELECT {}) AS own WHERE NOT ({}))", values?.join(", "), check.to_sql()))
    };
    let tests: Option<Vec<String>> = rows.rows.iter().map(test).collect();
    let message = format!("new row for relation \"{}\" violates check constraint \"{name}\"", table.name.name);
    Some(Asked {
        sql: format!("SELECT {}", tests.filter(|_| rows.are_these && rows.rows.len() <= 200)?.join(" OR ")),
        about: vec![(table.name.clone(), Vec::new())],
        refusal: Some(Refusal::new(SqlState::CHECK_VIOLATION, message)),
        is_after: false,
    })
}

/// Returns whether an expression is NULL where its columns are: it only compares, calculates and calls what is strict.
fn is_strict(text: &str) -> bool {
    const STRICT: &[&str] = &["abs", "btrim", "char_length", "length", "lower", "octet_length", "upper"];
    const WORDS: &[&str] = &["any", "all", "array", "and", "or", "not", "in", "between"];
    const LAX: &[&str] = &["is", "case", "null", "distinct", "exists", "select"];
    let all: Vec<_> = tokens(text).collect();
    all.iter().enumerate().all(|(at, token)| {
        let is_one_of = |words: &[&str]| words.iter().any(|word| token.is_word(word));
        let is_called = token.kind != Kind::Symbol && all.get(at + 1).is_some_and(|next| next.is_symbol("("));
        !is_one_of(LAX) && (!is_called || is_one_of(STRICT) || is_one_of(WORDS))
    })
}

/// Returns whether a check is a list of strings, each row's value being one of them.
fn is_listed(table: &Table, rows: &Rows, check: &Expression) -> bool {
    let columns: Vec<&Name> = check.columns().collect();
    let [column] = columns.as_slice() else { return false };
    let text = check.to_sql();
    let Some(list) =
        text.strip_prefix(&format!("{} = ANY (ARRAY[", column.quoted())).and_then(|own| own.strip_suffix("])"))
    else {
        return false;
    };
    let items: Vec<&str> = list.split(", ").map(|own| own.split("::").next().unwrap_or(own).trim()).collect();
    let is_item = |text: &String| items.contains(&quote_literal(text).as_str());
    rows.rows.iter().all(|row| match referring(table, row, column) {
        Referring::Null => true,
        Referring::Text(text) => is_item(&text),
        Referring::Unknown => false,
    })
}
