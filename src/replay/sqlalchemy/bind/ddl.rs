//! What `create` and `drop` of tables, types and metadata send, and in which order (SQLAlchemy 2.1 `sql/ddl.py`).

use super::implied::{sequence_of, spatial_indexes};
use super::metadata::MetaDataObject;
use super::server;
use super::table::{TableObject, as_table, flag_or};
use super::values::to_python;
use crate::name::{Name, QualifiedName};
use crate::operation::{AlterTable, IfExists, IfNotExists, ObjectRef, Operation, RelationRef, Scope};
use crate::python::{Arguments, Outcome, Raise, Unknown as PythonUnknown, Value, Vm};
use crate::replay::SqlAlchemyVersion;
use crate::replay::sqlalchemy::column::PythonDefault;
use crate::replay::sqlalchemy::compiler::{self, Ddl};
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind};
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::naming::{Conventions, explicit};
use crate::replay::sqlalchemy::table::{Creation, Table, TypeCreation, create_enum};
use crate::replay::sqlalchemy::types::SqlType;
use crate::schema::{ObjectId, Schema, Touched};
use crate::source::Place;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Sends statements one after the other.
pub fn send(vm: &mut Vm, statements: Vec<Ddl>, place: &Place) -> Outcome {
    if let Some(session) = server::session(vm) {
        for ddl in statements {
            session.apply_as(vm, ddl.operation, ddl.sql, place)?;
        }
    }
    Ok(Value::None)
}

/// Raises what a construct without DDL raises, or returns why it is not known; nothing is sent.
pub fn failed(vm: &mut Vm, failure: Failure, place: &Place) -> Outcome {
    match failure {
        Failure::Raises { class, message } => Err(server::raise(vm, class, &message, place)),
        Failure::Unknown(unknown) => Ok(Value::Unknown(to_python(&unknown).or_at(place))),
    }
}

/// Records that something was sent that is not known at all.
pub fn untracked(vm: &mut Vm, what: &str, place: &Place) -> Outcome {
    let unknown = PythonUnknown::new(format!("{what} is not modelled"), place);
    server::touch(vm, Touched::Everything, &unknown, place);
    Ok(Value::None)
}

/// `Enum(…).create(bind, checkfirst)`. The generic `Enum` does not check unless told to, PostgreSQL's own does.
pub fn create_type(vm: &mut Vm, sql_type: &SqlType, arguments: &Arguments, place: &Place) -> Outcome {
    let Some(enumeration) = sql_type.native_enum() else {
        return not_an_enum(vm, sql_type, place);
    };
    let creation = match create_enum(enumeration, None) {
        Ok(creation) => creation,
        Err(failure) => return failed(vm, failure, place),
    };
    if check_first(sql_type, arguments)? && type_exists(vm, &creation.name, place)? {
        return Ok(Value::None);
    }
    send_type(vm, creation, place)
}

/// `Enum(…).drop(bind, checkfirst)`.
pub fn drop_type(vm: &mut Vm, sql_type: &SqlType, arguments: &Arguments, place: &Place) -> Outcome {
    let Some(enumeration) = sql_type.native_enum() else {
        return not_an_enum(vm, sql_type, place);
    };
    let name = match create_enum(enumeration, None) {
        Ok(creation) => creation.name,
        Err(failure) => return failed(vm, failure, place),
    };
    if check_first(sql_type, arguments)? && !type_exists(vm, &name, place)? {
        return Ok(Value::None);
    }
    send(vm, vec![compiler::drop("TYPE", name, ObjectRef::Type, IfExists::Fail)], place)
}

/// `Table.create(bind, checkfirst=True)`.
pub fn create_table(vm: &mut Vm, table: &Rc<TableObject>, arguments: &Arguments, place: &Place) -> Outcome {
    super::event::tell(vm, place);
    let own = table.table();
    let checked = flag_or(arguments.find(1, "checkfirst").as_ref(), checks_by_default(vm))?;
    if checked && relation_exists(vm, &own.reference(), place)? {
        return Ok(Value::None);
    }
    if let Err(failure) = explicit(&own.name) {
        return failed(vm, failure, place);
    }
    let conventions = conventions_of(table);
    match own.creation(&conventions, IfNotExists::Fail) {
        Ok(creation) => send_creation(vm, &own, creation, place),
        Err(failure) => failed_touching(vm, &own.reference(), failure, place),
    }
}

