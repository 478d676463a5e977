//! Reflection: tables and types as SQLAlchemy reads them back from the server.

use super::inspected_table::enum_labels;
use super::inspector::{find_table, list_doubt};
use super::metadata::MetaDataObject;
use super::server;
use super::table::TableObject;
use super::values::{from_python, optional_text, to_python};
use crate::name::{Name, QualifiedName};
use crate::operation::SequenceOptions;
use crate::python::{Arguments, Outcome, Raise, Value, Vm};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::column::{Autoincrement, Column, Computed, IdentityOptions, ServerDefault};
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind, ForeignKey};
use crate::replay::sqlalchemy::index::{Index, Key};
use crate::replay::sqlalchemy::naming::GivenName;
use crate::replay::sqlalchemy::table::Table;
use crate::replay::sqlalchemy::types::{Affinity, Arguments as TypeArguments, EnumType, Home, Kind, SqlType, find};
use crate::schema::{self, DataType, Key as ObjectKey, KeyTarget, Making, ObjectId, Part, Stored, TypeBase, Unknown};
use crate::source::Place;
use std::rc::Rc;

/// Fills a table from the schema: `Table(name, metadata, autoload_with=bind)`.
///
/// # Errors
/// `NoSuchTableError`; the inner error says why nothing is known about it.
pub fn table(vm: &mut Vm, head: &Table, place: &Place) -> Result<Result<Table, Unknown>, Raise> {
    let found = match find_table(vm, head.schema.as_deref(), &head.name, place)? {
        Ok(found) => found,
        Err(unknown) => return Ok(Err(from_python(&unknown))),
    };
    let kinds = [Making::Nothing, Making::ForeignKey, Making::Check, Making::Backed];
    let doubt = server::read(vm, place, |schema| schema.doubt_of_constraints(&found, &kinds).cloned())?;
    if let Some(unknown) = doubt.flatten() {
        return Ok(Err(unknown));
    }
    let mut table = head.clone();
    let primary_key = found.constraints.values().find_map(|own| match &own.kind {
        schema::ConstraintKind::PrimaryKey { columns, .. } => Some((own.name.clone(), columns.clone())),
        _ => None,
    });
    for column in &found.columns {
        let labels = enum_labels(vm, &column.data_type, place)?;
        let mut own = Column::new(column.name.as_str(), sql_type(&column.data_type, labels));
        own.nullable = Some(!column.not_null);
        own.primary_key = primary_key.as_ref().is_some_and(|(_, columns)| columns.contains(&column.name));
        own.comment.clone_from(&column.comment);
        // `autoincrement` is always said, and what is said outlives a copy (`Inspector._reflect_column`).
        let counts = counts_by_itself(column, &own.data_type);
        own.autoincrement = if counts { Autoincrement::Always } else { Autoincrement::Never };
        own.identity = identity(vm, &found.name, column, place)?;
        own.computed = column.generated.as_ref().map(|generated| Computed {
            expression: match generated.as_unknown() {
                Some(unknown) => Clause::Unknown(unknown.clone()),
                None => Clause::text(&generated.to_sql()),
            },
            persisted: Some(true),
        });
        if let Some(default) = &column.default {
            own.server_default = ServerDefault::Clause(match default.as_unknown() {
                Some(unknown) => Clause::Unknown(unknown.clone()),
                None => Clause::text(&default.to_sql()),
            });
        }
        table.columns.push(own);
    }
    if let Some((name, columns)) = primary_key {
        let mut own = Constraint::new(ConstraintKind::PrimaryKey { columns: texts(&columns) });
        own.name = GivenName::Plain(name.to_string());
        table.constraints.push(own);
    }
    table.constraints.extend(found.constraints.values().filter_map(constraint));
    let indexes = server::read(vm, place, |schema| schema.indexes_of(&found.name).cloned().collect::<Vec<_>>())?;
    table.indexes.extend(indexes.unwrap_or_default().iter().map(|own| index(own)));
    table.comment.clone_from(&found.comment);
    Ok(Ok(table))
}

