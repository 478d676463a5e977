//! What goes with what: deletes objects and everything that depends on them, or refuses, as PostgreSQL's dependency
//! walk does (PostgreSQL 15, `dependency.c`: findDependentObjects, reportDependentObjects). Not which statement drops what.

use super::edit::Edit;
use super::mentions::mentions;
use super::uses::{Tie, users};
use crate::name::{Name, QualifiedName};
use crate::operation::Behavior;
use crate::schema::refuse::{Outcome, refuse};
use crate::schema::{Key, ObjectId, Schema, SqlState, Stored, Table, TypeKind, Unknown};
use std::collections::{BTreeMap, BTreeSet};

/// Something that can be deleted: a stored object, or a part of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Object(Key),
    Column(QualifiedName, Name),
    Constraint(QualifiedName, Name),
    Default(QualifiedName, Name),
    Trigger(QualifiedName, Name),
    Policy(QualifiedName, Name),
}

/// Deletes `targets` with what is part of them; what only uses them goes with `CASCADE` and is in the way without.
pub(super) fn delete(edit: &mut Edit<'_>, targets: Vec<Target>, behavior: Behavior) -> Outcome {
    let reached = reach(edit, &targets);
    if behavior == Behavior::Restrict {
        let blocking: Vec<&Target> = reached
            .iter()
            .filter(|(own, tie)| **tie == Tie::Use && !goes_anyway(own, &reached))
            .map(|(own, _)| own)
            .collect();
        if !blocking.is_empty() {
            return in_the_way(edit, &targets, &blocking);
        }
    }
    let doubtful = mentions(edit, &reached);
    let what = targets.first().map(|own| describe(edit, own)).unwrap_or_default();
    remove(edit, reached.into_keys().collect());
    for touched in doubtful {
        let reason = format!("its definition names {what}, which goes: limbeck does not know whether it depends on it");
        edit.add_unknown(touched, Unknown::new(reason, None));
    }
    Ok(())
}

/// Returns all that would go with `targets`, and how it is tied to them.
fn reach(schema: &Schema, targets: &[Target]) -> BTreeMap<Target, Tie> {
    let mut reached: BTreeMap<Target, Tie> = targets.iter().map(|own| (own.clone(), Tie::Part)).collect();
    let mut open: Vec<Target> = targets.to_vec();
    while let Some(target) = open.pop() {
        for (user, tie) in users(schema, &target) {
            match reached.get_mut(&user) {
                Some(known) if tie == Tie::Part => *known = Tie::Part,
                Some(_) => {}
                None => {
                    reached.insert(user.clone(), tie);
                    open.push(user);
                }
            }
        }
    }
    reached
}

/// Returns whether something goes because the table or column that has it goes.
fn goes_anyway(target: &Target, reached: &BTreeMap<Target, Tie>) -> bool {
    let goes = |own: Target| reached.get(&own) == Some(&Tie::Part);
    match target {
        Target::Object(_) => false,
        Target::Default(table, column) => {
            goes(Target::Column(table.clone(), column.clone())) || goes(Target::Object(Key::Relation(table.clone())))
        }
        Target::Column(table, _)
        | Target::Constraint(table, _)
        | Target::Trigger(table, _)
        | Target::Policy(table, _) => goes(Target::Object(Key::Relation(table.clone()))),
    }
}

fn in_the_way(edit: &Edit<'_>, targets: &[Target], blocking: &[&Target]) -> Outcome {
    let message = match targets {
        [only] => format!("cannot drop {} because other objects depend on it", describe(edit, only)),
        _ => "cannot drop desired object(s) because other objects depend on them".to_string(),
    };
    // If an unknown may have removed what is in the way, the refusal is about that.
    let ids: Vec<ObjectId> = blocking.iter().map(|own| id(edit, own)).collect();
    let doubtful = ids.into_iter().find(|own| {
        edit.unknown.iter().any(|(touched, _)| touched.covers(own))
            || edit.latest_vague(|vague| vague.admit(own)).is_some()
    });
    let about = doubtful.or_else(|| targets.first().map(|own| id(edit, own)));
    match about {
        Some(about) => refuse(SqlState::DEPENDENT_OBJECTS_STILL_EXIST, message, about),
        None => Ok(()),
    }
}

fn remove(edit: &mut Edit<'_>, targets: Vec<Target>) {
    let mut objects: BTreeSet<Key> = BTreeSet::new();
    let mut parts: BTreeMap<QualifiedName, Vec<Target>> = BTreeMap::new();
    for target in targets {
        match &target {
            Target::Object(key) => {
                objects.insert(key.clone());
            }
            Target::Column(table, _)
            | Target::Constraint(table, _)
            | Target::Default(table, _)
            | Target::Trigger(table, _)
            | Target::Policy(table, _) => parts.entry(table.clone()).or_default().push(target),
        }
    }
    for (owner, parts) in parts {
        if objects.contains(&Key::Relation(owner.clone())) || objects.contains(&Key::Type(owner.clone())) {
            continue;
        }
        edit.change_table(&owner, |table| parts.iter().for_each(|part| remove_part(table, part)));
        remove_from_domain(edit, &owner, &parts);
    }
    for key in objects {
        if edit.find(&key).is_some() {
            edit.remove(key);
        }
    }
}

