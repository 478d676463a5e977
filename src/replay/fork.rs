//! Both ways of a branch whose condition is unknown: each is tried, and what they do not agree on becomes unknown.

use crate::replay::contents::Rows;
use crate::replay::log::Log;
use crate::replay::recorder::{Recorder, Site};
use crate::replay::step::Action;
use crate::replay::transaction::Transaction;
use crate::schema::{Change, Key, ObjectId, Stored, Touched, Unknown, VagueConstraints};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Everything a recorder knows at one moment of a revision: cheap to keep.
#[derive(Clone, Debug)]
pub struct Moment {
    log: Log,
    transaction: Transaction,
    rows: Rc<Rows>,
}

impl Moment {
    /// Returns how many steps were recorded before.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.log.steps.len()
    }

    /// Tells whether nothing was recorded between two moments.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let counts = |own: &Self| (own.log.changes.len(), own.log.steps.len(), own.log.unknown.len(), own.log.section);
        counts(self) == counts(other)
    }
}

impl Recorder {
    /// Returns the present moment.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment { log: self.log.clone(), transaction: self.transaction.clone(), rows: self.contents.moment() }
    }

    /// Goes back, or over, to another moment of the same revision.
    pub fn resume(&mut self, moment: &Moment) {
        let kept = self.log.changes.common(&moment.log.changes);
        self.take_back(kept);
        for change in moment.log.changes.since(kept) {
            self.redo(change);
        }
        // What was redone keeps its identity, so that other moments still share it.
        self.log = moment.log.clone();
        self.transaction = moment.transaction.clone();
        self.contents.resume(&moment.rows);
    }

    /// Goes on where it is not known which of two moments came about: what differs is unknown because of `unknown`.
    pub fn join(&mut self, taken: &Moment, other: &Moment, unknown: &Unknown, site: &Site) {
        self.join_schemas(taken, other, unknown, site);
        self.contents.join(&taken.rows, &other.rows);
    }

    fn join_schemas(&mut self, taken: &Moment, other: &Moment, unknown: &Unknown, site: &Site) {
        let kept = taken.log.changes.common(&other.log.changes);
        let (left, right) = (Net::of(&taken.log.changes.since(kept)), Net::of(&other.log.changes.since(kept)));
        if left == right {
            // The way that says most stands for both, unless it ends in an aborted transaction.
            let aborted = (taken.transaction.check().is_err(), other.transaction.check().is_err());
            let longer = match aborted {
                (true, false) => other,
                (false, true) => taken,
                _ if other.log.steps.len() > taken.log.steps.len() => other,
                _ => taken,
            };
            self.resume(longer);
            let shorter = if std::ptr::eq(longer, taken) { other } else { taken };
            self.log.learn(&shorter.log);
            if aborted.0 != aborted.1 {
                self.remark(unknown.clone());
            }
            return;
        }
        let steps = taken.log.steps.common(&other.log.steps);
        let base = Moment { log: taken.log.up_to(kept, steps, &other.log), ..taken.clone() };
        self.resume(&base);
        if taken.transaction.check().is_err() {
            self.transaction = other.transaction.clone();
        }
        self.join_different([taken, other], [&left, &right], (kept, steps), unknown, site);
    }

    fn join_different(
        &mut self,
        moments: [&Moment; 2],
        nets: [&Net; 2],
        (kept, steps): (usize, usize),
        unknown: &Unknown,
        site: &Site,
    ) {
        let mut touched = BTreeSet::new();
        if nets.iter().any(|net| net.search_path) {
            touched.insert(Touched::Everything);
        }
        let keys: BTreeSet<&Key> = nets.iter().flat_map(|net| net.objects.keys()).collect();
        for key in keys {
            let before = self.schema.find(key).cloned();
            let [left, right] = nets.map(|net| net.after(key, before.as_ref()));
            if left != right {
                add_differences(left, right, &mut touched);
            }
            // Later statements are more likely to expect the object than its absence.
            let kept = [left, right].into_iter().flatten().max_by_key(|stored| weight(stored)).cloned();
            if kept != before {
                let change = self.schema.put(key.clone(), kept);
                self.log.changes.push(change);
            }
        }
        let mut place = None;
        for moment in moments {
            let own = moment.log.steps.since(steps);
            let changing = own.iter().find(|step| matches!(step.action, Action::Operation { .. }));
            place = place
                .or_else(|| changing.map(|step| Site { place: step.place.clone(), condition: step.condition.clone() }));
            for change in moment.log.changes.since(kept) {
                if matches!(change, Change::Unknown { .. } | Change::Vague { .. }) {
                    self.redo(change);
                    self.log.changes.push(change.clone());
                }
            }
            let kept = own.into_iter().filter(|step| matches!(step.action, Action::Data { .. } | Action::Unknown(_)));
            self.log.steps.extend(kept.cloned());
        }
        let site = place.as_ref().unwrap_or(site);
        // Each way was tried, but where names may mean other things.
        let is_tried = unknown.is_taken && !touched.contains(&Touched::Everything);
        let unknown = Unknown { is_taken: is_tried, ..unknown.clone() };
        for touched in touched {
            self.unknown(touched, unknown.clone(), site);
        }
    }

    fn redo(&mut self, change: &Change) {
        match change {
            Change::Put { key, after, .. } => {
                self.schema.put(key.clone(), after.clone());
            }
            Change::Unknown { touched, unknown } => self.schema.unknown.push((touched.clone(), unknown.clone())),
            Change::Vague { constraints, unknown } => {
                self.schema.doubt_constraints(constraints.clone(), unknown.clone());
            }
            Change::SearchPath { after, .. } => self.schema.put_search_path(after),
            Change::Rename { .. } => {}
        }
    }
}

