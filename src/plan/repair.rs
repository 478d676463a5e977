//! The repair: what is missing below the position is made as the replayed schema has it, in dependency order. Only what
//! the audit accuses, or what follows from it, is touched; nothing is ever dropped here but an invalid index.

mod changes;
mod inherited;
mod rows;
mod sequences;
mod types;

use crate::audit::evidence::{Evidence, Weighed};
use crate::audit::lineage::Position;
use crate::audit::making::Making;
use crate::audit::presence::RevisionAudit;
use crate::name::QualifiedName;
use crate::operation::{Behavior, IfExists, IfNotExists, ObjectRef, Operation, RelationRef};
use crate::plan::{Action, Question, Safety, Step, Transaction, change, create, left_over, rename, verify};
use crate::revision::RevisionId;
use crate::schema::{Attribute, Column, ConstraintKind, ObjectId, Schema, Stored, Table, Value, View, ViewKind};
use crate::source::Place;
use crate::sql::render;
use std::collections::{BTreeMap, BTreeSet};

/// Returns the steps that make everything that is missing up to `target`.
pub fn steps(question: &Question<'_>, target: &Position) -> Vec<Step> {
    let mut repair = Repair {
        question,
        blame: BTreeMap::new(),
        conditional: BTreeSet::new(),
        done: BTreeSet::new(),
        left: BTreeSet::new(),
        invalid: BTreeSet::new(),
        rows: Making::default(),
        not_null: BTreeMap::new(),
        steps: Vec::new(),
    };
    let inside = question.audit.revisions.iter().filter(|audit| target.contains(&audit.number));
    // What is missing is made under the name it has at the target.
    let named = |effect: &Weighed| {
        let object = effect.renamed(target).unwrap_or(&effect.object).clone();
        Weighed { object, ..effect.clone() }
    };
    let absent: Vec<(&RevisionAudit, Weighed)> = inside
        .flat_map(|audit| audit.effects.iter().map(move |effect| (audit, effect)))
        .filter(|(_, effect)| effect.evidence == Evidence::Absent)
        .map(|(audit, effect)| (audit, named(effect)))
        .collect();
    repair.treat_rows(target);
    for (audit, effect) in &absent {
        let revision = question.audit.lineage.revision(audit.number).clone();
        repair.blame.entry(effect.object.clone()).or_insert((revision, effect.place.clone()));
        if effect.condition.is_some() {
            repair.conditional.insert(effect.object.clone());
        }
    }
    let makes = |effect: &Weighed| effect.attribute == Attribute::Existence && effect.expected.is_some();
    let mut wanted: BTreeSet<ObjectId> =
        absent.iter().filter(|(_, effect)| makes(effect)).map(|(_, effect)| effect.object.clone()).collect();
    for (_, effect) in absent.iter().filter(|(_, effect)| makes(effect)) {
        repair.clear_the_way(effect);
    }
    for (audit, effect) in absent.iter().filter(|(_, effect)| left_over::holds_nothing(effect) && !effect.implied) {
        repair.steps.push(left_over::step(question, audit, effect));
    }
    // What a person renames is not made beside it.
    wanted.retain(|object| repair.invalid.contains(object) || !repair.done.contains(object));
    repair.steps.extend(rename::set_aside(question.audit, question.expected, &mut wanted));
    let schemas = (question.expected, question.actual);
    let alone = wanted.iter().filter(|own| !inherited::comes_with_parent(own, &wanted, schemas));
    repair.make_all(&alone.cloned().collect());
    let changes = |effect: &Weighed| !makes(effect) && !effect.implied && !left_over::holds_nothing(effect);
    for (audit, effect) in absent.iter().filter(|(_, effect)| changes(effect)) {
        repair.change(audit, effect);
    }
    repair.steps
}

struct Repair<'a> {
    question: &'a Question<'a>,
    /// Which revision and line should have made an object.
    blame: BTreeMap<ObjectId, (RevisionId, Place)>,
    /// What the revision makes under a condition: that it is not there may be right.
    conditional: BTreeSet<ObjectId>,
    done: BTreeSet<ObjectId>,
    /// What a person makes.
    left: BTreeSet<ObjectId>,
    /// Indexes to build again.
    invalid: BTreeSet<ObjectId>,
    /// What the missing statements would have done to the rows, by the names that things have at the target.
    rows: Making,
    /// Where a column is no longer to be NULL.
    not_null: BTreeMap<ObjectId, (RevisionId, Place)>,
    steps: Vec<Step>,
}

