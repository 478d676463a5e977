//! A plan as a psql script: one transaction where PostgreSQL allows it, checked before and after; what only a person
//! can do, and the way back, as comments.

use crate::name::quote_literal;
use crate::plan::{Action, Plan, Safety, Step, Transaction};
use std::fmt::Write;

/// Returns the script; `psql` is how the database is reached (`psql "$DATABASE_URL"`).
#[must_use]
pub fn text(plan: &Plan, psql: &str) -> String {
    let mut out = String::new();
    heading(&mut out, plan, psql);
    if plan.steps.iter().all(|step| step.sql.is_empty() && step.action != Action::Manual) {
        plan.steps.iter().enumerate().for_each(|(number, step)| step_heading(&mut out, number + 1, step));
        return out;
    }
    out.push_str("\n\\set ON_ERROR_STOP on\n");
    let mut number = 0;
    for section in plan.steps.chunk_by(|a, b| a.transaction == b.transaction) {
        let inside = section.first().is_some_and(|step| step.transaction == Transaction::Inside);
        if inside {
            out.push_str("\nBEGIN;\nSET LOCAL lock_timeout = '5s';\n");
            if number == 0 {
                checks(
                    &mut out,
                    plan.preconditions.iter(),
                    "the database is not what the plan was made from: audit again",
                );
            }
        } else if number == 0 {
            checks(&mut out, plan.preconditions.iter(), "the database is not what the plan was made from: audit again");
        }
        for step in section {
            number += 1;
            step_heading(&mut out, number, step);
            statements(&mut out, step);
            if step.action == Action::Manual && step.verify.is_empty() {
                stop(&mut out, number);
            }
        }
        let (manual, own): (Vec<&Step>, Vec<&Step>) = section.iter().partition(|step| step.safety == Safety::Manual);
        checks(&mut out, manual.iter().flat_map(|step| &step.verify), "a person has not seen to a manual step");
        checks(&mut out, own.iter().flat_map(|step| &step.verify), "a step had no effect");
        if inside {
            out.push_str("\nCOMMIT;\n");
        }
    }
    way_back(&mut out, plan);
    out
}

fn heading(out: &mut String, plan: &Plan, psql: &str) {
    let list = |ids: &[crate::revision::RevisionId]| match ids {
        [] => "nothing".to_string(),
        ids => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    let _ = writeln!(out, "-- limbeck {}, verdict: {}", env!("CARGO_PKG_VERSION"), plan.verdict.as_str());
    comment(
        out,
        &format!(
            "stamped {}; schema at {}; afterwards stamped {}",
            list(&plan.stamped),
            list(&plan.observed),
            list(&plan.target)
        ),
    );
    for note in &plan.notes {
        comment(out, note);
    }
    if !plan.steps.is_empty() {
        comment(out, "Read every statement. Back up first, and see that the backup can be read.");
        comment(out, &format!("Then: {psql} -v ON_ERROR_STOP=1 -f THIS_FILE"));
    }
}

fn step_heading(out: &mut String, number: usize, step: &Step) {
    out.push('\n');
    comment(out, &format!("{number}. {} ({}): {}", step.action.as_str(), step.safety.as_str(), step.reason));
    for place in &step.places {
        let revision = step.revision.as_ref().map(|id| format!("{id}  ")).unwrap_or_default();
        comment(out, &format!("   {revision}{}:{}", place.path().display(), place.line()));
    }
    if let Some(command) = &step.command {
        let when = if step.action == Action::Upgrade { "   after this script: " } else { "   " };
        comment(out, &format!("{when}{command}"));
    }
}

fn statements(out: &mut String, step: &Step) {
    for sql in &step.sql {
        match step.safety {
            Safety::Manual => comment(out, &format!("{sql};")),
            Safety::Safe | Safety::Review => {
                let _ = writeln!(out, "{sql};");
            }
        }
    }
}

/// What only a person can do, and no query shows: the script goes no further before the person has said so.
fn stop(out: &mut String, number: usize) {
    let message = quote_literal(&format!("limbeck: step {number} is for a person: see to it, then delete this block"));
    let _ = writeln!(out, "DO $by_hand$ BEGIN RAISE EXCEPTION USING MESSAGE = {message}; END $by_hand$;");
}

/// Queries that must be true, or the script stops.
fn checks<'a>(out: &mut String, queries: impl Iterator<Item = &'a String>, complaint: &str) {
    let mut body = String::new();
    for query in queries {
        let message = quote_literal(&format!("limbeck: {complaint}: {query}"));
        let _ = write!(
            body,
            "    IF NOT ({query}) THEN\n        RAISE EXCEPTION USING MESSAGE = {message};\n    END IF;\n"
        );
    }
    if body.is_empty() {
        return;
    }
    let mut tag = "$check$".to_string();
    while body.contains(&tag) {
        tag = tag.replace("k$", "kk$");
    }
    let _ = write!(out, "\nDO {tag}\nBEGIN\n{body}END\n{tag};\n");
}

fn way_back(out: &mut String, plan: &Plan) {
    let back: Vec<&String> = plan.steps.iter().rev().flat_map(|step| &step.rollback).collect();
    if back.is_empty() {
        return;
    }
    out.push('\n');
    comment(out, "The way back, statement by statement. Only while nothing has been written to what it drops:");
    for sql in back {
        comment(out, &format!("{sql};"));
    }
}

/// Every line behind `--`, whatever the text holds.
fn comment(out: &mut String, text: &str) {
    for line in text.split(['\n', '\r']) {
        let _ = writeln!(out, "-- {line}");
    }
}
