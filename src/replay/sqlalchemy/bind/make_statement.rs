//! How statements are made: `select(…)`, `insert(table)`, the methods of a table.

use super::row::Binder;
use super::statement::{StatementObject, reference};
use super::table::{TableObject, changed_table};
use super::values::{clause_or_text, refuse_text};
use super::{join, legacy};
use crate::python::{Arguments, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::statement::{Kind, Statement};
use crate::source::Place;
use std::rc::Rc;

/// Makes `select(*columns)`; before 1.4 the columns came as one list.
pub fn select(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let mut statement = Statement::new(Kind::Select);
    legacy::SELECT_BY_KEYWORDS.used_if(!arguments.keywords.is_empty(), vm, place)?;
    let mut columns = arguments.positional.clone();
    let first = columns.first().cloned().or_else(|| arguments.keyword("columns"));
    if let Some(list) = first.filter(|first| legacy::is_list(Some(first))) {
        legacy::LIST_OF_COLUMNS.used(vm, place)?;
        let condition = columns.get(1).cloned().or_else(|| arguments.keyword("whereclause"));
        statement.conditions.extend(condition.filter(|own| !matches!(own, Value::None)).as_ref().map(clause_or_text));
        if columns.len() > 2 || arguments.keywords.iter().any(|(name, _)| !matches!(&**name, "columns" | "whereclause"))
        {
            statement.opaque("what `select` is given besides");
        }
        match vm.items(&list, place)? {
            Ok(items) => columns = items,
            Err(unknown) => {
                statement.unknown = Some(super::values::from_python(&unknown));
                columns = Vec::new();
            }
        }
    } else if !arguments.keywords.is_empty() {
        statement.opaque("what `select` is given besides");
    }
    refuse_text(vm, &columns, place)?;
    columns.iter().for_each(|column| statement.add_column(column));
    statement.unknown = statement.unknown.or_else(|| super::class::rest(&arguments));
    Ok(Value::foreign(StatementObject { statement }))
}

/// Makes `insert(table)`, `update(table)`, `delete(table)`.
///
/// # Errors
/// What SQLAlchemy raises since 2.0 where more than the table is given.
pub fn change(vm: &mut Vm, kind: Kind, arguments: &Arguments, place: &Place) -> Outcome {
    let is_more = |(name, _): &(Rc<str>, Value)| &**name != "table";
    let has_more = arguments.positional.len() > 1 || arguments.keywords.iter().any(is_more);
    legacy::MORE_THAN_TABLE.used_if(has_more, vm, place)?;
    let mut statement = Statement::new(kind);
    match arguments.find(0, "table") {
        Some(table) => match changed_table(&table) {
            Some(table) => {
                statement.tables.push(reference(&table.qualified()));
                let own = table.table();
                statement.knows_target = own.unknown.is_none();
                statement.columns_of_target = own.columns;
            }
            None => statement.opaque("the table"),
        },
        None => statement.opaque("the table"),
    }
    // `insert(table, values)`, `update(table, whereclause, values)`, `delete(table, whereclause)`.
    let (condition, values) = match kind {
        Kind::Insert => (None, arguments.positional.get(1)),
        _ => (arguments.positional.get(1), arguments.positional.get(2)),
    };
    let given = |own: Option<&Value>, name: &str| {
        own.cloned().or_else(|| arguments.keyword(name)).filter(|own| !matches!(own, Value::None))
    };
    if let Some(values) = given(values, "values") {
        statement.set(&mut Binder { vm, place }, &Arguments::positional(vec![values]));
    }
    statement.conditions.extend(given(condition, "whereclause").as_ref().map(clause_or_text));
    Ok(Value::foreign(StatementObject { statement }))
}

/// Carries out a method of a table that makes a statement.
pub fn of_table(vm: &mut Vm, table: &Rc<TableObject>, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
    let own = Value::Foreign(table.clone());
    let mut with_table = arguments.clone();
    with_table.positional.insert(0, own.clone());
    Ok(match name {
        "insert" => change(vm, Kind::Insert, &with_table, place)?,
        "update" => change(vm, Kind::Update, &with_table, place)?,
        "delete" => change(vm, Kind::Delete, &with_table, place)?,
        "select" => {
            let mut statement = Statement::new(Kind::Select);
            statement.add_column(&own);
            let has_more = !arguments.positional.is_empty() || !arguments.keywords.is_empty();
            legacy::MORE_THAN_TABLE.used_if(has_more, vm, place)?;
            if let Some(condition) = arguments.find(0, "whereclause") {
                statement.conditions.push(clause_or_text(&condition));
            }
            Value::foreign(StatementObject { statement })
        }
        "join" | "outerjoin" => join::of_table(table, name, arguments).unwrap_or_else(|why| {
            let mut statement = Statement { unknown: Some(why), ..Statement::new(Kind::Select) };
            statement.read_from(&own);
            arguments.positional.iter().for_each(|other| statement.read_from(other));
            Value::foreign(StatementObject { statement })
        }),
        _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a table is not modelled"), place)),
    })
}

/// Makes `union(…)` and the like out of other statements.
pub fn combined(what: &'static str, arguments: &Arguments) -> Value {
    let mut statement = Statement::new(Kind::Select);
    for value in &arguments.positional {
        match value.downcast::<StatementObject>() {
            Some(other) => statement.tables.extend(other.statement.tables.iter().cloned()),
            None => statement.read_from(value),
        }
    }
    statement.opaque(what);
    Value::foreign(StatementObject { statement })
}