/// `MetaData.reflect(bind, schema=None, only=None)`.
pub fn metadata(vm: &mut Vm, metadata: &Rc<MetaDataObject>, arguments: &Arguments, place: &Place) -> Outcome {
    let schema = match optional_text(arguments.find(1, "schema").as_ref()) {
        Ok(schema) => schema.or_else(|| metadata.schema.clone()),
        Err(unknown) => {
            metadata.leave_open(to_python(&unknown).or_at(place));
            return Ok(Value::None);
        }
    };
    if let Some(why) = list_doubt(vm, place, |object| matches!(object, ObjectId::Table(_)))? {
        metadata.leave_open(why);
    }
    let only = match arguments.find(3, "only").filter(|value| !matches!(value, Value::None)) {
        Some(only) => match vm.items(&only, place)? {
            Ok(names) => Some(names.iter().filter_map(|name| super::values::text(name).ok()).collect::<Vec<_>>()),
            Err(why) => {
                metadata.leave_open(why);
                return Ok(Value::None);
            }
        },
        None => None,
    };
    let own = schema.as_deref().map_or_else(Name::public, Name::verbatim);
    let names = server::read(vm, place, |known| {
        let tables = known.objects().filter_map(|(_, stored)| match stored {
            Stored::Table(table) if table.name.schema == own => Some(table.name.name.to_string()),
            _ => None,
        });
        tables.collect::<Vec<_>>()
    })?;
    for name in names.unwrap_or_default() {
        if only.as_ref().is_some_and(|only| !only.contains(&name)) {
            continue;
        }
        let head = Table::new(&name, schema.as_deref());
        let mut reflected = match table(vm, &head, place)? {
            Ok(reflected) => reflected,
            Err(unknown) => {
                let mut open = head;
                open.unknown = Some(unknown);
                open
            }
        };
        reflected.schema.clone_from(&schema);
        let qualified = match &schema {
            Some(schema) => format!("{schema}.{name}"),
            None => name.clone(),
        };
        if metadata.find(&qualified).is_none() {
            let object = Value::foreign(TableObject::new(&reflected, Value::Foreign(metadata.clone())));
            metadata.register(vm, &qualified, object);
        }
    }
    Ok(Value::None)
}

/// Returns the type object that reflection makes of a column's type (`PGDialect._reflect_type`).
#[must_use]
pub fn sql_type(data_type: &DataType, labels: Option<Vec<String>>) -> SqlType {
    let item = match &data_type.base {
        TypeBase::Unknown(unknown) => return SqlType::unknown(unknown.clone()),
        TypeBase::User(name) => match labels {
            Some(labels) => {
                let Some(class) = find(Home::Postgresql, "ENUM") else { return SqlType::generic("NullType") };
                let mut own = TypeArguments::new(class);
                let mut enumeration = EnumType::new(labels);
                enumeration.name = Some(name.name.to_string());
                if name.schema != Name::public() {
                    enumeration.schema = Some(name.schema.to_string());
                }
                own.length = Some(enumeration.length());
                own.enumeration = Some(enumeration);
                SqlType::from_arguments(own)
            }
            None => match find(Home::Postgresql, &name.name.as_str().to_ascii_uppercase()) {
                Some(class) => SqlType::of(class),
                None => SqlType::from_kind(Kind::Text(name.quoted())),
            },
        },
        TypeBase::Builtin(name) => builtin(name.as_str(), &data_type.modifiers),
    };
    if !data_type.array {
        return item;
    }
    let Some(class) = find(Home::Postgresql, "ARRAY") else { return item };
    let mut own = TypeArguments::new(class);
    own.item = Some(Box::new(item));
    SqlType::from_arguments(own)
}

/// Returns what reflection says of `autoincrement`: an identity, or an integer whose default is a `nextval`
/// (`PGDialect._get_columns_info`).
#[must_use]
pub fn counts_by_itself(column: &schema::Column, data_type: &SqlType) -> bool {
    let integer = || matches!(data_type.affinity(), Affinity::Integer | Affinity::BigInteger | Affinity::SmallInteger);
    let mut parts = column.default.iter().flat_map(|default| default.parts.iter());
    column.identity.is_some() || parts.any(|part| matches!(part, Part::Sequence(_))) && integer()
}

