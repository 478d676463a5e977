//! Constraints that a step makes or drops under names of which only parts are known. What such a step can have done is less
//! than anything: it leaves alone whatever has another name, and everything that is no constraint.

use crate::name::{Name, QualifiedName};
use crate::schema::{Change, Constraint, ConstraintKind, ObjectId, Schema, Stored, Table, Unknown};
use std::sync::Arc;

/// A name of which only some parts may be known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VagueName(Vec<Arc<str>>);

/// The constraints that a step may have made or dropped, by their names and their tables' names, in any schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VagueConstraints {
    pub table: VagueName,
    /// An index that backs a constraint has its name.
    pub name: VagueName,
    pub making: Making,
}

/// What a step may have made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Making {
    /// It drops.
    Nothing,
    ForeignKey,
    Check,
    /// A unique or an exclusion constraint.
    Backed,
}

impl Making {
    /// Returns what makes a constraint of this kind; nothing does that for a primary key, which touches columns, too.
    fn of(kind: &ConstraintKind) -> Self {
        match kind {
            ConstraintKind::PrimaryKey { .. } => Self::Nothing,
            ConstraintKind::ForeignKey(_) => Self::ForeignKey,
            ConstraintKind::Check { .. } => Self::Check,
            ConstraintKind::Unique { .. } | ConstraintKind::Exclude { .. } => Self::Backed,
        }
    }
}

/// From here on a name may be a longer one that was cut: by PostgreSQL at 63 bytes, by SQLAlchemy at 55 characters and the
/// 5 of a hash.
const CUT: usize = 60;

impl VagueName {
    /// Returns a name that is known.
    #[must_use]
    pub fn known(name: &str) -> Self {
        Self(vec![Arc::from(Name::verbatim(name).as_str())])
    }

    /// Returns a name that can be any.
    #[must_use]
    pub fn any() -> Self {
        Self::around(Vec::new())
    }

    /// Returns a name by its known parts: anything may stand before, between and after them. The first is what it begins
    /// with, the last what it ends with; both may be empty.
    #[must_use]
    pub fn around(mut parts: Vec<Arc<str>>) -> Self {
        while parts.len() < 2 {
            parts.push(Arc::from(""));
        }
        Self(parts)
    }

    /// Returns whether `name` can be meant.
    #[must_use]
    pub fn admits(&self, name: &Name) -> bool {
        let text = name.as_str();
        match self.0.as_slice() {
            [] => true,
            [only] => **only == *text,
            [first, inner @ .., last] => {
                text.len() >= CUT
                    || text.strip_prefix(&**first).is_some_and(|rest| {
                        let rest = inner.iter().try_fold(rest, |rest, part| Some(rest.split_once(&**part)?.1));
                        rest.is_some_and(|rest| rest.ends_with(&**last))
                    })
            }
        }
    }
}

impl VagueConstraints {
    /// Returns whether the step may have made or dropped `object`.
    #[must_use]
    pub fn admit(&self, object: &ObjectId) -> bool {
        match object {
            ObjectId::Constraint(table, name) => self.admit_on(table) && self.name.admits(name),
            ObjectId::Index(name) => self.name.admits(&name.name),
            _ => false,
        }
    }

    /// Returns whether the step may have made or dropped a constraint of `table`.
    #[must_use]
    pub fn admit_on(&self, table: &QualifiedName) -> bool {
        self.table.admits(&table.name)
    }
}

impl Schema {
    /// Notes that constraints like these may have been made or dropped.
    pub fn doubt_constraints(&mut self, constraints: VagueConstraints, unknown: Unknown) -> Change {
        self.vague.push((constraints.clone(), unknown.clone()));
        Change::Vague { constraints, unknown }
    }

    /// Returns the constraints, and the indexes of such names, that are like these.
    #[must_use]
    pub fn constraints_like(&self, like: &VagueConstraints) -> Vec<ObjectId> {
        let constraints_of = |stored: &Stored| match stored {
            Stored::Table(table) => {
                let names = table.constraints.values().map(|own| own.name.clone());
                names.map(|name| ObjectId::Constraint(table.name.clone(), name)).collect()
            }
            Stored::Index(index) => vec![ObjectId::Index(index.name.clone())],
            _ => Vec::new(),
        };
        let all = self.objects().flat_map(|(_, stored)| constraints_of(stored));
        all.filter(|object| like.admit(object)).collect()
    }

    /// Returns the constraints that may be there, or not, in the order they came up.
    #[must_use]
    pub fn vague(&self) -> &[(VagueConstraints, Unknown)] {
        &self.vague
    }

    /// Returns why nobody knows which constraints of these kinds a table has.
    #[must_use]
    pub fn doubt_of_constraints(&self, table: &Table, kinds: &[Making]) -> Option<&Unknown> {
        self.latest_vague(|own| {
            let dropped = |it: &Constraint| kinds.contains(&Making::of(&it.kind)) && own.name.admits(&it.name);
            let made = own.making != Making::Nothing && kinds.contains(&own.making);
            own.admit_on(&table.name) && (made || table.constraints.values().any(dropped))
        })
    }

    /// Returns the last reason why `is_asked` cannot be told of constraints.
    #[must_use]
    pub fn latest_vague(&self, is_asked: impl Fn(&VagueConstraints) -> bool) -> Option<&Unknown> {
        self.vague.iter().rev().find(|(own, _)| is_asked(own)).map(|(_, unknown)| unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(parts: &[&str]) -> VagueName {
        VagueName::around(parts.iter().map(|part| Arc::from(*part)).collect())
    }

    #[test]
    fn a_name_is_admitted_by_its_known_parts() {
        let long = "x".repeat(61);
        let cases: &[(VagueName, &str, bool)] = &[
            (VagueName::known("fk_a"), "fk_a", true),
            (VagueName::known("fk_a"), "fk_ab", false),
            (VagueName::known(&"y".repeat(70)), &"y".repeat(63), true),
            (VagueName::any(), "anything", true),
            (around(&["fk_", "_id"]), "fk_host_id", true),
            (around(&["fk_", "_id"]), "fk__id", true),
            (around(&["fk_", "_id"]), "fk_id", false),
            (around(&["fk_", "_id"]), "fk_host_id_2", false),
            (around(&["fk_", "_h_", "_id"]), "fk_a_h_b_id", true),
            (around(&["fk_", "_h_", "_id"]), "fk_a_b_id", false),
            (around(&["a", "a"]), "a", false),
            (around(&["fk_", "_id"]), &long, true),
        ];
        for (vague, name, admitted) in cases {
            assert_eq!(vague.admits(&Name::verbatim(name)), *admitted, "{vague:?} {name}");
        }
    }
}