/// What a way did in the end.
#[derive(PartialEq)]
struct Net {
    objects: BTreeMap<Key, Option<Stored>>,
    unknown: BTreeSet<Touched>,
    vague: BTreeSet<VagueConstraints>,
    search_path: bool,
}

impl Net {
    fn of(changes: &[&Change]) -> Self {
        let mut net =
            Self { objects: BTreeMap::new(), unknown: BTreeSet::new(), vague: BTreeSet::new(), search_path: false };
        let mut before: BTreeMap<Key, Option<Stored>> = BTreeMap::new();
        for change in changes {
            match change {
                Change::Put { key, before: old, after } => {
                    before.entry(key.clone()).or_insert_with(|| old.clone());
                    net.objects.insert(key.clone(), after.clone());
                }
                Change::Unknown { touched, .. } => {
                    net.unknown.insert(touched.clone());
                }
                Change::Vague { constraints, .. } => {
                    net.vague.insert(constraints.clone());
                }
                Change::SearchPath { .. } => net.search_path = true,
                Change::Rename { .. } => {}
            }
        }
        net.objects.retain(|key, after| before.get(key) != Some(after));
        net
    }

    fn after<'a>(&'a self, key: &Key, before: Option<&'a Stored>) -> Option<&'a Stored> {
        match self.objects.get(key) {
            Some(after) => after.as_ref(),
            None => before,
        }
    }
}

/// Adds what differs between two outcomes for one object.
fn add_differences(left: Option<&Stored>, right: Option<&Stored>, touched: &mut BTreeSet<Touched>) {
    match (left, right) {
        (Some(Stored::Table(table)), None) | (None, Some(Stored::Table(table))) => {
            touched.insert(Touched::Table(table.name.clone()));
        }
        _ => {
            let (left, right) = (facts(left, right), facts(right, left));
            let objects = left
                .iter()
                .chain(&right)
                .filter(|(key, value)| left.get(key) != Some(value) || right.get(key) != Some(value));
            touched.extend(objects.map(|((object, _), _)| Touched::Object(object.clone())));
        }
    }
}

type Facts = BTreeMap<(ObjectId, crate::schema::Attribute), crate::schema::Value>;

/// Returns the facts of one outcome, without what the other has alike.
fn facts(stored: Option<&Stored>, other: Option<&Stored>) -> Facts {
    let facts = stored.map(|own| own.facts_beside(other)).unwrap_or_default();
    facts.into_iter().map(|fact| ((fact.object, fact.attribute), fact.value)).collect()
}

fn weight(stored: &Stored) -> usize {
    match stored {
        Stored::Table(table) => 1 + table.columns.len() + table.constraints.len(),
        _ => 1,
    }
}
