//! The rows that a statement leaves, as far as its text says.

use super::insert::{Row as Inserted, Rows, fires};
use super::types::{Of, Own};
use super::{Condition, Content, Judge, Row, RowEffect};
use crate::name::Name;
use crate::operation::RelationRef;
use crate::schema::{Column, Expression, Table};
use crate::sql::scan::{Kind, Token, string_value, tokens};
use squawk_syntax::ast::{self, AstNode};
use std::collections::BTreeSet;

impl Judge<'_> {
    /// Notes which rows an INSERT adds, where no trigger or query decides; `unless` says which of them it leaves out.
    pub(super) fn adds(&self, name: &RelationRef, table: &Table, rows: &Rows, unless: Option<&Vec<Name>>) {
        if rows.are_these && !fires(table, "INSERT") && table.partition_by.is_none() {
            let rows = rows.rows.iter().map(|row| self.made(table, row)).collect();
            self.effect(RowEffect::Adds { table: name.clone(), rows, unless: unless.cloned() });
        }
    }

    fn made(&self, table: &Table, row: &Inserted) -> Row {
        let content = |column: &Column| match row.given(&column.name) {
            Some(own) => content_of(own),
            None => self.default_of(column),
        };
        table.columns.iter().map(|column| (column.name.clone(), content(column))).collect()
    }

    /// Returns what a column gets that is given nothing.
    fn default_of(&self, column: &Column) -> Content {
        let open = if column.not_null { Content::Something } else { Content::Unknown };
        match &column.default {
            _ if is_counted(column) => Content::Counted,
            _ if column.generated.is_some() => open,
            // A domain may have a default of its own.
            None if self.base(&column.data_type) != column.data_type => open,
            None => Content::Null,
            Some(own) => literal_default(own).unwrap_or(open),
        }
    }
}

impl RowEffect {
    /// Returns the same, where some texts stand for values that are not known; without them any text may.
    #[must_use]
    pub fn without(self, samples: Option<&BTreeSet<String>>) -> Self {
        let is_sample = |text: &str| samples.is_none_or(|own| own.contains(text));
        let row = |row: Row| -> Row {
            let content = |own| match own {
                Content::Text(text) if is_sample(&text) => Content::Something,
                other => other,
            };
            row.into_iter().map(|(name, own)| (name, content(own))).collect()
        };
        let condition = |own| match own {
            Condition::Where(text) if samples.is_none_or(|own| own.iter().any(|own| text.contains(own.as_str()))) => {
                Condition::Other
            }
            other => other,
        };
        match self {
            Self::Adds { table, rows, unless } => {
                Self::Adds { table, rows: rows.into_iter().map(row).collect(), unless }
            }
            Self::Sets { table, columns, values, condition: own } => {
                Self::Sets { table, columns, values: row(values), condition: condition(own) }
            }
            Self::Deletes { table, condition: own } => Self::Deletes { table, condition: condition(own) },
            other => other,
        }
    }
}

/// Returns whether a sequence gives a column what no statement gives it.
#[must_use]
pub fn is_counted(column: &Column) -> bool {
    column.identity.is_some() || column.default.as_ref().is_some_and(|own| own.to_sql().starts_with("nextval("))
}

/// Returns what a default that is a literal gives; nothing where it is anything else.
#[must_use]
pub fn literal_default(default: &Expression) -> Option<Content> {
    if default.is_null() {
        return Some(Content::Null);
    }
    let text = default.to_sql();
    let own: Vec<_> = tokens(&text).collect();
    let is_cast = |rest: &[Token<'_>]| {
        let is_named =
            |own: &Token<'_>| ["::", ".", "[", "]"].iter().any(|word| own.is_symbol(word)) || own.kind != Kind::Symbol;
        rest.first().is_none_or(|own| own.is_symbol("::")) && rest.iter().all(is_named)
    };
    match own.as_slice() {
        [first, rest @ ..] if matches!(first.kind, Kind::String { .. }) && is_cast(rest) => {
            string_value(first.text).map(Content::Text)
        }
        [only] if only.is_word("true") || only.is_word("false") || only.text.parse::<i64>().is_ok() => {
            Some(Content::Text(only.text.to_owned()))
        }
        _ => None,
    }
}

/// Returns what a value leaves in a column.
pub(super) fn content_of(own: &Own) -> Content {
    match (&own.of, &own.literal) {
        (Of::Null, _) => Content::Null,
        (_, Some(text)) => Content::Text(text.clone()),
        (_, None) if !own.null => Content::Something,
        _ => Content::Unknown,
    }
}

/// Returns which rows a statement is about that asks no other table in FROM or USING.
pub(super) fn condition_of(clause: Option<&ast::WhereClauseOrCurrentOf>, is_alone: bool) -> Condition {
    match clause {
        _ if !is_alone => Condition::Other,
        None => Condition::All,
        Some(ast::WhereClauseOrCurrentOf::WhereClause(own)) => match own.expr() {
            Some(expr) => Condition::Where(expr.syntax().text().to_string()),
            None => Condition::Other,
        },
        Some(_) => Condition::Other,
    }
}
