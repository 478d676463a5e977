//! What may have changed without anybody knowing how, found by what it can have touched.

use crate::name::QualifiedName;
use crate::schema::{ObjectId, Touched, Unknown};
use crate::timeline::{Event, Life, Moment};
use std::collections::BTreeMap;
use std::ops::{Bound, RangeBounds};

/// Something that may have changed what it touched at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Taint {
    pub moment: Moment,
    /// Which of the revision's steps it is.
    pub step: usize,
    pub touched: Touched,
    pub unknown: Unknown,
}

/// Which taints a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Those that name the object.
    Object,
    /// Those that name it or its table.
    Table,
    /// Also those that can have touched anything.
    Everything,
}

/// All taints, in the order of their moments.
#[derive(Clone, Debug, Default)]
pub struct Taints {
    all: Vec<Taint>,
    by_object: BTreeMap<ObjectId, Vec<usize>>,
    by_table: BTreeMap<QualifiedName, Vec<usize>>,
    everything: Vec<usize>,
}

impl Taints {
    /// Adds a taint no earlier than those there are.
    pub(super) fn push(&mut self, taint: Taint) {
        let list = match &taint.touched {
            Touched::Object(object) => self.by_object.entry(object.clone()).or_default(),
            Touched::Table(table) => self.by_table.entry(table.clone()).or_default(),
            Touched::Everything => &mut self.everything,
        };
        list.push(self.all.len());
        self.all.push(taint);
    }

    /// Returns the first taint that can have touched the object of this name.
    #[must_use]
    pub fn first_of(&self, object: &ObjectId) -> Option<&Taint> {
        self.earliest(self.lists(object, Reach::Everything), &..)
    }

    /// Returns the taints that can have touched the object of this name; of one reach after the other, each in order.
    pub fn of(&self, object: &ObjectId, reach: Reach) -> impl Iterator<Item = &Taint> {
        self.lists(object, reach).flatten().filter_map(|number| self.all.get(*number))
    }

    /// Returns the taints that can have touched anything.
    pub fn of_everything(&self) -> impl Iterator<Item = &Taint> {
        self.everything.iter().filter_map(|number| self.all.get(*number))
    }

    /// Returns the first taint within `moments` that can have touched `life` under any of its names.
    #[must_use]
    pub fn first(&self, life: &Life, reach: Reach, moments: impl RangeBounds<Moment>) -> Option<&Taint> {
        self.earliest(life.names.iter().flat_map(|(_, name)| self.lists(name, reach)), &moments)
    }

    /// Returns a taint that can have taken back what `event` did to `life` in the same revision: one that names it, or
    /// one that can have touched anything and came after it.
    #[must_use]
    pub fn after(&self, life: &Life, event: &Event) -> Option<&Taint> {
        let named = self.first(life, Reach::Table, event.moment..=event.moment);
        let start = self
            .everything
            .partition_point(|number| self.all.get(*number).is_some_and(|own| own.moment < event.moment));
        let of_revision =
            self.everything.get(start..).unwrap_or_default().iter().filter_map(|number| self.all.get(*number));
        let mut of_revision = of_revision.take_while(|own| own.moment == event.moment);
        named.or_else(|| of_revision.find(|own| own.step >= event.step))
    }

    /// Returns a taint of the object itself that came before `event` first set something.
    #[must_use]
    pub fn before(&self, life: &Life, event: &Event) -> Option<&Taint> {
        let first = event.steps().min().unwrap_or(event.step);
        let taint = self.first(life, Reach::Object, ..=event.moment)?;
        (taint.moment < event.moment || taint.step < first).then_some(taint)
    }

    fn lists(&self, object: &ObjectId, reach: Reach) -> impl Iterator<Item = &Vec<usize>> {
        let table = object.table().filter(|_| reach >= Reach::Table);
        let everything = (reach == Reach::Everything).then_some(&self.everything);
        self.by_object.get(object).into_iter().chain(table.and_then(|own| self.by_table.get(own))).chain(everything)
    }

    fn earliest<'a>(
        &self,
        lists: impl Iterator<Item = &'a Vec<usize>>,
        moments: &impl RangeBounds<Moment>,
    ) -> Option<&Taint> {
        let moment = |number: &usize| self.all.get(*number).map(|taint| taint.moment);
        let is_before = |number: &usize| match (moments.start_bound(), moment(number)) {
            (Bound::Included(start), Some(own)) => own < *start,
            (Bound::Excluded(start), Some(own)) => own <= *start,
            _ => false,
        };
        let firsts = lists.filter_map(|list| list.get(list.partition_point(is_before)));
        let within = |number: &&usize| moment(number).is_some_and(|own| moments.contains(&own));
        firsts.filter(within).min().and_then(|number| self.all.get(*number))
    }
}
