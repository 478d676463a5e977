//! Which name in which module is what.

use super::class::{class, class_with, function};
use super::opaque::opaque;
use super::{
    column, connection, constraint, ddl_element, dialect, function as functions, generation, index, inspector_object,
    make_statement, make_table, metadata, orm, sequence,
};
use super::{exists, partial, statement, table, text, third_party, types};
use crate::python::{Arguments, Value};
use crate::replay::sqlalchemy::constraint::ConstraintKind;
use crate::replay::sqlalchemy::statement::Kind;
use crate::replay::sqlalchemy::types::Home;

/// Returns what `name` is in the module `dotted`, where that takes no evaluator.
#[must_use]
pub fn lookup(dotted: &str, name: &str) -> Option<Value> {
    if let Some(home) = home_of(dotted) {
        return dialect_name(home, name).or_else(|| types::type_class(home, name)).or_else(|| general(name));
    }
    if dotted == "sqlalchemy.dialects" {
        return None;
    }
    if dotted.starts_with("sqlalchemy.orm") || dotted.starts_with("sqlalchemy.ext") {
        return extension(name).or_else(|| orm::find(name)).or_else(|| general(name));
    }
    if dotted == "sqlalchemy" || dotted.starts_with("sqlalchemy.") {
        return types::type_class(Home::Generic, name).or_else(|| general(name)).or_else(|| extension(name));
    }
    third_party::type_class(dotted, name).or_else(|| third_party::other(dotted, name))
}

fn home_of(dotted: &str) -> Option<Home> {
    let rest = dotted.strip_prefix("sqlalchemy.dialects.")?;
    Some(match rest.split('.').next().unwrap_or(rest) {
        "postgresql" => Home::Postgresql,
        "mysql" | "mariadb" => Home::Mysql,
        "sqlite" => Home::Sqlite,
        "mssql" => Home::Mssql,
        "oracle" => Home::Oracle,
        _ => return None,
    })
}

fn dialect_name(home: Home, name: &str) -> Option<Value> {
    Some(match (home, name) {
        (Home::Postgresql, "array") => function("array", functions::array),
        (Home::Postgresql, "ExcludeConstraint") => class("ExcludeConstraint", constraint::construct_exclude, |value| {
            is_constraint(value, |kind| matches!(kind, ConstraintKind::Exclude { .. }))
        }),
        (Home::Postgresql, "aggregate_order_by" | "hstore" | "array_agg" | "to_tsvector" | "to_tsquery") => {
            opaque(name)
        }
        (_, "insert" | "Insert") => {
            function("insert", |vm, arguments, place| make_statement::change(vm, Kind::Insert, &arguments, place))
        }
        (_, "dialect") => dialect::dialect(),
        _ => return None,
    })
}

fn is_constraint(value: &Value, kind: fn(&ConstraintKind) -> bool) -> bool {
    constraint::as_constraint(value).is_some_and(|own| kind(&own.kind))
}

/// What `sqlalchemy`, `sqlalchemy.sql` and `sqlalchemy.schema` share.
fn general(name: &str) -> Option<Value> {
    schema_item(name).or_else(|| core(name)).or_else(|| functions::find(name)).or_else(|| ddl_element::find(name))
}

