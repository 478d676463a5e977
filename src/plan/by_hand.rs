//! What a repair leaves to a person: a revision that is missing, or was begun, may also change rows or do what limbeck
//! cannot read, and the catalog shows neither.

use crate::audit::Audit;
use crate::audit::presence::{Presence, RevisionAudit};
use crate::audit::verdict::Remedy;
use crate::plan::{Action, Question, Safety, Step, finish, target};
use crate::source::Place;

/// One thing that a person must see to.
#[derive(Clone, Debug)]
pub struct Chore {
    /// The revision's number.
    pub revision: usize,
    pub what: String,
    pub place: Option<Place>,
    action: Action,
    sql: Option<String>,
}

/// Returns what the repair of a database leaves to a person, in the order of the history.
pub fn chores(audit: &Audit) -> impl Iterator<Item = Chore> {
    let finish = audit.stopped.iter().flat_map(|stopped| {
        let steps = finish::steps(audit, stopped).into_iter().filter(|step| step.safety == Safety::Manual);
        steps.map(|step| Chore {
            revision: stopped.revision,
            what: in_short(step.sql.first().unwrap_or(&step.reason)),
            place: step.places.first().cloned(),
            action: step.action,
            sql: step.sql.first().cloned(),
        })
    });
    let target = if audit.remedy == Remedy::Repair { target(audit) } else { Default::default() };
    let unfinished = |presence| matches!(presence, Presence::Absent | Presence::Partial);
    let revisions = audit.revisions.iter().filter(|_| audit.stopped.is_none());
    let unfinished = revisions.filter(move |own| target.contains(&own.number) && unfinished(own.presence));
    finish.chain(unfinished.flat_map(of_revision))
}

/// The beginning of a statement, in one line.
fn in_short(sql: &str) -> String {
    const LONGEST: usize = 80;
    let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(&line)),
        None => line,
    }
}

fn of_revision(audit: &RevisionAudit) -> impl Iterator<Item = Chore> {
    let revision = audit.number;
    // A query that calls nothing changes nothing.
    let only_reads = |sql: &Option<String>| sql.as_ref().is_some_and(|own| !own.contains('('));
    let changing = audit.data_steps.iter().filter(move |step| step.kind != "select" || !only_reads(&step.sql));
    let rows = changing.map(move |step| Chore {
        revision,
        what: format!("rows (`{}`)", step.kind),
        place: Some(step.place.clone()),
        action: Action::Data,
        sql: step.sql.clone(),
    });
    let unread = audit.unknown.iter().map(move |unknown| Chore {
        revision,
        what: format!("a step that was not understood: {}", unknown.reason),
        place: unknown.place.clone(),
        action: Action::Manual,
        sql: None,
    });
    rows.chain(unread)
}

/// Returns the steps of a plan that say so.
pub fn steps(question: &Question<'_>) -> Vec<Step> {
    let step = |chore: Chore| {
        let revision = question.audit.lineage.revision(chore.revision).clone();
        Step {
            action: chore.action,
            safety: Safety::Manual,
            reason: format!(
                "`{revision}` also does this, and the catalog does not show whether it did: {}",
                chore.what
            ),
            sql: chore.sql.into_iter().collect(),
            revision: Some(revision),
            places: chore.place.into_iter().collect(),
            ..Step::new()
        }
    };
    chores(question.audit).map(step).collect()
}
