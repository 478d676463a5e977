//! What changes did, as differences of facts. Not which revision made them.

use crate::name::Name;
use crate::schema::{Attribute, Change, Effect, Fact, Key, ObjectId, Stored, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Returns what `changes` did to the facts of the objects they touched: renames first, then attributes in order.
/// Intermediate states do not show; an object that was renamed is compared with what it was under its old name.
#[must_use]
pub fn effects(changes: &[Change]) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = changes;
    // A rename after a put begins a new stretch: the names before it and after it must not mix.
    while !rest.is_empty() {
        let renames = rest.iter().take_while(|change| matches!(change, Change::Rename { .. })).count();
        let puts = rest.iter().skip(renames).take_while(|change| !matches!(change, Change::Rename { .. })).count();
        add_stretch(&rest[..renames], &rest[renames..renames + puts], &mut effects);
        rest = &rest[renames + puts..];
    }
    effects
}

fn add_stretch<'c>(renames: &'c [Change], puts: &'c [Change], effects: &mut Vec<Effect>) {
    let mut objects: BTreeMap<&Key, (Option<&Stored>, Option<&Stored>)> = BTreeMap::new();
    for change in puts {
        if let Change::Put { key, before, after } = change {
            objects.entry(key).or_insert((before.as_ref(), None)).1 = after.as_ref();
        }
    }
    let mut names = Vec::new();
    for change in renames {
        let Change::Rename { from, to } = change else { continue };
        names.push((from, to));
        if !is_of_identity(from, &objects) {
            effects.push(Effect::Renamed { from: from.clone(), to: to.clone() });
        }
    }
    for change in puts {
        // Which constraints there are to touch, the schema knows.
        if let Change::Unknown { touched, unknown } = change {
            effects.push(Effect::Unknown { touched: touched.clone(), unknown: unknown.clone() });
        }
    }
    let changed: Vec<_> = objects.into_values().filter(|(before, after)| before != after).collect();
    // What is alike under one name before and after says nothing; under a rename it may be another thing's name.
    let beside = |other: Option<&'c Stored>| other.filter(|_| names.is_empty());
    let before = collect(changed.iter().filter_map(|(own, other)| Some((*own.as_ref()?, beside(*other)))), &names);
    let after = collect(changed.iter().filter_map(|(other, own)| Some((*own.as_ref()?, beside(*other)))), &[]);
    let keys: BTreeSet<&(ObjectId, Attribute)> = before.keys().chain(after.keys()).collect();
    for key in keys {
        let (old, new) = (before.get(key), after.get(key));
        if old != new {
            let (object, attribute) = key.clone();
            effects.push(Effect::Set { object, attribute, before: old.cloned(), after: new.cloned() });
        }
    }
}

/// Whether `object` is the sequence of an identity column: its name is nobody's fact.
fn is_of_identity(object: &ObjectId, changed: &BTreeMap<&Key, (Option<&Stored>, Option<&Stored>)>) -> bool {
    let ObjectId::Sequence(name) = object else { return false };
    let before = changed.get(&Key::Relation(name.clone())).and_then(|(before, _)| *before);
    matches!(before, Some(Stored::Sequence(sequence)) if sequence.identity)
}

/// Collects the facts of objects, each without what the one beside it has alike.
fn collect<'a>(
    objects: impl Iterator<Item = (&'a Stored, Option<&'a Stored>)>,
    renames: &[(&ObjectId, &ObjectId)],
) -> BTreeMap<(ObjectId, Attribute), Value> {
    let mut facts = BTreeMap::new();
    for Fact { mut object, attribute, value } in objects.flat_map(|(own, beside)| own.facts_beside(beside)) {
        for (from, to) in renames {
            object = object.renamed(from, to);
        }
        facts.insert((object, attribute), value);
    }
    facts
}

impl ObjectId {
    /// Returns what the object is called after `from` became `to`: itself, or the same inside `to`.
    #[must_use]
    pub fn renamed(self, from: &Self, to: &Self) -> Self {
        if self == *from {
            return to.clone();
        }
        let owner = match (from, to) {
            (Self::Table(from), Self::Table(to)) | (Self::Type(from), Self::Type(to)) => Some((from, to)),
            _ => None,
        };
        match (owner, self) {
            (Some((from, to)), Self::Column(table, name)) if table == *from => Self::Column(to.clone(), name),
            (Some((from, to)), Self::Constraint(table, name)) if table == *from => Self::Constraint(to.clone(), name),
            (Some((from, to)), Self::Trigger(table, name)) if table == *from => Self::Trigger(to.clone(), name),
            (Some((from, to)), Self::Policy(table, name)) if table == *from => Self::Policy(to.clone(), name),
            (_, own) => own,
        }
    }
}

/// Returns those of `objects` that a rename gives another name, each with both: the renamed one, and what is inside it.
#[must_use]
pub fn moved<T>(objects: &BTreeMap<ObjectId, T>, from: &ObjectId, to: &ObjectId) -> Vec<(ObjectId, ObjectId)> {
    let mut moved = vec![(from.clone(), to.clone())];
    if let ObjectId::Table(table) | ObjectId::Type(table) = from {
        let first = Name::verbatim("");
        for start in [
            ObjectId::Column(table.clone(), first.clone()),
            ObjectId::Constraint(table.clone(), first.clone()),
            ObjectId::Trigger(table.clone(), first.clone()),
            ObjectId::Policy(table.clone(), first),
        ] {
            let kind = start.kind().to_string();
            let inside = objects.range(start..).map(|(object, _)| object);
            let inside = inside.take_while(|object| object.kind() == kind && object.table() == Some(table));
            moved.extend(inside.map(|object| (object.clone(), object.clone().renamed(from, to))));
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::{Name, QualifiedName};
    use crate::schema::{Column, DataType, Schema, Table};
    use std::sync::Arc;

    fn table(name: &str, columns: &[&str]) -> Option<Stored> {
        let mut table = Table::new(QualifiedName::public(name));
        for column in columns {
            table.columns.push(Column::new(Name::folded(column), DataType::builtin("integer")));
        }
        Some(Stored::Table(Arc::new(table)))
    }

    fn key(name: &str) -> Key {
        Key::Relation(QualifiedName::public(name))
    }

    #[test]
    fn only_what_differs_is_an_effect() {
        let mut schema = Schema::default();
        schema.put(key("t"), table("t", &["a"]));
        let changes = [schema.put(key("t"), table("t", &["a", "b"])), schema.put(key("t"), table("t", &["a", "c"]))];
        let effects = effects(&changes);
        let added = |effect: &&Effect| matches!(effect, Effect::Set { object, before: None, .. } if object.to_string() == "column public.t.c");
        assert_eq!(effects.iter().filter(added).count(), effects.len());
        assert!(!effects.is_empty());
    }

    #[test]
    fn a_rename_moves_what_is_inside() {
        let mut schema = Schema::default();
        schema.put(key("t"), table("t", &["a"]));
        let (from, to) = (ObjectId::Table(QualifiedName::public("t")), ObjectId::Table(QualifiedName::public("u")));
        let changes = [
            Change::Rename { from: from.clone(), to: to.clone() },
            schema.put(key("t"), None),
            schema.put(key("u"), table("u", &["a"])),
        ];
        assert_eq!(effects(&changes), [Effect::Renamed { from, to }]);
    }
}
