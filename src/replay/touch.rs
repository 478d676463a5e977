//! Which objects an operation names: what it can have touched where nobody knows whether, or how, it worked.

use crate::name::{Name, QualifiedName};
use crate::operation::{AlterTable, ObjectRef, Operation, RelationRef};
use crate::schema::{Key, ObjectId, Schema, Stored, Touched};

/// Returns what `operation` can touch in `schema`.
#[must_use]
pub fn touched_by(schema: &Schema, operation: &Operation) -> Vec<Touched> {
    let object = |object: ObjectId| vec![Touched::Object(object)];
    match operation {
        Operation::CreateSchema { name, .. } => object(ObjectId::Schema(name.clone())),
        Operation::CreateTable(table) => vec![Touched::Table(relation(schema, &table.name))],
        Operation::AlterTable { table, action, .. } => touched_by_alter(relation(schema, table), action),
        Operation::CreateIndex(index) => match &index.name {
            Some(name) => object(ObjectId::Index(relation(schema, &index.table).sibling(name.clone()))),
            None => vec![Touched::Table(relation(schema, &index.table))],
        },
        Operation::CreateSequence { name, .. } | Operation::AlterSequence { name, .. } => {
            object(ObjectId::Sequence(relation(schema, name)))
        }
        Operation::CreateType { name, .. }
        | Operation::AddEnumLabel { name, .. }
        | Operation::RenameEnumLabel { name, .. }
        | Operation::AlterDomain { name, .. } => object(ObjectId::Type(type_named(schema, name))),
        Operation::CreateView(view) => object(ObjectId::View(relation(schema, &view.name))),
        Operation::CreateTrigger { table, trigger, .. } => {
            object(ObjectId::Trigger(relation(schema, table), trigger.name.clone()))
        }
        Operation::CreatePolicy { table, policy } => {
            object(ObjectId::Policy(relation(schema, table), policy.name.clone()))
        }
        Operation::AlterPolicy { table, name, .. } => object(ObjectId::Policy(relation(schema, table), name.clone())),
        Operation::CreateExtension { name, .. } => object(ObjectId::Extension(name.clone())),
        Operation::CreateOther { kind, name, .. } => object(ObjectId::Other(kind.clone(), relation(schema, name))),
        Operation::Drop { objects, .. } => objects.iter().flat_map(|named| touched_by_name(schema, named)).collect(),
        Operation::Rename { object: named, to, .. } => {
            let mut touched = touched_by_name(schema, named);
            touched.extend(touched_by_name(schema, &called(named, to)));
            touched
        }
        Operation::SetSchema { object: named, .. } | Operation::Comment { object: named, .. } => {
            touched_by_name(schema, named)
        }
        Operation::Unknown { touched, .. } => vec![touched.clone()],
        // A function is named with its arguments, and a search path touches whatever comes after it.
        Operation::CreateRoutine(_) | Operation::SetSearchPath { .. } => vec![Touched::Everything],
    }
}

/// Returns what an object named in a statement stands for.
#[must_use]
pub fn touched_by_name(schema: &Schema, object: &ObjectRef) -> Vec<Touched> {
    let one = |object: ObjectId| vec![Touched::Object(object)];
    match object {
        ObjectRef::Schema(name) => one(ObjectId::Schema(name.clone())),
        ObjectRef::Extension(name) => one(ObjectId::Extension(name.clone())),
        ObjectRef::Type(name) | ObjectRef::Domain(name) | ObjectRef::Attribute(name, _) => {
            one(ObjectId::Type(type_named(schema, name)))
        }
        ObjectRef::DomainConstraint(name, _) => one(ObjectId::Type(type_named(schema, name))),
        ObjectRef::Table(name) => vec![Touched::Table(relation(schema, name))],
        ObjectRef::View(name) | ObjectRef::MaterializedView(name) => one(ObjectId::View(relation(schema, name))),
        ObjectRef::Index(name) => one(ObjectId::Index(relation(schema, name))),
        ObjectRef::Sequence(name) => one(ObjectId::Sequence(relation(schema, name))),
        ObjectRef::Column(table, name) => one(ObjectId::Column(relation(schema, table), name.clone())),
        ObjectRef::Constraint(table, name) => one(ObjectId::Constraint(relation(schema, table), name.clone())),
        ObjectRef::Trigger(table, name) => one(ObjectId::Trigger(relation(schema, table), name.clone())),
        ObjectRef::Policy(table, name) => one(ObjectId::Policy(relation(schema, table), name.clone())),
        ObjectRef::Other(kind, name) => one(ObjectId::Other(kind.clone(), relation(schema, name))),
        ObjectRef::Routine(..) => vec![Touched::Everything],
    }
}

