//! The values of rows as SQLAlchemy writes them in place: what a column's type makes of a Python value
//! (`literal_processor` in sql/sqltypes.py, 2.1). What a type would change or refuse is unknown, never written as it is.

use super::values::clause;
use crate::python::{Arguments as Called, Class, Opaque, Value, Vm, json_text};
use crate::replay::sqlalchemy::clause::{Clause, Literal};
use crate::replay::sqlalchemy::column::Column;
use crate::replay::sqlalchemy::statement::{Kind, Row, Statement};
use crate::replay::sqlalchemy::table::Table;
use crate::replay::sqlalchemy::types::{Affinity, Arguments, Kind as TypeKind, SqlType, Visit};
use crate::schema::Unknown;
use crate::source::Place;

/// Makes SQL of the values of rows, as the types of their columns do.
pub struct Binder<'b> {
    pub vm: &'b mut Vm,
    pub place: &'b Place,
}

impl Binder<'_> {
    /// Returns the SQL of a value for one of these columns; of nothing but the value where none has that key.
    pub fn value_of(&mut self, columns: &[Column], key: &str, value: &Value) -> (String, Clause) {
        let Some(column) = columns.iter().find(|column| column.key() == key) else {
            return (key.to_owned(), plain(None, key, value));
        };
        // SQL is not looked into.
        if super::as_clause(value).is_some() {
            return (column.name().to_owned(), plain(Some(column), column.name(), value));
        }
        let own = match self.processed(column.data_type.on_postgresql(), value) {
            Some((data_type, value)) => {
                let column = Column { data_type: data_type.clone(), ..column.clone() };
                plain(Some(&column), column.name(), &value)
            }
            None => unmade(column.name()),
        };
        (column.name().to_owned(), own)
    }

    /// Returns what a project's type makes of a value, and the type that writes that (`TypeDecorator.bind_processor`).
    fn processed<'t>(&mut self, data_type: &'t SqlType, value: &Value) -> Option<(&'t SqlType, Value)> {
        let TypeKind::Decorated { implementation, object, .. } = &data_type.kind else {
            return Some((data_type, value.clone()));
        };
        let own = &object.as_ref()?.0;
        if ["bind_processor", "bind_expression"].iter().any(|name| own.class.find(name).is_some()) {
            return None;
        }
        let mut value = value.clone();
        if is_decorator(&own.class) && own.class.find("process_bind_param").is_some() {
            let arguments = Called::positional(vec![value, super::dialect::dialect()]);
            // SQLAlchemy wraps what it raises.
            value =
                self.vm.call_method(&Value::Instance(own.clone()), "process_bind_param", arguments, self.place).ok()?;
        }
        self.processed(implementation, &value)
    }

    /// Returns a row of keys and values, in the order of the columns.
    ///
    /// # Errors
    /// Why a key or a value is not known.
    pub fn row_of(&mut self, columns: &[Column], row: &Value) -> Result<Row, Unknown> {
        let mut own: Row = match row {
            Value::Dict(pairs) => {
                let pairs = pairs.entries.content().map_err(|unknown| super::values::from_python(&unknown))?;
                let named = pairs.iter().map(|(key, value)| Ok((super::constraint::column_key(key)?, value)));
                let named: Vec<(String, &Value)> = named.collect::<Result<_, Unknown>>()?;
                let is_column = |key: &str| columns.is_empty() || columns.iter().any(|column| column.key() == key);
                if let Some((key, _)) = named.iter().find(|(key, _)| !is_column(key)) {
                    return Err(Unknown::new(format!("`{key}` is no column of the table as it is written here"), None));
                }
                named.iter().map(|(key, value)| self.value_of(columns, key, value)).collect()
            }
            Value::Tuple(values) if values.len() <= columns.len() => {
                let pairs = columns.iter().zip(values.iter());
                pairs.map(|(column, value)| self.value_of(columns, column.key(), value)).collect()
            }
            _ => return Err(Unknown::new("the values of a row", None)),
        };
        let place = |name: &str| columns.iter().position(|column| column.name() == name).unwrap_or(usize::MAX);
        own.sort_by_key(|(name, _)| place(name));
        Ok(own)
    }
}

/// Returns whether a class derives from `TypeDecorator`, which alone asks for `process_bind_param`.
pub(super) fn is_decorator(class: &Class) -> bool {
    class.foreign_ancestors().any(|base| {
        base.downcast::<super::types::TypeClassObject>().is_some_and(|own| own.class.name == "TypeDecorator")
    })
}

fn unmade(name: &str) -> Clause {
    Clause::Unknown(Unknown::new(format!("what `{name}` makes of its value"), None))
}

/// Returns the SQL of a value for a column of a type of SQLAlchemy's own.
fn plain(column: Option<&Column>, name: &str, value: &Value) -> Clause {
    if let Some(label) = column.and_then(|own| super::enum_label::label(&own.data_type, value)) {
        return clause(&label);
    }
    if column.is_some_and(is_json)
        && let Some(text) = json_text(value).filter(|_| !matches!(value, Value::None))
    {
        return Clause::Literal(Literal::String(text.into()));
    }
    let is_plain = value.downcast::<Opaque>().is_some()
        || match value {
            Value::Foreign(_) | Value::Unknown(_) => return fitting(column, clause(value)),
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => true,
            _ => false,
        };
    let fits = is_plain && column.is_none_or(|column| fits(column, value));
    if fits { clause(value) } else { unmade(name) }
}

/// Returns the statements of `op.bulk_insert` in offline mode, one a row (`DefaultImpl.bulk_insert`, ddl/impl.py, 1.20.1).
///
/// # Errors
/// Why they are not known.
pub fn bulk_insert(binder: &mut Binder<'_>, table: &Table, rows: &[Value]) -> Result<String, Unknown> {
    let columns = &table.columns;
    let statement = |row: &Value| {
        let row = binder.row_of(columns, row)?;
        let strange = row.iter().find(|(name, _)| columns.iter().all(|column| column.name() != name));
        if let Some((name, _)) = strange {
            return Err(Unknown::new(format!("`{name}` is no column of `{}` as it is written here", table.name), None));
        }
        let mut statement = Statement::new(Kind::Insert);
        statement.tables.push(super::statement::reference(&super::table::qualified(table)));
        statement.columns_of_target.clone_from(columns);
        statement.rows.push(row);
        statement.text()
    };
    table.unknown.clone().map_or(Ok(()), Err)?;
    Ok(rows.iter().map(statement).collect::<Result<Vec<_>, _>>()?.join(";\n\n"))
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
