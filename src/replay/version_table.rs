//! Alembic's own table (`DefaultImpl.version_table_impl`, Alembic 1.20.1): made where it is missing, and what it refuses.

use crate::name::{Name, QualifiedName};
use crate::operation::{ColumnDefinition, ConstraintDefinition, ConstraintDefinitionKind, CreateTable, IfNotExists};
use crate::operation::{Operation, RelationRef, TypeRef};
use crate::replay::recorder::Recorder;
use crate::replay::settings::Settings;
use crate::revision::RevisionId;
use crate::schema::{DataType, ObjectId, Refusal, Schema, SqlState};

/// Makes the version table where the schema has none.
pub fn ensure(schema: &mut Schema, settings: &Settings) {
    let name = RelationRef { schema: settings.version_table_schema.clone(), name: settings.version_table.clone() };
    if schema.find_relation(&name).is_some() {
        return;
    }
    let column = Name::verbatim("version_num");
    let data_type = DataType::builtin("character varying");
    let data_type = match settings.version_width {
        Some(width) => data_type.with_modifiers(width.to_string()),
        None => data_type,
    };
    let mut definition = ColumnDefinition::new(column.clone(), TypeRef::Resolved(data_type));
    definition.not_null = true;
    let key = ConstraintDefinitionKind::PrimaryKey { columns: vec![column], include: Vec::new() };
    let key_name = Name::verbatim(&format!("{}_pkc", settings.version_table));
    let table = CreateTable {
        columns: vec![definition],
        constraints: vec![ConstraintDefinition::new(Some(key_name), key)],
        existing: IfNotExists::Skip,
        ..CreateTable::new(name)
    };
    // A schema of its own that is not there is for Alembic's statement to fail on, not for this.
    let _ = schema.apply(&Operation::CreateTable(table));
}

/// Returns whether an object is the version table, or part of it.
#[must_use]
pub fn is_version_table(settings: &Settings, object: &ObjectId) -> bool {
    let table: QualifiedName = settings.version_table();
    object.table() == Some(&table)
}

/// Refuses a row that the version table cannot take: where the search path no longer leads to it (Alembic names no schema
/// that it was not given), and an id that its column is too narrow for.
///
/// # Errors
/// 42P01, 22001.
pub fn refuse_id(recorder: &Recorder, id: &RevisionId) -> Result<(), Refusal> {
    let settings = recorder.settings();
    let (bare, full) = (RelationRef { schema: None, name: settings.version_table.clone() }, settings.version_table());
    let schema = recorder.schema();
    if settings.given_schema == Ok(None)
        && schema.search_path != schema.usual_path
        && schema.find_relation(&bare).is_none()
        && schema.table(&full).is_some()
        && recorder.doubt_of_existence(&full).is_none()
    {
        let message = format!(
            "relation \"{}\" does not exist: the revision leaves a search path that does not lead to it",
            settings.version_table
        );
        return Err(Refusal::new(SqlState::UNDEFINED_TABLE, message).about(ObjectId::Table(full)));
    }
    let name = RelationRef { schema: settings.version_table_schema.clone(), name: settings.version_table.clone() };
    let Some(full) = recorder.schema().find_relation(&name) else { return Ok(()) };
    let table = recorder.schema().table(&full);
    let column = table.and_then(|table| table.column(&Name::verbatim("version_num")));
    let Some(data_type) = column.map(|column| &column.data_type) else { return Ok(()) };
    let width: Option<usize> = data_type.modifiers.parse().ok();
    match width {
        Some(width) if id.as_str().chars().count() > width => {
            let message = format!("value too long for type {}", data_type.to_sql());
            let object = ObjectId::Column(full, Name::verbatim("version_num"));
            Err(Refusal::new(SqlState::STRING_DATA_RIGHT_TRUNCATION, message).about(object))
        }
        _ => Ok(()),
    }
}
