//! CREATE TABLE (PostgreSQL 15, `parse_utilcmd.c`: transformCreateStmt; `tablecmds.c`: DefineRelation).

use super::clone::clone_to_partition;
use super::edit::Edit;
use super::{column, constraint, like, partition};
use crate::name::{Name, QualifiedName};
use crate::operation::{ConstraintDefinition, ConstraintDefinitionKind, CreateTable, IfNotExists, Scope};
use crate::schema::facts::TEMPORARY;
use crate::schema::refuse::{Outcome, refuse, relation_exists, type_exists};
use crate::schema::{Column, Expression, ObjectId, Persistence, SqlState, Table};

/// Creates a table with all that its columns imply: sequences, constraints, NOT NULL.
pub(super) fn create(edit: &mut Edit<'_>, create: &CreateTable) -> Outcome {
    let is_temporary = create.persistence == Persistence::Temporary;
    let name = if is_temporary && create.name.schema.is_none() {
        QualifiedName::new(Name::verbatim(TEMPORARY), create.name.name.clone())
    } else {
        edit.creation_name(&create.name)?
    };
    if create.existing == IfNotExists::Skip && edit.is_relation_name_taken(&name) {
        return Ok(());
    }
    let mut table = Table::new(name.clone());
    table.persistence = create.persistence;
    table.partition_by.clone_from(&create.partition_by);
    table.server.clone_from(&create.server);
    for definition in &create.columns {
        let (column, sequence) = column::build(edit, &name, definition)?;
        if let Some(sequence) = sequence {
            edit.put_sequence(sequence);
        }
        add_column(&mut table, column)?;
    }
    let constraints: Vec<ConstraintDefinition> =
        create.columns.iter().flat_map(|own| &own.constraints).chain(&create.constraints).cloned().collect();
    let mut likes = Vec::new();
    for like in &create.likes {
        let source = like::source(edit, &name, like)?;
        for column in like::columns(edit, &name, like, &source)? {
            add_column(&mut table, column)?;
        }
        likes.push((like, source));
    }
    let above = create.partition_of.as_ref().map(|(parent, _)| partition::parent(edit, parent)).transpose()?;
    if let (Some(parent), Some((_, bound))) = (&above, &create.partition_of) {
        table.partition = Some(partition::place(parent, bound));
        partition::inherit_columns(&mut table, parent)?;
    }
    for parent in &create.inherits {
        let parent = partition::parent(edit, parent)?;
        let id = || ObjectId::Table(parent.name.clone());
        let complaint = match (&parent.partition_by, &parent.partition) {
            (Some(_), _) => Some("partitioned table"),
            (None, Some(_)) => Some("partition"),
            (None, None) => None,
        };
        if let Some(what) = complaint {
            let message = format!("cannot inherit from {what} \"{}\"", parent.name.name);
            return refuse(SqlState::WRONG_OBJECT_TYPE, message, id());
        }
        if table.inherits.contains(&parent.name) {
            let message = format!("relation \"{}\" would be inherited from more than once", parent.name.name);
            return refuse(SqlState::DUPLICATE_TABLE, message, id());
        }
        partition::inherit_columns(&mut table, &parent)?;
        table.inherits.push(parent.name.clone());
    }
    // Said in so many words, it is there in place of the parents' default.
    for own in create.columns.iter().filter(|own| own.default.as_ref().is_some_and(Expression::is_null)) {
        if let (Some(column), Some(default)) = (table.column_mut(&own.name), &own.default) {
            column.default = column::stored_default(default, &column.data_type);
        }
    }
    let ordered = order(&name, constraints)?;
    for definition in &ordered {
        constraint::check_columns(&table, definition)?;
    }
    for expression in table.columns.iter().filter_map(|own| own.generated.as_ref()) {
        constraint::check_expression(&table, expression)?;
    }
    check_name(edit, &name)?;
    if let Some(parent) = &above {
        partition::check_partitioned(parent)?;
    }
    constraint::check_names(&name, &ordered)?;
    edit.put_table(table);
    for mut definition in ordered {
        // A new table has no rows that could break a constraint (transformCreateStmt).
        definition.validated = true;
        constraint::add(edit, &name, &definition, Scope::Descendants)?;
    }
    for (like, source) in likes {
        like::copy_rest(edit, &name, like, &source)?;
    }
    if let Some(parent) = above {
        clone_to_partition(edit, &parent, &name)?;
    }
    Ok(())
}

