//! What a revision drops and is still there. What holds no rows is dropped as the revision drops it, before anything is made
//! under its name; a person decides about what holds rows, and about what somebody may have made again since the revision ran.

use crate::audit::evidence::Weighed;
use crate::audit::presence::RevisionAudit;
use crate::operation::{AlterTable, Behavior, IfExists, ObjectRef, Operation};
use crate::plan::{Action, Question, Safety, Step, create, verify};
use crate::schema::{Attribute, ObjectId};
use crate::sql::render;

/// Returns whether the effect is the drop of something that holds no rows of its own.
pub fn holds_nothing(effect: &Weighed) -> bool {
    effect.attribute == Attribute::Existence && effect.expected.is_none() && drop(&effect.object).is_some()
}

/// Returns the step for what a revision drops and is still there.
pub fn step(question: &Question<'_>, audit: &RevisionAudit, effect: &Weighed) -> Step {
    let (object, revision) = (&effect.object, question.audit.lineage.revision(audit.number));
    let drop = drop(object).map(|operation| render::operation(&operation));
    let begun = drop.is_some() && !question.audit.stamped.position.contains(&audit.number);
    let look = match (&drop, begun) {
        (Some(_), true) => "",
        (Some(_), false) => ": drop it, unless it was made again on purpose",
        (None, _) => ": look what it holds before you drop it",
    };
    Step {
        action: if begun { Action::Repair } else { Action::Manual },
        safety: if begun { Safety::Review } else { Safety::Manual },
        reason: format!("`{revision}` drops `{object}`, which is still there{look}"),
        sql: drop.into_iter().collect(),
        verify: verify::gone(object).into_iter().collect(),
        revision: Some(revision.clone()),
        places: vec![effect.place.clone()],
        ..Step::new()
    }
}

/// Returns the operation that drops what holds no rows.
fn drop(object: &ObjectId) -> Option<Operation> {
    let (missing, behavior) = (IfExists::Fail, Behavior::Restrict);
    let objects = match object {
        ObjectId::Constraint(table, name) => {
            let action = AlterTable::DropConstraint { name: name.clone(), missing, behavior };
            return Some(create::alter(&table.clone().into(), action));
        }
        ObjectId::Index(name) => vec![ObjectRef::Index(name.clone().into())],
        ObjectId::Trigger(table, name) => vec![ObjectRef::Trigger(table.clone().into(), name.clone())],
        ObjectId::Policy(table, name) => vec![ObjectRef::Policy(table.clone().into(), name.clone())],
        _ => return None,
    };
    Some(Operation::Drop { objects, missing, behavior })
}
