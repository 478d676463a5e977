//! What is missing and seems to be there under another name: whoever made an empty one beside it would part the rows from
//! their name. A person decides.

use crate::audit::Audit;
use crate::plan::{Action, Safety, Step};
use crate::schema::{ObjectId, Schema, Stored};
use std::collections::BTreeSet;

/// Takes what a person must look at out of `wanted`, with all that lies in it; returns a step for each.
pub fn set_aside(audit: &Audit, expected: &Schema, wanted: &mut BTreeSet<ObjectId>) -> Vec<Step> {
    let aside: Vec<_> = audit.lookalikes.iter().filter(|(missing, _)| wanted.contains(missing)).collect();
    let goes = |object: &ObjectId| audit.lookalikes.contains_key(object);
    wanted.retain(|object| !goes(object) && !table_of(object, expected).is_some_and(|table| goes(&table)));
    let step = |(missing, alike): (&ObjectId, &Vec<ObjectId>)| {
        let names: Vec<String> = alike.iter().map(|object| format!("`{object}`")).collect();
        let one_of = if names.len() == 1 { "" } else { "one of " };
        Step {
            action: Action::Manual,
            safety: Safety::Manual,
            reason: format!(
                "`{missing}` is missing, and {one_of}{} may be it under another name, rows and all: rename it, or make it by hand",
                names.join(", ")
            ),
            sql: match &alike[..] {
                [one] => rename(one, missing).into_iter().collect(),
                _ => Vec::new(),
            },
            ..Step::new()
        }
    };
    aside.into_iter().map(step).collect()
}

/// Returns the table that an object is a part of.
pub fn table_of(object: &ObjectId, expected: &Schema) -> Option<ObjectId> {
    let table = match object {
        ObjectId::Index(name) | ObjectId::Sequence(name) => expected.relation(name)?.owner(),
        own => own.table(),
    };
    table.cloned().map(ObjectId::Table)
}

/// Returns what has the name already that an index, or the index of a constraint, is to have.
#[must_use]
pub fn namesake(object: &ObjectId, expected: &Schema, actual: &Schema) -> Option<ObjectId> {
    let name = match object {
        ObjectId::Index(name) => name.clone(),
        ObjectId::Constraint(table, name) => {
            let constraint = expected.table(table)?.constraints.get(name);
            constraint.filter(|own| own.has_index()).map(|_| table.sibling(name.clone()))?
        }
        _ => return None,
    };
    let constraint = || Some(ObjectId::Constraint(actual.constraint_index(&name)?.name.clone(), name.name.clone()));
    actual.relation(&name).map(Stored::id).or_else(constraint)
}

/// Returns why a person makes what is missing: `namesake` has its name, or nobody can write it.
#[must_use]
pub fn by_hand(object: &ObjectId, namesake: Option<&ObjectId>) -> String {
    match namesake {
        Some(own) => format!("`{object}` is missing, and `{own}` has its name: make it by hand, under another"),
        None => format!("`{object}` is missing, and limbeck cannot write it: run its statement by hand"),
    }
}

/// Returns the statement that gives `from` the name of `to`.
#[must_use]
pub fn rename(from: &ObjectId, to: &ObjectId) -> Option<String> {
    match (from, to) {
        (ObjectId::Table(from), ObjectId::Table(to)) if from.schema == to.schema => {
            Some(format!("ALTER TABLE {} RENAME TO {}", from.quoted(), to.name.quoted()))
        }
        (ObjectId::Type(from), ObjectId::Type(to)) if from.schema == to.schema => {
            Some(format!("ALTER TYPE {} RENAME TO {}", from.quoted(), to.name.quoted()))
        }
        (ObjectId::Column(table, from), ObjectId::Column(_, to)) => {
            Some(format!("ALTER TABLE {} RENAME COLUMN {} TO {}", table.quoted(), from.quoted(), to.quoted()))
        }
        _ => None,
    }
}
