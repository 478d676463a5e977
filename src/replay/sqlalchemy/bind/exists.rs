//! `exists(…)`: a condition that is made of a query.

use super::expression::{self, expression};
use super::legacy;
use super::statement::StatementObject;
use crate::python::{Arguments, BinaryOperator, Comparison, Foreign, Outcome, Side, UnaryOperator, Value, Vm};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::statement::{Kind, Statement};
use crate::source::Place;
use std::rc::Rc;

/// `EXISTS`, and the query that it asks.
pub struct ExistsObject {
    query: Statement,
}

/// Makes `exists(select)`, `exists(column)` or `exists()`, which asks for `*` (`Exists.__init__`, sql/selectable.py, 2.1).
///
/// # Errors
/// What SQLAlchemy raises since 2.0 where the columns come as a list.
pub fn construct(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let mut given = arguments.positional;
    if legacy::is_list(given.first()) {
        legacy::LIST_OF_COLUMNS.used(vm, place)?;
        let list = given.remove(0);
        given = vm.items(&list, place)?.unwrap_or_default();
    }
    let query = match given.as_slice() {
        [only] if only.downcast::<StatementObject>().is_some() => {
            only.downcast::<StatementObject>().map(|own| own.statement.clone())
        }
        [] => Some(Statement { columns: vec![Clause::text("*")], ..Statement::new(Kind::Select) }),
        columns => {
            let mut query = Statement::new(Kind::Select);
            columns.iter().for_each(|column| query.add_column(column));
            Some(query)
        }
    };
    Ok(Value::foreign(ExistsObject { query: query.unwrap_or_else(|| Statement::new(Kind::Select)) }))
}

/// Returns the condition that a query gives a row.
pub(super) fn of(query: &Statement) -> Value {
    Value::foreign(ExistsObject { query: query.clone() })
}

impl ExistsObject {
    /// Returns the condition.
    #[must_use]
    pub fn clause(&self) -> Clause {
        Clause::Before("EXISTS", Rc::new(self.query.to_clause()))
    }
}

impl Foreign for ExistsObject {
    fn type_name(&self) -> &str {
        "Exists"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "where" | "select_from" | "correlate" | "correlate_except" | "select" | "filter")
            || expression::is_operator_method(name)
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "where" | "select_from" | "correlate" | "correlate_except" | "filter" => {
                let query = Value::foreign(StatementObject { statement: self.query.clone() });
                let made = vm.call_method(&query, name, arguments, place)?;
                Ok(made.downcast::<StatementObject>().map_or(made, |own| of(&own.statement)))
            }
            "select" => {
                let statement = Statement { columns: vec![self.clause()], ..Statement::new(Kind::Select) };
                Ok(Value::foreign(StatementObject { statement }))
            }
            _ => Ok(expression::operator_method(&self.clause(), name, &arguments, place)),
        }
    }

    fn binary(
        self: Rc<Self>,
        _: &mut Vm,
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

    fn unary(self: Rc<Self>, _: &mut Vm, operator: UnaryOperator, place: &Place) -> Outcome {
        match operator {
            UnaryOperator::Invert => Ok(expression(self.clause().negated())),
            _ => Ok(expression::unary(&self.clause(), operator, place)),
        }
    }
}
