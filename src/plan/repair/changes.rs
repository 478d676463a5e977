//! What a revision was to change of an object that is there.

use super::Repair;
use crate::audit::evidence::Weighed;
use crate::audit::presence::RevisionAudit;
use crate::operation::Operation;
use crate::plan::{Safety, change, left_over};
use crate::schema::{Attribute, ObjectId, UNKNOWN, Value};
use crate::sql::render;

impl Repair<'_> {
    /// A change that a revision makes to an object that is there.
    pub(super) fn change(&mut self, audit: &RevisionAudit, effect: &Weighed) {
        if effect.attribute == Attribute::Existence {
            self.steps.push(left_over::step(self.question, audit, effect));
            return;
        }
        let using = self.rows.conversions.get(&effect.object);
        let is_by_hand = effect.attribute == Attribute::Type && self.rows.copied.contains(&effect.object);
        let mut operations = change::operations(self.expected(), effect, using);
        if is_by_hand || operations.iter().any(is_known_in_part) {
            operations.clear();
        }
        let safety = if operations.is_empty() { Safety::Manual } else { Safety::Review };
        let mut step = self.step(&effect.object, operations, safety);
        let revision = self.question.audit.lineage.revision(audit.number);
        step.reason = format!("`{revision}` changes {} of `{}`", effect.attribute, effect.object);
        step.revision = Some(revision.clone());
        step.places = vec![effect.place.clone()];
        step.checks_rows = match effect.attribute {
            Attribute::Nullable => effect.expected == Some(Value::known("false")),
            Attribute::Definition | Attribute::Validated => matches!(effect.object, ObjectId::Constraint(..)),
            _ => false,
        };
        self.steps.push(step);
    }
}

/// Whether a part of what an operation says is not known.
pub(super) fn is_known_in_part(operation: &Operation) -> bool {
    render::operation(operation).contains(UNKNOWN)
}
