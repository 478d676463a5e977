//! SELECTs whose rows follow from the schema alone: guards on `information_schema` and `pg_catalog`. Not the rows of
//! tables, which nobody knows.

mod catalog;
mod cell;
mod evaluate;
mod functions;
mod information_schema;
mod lex;
mod parse;
mod pg_index;
mod query;
mod type_names;

use crate::python::{Raise, Unknown, Value, Vm};
use crate::replay::sqlalchemy::bind::result::Rows;
use crate::replay::{Session, to_python};
use crate::schema::{self, ObjectId, Schema, Touched};
use crate::source::Place;
use cell::Cell;
use query::{Expression, Query};

/// Returns the rows that a SELECT gives.
///
/// # Errors
/// The exception of an aborted transaction.
pub fn answer(session: &Session, vm: &mut Vm, sql: &str, place: &Place) -> Result<Rows, Raise> {
    let unknown = |reason: &str| Ok(Rows::Unknown(Unknown::harmless(reason, place)));
    let Some(query) = parse::parse(sql) else { return unknown("the result of this query depends on rows") };
    if query.sources.iter().any(|source| !is_of_catalog(&source.relation)) {
        return unknown("the result depends on rows");
    }
    let (result, doubt) =
        session.read(vm, place, |schema| (evaluate::evaluate(schema, &query), doubt(schema, &query)))?;
    if let Some(doubt) = doubt {
        // Rows are plain data: what is called on them has no effect.
        let doubt = to_python(&doubt);
        return Ok(Rows::Unknown(Unknown::harmless(doubt.reason(), doubt.place().unwrap_or(place))));
    }
    match result {
        Ok(table) => Ok(Rows::Known {
            columns: table.columns.into(),
            rows: table.rows.iter().map(|row| row.iter().map(|cell| value(cell, place)).collect()).collect(),
        }),
        Err(reason) => unknown(&reason),
    }
}

fn is_of_catalog(relation: &str) -> bool {
    relation.starts_with("information_schema.") || relation.starts_with("pg_")
}

fn value(cell: &Cell, place: &Place) -> Value {
    match cell {
        Cell::Null => Value::None,
        Cell::Bool(truth) => Value::Bool(*truth),
        Cell::Number(number) => Value::Int(i128::from(*number)),
        Cell::Text(text) => Value::Str(text.clone()),
        Cell::Object(_, name) => Value::str(name.name.as_str()),
        Cell::List(items) => Value::list(items.iter().map(|item| value(item, place)).collect()),
        Cell::Something | Cell::Unknown | Cell::Vector(_) | Cell::Position(..) => {
            Value::Unknown(Unknown::harmless("this value of the catalog is not modelled", place))
        }
    }
}

/// Returns why the answer is not certain: something that the query names, or may name, is not known.
fn doubt(schema: &Schema, query: &Query) -> Option<schema::Unknown> {
    let mut texts = Vec::new();
    let mut open = false;
    collect(query, &mut texts, &mut open);
    let concerns = |touched: &Touched| {
        let names: Vec<String> = match touched {
            Touched::Everything => return true,
            Touched::Table(table) => vec![table.name.to_string()],
            Touched::Object(object) => names_of(object),
        };
        open || texts.is_empty() || names.iter().any(|name| texts.iter().any(|text| text.contains(name.as_str())))
    };
    schema.unknown.iter().rev().find(|(touched, _)| concerns(touched)).map(|(_, unknown)| unknown.clone())
}

fn names_of(object: &ObjectId) -> Vec<String> {
    let mut names: Vec<String> = object.table().map(|table| table.name.to_string()).into_iter().collect();
    let spelt = object.to_string();
    names.extend(spelt.rsplit(['.', ' ']).next().map(str::to_string));
    names
}

/// Collects the texts of a query; patterns may name anything.
fn collect(query: &Query, texts: &mut Vec<String>, open: &mut bool) {
    let all = query.results.iter().map(|(result, _)| result).chain(&query.condition);
    for expression in all.chain(query.sources.iter().filter_map(|source| source.on.as_ref())) {
        collect_expression(expression, texts, open);
    }
}

fn collect_expression(expression: &Expression, texts: &mut Vec<String>, open: &mut bool) {
    let mut each = |inner: &Expression| collect_expression(inner, texts, open);
    match expression {
        Expression::Text(text) => texts.push(text.to_string()),
        Expression::Not(inner) | Expression::IsNull(inner) | Expression::Cast(inner, _) => each(inner),
        Expression::And(items) | Expression::Or(items) | Expression::Call(_, items) | Expression::Array(items) => {
            items.iter().for_each(each)
        }
        Expression::Compare(_, left, right)
        | Expression::Concatenate(left, right)
        | Expression::Subscript(left, right)
        | Expression::AnyOf(left, right) => {
            each(left);
            each(right);
        }
        Expression::In(left, items) => {
            each(left);
            items.iter().for_each(each);
        }
        Expression::Like { operand, pattern, .. } => {
            each(operand);
            each(pattern);
            *open = true;
        }
        Expression::InQuery(left, query) => {
            each(left);
            collect(query, texts, open);
        }
        Expression::Exists(query) | Expression::Scalar(query) => collect(query, texts, open),
        Expression::Case(branches, otherwise) => {
            for (condition, result) in branches {
                each(condition);
                each(result);
            }
            otherwise.iter().for_each(|inner| each(inner));
        }
        Expression::Column(..) | Expression::Null | Expression::Bool(_) | Expression::Number(_) | Expression::Star => {}
    }
}

#[cfg(test)]
mod tests;
