//! CREATE EXTENSION and what uses an extension (PostgreSQL 15, `extension.c`). Whether the server has the extension's
//! files cannot be known here.

use super::dependency::Target;
use super::edit::Edit;
use super::uses::{Tie, parts_with, users as users_of};
use crate::name::Name;
use crate::operation::IfNotExists;
use crate::schema::brought::{Kind, brings, types_of};
use crate::schema::refuse::{Outcome, no_schema, refuse};
use crate::schema::{Expression, Extension, Key, ObjectId, Schema, SqlState, Stored};
use std::sync::Arc;

/// Extensions whose control file names their schema.
const FIXED_SCHEMAS: [(&str, &str); 5] = [
    ("adminpack", "pg_catalog"),
    ("pg_cron", "pg_catalog"),
    ("plpgsql", "pg_catalog"),
    ("postgis_tiger_geocoder", "tiger"),
    ("postgis_topology", "topology"),
];

/// Installs an extension.
pub(super) fn create(edit: &mut Edit<'_>, name: &Name, schema: Option<&Name>, existing: IfNotExists) -> Outcome {
    let key = Key::Extension(name.clone());
    // Every database has plpgsql, and it is not kept.
    if edit.find(&key).is_some() || name.as_str() == "plpgsql" {
        return match existing {
            IfNotExists::Skip => Ok(()),
            IfNotExists::Fail => {
                let message = format!("extension \"{name}\" already exists");
                refuse(SqlState::DUPLICATE_OBJECT, message, ObjectId::Extension(name.clone()))
            }
        };
    }
    let fixed = FIXED_SCHEMAS.iter().find(|(own, _)| *own == name.as_str());
    let schema = match (schema, fixed) {
        (Some(schema), _) if !edit.has_namespace(schema) => return Err(no_schema(schema)),
        (_, Some((_, fixed))) => Name::verbatim(fixed),
        (schema, None) => edit.creation_schema(schema)?,
    };
    let extension = Extension { name: name.clone(), schema, comment: None };
    edit.put(key, Stored::Extension(Arc::new(extension)));
    Ok(())
}

/// Moves an extension; the types it brings move with it.
pub(super) fn set_schema(edit: &mut Edit<'_>, name: &Name, schema: &Name) -> Outcome {
    let key = Key::Extension(name.clone());
    let Some(Stored::Extension(own)) = edit.find(&key).cloned() else {
        let message = format!("extension \"{name}\" does not exist");
        return refuse(SqlState::UNDEFINED_OBJECT, message, ObjectId::Extension(name.clone()));
    };
    if !edit.has_namespace(schema) {
        return Err(no_schema(schema));
    }
    let moved = Extension { schema: schema.clone(), ..Extension::clone(&own) };
    for (from, to) in types_of(&own).iter().zip(types_of(&moved)) {
        super::relocate::follow_type(edit, from, &to);
    }
    edit.put(key, Stored::Extension(Arc::new(moved)));
    Ok(())
}

/// Returns what uses something that the extension brings. Looks at everything: extensions are rarely dropped.
pub(super) fn users(schema: &Schema, extension: &Extension) -> Vec<(Target, Tie)> {
    let mut users: Vec<(Target, Tie)> =
        types_of(extension).into_iter().flat_map(|own| users_of(schema, &Target::Object(Key::Type(own)))).collect();
    let calls =
        |expression: &Expression| expression.calls().iter().any(|name| brings(&extension.name, Kind::Function, name));
    for (key, stored) in schema.objects() {
        match stored {
            Stored::Index(index) => {
                let classes = index.keys.iter().filter_map(|own| own.class());
                if classes.into_iter().any(|own| brings(&extension.name, Kind::OperatorClass, own))
                    || brings(&extension.name, Kind::AccessMethod, index.method.as_str())
                {
                    users.push((Target::Object(key.clone()), Tie::Use));
                }
            }
            Stored::Table(table) => parts_with(table, &calls, &mut users),
            _ => {}
        }
    }
    users
}