/// `Table.drop(bind, checkfirst=True)`. Before SQLAlchemy 2.1 the table's own enum types went with it.
pub fn drop_table(vm: &mut Vm, table: &Rc<TableObject>, arguments: &Arguments, place: &Place) -> Outcome {
    super::event::tell(vm, place);
    let own = table.table();
    let checked = flag_or(arguments.find(1, "checkfirst").as_ref(), checks_by_default(vm))?;
    if checked && !relation_exists(vm, &own.reference(), place)? {
        return Ok(Value::None);
    }
    send(vm, vec![compiler::drop("TABLE", own.reference(), ObjectRef::Table, IfExists::Fail)], place)?;
    if server::sqlalchemy_version(vm) < SqlAlchemyVersion::V2_1 {
        drop_types(vm, &own, place)?;
    }
    Ok(Value::None)
}

/// `MetaData.create_all(bind, tables=None, checkfirst=True)`.
pub fn create_all(vm: &mut Vm, metadata: &Rc<MetaDataObject>, arguments: &Arguments, place: &Place) -> Outcome {
    super::event::tell(vm, place);
    // What was reflected is there already.
    let tables = match chosen(vm, metadata, arguments, place, metadata.unnamed())? {
        Ok(tables) => sorted(&tables),
        Err(unknown) => {
            server::touch(vm, Touched::Everything, &unknown, place);
            return Ok(Value::None);
        }
    };
    let checked = flag_or(arguments.find(2, "checkfirst").as_ref(), true)?;
    let mut later: Vec<(Table, Constraint)> = Vec::new();
    let mut created: BTreeSet<String> = BTreeSet::new();
    for object in &tables {
        let mut own = object.table();
        if let Err(failure) = explicit(&own.name) {
            return failed(vm, failure, place);
        }
        if checked && relation_exists(vm, &own.reference(), place)? {
            continue;
        }
        created.insert(object.qualified().to_string());
        // References in a cycle, and those with `use_alter`, are added when every table is there.
        let names: BTreeSet<String> = tables.iter().map(|table| table.qualified().to_string()).collect();
        later.extend(take_later(&mut own, &created, &names).into_iter().map(|constraint| (own.clone(), constraint)));
        match own.creation(&metadata.conventions(), IfNotExists::Fail) {
            Ok(creation) => send_creation(vm, &own, creation, place)?,
            Err(failure) => failed_touching(vm, &own.reference(), failure, place)?,
        };
    }
    for (table, constraint) in later {
        match constraint.definition(&table, &metadata.conventions()) {
            Ok(Some(definition)) => {
                let own = compiler::constraint(&constraint, &table, &metadata.conventions()).unwrap_or_default();
                let action = AlterTable::AddConstraint(definition);
                let table = table.reference();
                let sql = format!("ALTER TABLE {} ADD {own}", compiler::relation(&table));
                let operation =
                    Operation::AlterTable { table, scope: Scope::Descendants, missing: IfExists::Fail, action };
                send(vm, vec![Ddl::new(operation, sql)], place)?;
            }
            Ok(None) => {}
            Err(failure) => {
                failed_touching(vm, &table.reference(), failure, place)?;
            }
        }
    }
    Ok(Value::None)
}

/// `MetaData.drop_all(bind, tables=None, checkfirst=True)`.
pub fn drop_all(vm: &mut Vm, metadata: &Rc<MetaDataObject>, arguments: &Arguments, place: &Place) -> Outcome {
    super::event::tell(vm, place);
    let tables = match chosen(vm, metadata, arguments, place, metadata.open())? {
        Ok(tables) => sorted(&tables),
        Err(unknown) => {
            server::touch(vm, Touched::Everything, &unknown, place);
            return Ok(Value::None);
        }
    };
    let checked = flag_or(arguments.find(2, "checkfirst").as_ref(), true)?;
    for object in tables.iter().rev() {
        let own = object.table();
        if checked && !relation_exists(vm, &own.reference(), place)? {
            continue;
        }
        send(vm, vec![compiler::drop("TABLE", own.reference(), ObjectRef::Table, IfExists::Fail)], place)?;
    }
    for object in &tables {
        drop_types(vm, &object.table(), place)?;
    }
    Ok(Value::None)
}

