//! The order of what is made and what is done to rows: rows are changed before they have to fit, as in the files.

use crate::plan::Step;

/// Returns the steps of a repair and the chores between them: a step for which the rows have to fit stands behind the chores
/// that its revision has before it, and so does every such step after it.
pub fn weave(repair: Vec<Step>, chores: Vec<Step>) -> Vec<Step> {
    let mut behind = 0;
    let mut late: Vec<(usize, Step)> = Vec::new();
    let mut steps = Vec::with_capacity(repair.len() + chores.len());
    for step in repair {
        if step.checks_rows {
            let last = chores.iter().rposition(|chore| comes_before(chore, &step)).map_or(0, |at| at + 1);
            behind = behind.max(last);
        }
        match step.checks_rows && behind > 0 {
            true => late.push((behind, step)),
            false => steps.push(step),
        }
    }
    let mut late = late.into_iter().peekable();
    for (at, chore) in chores.into_iter().enumerate() {
        steps.push(chore);
        steps.extend(std::iter::from_fn(|| late.next_if(|(behind, _)| *behind == at + 1)).map(|(_, step)| step));
    }
    steps
}

/// Whether the same file has it on an earlier line.
fn comes_before(chore: &Step, step: &Step) -> bool {
    let (Some(chore), Some(step)) = (chore.places.first(), step.places.first()) else { return false };
    chore.path() == step.path() && chore.line() < step.line()
}