fn remove_part(table: &mut Table, part: &Target) {
    match part {
        Target::Object(_) => {}
        Target::Column(_, name) => table.columns.retain(|own| own.name != *name),
        Target::Constraint(_, name) => {
            table.constraints.remove(name);
        }
        Target::Default(_, name) => {
            if let Some(column) = table.column_mut(name) {
                column.default = None;
            }
        }
        Target::Trigger(_, name) => {
            table.triggers.remove(name);
        }
        Target::Policy(_, name) => {
            table.policies.remove(name);
        }
    }
}

fn remove_from_domain(edit: &mut Edit<'_>, owner: &QualifiedName, parts: &[Target]) {
    let Some(own) = edit.type_named(owner) else { return };
    let mut own = crate::schema::Type::clone(own);
    if let TypeKind::Domain { constraints, .. } = &mut own.kind {
        for part in parts {
            if let Target::Constraint(_, name) = part {
                constraints.remove(name);
            }
        }
        edit.put_type(own);
    }
}

/// Returns what the thing is called in answers; a default by its column.
pub(super) fn id(schema: &Schema, target: &Target) -> ObjectId {
    match target {
        Target::Object(key) => match (schema.find(key), key) {
            (Some(stored), _) => stored.id(),
            (None, Key::Namespace(name)) => ObjectId::Schema(name.clone()),
            (None, Key::Extension(name)) => ObjectId::Extension(name.clone()),
            (None, Key::Type(name)) => ObjectId::Type(name.clone()),
            (None, Key::Relation(name)) => ObjectId::Table(name.clone()),
            (None, Key::Routine(name, arguments)) => ObjectId::Function(name.clone(), arguments.clone()),
            (None, Key::Other(kind, name)) => ObjectId::Other(kind.clone(), name.clone()),
        },
        Target::Column(table, name) | Target::Default(table, name) => ObjectId::Column(table.clone(), name.clone()),
        Target::Constraint(table, name) => ObjectId::Constraint(table.clone(), name.clone()),
        Target::Trigger(table, name) => ObjectId::Trigger(table.clone(), name.clone()),
        Target::Policy(table, name) => ObjectId::Policy(table.clone(), name.clone()),
    }
}

/// Returns the thing as PostgreSQL's messages name it (`objectaddress.c`: getObjectDescription).
pub(super) fn describe(schema: &Schema, target: &Target) -> String {
    let shown = |name: &QualifiedName| schema.show(name);
    match target {
        Target::Object(key) => match (schema.find(key), key) {
            (Some(Stored::Index(own)), _) => format!("index {}", shown(&own.name)),
            (Some(Stored::Sequence(own)), _) => format!("sequence {}", shown(&own.name)),
            (Some(Stored::View(own)), _) => format!("{} {}", own.kind.as_str(), shown(&own.name)),
            (Some(Stored::Table(own)), _) if own.server.is_some() => format!("foreign table {}", shown(&own.name)),
            (_, Key::Relation(name)) => format!("table {}", shown(name)),
            (_, Key::Type(name)) => format!("type {}", shown(name)),
            (Some(Stored::Routine(own)), _) => {
                format!("{} {}({})", own.kind.as_str(), shown(&own.name), own.argument_types().replace(", ", ","))
            }
            (_, Key::Routine(name, arguments)) => format!("function {}({arguments})", shown(name)),
            (_, Key::Namespace(name)) => format!("schema {name}"),
            (_, Key::Extension(name)) => format!("extension {name}"),
            (_, Key::Other(kind, name)) => format!("{kind} {}", shown(name)),
        },
        Target::Column(table, name) => format!("column {name} of {}", describe_table(schema, table)),
        Target::Default(table, name) => {
            format!("default value for column {name} of {}", describe_table(schema, table))
        }
        Target::Constraint(table, name) => format!("constraint {name} on {}", describe_table(schema, table)),
        Target::Trigger(table, name) => format!("trigger {name} on {}", describe_table(schema, table)),
        Target::Policy(table, name) => format!("policy {name} on {}", describe_table(schema, table)),
    }
}

fn describe_table(schema: &Schema, table: &QualifiedName) -> String {
    describe(schema, &Target::Object(Key::Relation(table.clone())))
}

impl Schema {
    /// Returns a name as PostgreSQL's messages show it: with its schema only where the search path would not find it.
    pub(super) fn show(&self, name: &QualifiedName) -> String {
        let reference = crate::operation::RelationRef::bare(name.name.clone());
        let is_visible = self.find_relation(&reference).as_ref() == Some(name)
            || self.find_type(&reference).as_ref() == Some(name)
            || self.relation(name).is_none() && self.search_path.contains(&name.schema);
        if is_visible { name.name.quoted() } else { name.quoted() }
    }
}