/// Returns tables so that each comes after those it refers to; where they refer to each other, in the order of names.
#[must_use]
pub fn sorted(tables: &[Rc<TableObject>]) -> Vec<Rc<TableObject>> {
    let mut waiting: Vec<(Rc<TableObject>, BTreeSet<String>)> = tables
        .iter()
        .map(|table| {
            let own = table.qualified();
            let mut needs = referred(&table.table());
            needs.remove(&*own);
            needs.retain(|name| tables.iter().any(|table| *table.qualified() == **name));
            (table.clone(), needs)
        })
        .collect();
    waiting.sort_by_key(|(table, _)| table.qualified().clone());
    let mut done: Vec<Rc<TableObject>> = Vec::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    while !waiting.is_empty() {
        let ready = waiting.iter().position(|(_, needs)| needs.is_subset(&names)).unwrap_or(0);
        let (table, _) = waiting.remove(ready);
        names.insert(table.qualified().to_string());
        done.push(table);
    }
    done
}

/// Sends the statements that create a table; enum types that are there already are not created again.
fn send_creation(vm: &mut Vm, table: &Table, creation: Creation, place: &Place) -> Outcome {
    send_sequences(vm, table, place)?;
    for own in creation.types {
        if !type_exists(vm, &own.name, place)? {
            send_type(vm, own, place)?;
        }
    }
    send(vm, vec![creation.table], place)?;
    send(vm, creation.after, place)?;
    let full = full_name(vm, &table.reference());
    for unknown in creation.unknown {
        server::touch(vm, Touched::Table(full.clone()), &to_python(&unknown).or_at(place), place);
    }
    if let Some((column, unknown)) = creation.doubtful_serial {
        server::touch(vm, sequence_of(&full, &column), &to_python(&unknown).or_at(place), place);
    }
    for (touched, unknown) in spatial_indexes(&full, &table.columns) {
        server::touch(vm, touched, &to_python(&unknown).or_at(place), place);
    }
    Ok(Value::None)
}

/// Sends the sequences of a table's columns that `CREATE TABLE` does not bring (`SchemaGenerator.visit_table`,
/// SQLAlchemy 2.1); `op.create_table` does not make them.
fn send_sequences(vm: &mut Vm, table: &Table, place: &Place) -> Outcome {
    for column in &table.columns {
        if let PythonDefault::Sequence(sequence) = &column.default
            && !sequence.optional
        {
            send(vm, vec![sequence.create(IfNotExists::Skip)], place)?;
        }
    }
    Ok(Value::None)
}

/// Sends `CREATE TYPE`; labels that are not known make the type unknown.
fn send_type(vm: &mut Vm, creation: TypeCreation, place: &Place) -> Outcome {
    send(vm, vec![creation.ddl], place)?;
    if let Some(unknown) = &creation.unknown {
        let touched = Touched::Object(ObjectId::Type(full_name(vm, &creation.name)));
        server::touch(vm, touched, &to_python(unknown).or_at(place), place);
    }
    Ok(Value::None)
}

fn failed_touching(vm: &mut Vm, table: &RelationRef, failure: Failure, place: &Place) -> Outcome {
    if let Failure::Unknown(unknown) = &failure {
        let touched = Touched::Table(full_name(vm, table));
        server::touch(vm, touched, &to_python(unknown).or_at(place), place);
        return Ok(Value::None);
    }
    failed(vm, failure, place)
}

fn drop_types(vm: &mut Vm, table: &Table, place: &Place) -> Result<(), Raise> {
    let creations = table.type_creations().unwrap_or_default();
    for own in creations {
        if type_exists(vm, &own.name, place)? {
            send(vm, vec![compiler::drop("TYPE", own.name, ObjectRef::Type, IfExists::Fail)], place)?;
        }
    }
    Ok(())
}

fn not_an_enum(vm: &mut Vm, sql_type: &SqlType, place: &Place) -> Outcome {
    match sql_type.as_unknown() {
        Some(unknown) => {
            server::touch(vm, Touched::Everything, &to_python(unknown).or_at(place), place);
            Ok(Value::None)
        }
        // Types without a schema object of their own send nothing.
        None => Ok(Value::None),
    }
}