/// Returns the relation a name stands for: the first of the search path that is there, else the one it would create.
#[must_use]
pub fn relation(schema: &Schema, name: &RelationRef) -> QualifiedName {
    lookup(schema, name, |qualified| schema.relation(qualified).is_some())
}

/// Returns the type a name stands for, as [`relation`] does.
#[must_use]
pub fn type_named(schema: &Schema, name: &RelationRef) -> QualifiedName {
    lookup(schema, name, |qualified| schema.type_named(qualified).is_some())
}

fn lookup(schema: &Schema, name: &RelationRef, exists: impl Fn(&QualifiedName) -> bool) -> QualifiedName {
    if let Some(own) = &name.schema {
        return QualifiedName::new(own.clone(), name.name.clone());
    }
    let path = || schema.search_path.iter().map(|own| QualifiedName::new(own.clone(), name.name.clone()));
    let is_namespace = |qualified: &QualifiedName| {
        matches!(schema.find(&Key::Namespace(qualified.schema.clone())), Some(Stored::Namespace(_)))
    };
    path()
        .find(|qualified| exists(qualified))
        .or_else(|| path().find(is_namespace))
        .unwrap_or_else(|| QualifiedName::new(Name::public(), name.name.clone()))
}

fn touched_by_alter(table: QualifiedName, action: &AlterTable) -> Vec<Touched> {
    let object = |object: ObjectId| vec![Touched::Object(object)];
    match action {
        AlterTable::AddColumn { column, .. } if column.constraints.is_empty() => {
            object(ObjectId::Column(table, column.name.clone()))
        }
        AlterTable::DropColumn { .. } | AlterTable::AddColumn { .. } => vec![Touched::Table(table)],
        AlterTable::AlterColumn { name, .. } => object(ObjectId::Column(table, name.clone())),
        AlterTable::AddConstraint(constraint) => match &constraint.name {
            Some(name) => object(ObjectId::Constraint(table, name.clone())),
            None => vec![Touched::Table(table)],
        },
        AlterTable::DropConstraint { name, .. }
        | AlterTable::ValidateConstraint { name }
        | AlterTable::AlterConstraint { name, .. } => object(ObjectId::Constraint(table, name.clone())),
        _ => vec![Touched::Table(table)],
    }
}

fn called(object: &ObjectRef, name: &Name) -> ObjectRef {
    let sibling = |old: &RelationRef| RelationRef { schema: old.schema.clone(), name: name.clone() };
    match object {
        ObjectRef::Schema(_) => ObjectRef::Schema(name.clone()),
        ObjectRef::Extension(_) => ObjectRef::Extension(name.clone()),
        ObjectRef::Type(old) => ObjectRef::Type(sibling(old)),
        ObjectRef::Domain(old) => ObjectRef::Domain(sibling(old)),
        ObjectRef::Table(old) => ObjectRef::Table(sibling(old)),
        ObjectRef::View(old) => ObjectRef::View(sibling(old)),
        ObjectRef::MaterializedView(old) => ObjectRef::MaterializedView(sibling(old)),
        ObjectRef::Index(old) => ObjectRef::Index(sibling(old)),
        ObjectRef::Sequence(old) => ObjectRef::Sequence(sibling(old)),
        ObjectRef::Column(table, _) => ObjectRef::Column(table.clone(), name.clone()),
        ObjectRef::Attribute(owner, _) => ObjectRef::Attribute(owner.clone(), name.clone()),
        ObjectRef::Constraint(table, _) => ObjectRef::Constraint(table.clone(), name.clone()),
        ObjectRef::DomainConstraint(owner, _) => ObjectRef::DomainConstraint(owner.clone(), name.clone()),
        ObjectRef::Trigger(table, _) => ObjectRef::Trigger(table.clone(), name.clone()),
        ObjectRef::Policy(table, _) => ObjectRef::Policy(table.clone(), name.clone()),
        ObjectRef::Routine(old, arguments) => ObjectRef::Routine(sibling(old), arguments.clone()),
        ObjectRef::Other(kind, old) => ObjectRef::Other(kind.clone(), sibling(old)),
    }
}
