//! SQLAlchemy's objects as the evaluated Python meets them: each file makes one construct's plain value out of the
//! evaluator's values, and answers what Python asks of it.

pub mod bindparam;
mod check_text;
pub mod class;
pub mod collection;
pub mod column;
pub mod compiles;
pub mod connection;
pub mod constraint;
pub mod ddl;
pub mod ddl_element;
pub mod declared;
pub mod dialect;
pub mod elsewhere;
mod enum_label;
mod event;
pub mod execute;
mod exists;
pub mod expression;
pub mod function;
pub mod generation;
pub mod implied;
pub mod index;
pub mod inspected_table;
pub mod inspector;
pub mod inspector_object;
pub mod join;
pub mod legacy;
pub mod lookup;
pub mod make_statement;
pub mod make_table;
pub mod metadata;
pub mod mutable;
pub mod names;
mod names_in_part;
pub mod opaque;
pub mod orm;
mod orm_query;
pub mod orm_session;
pub mod package;
pub mod parameters;
pub mod partial;
pub mod project_types;
pub mod reach;
pub mod reflect;
pub mod reflected;
pub mod result;
pub mod row;
pub mod sequence;
pub mod server;
pub mod statement;
pub mod table;
pub mod text;
pub mod third_party;
pub mod type_class;
pub mod type_object;
pub mod types;
pub mod unnamed_table;
pub mod values;

use crate::python::Value;
use crate::replay::sqlalchemy::clause::Clause;

/// Returns the SQL that a value is, nothing for a plain value of Python's.
#[must_use]
pub fn as_clause(value: &Value) -> Option<Clause> {
    if let Some(own) = value.downcast::<expression::ExpressionObject>() {
        return Some(own.clause.clone());
    }
    if let Some(own) = value.downcast::<column::ColumnObject>() {
        return Some(own.clause());
    }
    if let Some(own) = value.downcast::<text::TextObject>() {
        return Some(own.clause());
    }
    if let Some(own) = value.downcast::<partial::PartialText>() {
        return Some(own.clause());
    }
    if let Some(own) = value.downcast::<bindparam::ParameterObject>() {
        return Some(own.clause());
    }
    if let Some(own) = value.downcast::<sequence::SequenceObject>() {
        return Some(Clause::text(&own.0.next_value()));
    }
    if let Some(own) = value.downcast::<statement::StatementObject>() {
        return Some(own.statement.to_clause());
    }
    if let Some(own) = value.downcast::<exists::ExistsObject>() {
        return Some(own.clause());
    }
    if let Some(own) = value.downcast::<table::TableObject>() {
        return Some(Clause::text(&own.table().reference().quoted()));
    }
    None
}
