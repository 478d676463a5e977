//! The operations that make an object as it should be, from its value. A table comes without its foreign keys: those
//! are added when every table is there.

use crate::name::Name;
use crate::operation::{
    AlterTable, ColumnDefinition, ConstraintDefinition, ConstraintDefinitionKind, CreateTable, Existing, Generation,
    IfExists, IfNotExists, IndexDefinition, ObjectRef, Operation, ReferenceDefinition, RelationRef, RoutineDefinition,
    RowSecurityChange, Scope, SequenceOptions, TriggerDefinition, TypeDefinition, TypeRef, ViewDefinition,
};
use crate::schema::{
    Column, Constraint, ConstraintKind, Firing, Index, ObjectId, Routine, RowSecurity, Schema, Sequence, Stored, Table,
    Trigger, Type, TypeKind, View,
};
use std::collections::BTreeSet;

/// Returns the table with its columns and those constraints that need no other table.
pub fn table(schema: &Schema, table: &Table) -> Vec<Operation> {
    let name = RelationRef::from(table.name.clone());
    let own =
        |constraint: &&Constraint| !constraint.inherited && !matches!(constraint.kind, ConstraintKind::ForeignKey(_));
    // Of two keys over the same columns in one statement PostgreSQL keeps one (`parse_utilcmd.c`: transformIndexConstraints).
    let mut keys = BTreeSet::new();
    let (inside, behind): (Vec<&Constraint>, Vec<&Constraint>) =
        table.constraints.values().filter(own).partition(|own| own.key_columns().is_none_or(|key| keys.insert(key)));
    let mut operations = vec![Operation::CreateTable(CreateTable {
        columns: match table.partition {
            Some(_) => Vec::new(),
            None => {
                let own = table.columns.iter().filter(|column| !column.inherited);
                own.map(|column| column_definition(schema, table, column)).collect()
            }
        },
        constraints: inside.iter().copied().map(constraint_definition).collect(),
        inherits: table.inherits.iter().cloned().map(RelationRef::from).collect(),
        partition_of: table.partition.as_ref().map(|own| (own.parent.clone().into(), own.bound.clone())),
        partition_by: table.partition_by.clone(),
        persistence: table.persistence,
        server: table.server.clone(),
        ..CreateTable::new(name.clone())
    })];
    operations.extend(comment(ObjectRef::Table(name.clone()), table.comment.as_ref()));
    for column in &table.columns {
        let object = ObjectRef::Column(name.clone(), column.name.clone());
        operations.extend(comment(object, column.comment.as_ref()));
    }
    for constraint in inside {
        let object = ObjectRef::Constraint(name.clone(), constraint.name.clone());
        operations.extend(comment(object, constraint.comment.as_ref()));
    }
    operations.extend(behind.into_iter().flat_map(|own| constraint(table, own)));
    operations.extend(row_security(table));
    operations
}

/// Returns the column, to be added to its table.
pub fn column(schema: &Schema, table: &Table, column: &Column) -> Vec<Operation> {
    let name = RelationRef::from(table.name.clone());
    let definition = column_definition(schema, table, column);
    let action = AlterTable::AddColumn { column: Box::new(definition), existing: IfNotExists::Fail };
    let mut operations = vec![alter(&name, action)];
    operations.extend(comment(ObjectRef::Column(name, column.name.clone()), column.comment.as_ref()));
    operations
}

/// Returns the constraint, to be added to a table whose rows are checked in a second step where PostgreSQL can.
pub fn constraint(table: &Table, constraint: &Constraint) -> Vec<Operation> {
    let name = RelationRef::from(table.name.clone());
    let mut definition = constraint_definition(constraint);
    let checked_later = matches!(constraint.kind, ConstraintKind::ForeignKey(_) | ConstraintKind::Check { .. });
    // A partitioned table's foreign key cannot be NOT VALID before PostgreSQL 18.
    let checked_later = checked_later && constraint.validated && table.partition_by.is_none();
    definition.validated = constraint.validated && !checked_later;
    let mut operations = vec![alter(&name, AlterTable::AddConstraint(definition))];
    if checked_later {
        operations.push(alter(&name, AlterTable::ValidateConstraint { name: constraint.name.clone() }));
    }
    let object = ObjectRef::Constraint(name, constraint.name.clone());
    operations.extend(comment(object, constraint.comment.as_ref()));
    operations
}