fn schema_item(name: &str) -> Option<Value> {
    Some(match name {
        "Column" => class("Column", column::construct, |value| column::as_column(value).is_some()),
        "Table" => class("Table", make_table::construct, |value| table::as_table(value).is_some()),
        "MetaData" => {
            class("MetaData", metadata::construct, |value| value.downcast::<metadata::MetaDataObject>().is_some())
        }
        "PrimaryKeyConstraint" => class("PrimaryKeyConstraint", constraint::construct_primary_key, |value| {
            is_constraint(value, |kind| matches!(kind, ConstraintKind::PrimaryKey { .. }))
        }),
        "UniqueConstraint" => class("UniqueConstraint", constraint::construct_unique, |value| {
            is_constraint(value, |kind| matches!(kind, ConstraintKind::Unique { .. }))
        }),
        "CheckConstraint" => class("CheckConstraint", constraint::construct_check, |value| {
            is_constraint(value, |kind| matches!(kind, ConstraintKind::Check { .. }))
        }),
        "ForeignKeyConstraint" => {
            class("ForeignKeyConstraint", constraint::construct_foreign_key_constraint, |value| {
                is_constraint(value, |kind| matches!(kind, ConstraintKind::ForeignKey(_)))
            })
        }
        "ForeignKey" => class("ForeignKey", constraint::construct_foreign_key, |value| {
            is_constraint(value, |kind| matches!(kind, ConstraintKind::ForeignKey(_)))
        }),
        "Constraint" => {
            class("Constraint", |_, _, _| Ok(opaque("Constraint")), |value| constraint::as_constraint(value).is_some())
        }
        "Index" => class("Index", index::construct, |value| value.downcast::<index::IndexObject>().is_some()),
        "Sequence" => {
            class("Sequence", sequence::construct, |value| value.downcast::<sequence::SequenceObject>().is_some())
        }
        "Identity" => class("Identity", generation::construct_identity, |value| {
            value.downcast::<generation::IdentityObject>().is_some()
        }),
        "Computed" => class("Computed", generation::construct_computed, |value| {
            value.downcast::<generation::ComputedObject>().is_some()
        }),
        "FetchedValue" => class("FetchedValue", generation::construct_fetched, |value| {
            value.downcast::<generation::DefaultObject>().is_some()
        }),
        "DefaultClause" => class("DefaultClause", generation::construct_default, |value| {
            value.downcast::<generation::DefaultObject>().is_some()
        }),
        "ColumnDefault" | "CallableColumnDefault" | "ScalarElementColumnDefault" => opaque(name),
        "quoted_name" => {
            function("quoted_name", |_, arguments, _| Ok(arguments.find(0, "value").unwrap_or(Value::None)))
        }
        "conv" | "_truncated_label" => {
            function("conv", |_, arguments, _| Ok(arguments.positional.first().map_or(Value::None, super::names::conv)))
        }
        "BLANK_SCHEMA" => Value::None,
        "next_value" => function("next_value", |vm, arguments, place| match arguments.positional.first() {
            Some(sequence) => vm.call_method(sequence, "next_value", Arguments::default(), place),
            None => Ok(Value::None),
        }),
        _ => return None,
    })
}

