//! The rest of a revision that stopped half way, where every statement of it is accounted for: its own statements, in their
//! order, as Alembic would have sent them. What drops a table or a column, and rows, stay a person's business, as does what
//! cannot be read: the checks at the end tell whether the drops were seen to.

mod text;

use crate::audit::{Audit, Stopped};
use crate::operation::Operation;
use crate::plan::{Action, Safety, Step, Transaction, create, verify};
use crate::replay;
use crate::schema::{Attribute, Effect, ObjectId, UNKNOWN};
use std::collections::BTreeSet;

/// Returns the steps that bring `stopped` to its end.
pub fn steps(audit: &Audit, stopped: &Stopped) -> Vec<Step> {
    let revision = audit.lineage.revision(stopped.revision);
    let mut later: BTreeSet<&ObjectId> = BTreeSet::new();
    let mut left = stopped.rest.len();
    let mut steps: Vec<(Step, BTreeSet<&ObjectId>)> = Vec::new();
    let statements: Vec<&[replay::Step]> = stopped.rest.chunk_by(|before, after| after.continues(before)).collect();
    for statement in statements.into_iter().rev() {
        left -= statement.len();
        let Some(step) = step_of(statement) else { continue };
        let (verify, rollback) = (checks(statement, &mut later), way_back(statement));
        let mut step = Step { verify, rollback, revision: Some(revision.clone()), ..step };
        if left < stopped.doubtful {
            step.safety = Safety::Manual;
            step.reason = format!("{}; or it has: nothing shows", step.reason);
        } else if audit.stamped.position.contains(&stopped.revision) {
            step.reason = format!("{}; or it has, and somebody took back what it did", step.reason);
        }
        if let Some((missing, alike)) = under_another_name(audit, statement) {
            step.safety = Safety::Manual;
            step.reason =
                format!("{}; `{missing}` may be there as `{alike}`, rows and all: rename that instead", step.reason);
        }
        step.reason = format!("`{revision}` {}", step.reason);
        steps.push((step, statement.iter().flat_map(replay::Step::objects).collect()));
    }
    steps.reverse();
    leave_what_a_person_begins(&mut steps);
    let mut steps: Vec<Step> = steps.into_iter().map(|(step, _)| step).collect();
    if let Some(first) = steps.first() {
        let path = Step {
            action: Action::Repair,
            reason: format!("the statements of `{revision}` name no schema"),
            sql: vec!["SET search_path TO public".into()],
            transaction: first.transaction,
            ..Step::new()
        };
        steps.insert(0, path);
    }
    steps
}

/// What a person does to an object, a person goes on with.
fn leave_what_a_person_begins(steps: &mut [(Step, BTreeSet<&ObjectId>)]) {
    let by_hand: BTreeSet<&ObjectId> =
        steps.iter().filter(|(step, _)| step.safety == Safety::Manual).flat_map(|(_, own)| own).copied().collect();
    for (step, own) in steps {
        if step.safety != Safety::Manual && own.iter().any(|object| object.is_within(&by_hand)) {
            step.safety = Safety::Manual;
            step.reason.push_str("; another step about the same object is for a person, and this one with it");
        }
    }
}

/// Returns what a statement makes and what may be it under another name.
fn under_another_name<'a>(audit: &'a Audit, statement: &[replay::Step]) -> Option<(&'a ObjectId, &'a ObjectId)> {
    statement.iter().flat_map(|step| &step.effects).find_map(|effect| match effect {
        Effect::Set { object, attribute: Attribute::Existence, after: Some(_), .. } => {
            let (missing, alike) = audit.lookalikes.get_key_value(object)?;
            Some((missing, alike.first()?))
        }
        _ => None,
    })
}