impl<'a> Repair<'a> {
    fn expected(&self) -> &'a Schema {
        self.question.expected
    }

    /// An invalid index stands in the way of its successor; a renamed object waits for its name.
    fn clear_the_way(&mut self, effect: &Weighed) {
        match (&effect.object, &effect.actual) {
            (ObjectId::Index(name), Some(Value::Known(word))) if word == "invalid" => {
                let drop = Operation::Drop {
                    objects: vec![ObjectRef::Index(name.clone().into())],
                    missing: IfExists::Fail,
                    behavior: Behavior::Restrict,
                };
                let mut step = self.step(&effect.object, vec![drop], Safety::Review);
                step.verify.clear();
                if self.is_of_partitioned(name) {
                    step.reason = format!("`{}` is invalid: not every partition has it", effect.object);
                } else {
                    step.reason = format!("`{}` is invalid: a failed concurrent build left it behind", effect.object);
                    step.sql =
                        step.sql.iter().map(|sql| sql.replacen("DROP INDEX", "DROP INDEX CONCURRENTLY", 1)).collect();
                    step.transaction = Transaction::Outside;
                }
                self.steps.push(step);
                self.invalid.insert(effect.object.clone());
            }
            (object, Some(Value::Known(old))) if *old != object.own_name() && !self.done.contains(object) => {
                let mut step = self.step(object, Vec::new(), Safety::Manual);
                step.reason = format!("`{old}` should be called `{object}` by now: rename it, by hand");
                self.steps.push(step);
                self.done.insert(object.clone());
            }
            _ => {}
        }
    }

    fn make_all(&mut self, wanted: &BTreeSet<ObjectId>) {
        for object in wanted {
            if let ObjectId::Schema(name) = object {
                let create = Operation::CreateSchema { name: name.clone(), existing: IfNotExists::Fail };
                self.push(object, vec![create], Safety::Safe);
            }
        }
        for object in wanted {
            if let ObjectId::Extension(name) = object {
                let (name, existing) = (name.clone(), IfNotExists::Skip);
                let create = Operation::CreateExtension { name, schema: None, existing };
                self.push(object, vec![create], Safety::Review);
            }
        }
        self.make_types(wanted);
        self.leave(wanted, |object| matches!(object, ObjectId::Type(_)));
        self.make_sequences(wanted);
        self.make_routines(wanted);
        self.leave(wanted, |object| matches!(object, ObjectId::Function(..)));
        self.make_tables(wanted);
        self.make_columns(wanted);
        self.leave(wanted, |object| matches!(object, ObjectId::Table(_) | ObjectId::Column(..)));
        self.own_sequences(wanted, sequences::Made::ByPlan);
        self.make_constraints(wanted);
        self.make_views(wanted);
        self.make_indexes(wanted);
        self.make_table_parts(wanted);
        self.leave(wanted, |_| true);
        self.own_sequences(wanted, sequences::Made::ByHand);
    }

    /// Leaves what is not made by now to a person: others may stand on it.
    fn leave(&mut self, wanted: &BTreeSet<ObjectId>, is_it: impl Fn(&ObjectId) -> bool) {
        for object in wanted.iter().filter(|own| is_it(own)) {
            let is_told = self.done.contains(object) || self.left.contains(object);
            if !is_told && !self.comes_with_its_table(object, wanted) {
                let mut step = self.step(object, Vec::new(), Safety::Manual);
                step.reason = rename::by_hand(object, self.namesake(object).as_ref());
                self.steps.push(step);
                self.left.insert(object.clone());
            }
        }
    }

    /// Parents of partitions and inheritance first.
    fn make_tables(&mut self, wanted: &BTreeSet<ObjectId>) {
        let mut open: Vec<&Table> = wanted
            .iter()
            .filter_map(|object| match object {
                ObjectId::Table(name) => self.expected().table(name).map(AsRef::as_ref),
                _ => None,
            })
            .collect();
        while !open.is_empty() {
            let names: BTreeSet<QualifiedName> = open.iter().map(|table| table.name.clone()).collect();
            let waits = |table: &&Table| {
                let parents = table.inherits.iter().chain(table.partition.iter().map(|own| &own.parent));
                parents.into_iter().any(|parent| names.contains(parent))
            };
            let (later, now): (Vec<&Table>, Vec<&Table>) = open.iter().partition(|table| waits(table));
            if now.is_empty() {
                break;
            }
            for table in now {
                let object = ObjectId::Table(table.name.clone());
                // Empty it would be another one.
                if self.rows.copied.contains(&object) {
                    continue;
                }
                if let Some(step) = self.push(&object, create::table(self.expected(), table), Safety::Safe) {
                    step.rollback.extend(create::unmake(&object));
                }
            }
            open = later;
        }
    }

    fn make_columns(&mut self, wanted: &BTreeSet<ObjectId>) {
        for object in wanted {
            let ObjectId::Column(table, name) = object else { continue };
            let Some(table) = self.expected().table(table) else { continue };
            if self.question.actual.table(&table.name).is_none() || self.rows.copied.contains(object) {
                continue;
            }
            let Some(column) = table.column(name) else { continue };
            // The rows that are there get what the column was added with.
            let is_filled_later = self.is_filled_later(object, column);
            let (default, not_null) = (self.default_at_first(object, column), column.not_null && !is_filled_later);
            let added = Column { default, not_null, ..column.clone() };
            let filled = added.default.is_some() || column.identity.is_some() || column.generated.is_some();
            let mut operations = create::column(self.expected(), table, &added);
            operations.extend(change::default_after(table, &added, column));
            let safety = if added.not_null && !filled { Safety::Review } else { Safety::Safe };
            let Some(step) = self.push(object, operations, safety) else { continue };
            if safety == Safety::Review {
                step.reason
                    .push_str("; it is NOT NULL without a default: PostgreSQL refuses where the table holds rows");
            }
            step.rollback.extend(create::unmake(object));
            if is_filled_later {
                self.forbid_null(&table.name, name);
            }
        }
    }

    /// Keys before foreign keys: those of new tables, too.
    fn make_constraints(&mut self, wanted: &BTreeSet<ObjectId>) {
        for foreign in [false, true] {
            for table in self.expected().tables() {
                let table_is_new = wanted.contains(&ObjectId::Table(table.name.clone()));
                for constraint in table.constraints.values() {
                    let object = ObjectId::Constraint(table.name.clone(), constraint.name.clone());
                    let is_foreign = matches!(constraint.kind, ConstraintKind::ForeignKey(_));
                    let mine = wanted.contains(&object) && !table_is_new || table_is_new && is_foreign;
                    let ready = mine && self.is_there_by_then(&table.name, wanted);
                    if is_foreign == foreign && ready && !constraint.inherited {
                        let step = self.push(&object, create::constraint(table, constraint), Safety::Review);
                        step.into_iter().for_each(|step| step.checks_rows = true);
                    }
                }
            }
        }
    }

    fn make_indexes(&mut self, wanted: &BTreeSet<ObjectId>) {
        for (_, stored) in self.expected().objects() {
            let Stored::Index(index) = stored else { continue };
            let object = ObjectId::Index(index.name.clone());
            let with_table = wanted.contains(&ObjectId::Table(index.table.clone()));
            if index.inherited || !with_table && !wanted.contains(&object) {
                continue;
            }
            if !self.is_there_by_then(&index.table, wanted) {
                continue;
            }
            let rebuild = self.invalid.contains(&object) && !self.is_of_partitioned(&index.name);
            let mut operations = create::index(index);
            if rebuild && let Some(Operation::CreateIndex(definition)) = operations.first_mut() {
                definition.concurrently = true;
            }
            let safety = if with_table { Safety::Safe } else { Safety::Review };
            if let Some(step) = self.push(&object, operations, safety) {
                step.rollback.extend(create::unmake(&object));
                step.checks_rows = index.unique;
                if rebuild {
                    step.transaction = Transaction::Outside;
                }
            }
        }
    }

    /// Those that others read come first; one that reads what nobody can write is not written either.
    fn make_views(&mut self, wanted: &BTreeSet<ObjectId>) {
        let mut open: Vec<&View> = wanted
            .iter()
            .filter_map(|object| match object {
                ObjectId::View(name) => self.expected().relation(name),
                _ => None,
            })
            .filter_map(|stored| match stored {
                Stored::View(view) => Some(&**view),
                _ => None,
            })
            .collect();
        loop {
            let ready = |view: &&View| view.reads.iter().all(|(name, _)| self.is_there_by_then(name, wanted));
            let Some(at) = open.iter().position(ready) else { break };
            let view = open.remove(at);
            if let Some(step) = self.push(&ObjectId::View(view.name.clone()), vec![create::view(view)], Safety::Review)
            {
                let kind = if view.kind == ViewKind::Materialized { "MATERIALIZED VIEW" } else { "VIEW" };
                step.rollback = vec![format!("DROP {kind} {}", view.name.quoted())];
            }
        }
    }

    /// Triggers and policies: they come last, because they name functions, roles and other tables.
    fn make_table_parts(&mut self, wanted: &BTreeSet<ObjectId>) {
        for table in self.expected().tables() {
            let new = wanted.contains(&ObjectId::Table(table.name.clone()));
            if !self.is_there_by_then(&table.name, wanted) {
                continue;
            }
            for trigger in table.triggers.values() {
                let object = ObjectId::Trigger(table.name.clone(), trigger.name.clone());
                if new || wanted.contains(&object) {
                    self.push(&object, create::trigger(table, trigger), Safety::Review);
                }
            }
            for policy in table.policies.values() {
                let object = ObjectId::Policy(table.name.clone(), policy.name.clone());
                if new || wanted.contains(&object) {
                    let table = RelationRef::from(table.name.clone());
                    self.push(&object, vec![Operation::CreatePolicy { table, policy: policy.clone() }], Safety::Review);
                }
            }
        }
    }

    fn comes_with_its_table(&self, object: &ObjectId, wanted: &BTreeSet<ObjectId>) -> bool {
        rename::table_of(object, self.expected()).is_some_and(|table| table != *object && wanted.contains(&table))
    }

    /// Whether a table or view is in the database, or an earlier step makes it.
    fn is_there_by_then(&self, name: &QualifiedName, wanted: &BTreeSet<ObjectId>) -> bool {
        [ObjectId::Table(name.clone()), ObjectId::View(name.clone())]
            .iter()
            .all(|own| !wanted.contains(own) || self.done.contains(own))
    }

    /// What has its name, and stays.
    fn namesake(&self, object: &ObjectId) -> Option<ObjectId> {
        rename::namesake(object, self.expected(), self.question.actual).filter(|own| !self.blame.contains_key(own))
    }

    /// Adds the step that makes an object, unless a part of it is not known or its name is taken: then a person writes it.
    fn push(&mut self, object: &ObjectId, operations: Vec<Operation>, safety: Safety) -> Option<&mut Step> {
        if operations.iter().any(changes::is_known_in_part) || self.namesake(object).is_some() {
            return None;
        }
        let step = self.step(object, operations, safety);
        self.done.insert(object.clone());
        self.steps.push(step);
        self.steps.last_mut()
    }

    fn step(&self, object: &ObjectId, operations: Vec<Operation>, safety: Safety) -> Step {
        let blame = self.blame.get(object);
        let blame = blame.or_else(|| self.blame.get(&ObjectId::Table(object.table()?.clone())));
        let (safety, unless) = match self.conditional.contains(object) {
            true => (safety.max(Safety::Review), ", if the condition held under which it is made"),
            false => (safety, ""),
        };
        Step {
            action: if operations.is_empty() { Action::Manual } else { Action::Repair },
            safety,
            reason: format!("`{object}` is missing{unless}"),
            sql: operations.iter().map(render::operation).collect(),
            verify: if operations.is_empty() { Vec::new() } else { verify::query(object).into_iter().collect() },
            revision: blame.map(|(revision, _)| revision.clone()),
            places: blame.map(|(_, place)| place.clone()).into_iter().collect(),
            ..Step::new()
        }
    }
}
