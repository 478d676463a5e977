//! SELECTs whose rows follow from the schema, guards on `information_schema` and `pg_catalog`, or from what is known of the
//! rows of the project's tables ([`super::contents`]).
//!
//! `parse` reads a query, `catalog` and `information_schema` say which rows a schema has there, `system` which ones the
//! server has besides, and `evaluate` puts them together.

mod aggregate;
mod catalog;
mod cell;
mod columns;
mod definition;
mod evaluate;
mod functions;
mod identity;
mod information_schema;
mod join;
mod lex;
mod like;
mod lookup;
mod parse;
mod parse_expression;
mod pg_class;
mod pg_constraint;
mod pg_index;
mod project;
mod query;
mod relation;
mod scope;
mod sources;
mod subquery;
mod system;
mod type_names;
mod wanted;

use crate::python::{Raise, Unknown, Value, Vm, json_value};
use crate::replay::contents::Contents;
use crate::replay::sqlalchemy::bind::result::Rows;
use crate::replay::{Session, to_python};
use crate::schema::{self, Schema};
use crate::source::Place;
use cell::Cell;
use evaluate::{Answer, Evaluation};

/// Returns the rows that a SELECT gives.
///
/// # Errors
/// The exception of an aborted transaction.
pub fn answer(session: &Session, vm: &mut Vm, sql: &str, place: &Place) -> Result<Rows, Raise> {
    let asked = session.read_rows(vm, place, |schema, contents| {
        let answer = ask(schema, contents, sql)?;
        let mut names: Vec<_> = answer.columns.to_vec();
        names.sort_unstable();
        let is_twice = names.windows(2).any(|own| own.first() == own.last());
        if is_twice && !answer.rows.is_empty() {
            return Err(schema::Unknown::new("which column is meant is not known: two have one name", None));
        }
        let why = answer.why.as_ref().map_or_else(not_modelled, |why| (*why).clone());
        let cells = |row: &std::rc::Rc<[Cell]>| row.iter().map(|cell| value(schema, sql, cell, &why, place)).collect();
        let rows = answer.rows.iter().map(cells).collect();
        let rows = if answer.shuffled { contents.turn.of(rows) } else { Some(rows) };
        let unordered = || schema::Unknown::new("in which order the rows come is not known", None);
        let rows = rows.ok_or_else(unordered)?;
        Ok(Rows::Known {
            columns: answer.columns.iter().map(|name| name.to_string()).collect(),
            rows,
            ordered: answer.ordered,
        })
    })?;
    // Rows are plain data: what is called on them has no effect.
    Ok(asked.unwrap_or_else(|why: schema::Unknown| {
        session.rests_on(&why);
        Rows::Unknown(harmless(&why, place))
    }))
}

fn ask(schema: &Schema, contents: &Contents, sql: &str) -> Result<Answer, schema::Unknown> {
    let query =
        parse::parse(sql).ok_or_else(|| schema::Unknown::new("the result of this query depends on rows", None))?;
    evaluate::evaluate(schema, contents, &query)
}

/// Returns whether the first column of each row that a SELECT gives is true; nothing for a row of which it is not known.
///
/// # Errors
/// Why the rows are not known.
pub(super) fn truths(schema: &Schema, contents: &Contents, sql: &str) -> Result<Vec<Option<bool>>, schema::Unknown> {
    let truth = |row: &std::rc::Rc<[Cell]>| match row.first() {
        Some(Cell::Bool(truth)) => Some(*truth),
        Some(Cell::Null) => Some(false),
        _ => None,
    };
    Ok(ask(schema, contents, sql)?.rows.iter().map(truth).collect())
}

/// A row as the server prints it.
pub type Printed = Vec<Option<String>>;

/// Returns the rows that a SELECT gives as the server prints them, and whether their order is known.
///
/// # Errors
/// Why they are not known.
pub fn printed(schema: &Schema, sql: &str) -> Result<(Vec<Printed>, bool), schema::Unknown> {
    let answer = ask(schema, &Contents::default(), sql)?;
    let printed = |cell: &Cell| match cell {
        Cell::Null => Ok(None),
        Cell::Bool(truth) => Ok(Some(if *truth { "t".to_string() } else { "f".to_string() })),
        Cell::Number(number) => Ok(Some(number.to_string())),
        Cell::Text(text) => Ok(Some(text.to_string())),
        Cell::Object(class, name) => match Evaluation::new(schema).printed(*class, name) {
            Cell::Text(text) => Ok(Some(text.to_string())),
            _ => Err(not_modelled()),
        },
        _ => Err(answer.why.clone().unwrap_or_else(not_modelled)),
    };
    let rows: Result<Vec<Printed>, schema::Unknown> =
        answer.rows.iter().map(|row| row.iter().map(printed).collect()).collect();
    Ok((rows?, answer.ordered))
}

fn not_modelled() -> schema::Unknown {
    schema::Unknown::new("a value that the query gives is not modelled", None)
}

fn harmless(why: &schema::Unknown, place: &Place) -> Unknown {
    let why = to_python(why);
    Unknown::harmless(why.reason(), why.place().unwrap_or(place))
}

/// Returns the value that the driver makes of a cell.
fn value(schema: &Schema, sql: &str, cell: &Cell, why: &schema::Unknown, place: &Place) -> Value {
    match cell {
        Cell::Null => Value::None,
        Cell::Bool(truth) => Value::Bool(*truth),
        Cell::Number(number) => Value::Int(i128::from(*number)),
        Cell::Text(text) | Cell::Label(text) => Value::Str(text.clone()),
        // psycopg2 reads it (`_json.py`).
        Cell::Json(text) => json_value(text).unwrap_or_else(|| Value::Unknown(harmless(why, place))),
        // The driver leaves arrays of the domains of information_schema as text.
        Cell::List(items, 1) if !sql.to_ascii_lowercase().contains("information_schema") => {
            Value::list(items.iter().map(|item| value(schema, sql, item, why, place)).collect())
        }
        Cell::Object(class, name) => match Evaluation::new(schema).printed(*class, name) {
            Cell::Text(text) => Value::Str(text),
            _ => Value::Unknown(Unknown::harmless("the number of an object is not known", place)),
        },
        _ => Value::Unknown(harmless(why, place)),
    }
}

#[cfg(test)]
mod tests;