/// Returns the index.
pub fn index(index: &Index) -> Vec<Operation> {
    let object = ObjectRef::Index(index.name.clone().into());
    let create = Operation::CreateIndex(IndexDefinition {
        name: Some(index.name.name.clone()),
        table: index.table.clone().into(),
        method: index.method.clone(),
        keys: index.keys.clone(),
        include: index.include.clone(),
        unique: index.unique,
        nulls_distinct: index.nulls_distinct,
        predicate: index.predicate.clone(),
        options: index.options.clone(),
        concurrently: false,
        only: false,
        existing: IfNotExists::Fail,
    });
    std::iter::once(create).chain(comment(object, index.comment.as_ref())).collect()
}

/// Returns the sequence, owned by nothing yet.
pub fn sequence(sequence: &Sequence) -> Vec<Operation> {
    let options = SequenceOptions { owned_by: None, ..sequence_options(sequence) };
    let name = RelationRef::from(sequence.name.clone());
    let create = Operation::CreateSequence { name: name.clone(), options, existing: IfNotExists::Fail };
    std::iter::once(create).chain(comment(ObjectRef::Sequence(name), sequence.comment.as_ref())).collect()
}

/// Returns the operation that gives a sequence to its column.
pub fn sequence_owner(sequence: &Sequence) -> Option<Operation> {
    let (table, column) = sequence.owned_by.clone()?;
    let options = SequenceOptions { owned_by: Some(Some((table.into(), column))), ..SequenceOptions::default() };
    Some(Operation::AlterSequence { name: sequence.name.clone().into(), options, missing: IfExists::Fail })
}

/// Returns the type; `None` for a kind that cannot be made from what is kept of it.
pub fn user_type(own: &Type) -> Option<Vec<Operation>> {
    let name = RelationRef::from(own.name.clone());
    let definition = match &own.kind {
        TypeKind::Enum { labels } => TypeDefinition::Enum { labels: labels.clone() },
        TypeKind::Domain { base, collation, not_null, default, constraints } => TypeDefinition::Domain {
            base: TypeRef::Resolved(base.clone()),
            collation: collation.clone(),
            not_null: *not_null,
            default: default.clone(),
            constraints: constraints.values().map(constraint_definition).collect(),
        },
        TypeKind::Composite { attributes } => {
            let typed = |(name, own): &(Name, _)| (name.clone(), TypeRef::Resolved(Clone::clone(own)));
            TypeDefinition::Composite { attributes: attributes.iter().map(typed).collect() }
        }
        TypeKind::Range { definition } => TypeDefinition::Range { definition: definition.clone() },
        TypeKind::Base => return None,
    };
    let create = Operation::CreateType { name: name.clone(), definition };
    Some(std::iter::once(create).chain(comment(ObjectRef::Type(name), own.comment.as_ref())).collect())
}

/// Returns the view.
pub fn view(view: &View) -> Operation {
    Operation::CreateView(ViewDefinition {
        name: view.name.clone().into(),
        kind: view.kind,
        query: view.query.clone(),
        columns: view.columns.clone(),
        reads: Vec::new(),
        options: view.options.clone(),
        existing: Existing::Fail,
    })
}

/// Returns the function or procedure.
pub fn routine(routine: &Routine) -> Operation {
    Operation::CreateRoutine(RoutineDefinition {
        name: routine.name.clone().into(),
        kind: routine.kind,
        arguments: routine.arguments.iter().cloned().map(TypeRef::Resolved).collect(),
        signature: routine.signature.clone(),
        body: routine.body.clone(),
        existing: Existing::Fail,
    })
}

/// Returns the trigger, with when it fires and what is said of it.
pub fn trigger(table: &Table, trigger: &Trigger) -> Vec<Operation> {
    let create = Operation::CreateTrigger {
        table: table.name.clone().into(),
        trigger: TriggerDefinition {
            name: trigger.name.clone(),
            definition: trigger.definition.clone(),
            function: trigger.function.clone().map(RelationRef::from),
        },
        existing: Existing::Fail,
    };
    let firing = (trigger.firing != Firing::Enabled).then(|| fire(table, trigger));
    let object = ObjectRef::Trigger(table.name.clone().into(), trigger.name.clone());
    std::iter::once(create).chain(firing).chain(comment(object, trigger.comment.as_ref())).collect()
}

/// Returns the statement that says when a trigger fires.
pub fn fire(table: &Table, trigger: &Trigger) -> Operation {
    let action = AlterTable::EnableTrigger { name: Some(trigger.name.clone()), firing: trigger.firing };
    alter(&table.name.clone().into(), action)
}

