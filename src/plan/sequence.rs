//! A sequence that is made again for a column that kept its rows: it goes on behind the highest value, and where the column
//! lost its default with it (`DROP SEQUENCE … CASCADE`, a copy by another program), it gets that back.

use crate::name::{Name, QualifiedName, quote_literal};
use crate::operation::{AlterColumn, AlterTable};
use crate::plan::{Question, create};
use crate::schema::{Column, Key, ObjectId, Sequence, Stored};
use crate::sql::render;

/// Returns the statements that put a new sequence to work for the column that owns it; none where that is made with it.
pub fn resume(question: &Question<'_>, sequence: &Sequence) -> Vec<String> {
    let Some((table, name)) = &sequence.owned_by else { return Vec::new() };
    let Some(column) = lacking(question, table, name) else { return Vec::new() };
    let mut statements = Vec::new();
    if column.default.is_none()
        && let Some(default) = question.expected.table(table).and_then(|own| own.column(name)?.default.clone())
    {
        let change = AlterColumn::SetDefault(default);
        let action = AlterTable::AlterColumn { name: name.clone(), change };
        statements.push(render::operation(&create::alter(&table.clone().into(), action)));
    }
    let (function, column) = (if sequence.increment < 0 { "min" } else { "max" }, name.quoted());
    statements.push(format!(
        "SELECT setval({}, {function}({column})) FROM {} HAVING {function}({column}) IS NOT NULL",
        quote_literal(&sequence.name.quoted()),
        table.quoted()
    ));
    statements
}

/// Returns whether the column has become an identity column, with a sequence of its own.
pub fn is_replaced(question: &Question<'_>, sequence: &Sequence) -> bool {
    let column = |(table, name): &(QualifiedName, Name)| question.actual.table(table)?.column(name)?.identity;
    sequence.owned_by.as_ref().and_then(column).is_some()
}

/// Returns whether a column lost its default with its sequence, and gets it back with that.
pub fn comes_back(question: &Question<'_>, object: &ObjectId) -> bool {
    let ObjectId::Column(table, name) = object else { return false };
    let owner = Some((table.clone(), name.clone()));
    let owned =
        |key: &&Key| matches!(question.expected.find(key), Some(Stored::Sequence(own)) if own.owned_by == owner);
    let mut sequences = question.expected.dependents(&Key::Relation(table.clone())).filter(owned);
    let is_gone = sequences.any(|key| question.actual.find(key).is_none());
    is_gone && lacking(question, table, name).is_some_and(|column| column.default.is_none())
}

/// Returns the column of the database, unless it counts by itself.
fn lacking<'a>(question: &Question<'a>, table: &QualifiedName, name: &Name) -> Option<&'a Column> {
    question.actual.table(table)?.column(name).filter(|column| column.identity.is_none())
}
