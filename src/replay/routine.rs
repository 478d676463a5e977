//! Calls of functions and procedures that are not PostgreSQL's: what their bodies may have done to the schema. Bodies are
//! not carried out.

use crate::operation::RelationRef;
use crate::replay::{Recorder, Site};
use crate::schema::{ObjectId, Routine, RoutineKind, Schema, Touched, Unknown};
use crate::sql::{Surroundings, changes_schema, is_of_extension, names_before_brackets, touched_by_text};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Recorder {
    /// Notes that a routine was called: what it may have changed is unknown.
    pub(super) fn call(&mut self, routine: &RelationRef, site: &Site) {
        let mut touched = BTreeSet::new();
        Reach { recorder: self, seen: BTreeSet::new() }.add(routine, &mut touched);
        for touched in touched {
            let reason = format!("the function `{routine}` may change the schema");
            self.unknown(touched, Unknown::new(reason, Some(site.place.clone())), site);
        }
    }
}

/// Follows the calls from one routine to the next.
struct Reach<'r> {
    recorder: &'r Recorder,
    seen: BTreeSet<ObjectId>,
}

impl Reach<'_> {
    fn add(&mut self, routine: &RelationRef, touched: &mut BTreeSet<Touched>) {
        let found = routines(self.recorder.schema(), routine);
        if found.is_empty() && !is_of_extension(&routine.name) {
            touched.insert(Touched::Everything);
        }
        for own in found {
            self.add_body(&own, touched);
        }
    }

    fn add_body(&mut self, own: &Routine, touched: &mut BTreeSet<Touched>) {
        let types: Vec<String> = own.arguments.iter().map(|own| own.to_sql()).collect();
        let object = ObjectId::Function(own.name.clone(), types.join(", "));
        if own.kind == RoutineKind::Aggregate || !self.seen.insert(object.clone()) {
            return;
        }
        let has_text =
            ["sql", "plpgsql"].iter().any(|language| own.signature.contains(&format!(" LANGUAGE {language}")));
        if !has_text || self.recorder.doubt_about(&object).is_some() {
            touched.insert(Touched::Everything);
            return;
        }
        let schema = self.recorder.schema();
        if changes_schema(&own.body) {
            touched.extend(touched_by_text(&own.body, &Surroundings::of(schema)));
        }
        for call in names_before_brackets(&own.body) {
            let is_list = call.schema.is_none() || schema.find_relation(&call).is_some();
            if !is_list || !routines(schema, &call).is_empty() {
                self.add(&call, touched);
            }
        }
    }
}

fn routines(schema: &Schema, name: &RelationRef) -> Vec<Arc<Routine>> {
    let first = schema.full_names(name).find(|full| schema.routines_named(full).next().is_some());
    first.iter().flat_map(|full| schema.routines_named(full)).cloned().collect()
}
