//! `op.bulk_insert(table, rows, *, multiinsert=True)`: rows, nothing of the schema.

use crate::name::Name;
use crate::operation::RelationRef;
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::bind::parameters::refuse_expression;
use crate::replay::sqlalchemy::bind::row::{Binder, bulk_insert};
use crate::replay::sqlalchemy::bind::table::as_table;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::table::Table;
use crate::replay::{Writers, Written, from_python};
use crate::schema::Unknown;
use std::rc::Rc;

pub const SIGNATURE: Signature = Signature { name: "bulk_insert", parameters: &["table", "rows"], required: 2 };

/// A value that is certainly neither a list nor a dictionary of its own class.
fn is_plain(value: &Value) -> bool {
    let scalar = matches!(value, Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_));
    scalar || matches!(value, Value::Tuple(_) | Value::List(_) | Value::Dict(_))
}

fn is_dict(value: &Value) -> bool {
    matches!(value, Value::Dict(_))
}

/// Judges that rows have values, and each one for the columns that the first one has (`construct_params`, sql/compiler.py,
/// 2.1); what is no column is passed over.
fn require_values(table: &Table, rows: &[Value]) -> Result<(), Failure> {
    let keys = |row: &Value| -> Option<Vec<Rc<str>>> {
        let Value::Dict(row) = row else { return None };
        row.entries.content().ok()?.iter().map(|(key, _)| key.as_str()).collect()
    };
    for row in rows {
        if let Value::Dict(row) = row
            && let Ok(row) = row.entries.content()
        {
            row.iter().try_for_each(|(_, value)| refuse_expression(value))?;
        }
    }
    let Some(rows) = rows.iter().map(keys).collect::<Option<Vec<_>>>() else { return Ok(()) };
    let Some(first) = rows.first() else { return Ok(()) };
    let is_column = |key: &&Rc<str>| table.columns.iter().any(|own| *own.key() == ***key);
    for (group, row) in rows.iter().skip(1).enumerate() {
        if let Some(key) = first.iter().filter(is_column).find(|key| !row.contains(key)) {
            let message = format!(
                "(sqlalchemy.exc.InvalidRequestError) A value is required for bind parameter '{key}', in parameter \
                 group {}",
                group + 1
            );
            return Err(Failure::raises("StatementError", message));
        }
    }
    Ok(())
}

pub fn run(directive: &mut Directive<'_>) -> Done {
    let rows = directive.call.value("rows");
    if let Some(Value::List(rows)) = &rows
        && rows.read(Vec::is_empty).unwrap_or(false)
    {
        return Ok(Value::None);
    }
    let refused = match &rows {
        Some(Value::List(own)) => own.read(|rows| rows.first().is_some_and(|row| is_plain(row) && !is_dict(row))),
        Some(other) => Ok(is_plain(other)),
        None => Ok(false),
    };
    if refused.unwrap_or(false) {
        let listed = matches!(rows, Some(Value::List(_)));
        let message = if listed { "List of dictionaries expected" } else { "List expected" };
        return Err(Failure::raises("TypeError", message).into());
    }
    let table = directive.call.value("table").as_ref().and_then(as_table).map(|table| table.table());
    if let (Some(table), Some(Value::List(rows))) = (&table, &rows)
        && table.unknown.is_none()
        && directive.session.settings().writers == Writers::ThisRun
        && !matches!(directive.call.value("multiinsert"), Some(Value::Bool(false)))
        && let Ok(rows) = rows.content()
    {
        require_values(table, &rows)?;
    }
    let sql = match (&table, &rows) {
        (Some(table), Some(Value::List(rows))) => rows
            .content()
            .map_err(|unknown| from_python(&unknown))
            .and_then(|rows| bulk_insert(&mut Binder { vm: directive.vm, place: directive.place }, table, &rows)),
        _ => Err(Unknown::new("the rows are not known", None)),
    };
    let relation = table.map(|table| RelationRef {
        schema: table.schema.as_deref().map(Name::verbatim),
        name: Name::verbatim(&table.name),
    });
    if let Some(relation) = &relation {
        directive.session.require_relation(directive.vm, relation, directive.place)?;
    }
    let written = relation.as_ref().map_or(Written::Anything, Written::Added);
    directive.session.data(directive.vm, "bulk_insert", sql, written, directive.place)?;
    Ok(Value::None)
}
