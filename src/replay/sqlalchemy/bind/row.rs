//! The values of rows as SQLAlchemy writes them in place: what a column's type makes of a Python value
//! (`literal_processor` in sql/sqltypes.py, 2.1). What a type would change or refuse is unknown, never written as it is.

use super::values::clause;
use crate::python::{Opaque, Value, json_text};
use crate::replay::sqlalchemy::clause::{Clause, Literal};
use crate::replay::sqlalchemy::column::Column;
use crate::replay::sqlalchemy::statement::{Kind, Row, Statement};
use crate::replay::sqlalchemy::table::Table;
use crate::replay::sqlalchemy::types::{Affinity, Arguments, Kind as TypeKind, Visit};
use crate::schema::Unknown;

/// Returns the SQL of a value for one of these columns; of nothing but the value where none has that key.
pub fn value_of(columns: &[Column], key: &str, value: &Value) -> (String, Clause) {
    let column = columns.iter().find(|column| column.key() == key);
    let name = column.map_or(key, Column::name).to_owned();
    if column.is_some_and(is_json)
        && let Some(text) = json_text(value).filter(|_| !matches!(value, Value::None))
    {
        return (name, Clause::Literal(Literal::String(text.into())));
    }
    let opaque = value.downcast::<Opaque>();
    let plain = opaque.is_some()
        || match value {
            Value::Foreign(_) | Value::Unknown(_) => return (name, fitting(column, clause(value))),
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => true,
            _ => false,
        };
    let fits = plain && column.is_none_or(|column| fits(column, value));
    let unknown = || Clause::Unknown(Unknown::new(format!("what `{name}` makes of its value"), None));
    let own = if fits { clause(value) } else { unknown() };
    (name, own)
}

/// Returns a row of keys and values, in the order of the columns.
///
/// # Errors
/// Why a key or a value is not known.
pub fn row_of(columns: &[Column], row: &Value) -> Result<Row, Unknown> {
    let mut own: Row = match row {
        Value::Dict(pairs) => {
            let pairs = pairs.entries.content().map_err(|unknown| super::values::from_python(&unknown))?;
            let named = pairs.iter().map(|(key, value)| Ok((super::constraint::column_key(key)?, value)));
            let named: Vec<(String, &Value)> = named.collect::<Result<_, Unknown>>()?;
            named.iter().map(|(key, value)| value_of(columns, key, value)).collect()
        }
        Value::Tuple(values) if values.len() <= columns.len() => {
            columns.iter().zip(values.iter()).map(|(column, value)| value_of(columns, column.key(), value)).collect()
        }
        _ => return Err(Unknown::new("the values of a row", None)),
    };
    let place = |name: &str| columns.iter().position(|column| column.name() == name).unwrap_or(usize::MAX);
    own.sort_by_key(|(name, _)| place(name));
    Ok(own)
}

/// Returns the statements of `op.bulk_insert` in offline mode, one a row (`DefaultImpl.bulk_insert`, ddl/impl.py, 1.20.1);
/// none where a value is not known.
pub fn bulk_insert(table: &Table, rows: &[Value]) -> Option<String> {
    let columns = &table.columns;
    let known = |row: &Row| row.iter().all(|(name, _)| columns.iter().any(|column| column.name() == name));
    let statement = |row: &Value| {
        let row = row_of(columns, row).ok().filter(known)?;
        let mut statement = Statement::new(Kind::Insert);
        statement.tables.push(super::statement::reference(&super::table::qualified(table)));
        statement.columns_of_target.clone_from(columns);
        statement.rows.push(row);
        statement.sql()
    };
    let statements: Option<Vec<String>> = rows.iter().map(statement).collect();
    statements.filter(|_| table.unknown.is_none()).map(|statements| statements.join(";\n\n"))
}

