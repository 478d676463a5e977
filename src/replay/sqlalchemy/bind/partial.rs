//! SQL text of which some parts are not known: what it says all the same.

use super::expression;
use super::reach::{touched_by, touched_by_text};
use super::result::{Rows, result};
use super::server;
use super::values::from_python;
use crate::python::{Arguments, BinaryOperator, Comparison, Foreign, Outcome, Piece, Sample, Side, Unknown, Value, Vm};
use crate::replay::Session;
use crate::replay::Written;
use crate::replay::sqlalchemy::clause::Clause;
use crate::schema::{LIKE, Touched};
use crate::source::Place;
use crate::sql::{Parameters, Statement, Surroundings, strange_calls};
use std::rc::Rc;

/// Stands in the text for a part that is not known.
pub(super) const HOLE: &str = "$0";

/// Words that begin a statement about rows, whatever its unknown parts are.
const DATA: [&str; 5] = ["insert", "update", "delete", "select", "with"];

/// `text("…")` of such a text.
pub struct PartialText(pub Unknown);

impl PartialText {
    /// Returns it as a part of an expression, where its known parts say nothing.
    #[must_use]
    pub fn clause(&self) -> Clause {
        Clause::Unknown(from_python(&self.0))
    }
}

impl Foreign for PartialText {
    fn type_name(&self) -> &str {
        "TextClause"
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, _name: &str, _place: &Place) -> Outcome {
        Ok(Value::Unknown(self.0.clone()))
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        Ok(match name {
            "bindparams" | "params" | "columns" | "execution_options" | "self_group" => Value::Foreign(self),
            _ => expression::operator_method(&self.clause(), name, &arguments, place),
        })
    }

    fn binary(
        self: Rc<Self>,
        _vm: &mut Vm,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        place: &Place,
    ) -> Outcome {
        Ok(expression::binary(&self.clause(), operator, other, side, place))
    }

    fn compare(self: Rc<Self>, vm: &mut Vm, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
        expression::compare(vm, &self.clause(), comparison, other, place)
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Unknown(self.0.clone()))
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| text_of(&other.0) == text_of(&self.0))
    }
}

/// Returns the text with holes where it is not known.
#[must_use]
pub fn text_of(unknown: &Unknown) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.to_string(),
        Piece::Hole(_) => HOLE.to_string(),
    };
    unknown.pieces().iter().map(piece).collect()
}

/// Executes a text in parts: statements without holes as they are, statements about rows as data, and of the others
/// what they name is unknown.
///
/// # Errors
/// The server's refusal as an exception.
pub fn execute(vm: &mut Vm, unknown: &Unknown, place: &Place) -> Outcome {
    let text = text_of(unknown);
    let why = unknown.clone().or_at(place);
    let Some(session) = server::session(vm) else { return Ok(result(Rows::None)) };
    // What stands in for its parts is only good for values.
    if let Some(Sample::Text(sample)) = unknown.sample()
        && crate::sql::split(&text).len() == 1
        && ["delete", "insert", "select", "update"].contains(&first_word(&text).as_str())
        && !text.replace(&format!("'{HOLE}'"), "").contains(HOLE)
    {
        // A mark before the statement would be no part of it.
        let sample = sample.trim_start();
        let (word, rest) = sample.split_at(sample.find(char::is_whitespace).unwrap_or(sample.len()));
        session.execute_sql(vm, &format!("{word} {LIKE}{rest}"), Parameters::None, place)?;
        return Ok(result(Rows::Unknown(Unknown::harmless(why.reason(), place))));
    }
    for chunk in crate::sql::split(&text) {
        let Some(statement) = text.get(chunk.span.range()) else { continue };
        if !statement.contains(HOLE) {
            session.execute_sql(vm, statement, Parameters::None, place)?;
            continue;
        }
        let word = first_word(statement);
        if DATA.contains(&word.as_str()) {
            let written = if word == "select" { Written::Read } else { Written::Anything };
            session.data(vm, &word, Err(from_python(&why)), written, place)?;
            session.call(vm, &strange_calls(statement), place)?;
            if calls_a_hole(statement) || makes_a_hole(statement) {
                server::touch(vm, Touched::Everything, &why, place);
            }
            for touched in made_by_query(&session, statement) {
                server::touch(vm, touched, &why, place);
            }
            continue;
        }
        for touched in touched_by_text(&session, statement) {
            server::touch(vm, touched, &why, place);
        }
    }
    Ok(result(Rows::Unknown(Unknown::harmless(why.reason(), place))))
}

fn first_word(statement: &str) -> String {
    statement.split_whitespace().next().unwrap_or_default().to_ascii_lowercase()
}

/// Returns whether a function may be called of which it is not known which it is. A bracket behind the table of INSERT is no
/// call.
fn calls_a_hole(statement: &str) -> bool {
    let is_word = |c: char| c == '"' || c == '.' || c == '_' || c.is_alphanumeric();
    let plain = statement.trim().trim_end_matches(';').trim().to_ascii_lowercase();
    let is_all = plain.strip_prefix("select").is_some_and(|list| list.trim() == HOLE);
    is_all
        || statement.match_indices(HOLE).any(|(at, _)| {
            let (before, after) = statement.split_at(at);
            let before = before.trim_end_matches(is_word).trim_end().to_ascii_lowercase();
            let behind = after.get(HOLE.len()..).unwrap_or_default().trim_start_matches(is_word);
            behind.trim_start().starts_with('(') && !before.ends_with("into")
        })
}

/// Returns whether a query makes a table of which it is not known which it is.
fn makes_a_hole(statement: &str) -> bool {
    let lower = statement.to_ascii_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let inserts = words.iter().any(|word| *word == "insert" || word.ends_with("(insert"));
    !inserts
        && words
            .windows(2)
            .any(|own| own.first() == Some(&"into") && own.get(1).is_some_and(|name| name.contains(HOLE)))
}

/// Returns what a query with a hole makes: `SELECT … INTO`.
fn made_by_query(session: &Session, text: &str) -> Vec<Touched> {
    session.with_schema(|schema| {
        let parsed = crate::sql::statements(text, &Surroundings::of(schema)).into_iter();
        let operations = parsed.filter_map(|parsed| match parsed.statement {
            Statement::Operations(operations) => Some(operations),
            _ => None,
        });
        operations.flatten().map(|operation| touched_by(schema, &operation)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_without_a_known_name_is_a_call() {
        assert!(calls_a_hole("SELECT $0('t')") && calls_a_hole("SELECT audit.$0_all()") && calls_a_hole("SELECT $0;"));
        assert!(calls_a_hole("SELECT * FROM $0.make('x')") && calls_a_hole("SELECT \"$0\".make ('x')"));
        assert!(makes_a_hole("SELECT id INTO $0 FROM t") && !makes_a_hole("INSERT INTO $0 SELECT 1"));
        assert!(
            !calls_a_hole("INSERT INTO $0(a) VALUES (1)") && !calls_a_hole("INSERT INTO s.$0_log(a) SELECT b FROM c")
        );
        assert!(!calls_a_hole("SELECT a FROM t WHERE b IN ($0)") && !calls_a_hole("SELECT a FROM $0 WHERE (b)"));
    }
}
