//! What a doubt reaches besides what it names: what lives with a table, and objects under their later names.

use crate::name::QualifiedName;
use crate::operation::Operation;
use crate::replay::Recorder;
use crate::schema::{
    Attribute, Change, Constraint, ConstraintKind, Effect, Fact, Key, ObjectId, Stored, Touched, VagueConstraints,
    VagueName, Value,
};

impl Recorder {
    /// Adds what comes and goes with a table that may have changed: its indexes and sequences have names of their own, and
    /// the views and foreign keys that name it say so in other words, if it or a column got another name.
    pub(super) fn with_owned(&self, mut effects: Vec<Effect>) -> Vec<Effect> {
        let mut owned = Vec::new();
        for effect in &effects {
            let Effect::Unknown { touched: Touched::Table(table) | Touched::Object(ObjectId::Table(table)), unknown } =
                effect
            else {
                continue;
            };
            let around = self.schema.dependents(&Key::Relation(table.clone())).filter_map(|key| self.schema.find(key));
            for stored in around {
                if stored.owner() == Some(table) {
                    owned.push(Effect::Unknown { touched: Touched::Object(stored.id()), unknown: unknown.clone() });
                } else {
                    owned.extend(naming(stored, table).map(|fact| Effect::Set {
                        object: fact.object,
                        attribute: fact.attribute,
                        before: Some(fact.value),
                        after: Some(Value::Unknown(unknown.clone())),
                    }));
                }
            }
        }
        effects.extend(owned);
        effects
    }

    /// Carries over what constraints may have been made or dropped, known in part.
    fn follow_vague(&mut self, from: &ObjectId, to: &ObjectId) {
        for (like, unknown) in self.schema.vague().to_vec() {
            let change = match (from, to) {
                (ObjectId::Table(from), ObjectId::Table(to)) if like.admit_on(from) => {
                    let like = VagueConstraints { table: VagueName::known(to.name.as_str()), ..like };
                    Some(self.schema.doubt_constraints(like, unknown))
                }
                (ObjectId::Constraint(..) | ObjectId::Index(_), _) if like.admit(from) => {
                    let operation = Operation::Unknown { touched: Touched::Object(to.clone()), unknown };
                    self.schema.apply(&operation).ok().and_then(|changes| changes.into_iter().next())
                }
                _ => None,
            };
            self.log.changes.extend(change);
        }
    }

    /// Carries what is unknown about a renamed object over to its new name.
    pub(super) fn follow_renames(&mut self, changes: &[Change]) {
        for change in changes {
            let Change::Rename { from, to } = change else { continue };
            self.follow_vague(from, to);
            self.seen.follow_rename(from, to);
            let moved: Vec<_> = self
                .schema
                .unknown
                .iter()
                .filter_map(|(touched, unknown)| Some((renamed(touched, from, to)?, unknown.clone())))
                .collect();
            for (touched, unknown) in moved {
                if let Ok(changes) = self.schema.apply(&Operation::Unknown { touched, unknown }) {
                    self.log.changes.extend(changes);
                }
            }
        }
    }
}

fn renamed(touched: &Touched, from: &ObjectId, to: &ObjectId) -> Option<Touched> {
    match touched {
        Touched::Object(object) => {
            let moved = object.clone().renamed(from, to);
            (moved != *object).then_some(Touched::Object(moved))
        }
        Touched::Table(table) => match (from, to) {
            (ObjectId::Table(old), ObjectId::Table(new)) if table == old => Some(Touched::Table(new.clone())),
            _ => None,
        },
        Touched::Everything => None,
    }
}

/// The definitions in an object that name `table`: the query of a view, the foreign keys of another table.
fn naming(stored: &Stored, table: &QualifiedName) -> impl Iterator<Item = Fact> {
    let objects: Vec<ObjectId> = match stored {
        Stored::View(_) => vec![stored.id()],
        Stored::Table(own) if own.name != *table => {
            let refers = |own: &Constraint| matches!(&own.kind, ConstraintKind::ForeignKey(key) if key.table == *table);
            let keys = own.constraints.values().filter(|own| refers(own));
            keys.map(|key| ObjectId::Constraint(own.name.clone(), key.name.clone())).collect()
        }
        _ => Vec::new(),
    };
    let facts = if objects.is_empty() { Vec::new() } else { stored.facts() };
    facts.into_iter().filter(move |own| own.attribute == Attribute::Definition && objects.contains(&own.object))
}
