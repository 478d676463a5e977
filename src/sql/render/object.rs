//! DROP, RENAME, SET SCHEMA and COMMENT, for every kind of object.

use super::{data_type, present};
use crate::name::{Name, quote_literal};
use crate::operation::{Behavior, IfExists, ObjectRef, RelationRef, TypeRef};

pub(super) fn drop(objects: &[ObjectRef], missing: IfExists, behavior: Behavior) -> String {
    let cascade = if behavior == Behavior::Cascade { " CASCADE" } else { "" };
    let missing = present(missing);
    match objects.first() {
        None => "/* nothing to drop */".to_string(),
        Some(ObjectRef::Column(table, name)) => {
            format!("ALTER TABLE {} DROP COLUMN {missing}{}{cascade}", table.quoted(), name.quoted())
        }
        Some(ObjectRef::Attribute(own, name)) => {
            format!("ALTER TYPE {} DROP ATTRIBUTE {missing}{}{cascade}", own.quoted(), name.quoted())
        }
        Some(ObjectRef::Constraint(table, name)) => {
            format!("ALTER TABLE {} DROP CONSTRAINT {missing}{}{cascade}", table.quoted(), name.quoted())
        }
        Some(ObjectRef::DomainConstraint(domain, name)) => {
            format!("ALTER DOMAIN {} DROP CONSTRAINT {missing}{}{cascade}", domain.quoted(), name.quoted())
        }
        Some(first) => {
            let names: Vec<String> = objects.iter().map(full_name).collect();
            format!("DROP {} {missing}{}{cascade}", kind(first), names.join(", "))
        }
    }
}

pub(super) fn rename(object: &ObjectRef, to: &Name, missing: IfExists) -> String {
    let (missing, to) = (present(missing), to.quoted());
    match object {
        ObjectRef::Column(table, name) => {
            format!("ALTER TABLE {missing}{} RENAME COLUMN {} TO {to}", table.quoted(), name.quoted())
        }
        ObjectRef::Attribute(own, name) => {
            format!("ALTER TYPE {} RENAME ATTRIBUTE {} TO {to}", own.quoted(), name.quoted())
        }
        ObjectRef::Constraint(table, name) => {
            format!("ALTER TABLE {missing}{} RENAME CONSTRAINT {} TO {to}", table.quoted(), name.quoted())
        }
        ObjectRef::DomainConstraint(domain, name) => {
            format!("ALTER DOMAIN {} RENAME CONSTRAINT {} TO {to}", domain.quoted(), name.quoted())
        }
        object => format!("ALTER {} {missing}{} RENAME TO {to}", kind(object), full_name(object)),
    }
}

pub(super) fn set_schema(object: &ObjectRef, schema: &Name, missing: IfExists) -> String {
    format!("ALTER {} {}{} SET SCHEMA {}", kind(object), present(missing), full_name(object), schema.quoted())
}

pub(super) fn comment(object: &ObjectRef, text: Option<&str>) -> String {
    let text = text.map_or_else(|| "NULL".to_string(), quote_literal);
    format!("COMMENT ON {} {} IS {text}", kind(object), full_name(object))
}

fn kind(object: &ObjectRef) -> String {
    match object {
        ObjectRef::Schema(_) => "SCHEMA",
        ObjectRef::Extension(_) => "EXTENSION",
        ObjectRef::Type(_) => "TYPE",
        ObjectRef::Domain(_) => "DOMAIN",
        ObjectRef::Table(_) => "TABLE",
        ObjectRef::View(_) => "VIEW",
        ObjectRef::MaterializedView(_) => "MATERIALIZED VIEW",
        ObjectRef::Index(_) => "INDEX",
        ObjectRef::Sequence(_) => "SEQUENCE",
        ObjectRef::Column(..) | ObjectRef::Attribute(..) => "COLUMN",
        ObjectRef::Constraint(..) | ObjectRef::DomainConstraint(..) => "CONSTRAINT",
        ObjectRef::Trigger(..) => "TRIGGER",
        ObjectRef::Policy(..) => "POLICY",
        ObjectRef::Routine(..) => "ROUTINE",
        ObjectRef::Other(kind, _) => return kind.to_uppercase(),
    }
    .to_string()
}

fn full_name(object: &ObjectRef) -> String {
    let on = |relation: &RelationRef, name: &Name| format!("{} ON {}", name.quoted(), relation.quoted());
    match object {
        ObjectRef::Schema(name) | ObjectRef::Extension(name) => name.quoted(),
        ObjectRef::Type(name)
        | ObjectRef::Domain(name)
        | ObjectRef::Table(name)
        | ObjectRef::View(name)
        | ObjectRef::MaterializedView(name)
        | ObjectRef::Index(name)
        | ObjectRef::Sequence(name)
        | ObjectRef::Other(_, name) => name.quoted(),
        ObjectRef::Column(relation, name) | ObjectRef::Attribute(relation, name) => {
            format!("{}.{}", relation.quoted(), name.quoted())
        }
        ObjectRef::DomainConstraint(domain, name) => format!("{} ON DOMAIN {}", name.quoted(), domain.quoted()),
        ObjectRef::Constraint(relation, name)
        | ObjectRef::Trigger(relation, name)
        | ObjectRef::Policy(relation, name) => on(relation, name),
        ObjectRef::Routine(name, None) => name.quoted(),
        ObjectRef::Routine(name, Some(arguments)) => {
            let arguments: Vec<String> = arguments.iter().map(|own: &TypeRef| data_type(own)).collect();
            format!("{}({})", name.quoted(), arguments.join(", "))
        }
    }
}