/// `checkfirst`: false by default for the generic `Enum`, true for PostgreSQL's own.
fn check_first(sql_type: &SqlType, arguments: &Arguments) -> Result<bool, Raise> {
    let own =
        sql_type.arguments().is_some_and(|own| own.class.home == crate::replay::sqlalchemy::types::Home::Postgresql);
    flag_or(arguments.find(1, "checkfirst").as_ref(), own)
}

/// Since SQLAlchemy 1.4 `Table.create` has `checkfirst=False`; 2.1 made it true for some of what it checks.
fn checks_by_default(_vm: &Vm) -> bool {
    false
}

fn conventions_of(table: &TableObject) -> Conventions {
    super::metadata::conventions_of(&table.metadata).unwrap_or_default()
}

/// Returns the tables to create or drop: `tables=` or all of the metadata, which may lack some because of `open`.
fn chosen(
    vm: &mut Vm,
    metadata: &Rc<MetaDataObject>,
    arguments: &Arguments,
    place: &Place,
    open: Option<PythonUnknown>,
) -> Result<Result<Vec<Rc<TableObject>>, PythonUnknown>, Raise> {
    match arguments.find(1, "tables").filter(|value| !matches!(value, Value::None)) {
        Some(given) => Ok(vm.items(&given, place)?.and_then(|items| {
            items
                .iter()
                .map(|item| {
                    as_table(item).ok_or_else(|| PythonUnknown::new("which tables are meant is not known", place))
                })
                .collect()
        })),
        None => match open {
            Some(why) => Ok(Err(why.or_at(place))),
            None => Ok(metadata.tables().map_err(|unknown| to_python(&unknown).or_at(place))),
        },
    }
}

fn referred(table: &Table) -> BTreeSet<String> {
    let references = table.all_constraints().into_iter().filter_map(|constraint| match constraint.kind {
        ConstraintKind::ForeignKey(own) if !own.use_alter => Some(own.target().to_string()),
        _ => None,
    });
    references.collect()
}

/// Takes the references out that have to wait: to tables of the same metadata that are not created yet.
fn take_later(table: &mut Table, created: &BTreeSet<String>, all: &BTreeSet<String>) -> Vec<Constraint> {
    let waits = |constraint: &Constraint| match &constraint.kind {
        ConstraintKind::ForeignKey(own) => {
            let target = own.target().to_string();
            own.use_alter || (all.contains(&target) && !created.contains(&target))
        }
        _ => false,
    };
    let mut later: Vec<Constraint> = table.constraints.iter().filter(|own| waits(own)).cloned().collect();
    table.constraints.retain(|own| !waits(own));
    for column in &mut table.columns {
        let key = column.key().to_string();
        let (wait, stay): (Vec<Constraint>, Vec<Constraint>) =
            column.foreign_keys.drain(..).partition(|own| waits(own));
        column.foreign_keys = stay;
        later.extend(wait.into_iter().map(|mut own| {
            if let ConstraintKind::ForeignKey(reference) = &mut own.kind {
                reference.columns = vec![key.clone()];
            }
            own
        }));
    }
    later
}

fn full_name(vm: &mut Vm, name: &RelationRef) -> QualifiedName {
    let fallback = || QualifiedName::new(name.schema.clone().unwrap_or_else(Name::public), name.name.clone());
    match server::session(vm) {
        Some(session) => session.full_name(name),
        None => fallback(),
    }
}

/// Asks the catalog whether a relation is there. Where that is not certain it is taken as it stands.
fn relation_exists(vm: &mut Vm, name: &RelationRef, place: &Place) -> Result<bool, Raise> {
    let ask = |schema: &Schema| schema.find_relation(name).is_some();
    Ok(server::read(vm, place, ask)?.unwrap_or(false))
}

fn type_exists(vm: &mut Vm, name: &RelationRef, place: &Place) -> Result<bool, Raise> {
    let ask = |schema: &Schema| schema.find_type(name).is_some();
    Ok(server::read(vm, place, ask)?.unwrap_or(false))
}