/// Returns the SQL of a value that is not known: of what another value of its kind stands for, only where the column's type
/// sends both as they are.
fn fitting(column: Option<&Column>, own: Clause) -> Clause {
    let Clause::Like { sample, why } = &own else { return own };
    let fits = column.is_none_or(|column| match &column.data_type.on_postgresql().kind {
        TypeKind::Known(arguments) => {
            let is_text =
                arguments.class.affinity == Affinity::String && matches!(arguments.class.visit, Visit::Text(_));
            match (sample, arguments.class.visit) {
                (_, Visit::Null) => true,
                (Literal::Typed(..), visit) => matches!(visit, Visit::Timestamp | Visit::Plain("date")),
                (Literal::New(_, Some(_)), visit) => matches!(visit, Visit::Uuid | Visit::Plain("uuid")),
                (Literal::String(_) | Literal::New(..), Visit::Uuid | Visit::Plain("uuid")) => arguments.native,
                (Literal::String(_) | Literal::New(..), _) => is_text,
                (Literal::Number(_), _) => fits_type(arguments, &Value::Int(0)),
                _ => false,
            }
        }
        _ => false,
    });
    if fits { own } else { Clause::Unknown(why.clone()) }
}

/// Returns whether a column holds JSON, which SQLAlchemy writes with `json.dumps` unless an engine says otherwise.
fn is_json(column: &Column) -> bool {
    let own = column.data_type.on_postgresql();
    matches!(&own.kind, TypeKind::Known(own) if matches!(own.class.visit, Visit::Plain("json" | "jsonb")))
}

/// Returns whether the column's type writes the value as it is.
fn fits(column: &Column, value: &Value) -> bool {
    match &column.data_type.on_postgresql().kind {
        TypeKind::Known(arguments) => fits_type(arguments, value),
        _ => false,
    }
}

fn fits_type(arguments: &Arguments, value: &Value) -> bool {
    let class = arguments.class;
    if let Some(own) = value.downcast::<Opaque>() {
        return own.text.is_some()
            && match own.class {
                "decimal.Decimal" => class.affinity == Affinity::Numeric,
                "datetime.date" => class.visit == Visit::Plain("date"),
                "datetime.datetime" => class.visit == Visit::Timestamp,
                "uuid.UUID" => matches!(class.visit, Visit::Uuid | Visit::Plain("uuid")),
                _ => false,
            };
    }
    match value {
        // JSON makes `null` of it.
        Value::None => !matches!(class.visit, Visit::Plain("json" | "jsonb")),
        // Without a type the value decides.
        _ if class.visit == Visit::Null => true,
        Value::Bool(_) => class.affinity == Affinity::Boolean,
        Value::Int(_) => matches!(
            class.affinity,
            Affinity::Integer | Affinity::SmallInteger | Affinity::BigInteger | Affinity::Numeric
        ),
        Value::Float(number) => class.affinity == Affinity::Numeric && number.is_finite(),
        Value::Str(text) => match class.visit {
            Visit::Text(_) => class.affinity == Affinity::String,
            // Without the server's own type what is sent is its `hex`, which a string has not.
            Visit::Uuid | Visit::Plain("uuid") => arguments.native,
            Visit::Enum => {
                arguments.enumeration.as_ref().is_some_and(|own| own.labels.iter().any(|label| **label == **text))
            }
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::replay::sqlalchemy::types::SqlType;

    #[test]
    fn a_value_that_its_type_changes_is_not_written_as_it_is() {
        let cases: &[(&str, Value, bool)] = &[
            ("String", Value::str("a"), true),
            ("Integer", Value::Int(1), true),
            ("Integer", Value::Bool(true), false),
            ("Boolean", Value::Int(1), false),
            ("Boolean", Value::None, true),
            ("JSON", Value::None, false),
            ("JSON", Value::str("a"), false),
            ("Date", Value::str("2020-01-01"), false),
            ("LargeBinary", Value::str("a"), false),
            ("PickleType", Value::str("a"), false),
            ("Float", Value::Float(1.5), true),
            ("Float", Value::Float(f64::NAN), false),
            ("Numeric", Value::str("1.5"), false),
            ("Uuid", Value::str("0"), true),
            ("Interval", Value::Int(1), false),
        ];
        for (name, value, fits) in cases {
            let data_type = SqlType::generic(name);
            let TypeKind::Known(arguments) = &data_type.kind else { panic!("{name} is known") };
            assert_eq!(fits_type(arguments, value), *fits, "{name}");
        }
    }
}
