//! What is older than the history: tables and types that revisions use and none makes, and whatever else only the database has.

use crate::name::QualifiedName;
use crate::replay::Replay;
use crate::schema::{Attribute, Difference, DifferenceKind, Effect, Key, ObjectId, Schema, Stored, Unknown};
use std::collections::BTreeSet;

/// The tables and types that revisions use and none makes, and what revisions made or dropped.
pub struct Older<'a> {
    tables: BTreeSet<&'a QualifiedName>,
    types: BTreeSet<&'a QualifiedName>,
    touched: BTreeSet<&'a ObjectId>,
}

impl<'a> Older<'a> {
    /// Reads it off a replay.
    pub fn of(replay: &'a Replay) -> Self {
        let tables: BTreeSet<&QualifiedName> = replay.unrecorded().filter_map(|(object, _)| object.table()).collect();
        let steps = replay.revisions.iter().flat_map(|own| &own.steps).filter(|_| !tables.is_empty());
        let touched = steps.flat_map(|step| &step.effects).filter_map(|effect| match effect {
            Effect::Set { object, attribute: Attribute::Existence, .. } => Some(object),
            _ => None,
        });
        let types = replay.unrecorded().filter_map(|(object, _)| match object {
            ObjectId::Type(name) => Some(name),
            _ => None,
        });
        let mut types: BTreeSet<&QualifiedName> = types.collect();
        for effect in replay.revisions.iter().flat_map(|own| &own.steps).flat_map(|step| &step.effects) {
            if let Effect::Renamed { from: ObjectId::Type(from), to: ObjectId::Type(to) } = effect
                && types.contains(from)
            {
                types.insert(to);
            }
        }
        Self { touched: touched.collect(), types, tables }
    }

    /// Returns whether what differs is a part that such a table had before: the table itself is told as unknown.
    pub fn has(&self, expected: &Schema, actual: &Schema, own: &Difference) -> bool {
        if self.is_of_type(own) {
            return true;
        }
        let key = match &own.object {
            ObjectId::Index(name) | ObjectId::Sequence(name) => Some(Key::Relation(name.clone())),
            _ => None,
        };
        let owner = key.and_then(|key| actual.find(&key)).and_then(Stored::owner);
        let Some(table) = owner.or_else(|| own.object.table()).filter(|table| self.tables.contains(table)) else {
            return false;
        };
        let is_part = !matches!(own.object, ObjectId::Table(_)) && !self.touched.contains(&own.object);
        match own.kind {
            DifferenceKind::Extra => is_part,
            DifferenceKind::Missing => false,
            DifferenceKind::Different => {
                let ObjectId::Column(_, name) = &own.object else { return false };
                let column = expected.table(table).and_then(|table| table.column(name));
                is_part && column.is_some_and(|column| column.data_type.as_unknown().is_some())
            }
        }
    }
}

impl Older<'_> {
    /// Whether what differs is what such a type was before: of that only the labels that revisions add are known.
    fn is_of_type(&self, own: &Difference) -> bool {
        match &own.object {
            ObjectId::Type(name) if self.types.contains(name) => {
                !matches!(own.attribute, Some(Attribute::Label(_))) || own.expected.is_none()
            }
            ObjectId::Constraint(of, _) => self.types.contains(of) && own.kind == DifferenceKind::Extra,
            _ => false,
        }
    }
}

/// Where the history starts on tables that no revision makes, whatever else only the database has may be as old.
pub fn older(expected: &Replay, differences: &[Difference], known: &[(ObjectId, Unknown)]) -> Vec<(ObjectId, Unknown)> {
    let Some((base, unknown)) = expected.unrecorded().next() else { return Vec::new() };
    let reason = format!("no revision so far makes it, nor `{base}`: it may be older than the history");
    let known: BTreeSet<&ObjectId> = known.iter().map(|(object, _)| object).collect();
    let is_new = |object: &&ObjectId| !known.contains(object);
    let extra = differences.iter().filter(|own| own.kind == DifferenceKind::Extra).map(|own| &own.object);
    extra.filter(is_new).map(|own| (own.clone(), Unknown::new(reason.as_str(), unknown.place.clone()))).collect()
}