fn step_of(statement: &[replay::Step]) -> Option<Step> {
    let first = statement.first()?;
    let whole = |sql: &str, safety| match sql.contains(UNKNOWN) {
        true => Safety::Manual,
        false => safety,
    };
    let new = Step { action: Action::Repair, places: vec![first.place.clone()], ..Step::new() };
    Some(match &first.action {
        replay::Action::Transaction(_) => return None,
        replay::Action::Text { .. } if text::reads_only(statement) => return None,
        replay::Action::Operation { operation, sql } => {
            let safety = if loses_rows(statement) { Safety::Manual } else { Safety::Review };
            Step {
                safety: whole(sql, safety),
                reason: "has not come to this statement".into(),
                transaction: if is_concurrent(operation, sql) { Transaction::Outside } else { Transaction::Inside },
                sql: vec![sql.clone()],
                ..new
            }
        }
        // What looks as if it had stopped may have run, and lost the objects since: rows are never written twice.
        replay::Action::Data { kind, sql } => Step {
            action: Action::Data,
            safety: Safety::Manual,
            reason: format!("has not come to these rows (`{kind}`), as far as the catalog shows: look"),
            sql: sql.iter().cloned().collect(),
            ..new
        },
        replay::Action::Text { sql, .. } => Step {
            safety: if text::may_run(statement) { whole(sql, Safety::Review) } else { Safety::Manual },
            reason: "has not come to this statement".into(),
            sql: vec![sql.clone()],
            ..new
        },
        replay::Action::Unknown(unknown) => Step {
            action: Action::Manual,
            safety: Safety::Manual,
            reason: format!("has not come to a step that was not understood: {}", unknown.reason),
            ..new
        },
    })
}

/// What the statement makes, dropped again.
fn way_back(statement: &[replay::Step]) -> Vec<String> {
    let made = |effect: &&Effect| matches!(effect, Effect::Set { attribute: Attribute::Existence, before: None, .. });
    let first = statement.iter().flat_map(|step| &step.effects).find(made);
    first
        .and_then(|effect| match effect {
            Effect::Set { object, .. } => create::unmake(object),
            _ => None,
        })
        .into_iter()
        .collect()
}

fn loses_rows(statement: &[replay::Step]) -> bool {
    let gone = |effect: &Effect| match effect {
        Effect::Set { object, attribute: Attribute::Existence, after: None, .. } => {
            matches!(object, ObjectId::Table(_) | ObjectId::Column(..) | ObjectId::Schema(_) | ObjectId::Other(..))
        }
        _ => false,
    };
    statement.iter().flat_map(|step| &step.effects).any(gone)
}

fn is_concurrent(operation: &Operation, sql: &str) -> bool {
    match operation {
        Operation::CreateIndex(index) => index.concurrently,
        Operation::Drop { .. } => sql.to_ascii_uppercase().starts_with("DROP INDEX CONCURRENTLY"),
        _ => false,
    }
}

/// Queries that hold at the end for what the statement makes or drops, unless a later one has a word in it (`later`).
fn checks<'a>(statement: &'a [replay::Step], later: &mut BTreeSet<&'a ObjectId>) -> Vec<String> {
    let mut queries = Vec::new();
    let effects: Vec<&Effect> = statement.iter().flat_map(|step| &step.effects).collect();
    let tables: BTreeSet<ObjectId> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Set { object: object @ ObjectId::Table(_), attribute: Attribute::Existence, .. } => {
                Some(object.clone())
            }
            // The checks of a domain go with it.
            Effect::Set { object: ObjectId::Type(name), attribute: Attribute::Existence, .. } => {
                Some(ObjectId::Table(name.clone()))
            }
            _ => None,
        })
        .collect();
    let mut add = |object: &'a ObjectId, is_there: bool| {
        let part = object.table().is_some_and(|table| {
            tables.contains(&ObjectId::Table(table.clone())) && !matches!(object, ObjectId::Table(_))
        });
        let moved = object.table().is_some_and(|table| {
            let table = ObjectId::Table(table.clone());
            table != *object && later.contains(&table)
        });
        if !moved && later.insert(object) && !part {
            queries.extend(if is_there { verify::query(object) } else { verify::gone(object) });
        }
    };
    for effect in effects.into_iter().rev() {
        match effect {
            Effect::Set { object, attribute: Attribute::Existence, after, .. } => add(object, after.is_some()),
            Effect::Renamed { from, to } => {
                add(to, true);
                add(from, false);
            }
            _ => {}
        }
    }
    queries.reverse();
    queries
}