/// The `Identity` of a column, with what its sequence has.
fn identity(
    vm: &mut Vm,
    table: &QualifiedName,
    column: &schema::Column,
    place: &Place,
) -> Result<Option<IdentityOptions>, Raise> {
    let Some(kind) = column.identity else { return Ok(None) };
    let owner = (table.clone(), column.name.clone());
    let options = server::read(vm, place, |schema| {
        let around = schema.dependents(&ObjectKey::Relation(owner.0.clone())).filter_map(|key| schema.find(key));
        let sequence = around.into_iter().find_map(|stored| match stored {
            Stored::Sequence(sequence) if sequence.owned_by.as_ref() == Some(&owner) => Some(sequence),
            _ => None,
        });
        sequence.map_or_else(SequenceOptions::default, |own| SequenceOptions {
            start: Some(own.start),
            increment: Some(own.increment),
            minimum: Some(Some(own.minimum)),
            maximum: Some(Some(own.maximum)),
            cache: Some(own.cache),
            cycle: Some(own.cycle),
            ..SequenceOptions::default()
        })
    })?;
    let always = kind == schema::Identity::Always;
    Ok(Some(IdentityOptions { always, options: options.unwrap_or_default() }))
}

fn builtin(name: &str, modifiers: &str) -> SqlType {
    let class_name = match name {
        "integer" => "INTEGER",
        "bigint" => "BIGINT",
        "smallint" => "SMALLINT",
        "boolean" => "BOOLEAN",
        "character varying" => "VARCHAR",
        "character" | "\"char\"" => "CHAR",
        "text" => "TEXT",
        "numeric" => "NUMERIC",
        "double precision" => "DOUBLE_PRECISION",
        "real" => "REAL",
        "timestamp without time zone" | "timestamp with time zone" => "TIMESTAMP",
        "time without time zone" | "time with time zone" => "TIME",
        "bit" | "bit varying" => "BIT",
        other => other,
    };
    let upper = class_name.to_ascii_uppercase();
    let Some(class) = find(Home::Postgresql, &upper).or_else(|| find(Home::Generic, &upper)) else {
        return SqlType::from_kind(Kind::Text(name.to_string()));
    };
    let mut own = TypeArguments::new(class);
    let mut numbers = modifiers.split(',').map(|number| number.trim().parse::<i64>().ok());
    let first = numbers.next().flatten();
    match class_name {
        "VARCHAR" | "CHAR" | "BIT" => own.length = first,
        "NUMERIC" => {
            own.precision = first;
            own.scale = numbers.next().flatten();
        }
        "TIMESTAMP" | "TIME" => {
            own.precision = first;
            own.timezone = name.ends_with("with time zone");
        }
        "DOUBLE_PRECISION" => own.precision = Some(53),
        "interval" => own.fields = (!modifiers.is_empty()).then(|| modifiers.to_string()),
        _ => {}
    }
    own.varying = name == "bit varying";
    SqlType::from_arguments(own)
}

fn constraint(own: &schema::Constraint) -> Option<Constraint> {
    let kind = match &own.kind {
        schema::ConstraintKind::PrimaryKey { .. } | schema::ConstraintKind::Exclude { .. } => return None,
        schema::ConstraintKind::Unique { columns, nulls_distinct, .. } => {
            ConstraintKind::Unique { columns: texts(columns), nulls_not_distinct: !nulls_distinct }
        }
        schema::ConstraintKind::Check { expression, .. } => {
            ConstraintKind::Check { condition: Clause::text(&expression.to_sql()) }
        }
        schema::ConstraintKind::ForeignKey(reference) => {
            let phrase = |action: schema::ReferentialAction| {
                (action != schema::ReferentialAction::NoAction).then(|| action.as_str().to_string())
            };
            let public = reference.table.schema == Name::public();
            ConstraintKind::ForeignKey(ForeignKey {
                columns: texts(&reference.columns),
                schema: (!public).then(|| reference.table.schema.to_string()),
                table: reference.table.name.to_string(),
                referenced: texts(&reference.referenced).into_iter().map(Some).collect(),
                on_delete: phrase(reference.on_delete),
                on_update: phrase(reference.on_update),
                match_kind: None,
                use_alter: false,
            })
        }
    };
    let mut made = Constraint::new(kind);
    made.name = GivenName::Plain(own.name.to_string());
    Some(made)
}

fn index(own: &schema::Index) -> Index {
    let keys = own.keys.iter().map(|key| match &key.target {
        KeyTarget::Column(name) => Key::Column(name.to_string()),
        KeyTarget::Expression(expression) => Key::Expression(Clause::text(&expression.to_sql())),
    });
    let mut made = Index::new(GivenName::Plain(own.name.name.to_string()), keys.collect());
    made.unique = own.unique;
    made.using = Some(own.method.to_string());
    made.include = texts(&own.include);
    made.predicate = own.predicate.as_ref().map(|predicate| Clause::text(&predicate.to_sql()));
    made
}

fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}
