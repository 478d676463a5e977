//! What revisions take away or rename of tables that no revision makes: what is made under such a name later may have been
//! there before, and its presence proves nothing.

use crate::name::{Name, QualifiedName};
use crate::schema::{ObjectId, Unknown, moved};
use std::collections::{BTreeMap, BTreeSet};

/// The objects that are older than the history, and their names that came free.
#[derive(Clone, Debug, Default)]
pub(super) struct Older {
    /// Why each is thought to have been there from the start.
    objects: BTreeMap<ObjectId, Unknown>,
    given_up: BTreeMap<ObjectId, Unknown>,
    /// Parts of them that are made if they are not there.
    parts: BTreeSet<ObjectId>,
}

impl Older {
    /// Learns of objects that a revision uses and none makes.
    pub fn note(&mut self, unrecorded: &[(ObjectId, Unknown)]) {
        self.objects.extend(unrecorded.iter().cloned());
    }

    /// Learns that `object`, which no revision made, is dropped.
    pub fn give_up(&mut self, object: &ObjectId) {
        if let Some(unknown) = self.reason(object) {
            self.given_up.insert(object.clone(), unknown);
        }
    }

    /// Learns that `from`, which no revision made, is called `to` now.
    pub fn rename(&mut self, from: &ObjectId, to: &ObjectId) {
        self.give_up(from);
        for (old, new) in moved(&self.given_up, from, to) {
            if let Some(unknown) = self.given_up.get(&old).cloned().filter(|_| old != *from) {
                self.given_up.insert(new, unknown);
            }
        }
        if let Some(unknown) = self.objects.remove(from) {
            self.objects.insert(to.clone(), unknown);
        }
    }

    /// Returns why something of this name may have been there before a revision makes it.
    pub fn why(&self, object: &ObjectId) -> Option<&Unknown> {
        let table = || self.given_up.get(&ObjectId::Table(object.table()?.clone()));
        // The index of a constraint is renamed with it.
        let index = || match object {
            ObjectId::Constraint(table, name) => self.given_up.get(&ObjectId::Index(table.sibling(name.clone()))),
            _ => None,
        };
        self.given_up.get(object).or_else(index).or_else(table).or_else(|| self.of_its_table(object))
    }

    /// Returns whether no revision made the object, and one uses it.
    pub fn has(&self, object: &ObjectId) -> bool {
        self.objects.contains_key(object)
    }

    /// Learns that a table may have been there before: it is dropped if it is, and then made.
    pub fn doubt(&mut self, object: &ObjectId) {
        if let Some(unknown) = self.first().cloned() {
            self.given_up.entry(object.clone()).or_insert(unknown);
        }
    }

    /// Learns that a part of a table is made if it is not there: one that is older may have it.
    pub fn doubt_part(&mut self, table: QualifiedName, part: ObjectId) {
        if let Some(unknown) = self.objects.get(&ObjectId::Table(table)) {
            self.given_up.insert(part.clone(), unknown.clone());
            self.parts.insert(part);
        }
    }

    /// Returns whether this is a part of an older table that a revision makes if it is not there.
    pub fn is_made_if_missing(&self, part: &ObjectId) -> bool {
        self.parts.contains(part)
    }

    /// Returns why there are tables that no revision makes, if there are.
    pub fn first(&self) -> Option<&Unknown> {
        self.objects.values().next()
    }

    /// What is called as PostgreSQL calls what belongs to a table: it keeps its name when the table gets another.
    fn of_its_table(&self, object: &ObjectId) -> Option<&Unknown> {
        let (ObjectId::Sequence(name) | ObjectId::Index(name)) = object else { return None };
        let own = name.name.as_str();
        let tables = own.match_indices('_').filter_map(|(end, _)| own.get(..end));
        let mut tables = tables.map(|table| ObjectId::Table(name.sibling(Name::verbatim(table))));
        tables.find_map(|table| self.given_up.get(&table))
    }

    /// Returns why a table that no revision made, or a part of one, is thought to have been there from the start.
    pub fn unmade(&self, object: &ObjectId) -> Option<Unknown> {
        let is_told = matches!(
            object,
            ObjectId::Table(_)
                | ObjectId::Column(..)
                | ObjectId::Constraint(..)
                | ObjectId::Index(_)
                | ObjectId::View(_)
                | ObjectId::Sequence(_)
        );
        is_told.then(|| self.reason(object)).flatten()
    }

    /// Returns the tables that no revision made, under their last names.
    pub fn tables(&self) -> impl Iterator<Item = &ObjectId> {
        self.objects.keys().filter(|object| matches!(object, ObjectId::Table(_)))
    }

    fn reason(&self, object: &ObjectId) -> Option<Unknown> {
        let table = || self.objects.get(&ObjectId::Table(object.table()?.clone()));
        self.objects.get(object).or_else(table).cloned()
    }
}