/// Returns one action on a table.
pub fn alter(table: &RelationRef, action: AlterTable) -> Operation {
    Operation::AlterTable { table: table.clone(), missing: IfExists::Fail, scope: Scope::Descendants, action }
}

fn column_definition(schema: &Schema, table: &Table, column: &Column) -> ColumnDefinition {
    ColumnDefinition {
        name: column.name.clone(),
        data_type: TypeRef::Resolved(column.data_type.clone()),
        not_null: column.not_null,
        default: column.default.clone(),
        generation: match (column.identity, &column.generated) {
            (Some(identity), _) => Generation::Identity(identity, identity_options(schema, table, column)),
            (None, Some(expression)) => Generation::Stored(expression.clone()),
            (None, None) => Generation::None,
        },
        collation: column.collation.clone(),
        constraints: Vec::new(),
    }
}

/// The sequence behind an identity column keeps its name, where it starts and how it counts; its type is the column's.
fn identity_options(schema: &Schema, table: &Table, column: &Column) -> SequenceOptions {
    let behind = |stored: &Stored| match stored {
        Stored::Sequence(own) if own.owned_by == Some((table.name.clone(), column.name.clone())) => {
            let name = Some(own.name.clone());
            Some(SequenceOptions { name, data_type: None, ..sequence_options(own) })
        }
        _ => None,
    };
    schema.objects().find_map(|(_, stored)| behind(stored)).unwrap_or_default()
}

fn constraint_definition(constraint: &Constraint) -> ConstraintDefinition {
    let kind = match constraint.kind.clone() {
        ConstraintKind::PrimaryKey { columns, include } => ConstraintDefinitionKind::PrimaryKey { columns, include },
        ConstraintKind::Unique { columns, include, nulls_distinct } => {
            ConstraintDefinitionKind::Unique { columns, include, nulls_distinct }
        }
        ConstraintKind::ForeignKey(key) => ConstraintDefinitionKind::ForeignKey(ReferenceDefinition {
            columns: key.columns,
            table: key.table.into(),
            referenced: key.referenced,
            on_delete: key.on_delete,
            on_delete_columns: key.on_delete_columns,
            on_update: key.on_update,
            match_kind: key.match_kind,
        }),
        ConstraintKind::Check { expression, no_inherit } => ConstraintDefinitionKind::Check { expression, no_inherit },
        ConstraintKind::Exclude { definition } => ConstraintDefinitionKind::Exclude { definition },
    };
    ConstraintDefinition {
        name: Some(constraint.name.clone()),
        kind,
        deferrability: constraint.deferrability,
        validated: constraint.validated,
    }
}

fn sequence_options(sequence: &Sequence) -> SequenceOptions {
    SequenceOptions {
        name: None,
        data_type: Some(TypeRef::Resolved(sequence.data_type.clone())),
        start: Some(sequence.start),
        restart: None,
        increment: Some(sequence.increment),
        minimum: Some(Some(sequence.minimum)),
        maximum: Some(Some(sequence.maximum)),
        cache: Some(sequence.cache),
        cycle: Some(sequence.cycle),
        owned_by: None,
    }
}

/// Returns what switches the row security of a new table as it should be.
pub fn row_security(table: &Table) -> Vec<Operation> {
    let name = RelationRef::from(table.name.clone());
    let changes: &[RowSecurityChange] = match table.row_security {
        RowSecurity::Disabled => &[],
        RowSecurity::Enabled => &[RowSecurityChange::Enable],
        RowSecurity::Forced => &[RowSecurityChange::Enable, RowSecurityChange::Force],
        RowSecurity::ForcedOnly => &[RowSecurityChange::Force],
    };
    changes.iter().map(|change| alter(&name, AlterTable::SetRowSecurity(*change))).collect()
}

fn comment(object: ObjectRef, text: Option<&String>) -> Option<Operation> {
    text.map(|text| Operation::Comment { object, text: Some(text.clone()) })
}

/// Returns the statement that drops again what a step made.
pub fn unmake(object: &ObjectId) -> Option<String> {
    Some(match object {
        ObjectId::Table(name) => format!("DROP TABLE {}", name.quoted()),
        ObjectId::Index(name) => format!("DROP INDEX {}", name.quoted()),
        ObjectId::Column(table, name) => format!("ALTER TABLE {} DROP COLUMN {}", table.quoted(), name.quoted()),
        _ => return None,
    })
}