fn core(name: &str) -> Option<Value> {
    Some(match name {
        "text" => function("text", text::construct),
        "func" | "functions" => functions::func(),
        "table" => function("table", make_table::construct_light),
        "TableClause" | "FromClause" => {
            class("TableClause", make_table::construct_light, |value| table::as_table(value).is_some())
        }
        "column" | "ColumnClause" => {
            class("ColumnClause", make_table::construct_light_column, |value| column::as_column(value).is_some())
        }
        "TextClause" => class("TextClause", text::construct, |value| {
            value.downcast::<text::TextObject>().is_some() || value.downcast::<partial::PartialText>().is_some()
        }),
        "select" | "Select" => {
            class("Select", make_statement::select, |value| value.downcast::<statement::StatementObject>().is_some())
        }
        "insert" | "Insert" => {
            function("insert", |vm, arguments, place| make_statement::change(vm, Kind::Insert, &arguments, place))
        }
        "update" | "Update" => {
            function("update", |vm, arguments, place| make_statement::change(vm, Kind::Update, &arguments, place))
        }
        "delete" | "Delete" => {
            function("delete", |vm, arguments, place| make_statement::change(vm, Kind::Delete, &arguments, place))
        }
        "exists" | "Exists" => function("exists", exists::construct),
        "union" | "union_all" | "intersect" | "except_" | "intersect_all" | "except_all" | "join" | "outerjoin"
        | "alias" | "subquery" | "lateral" | "cte" => {
            function("union", |_, arguments, _| Ok(make_statement::combined("union", &arguments)))
        }
        "values" => function("values", |_, arguments, _| Ok(make_statement::combined("values", &arguments))),
        "inspect" => function("inspect", |_, _, _| Ok(inspector_object::inspector())),
        "Inspector" => class_with(
            "Inspector",
            |_, _, _| Ok(inspector_object::inspector()),
            |value| value.downcast::<inspector_object::InspectorObject>().is_some(),
            |_, name, _| {
                (name == "from_engine")
                    .then(|| Ok(function("from_engine", |_, _, _| Ok(inspector_object::inspector()))))
            },
        ),
        "create_engine"
        | "engine_from_config"
        | "create_async_engine"
        | "async_engine_from_config"
        | "create_mock_engine" => function("create_engine", |_, _, _| Ok(connection::engine())),
        "Connection" | "AsyncConnection" => class(
            "Connection",
            |_, _, _| Ok(connection::connection()),
            |value| value.downcast::<connection::ConnectionObject>().is_some_and(|own| !own.is_engine()),
        ),
        "Engine" | "AsyncEngine" | "Connectable" => class(
            "Engine",
            |_, _, _| Ok(connection::engine()),
            |value| value.downcast::<connection::ConnectionObject>().is_some_and(|own| own.is_engine()),
        ),
        "Dialect" | "DefaultDialect" => class(
            "Dialect",
            |_, _, _| Ok(dialect::dialect()),
            |value| value.downcast::<dialect::DialectObject>().is_some(),
        ),
        "NULLTYPE" => types::type_value(crate::replay::sqlalchemy::types::SqlType::generic("NullType")),
        "True_" => function("true", |_, _, _| {
            Ok(super::expression::expression(crate::replay::sqlalchemy::clause::Clause::text("true")))
        }),
        "False_" => function("false", |_, _, _| {
            Ok(super::expression::expression(crate::replay::sqlalchemy::clause::Clause::text("false")))
        }),
        "immutabledict" => function("immutabledict", |_, arguments, _| {
            Ok(arguments.positional.first().cloned().unwrap_or_else(|| Value::dict(crate::python::Entries::default())))
        }),
        "listens_for"
        | "listen"
        | "remove"
        | "contains"
        | "URL"
        | "make_url"
        | "Row"
        | "RowMapping"
        | "Result"
        | "CursorResult"
        | "NullPool"
        | "StaticPool"
        | "QueuePool"
        | "ColumnElement"
        | "ClauseElement"
        | "Executable"
        | "ColumnCollection"
        | "BinaryExpression"
        | "BindParameter"
        | "Label"
        | "operators"
        | "custom_op"
        | "coercions"
        | "roles"
        | "visitors"
        | "LABEL_STYLE_TABLENAME_PLUS_COL"
        | "LABEL_STYLE_NONE"
        | "LABEL_STYLE_DEFAULT"
        | "LABEL_STYLE_DISAMBIGUATE_ONLY"
        | "ReturnsRows"
        | "Subquery"
        | "CTE"
        | "Alias"
        | "Selectable"
        | "Function"
        | "FunctionElement"
        | "GenericFunction"
        | "CompoundSelect"
        | "SchemaItem"
        | "UserDefinedFunction"
        | "PoolProxiedConnection"
        | "ExecutionContext"
        | "Compiled"
        | "ScalarResult"
        | "MappingResult"
        | "Transaction"
        | "RootTransaction"
        | "dialects"
        | "expression"
        | "event" => opaque(name),
        _ => return None,
    })
}

fn extension(name: &str) -> Option<Value> {
    Some(match name {
        "compiles" => function("compiles", super::compiles::construct),
        "deregister" => opaque(name),
        _ => return super::mutable::class(name),
    })
}