/// Refuses a name that a relation or a type already has.
pub(super) fn check_name(edit: &Edit<'_>, name: &QualifiedName) -> Outcome {
    if edit.is_relation_name_taken(name) {
        return Err(relation_exists(name));
    }
    if edit.type_named(name).is_some() {
        return Err(type_exists(name));
    }
    Ok(())
}

fn add_column(table: &mut Table, column: Column) -> Outcome {
    if table.column(&column.name).is_some() {
        let message = format!("column \"{}\" specified more than once", column.name);
        let id = ObjectId::Column(table.name.clone(), column.name);
        return refuse(SqlState::DUPLICATE_COLUMN, message, id);
    }
    check_width(table)?;
    table.columns.push(column);
    Ok(())
}

/// `MaxHeapAttributeNumber` (`access/htup_details.h`).
const MAX_COLUMNS: usize = 1_600;

/// Refuses one column more than a table can have (`tablecmds.c`: ATExecAddColumn, `heap.c`: CheckAttributeNamesTypes).
/// Dropped columns count, too, in the server; here they are forgotten.
pub(super) fn check_width(table: &Table) -> Outcome {
    if table.columns.len() < MAX_COLUMNS {
        return Ok(());
    }
    let message = format!("tables can have at most {MAX_COLUMNS} columns");
    refuse(SqlState::TOO_MANY_COLUMNS, message, ObjectId::Table(table.name.clone()))
}

/// Returns the constraints in the order PostgreSQL makes them: checks, the primary key, unique ones, foreign keys;
/// two keys over the same columns become one (transformIndexConstraints).
fn order(table: &QualifiedName, constraints: Vec<ConstraintDefinition>) -> Outcome<Vec<ConstraintDefinition>> {
    let rank = |own: &ConstraintDefinition| match own.kind {
        ConstraintDefinitionKind::Check { .. } => 0,
        ConstraintDefinitionKind::PrimaryKey { .. } => 1,
        ConstraintDefinitionKind::Unique { .. }
        | ConstraintDefinitionKind::Exclude { .. }
        | ConstraintDefinitionKind::UsingIndex { .. } => 2,
        ConstraintDefinitionKind::ForeignKey(_) => 3,
    };
    if constraints.iter().filter(|own| rank(own) == 1).count() > 1 {
        return Err(constraint::second_primary_key(table));
    }
    let mut sorted = constraints;
    sorted.sort_by_key(rank);
    let mut kept: Vec<ConstraintDefinition> = Vec::new();
    for definition in sorted {
        match kept.iter_mut().find(|own| is_same_key(own, &definition)) {
            Some(prior) if prior.name.is_none() => prior.name = definition.name,
            Some(_) => {}
            None => kept.push(definition),
        }
    }
    Ok(kept)
}

fn is_same_key(a: &ConstraintDefinition, b: &ConstraintDefinition) -> bool {
    let key = |own: &ConstraintDefinition| match &own.kind {
        ConstraintDefinitionKind::PrimaryKey { columns, include } => Some((columns.clone(), include.clone(), true)),
        ConstraintDefinitionKind::Unique { columns, include, nulls_distinct } => {
            Some((columns.clone(), include.clone(), *nulls_distinct))
        }
        _ => None,
    };
    key(a).is_some() && key(a) == key(b) && a.deferrability == b.deferrability
}
