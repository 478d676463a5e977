//! What a doubt reaches besides what it names: what lives with a table, and objects under their later names.

use crate::operation::Operation;
use crate::replay::Recorder;
use crate::schema::{Change, Effect, Key, ObjectId, Stored, Touched, VagueConstraints, VagueName};

impl Recorder {
    /// Adds what comes and goes with a table that may have changed: its indexes and sequences have names of their own.
    pub(super) fn with_owned(&self, mut effects: Vec<Effect>) -> Vec<Effect> {
        let mut owned = Vec::new();
        for effect in &effects {
            let Effect::Unknown { touched: Touched::Table(table) | Touched::Object(ObjectId::Table(table)), unknown } =
                effect
            else {
                continue;
            };
            let around = self.schema.dependents(&Key::Relation(table.clone())).filter_map(|key| self.schema.find(key));
            let own = around.filter(|stored| stored.owner() == Some(table)).map(Stored::id);
            owned.extend(own.map(|id| Effect::Unknown { touched: Touched::Object(id), unknown: unknown.clone() }));
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
