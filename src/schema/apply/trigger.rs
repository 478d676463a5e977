//! CREATE TRIGGER, and switching triggers on and off (PostgreSQL 15, `trigger.c`).

use super::column::is_system_column;
use super::edit::Edit;
use super::routine::resolve_trigger_function;
use crate::name::{Name, QualifiedName};
use crate::operation::{Existing, RelationRef, TriggerDefinition};
use crate::schema::refuse::{Outcome, no_column, refuse};
use crate::schema::resolve::Relation;
use crate::schema::{Firing, Key, ObjectId, Other, SqlState, Stored, Trigger};
use std::sync::Arc;

/// Creates or replaces a trigger. Those that PostgreSQL makes for partitions are not kept, as dumps do not show them.
pub(super) fn create(
    edit: &mut Edit<'_>,
    reference: &RelationRef,
    definition: &TriggerDefinition,
    existing: Existing,
) -> Outcome {
    let name = &definition.name;
    let (full, relation) = edit.resolve_relation(reference)?;
    let table = match relation {
        Relation::Stored(Stored::Table(table)) => Arc::clone(table),
        Relation::Stored(Stored::View(_)) => return create_on_view(edit, &full, definition, existing),
        _ => {
            let message = format!("relation \"{}\" cannot have triggers", full.name);
            return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(full));
        }
    };
    let missing = definition.definition.columns().find(|own| table.column(own).is_none() && !is_system_column(own));
    if let Some(missing) = missing {
        return Err(no_column(&table, missing));
    }
    let function = definition.function.as_ref().map(|own| resolve_trigger_function(edit, own)).transpose()?.flatten();
    if table.triggers.contains_key(name) {
        match existing {
            Existing::Skip => return Ok(()),
            Existing::Replace => {}
            Existing::Fail => {
                let message = format!("trigger \"{name}\" for relation \"{}\" already exists", full.name);
                return refuse(SqlState::DUPLICATE_OBJECT, message, ObjectId::Trigger(full, name.clone()));
            }
        }
    }
    let trigger = Trigger {
        name: name.clone(),
        definition: definition.definition.clone(),
        function,
        firing: Firing::Enabled,
        comment: None,
    };
    edit.change_table(&full, |table| {
        table.triggers.insert(name.clone(), trigger);
    });
    Ok(())
}

/// Says when one trigger fires, or all.
pub(super) fn enable(edit: &mut Edit<'_>, table: &QualifiedName, name: Option<&Name>, firing: Firing) -> Outcome {
    if let Some(name) = name
        && edit.table(table).is_some_and(|own| !own.triggers.contains_key(name))
    {
        let message = format!("trigger \"{name}\" for table \"{}\" does not exist", table.name);
        return refuse(SqlState::UNDEFINED_OBJECT, message, ObjectId::Trigger(table.clone(), name.clone()));
    }
    edit.change_table(table, |own| {
        for trigger in own.triggers.values_mut().filter(|own| name.is_none_or(|name| own.name == *name)) {
            trigger.firing = firing;
        }
    });
    Ok(())
}

/// Returns the key under which a view's trigger is kept.
pub(super) fn key_on_view(view: &QualifiedName, trigger: &Name) -> Key {
    // Two views may have triggers of one name.
    let name = view.sibling(Name::verbatim(&format!("{}.{trigger}", view.name)));
    Key::Other("trigger".to_string(), name)
}

/// A view's triggers are few: they are kept by name and text.
fn create_on_view(
    edit: &mut Edit<'_>,
    view: &QualifiedName,
    definition: &TriggerDefinition,
    existing: Existing,
) -> Outcome {
    let key = key_on_view(view, &definition.name);
    if edit.find(&key).is_some() && existing == Existing::Fail {
        let message = format!("trigger \"{}\" for relation \"{}\" already exists", definition.name, view.name);
        let id = ObjectId::Trigger(view.clone(), definition.name.clone());
        return refuse(SqlState::DUPLICATE_OBJECT, message, id);
    }
    let Key::Other(kind, name) = key.clone() else { return Ok(()) };
    let table = Some(view.clone());
    let own = Other { kind, name, definition: definition.definition.clone(), table, comment: None };
    edit.put(key, Stored::Other(Arc::new(own)));
    Ok(())
}
