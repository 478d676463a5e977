//! The audit as text: the verdict first, then where stamp and schema are, what is missing and where it should have come
//! from, and what to type.

use crate::audit::evidence::Weighed;
use crate::audit::presence::{Presence, RevisionAudit};
use crate::audit::verdict::Verdict;
use crate::audit::why::Witness;
use crate::audit::{Audit, evidence::Evidence};
use crate::finding::{Code, Finding, Severity};
use crate::plan::by_hand;
use crate::report::advice::{self, Commands};
use crate::schema::{Attribute, Value};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How much to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// What a person needs to act.
    Brief,
    /// Every revision and every effect besides.
    Full,
}

/// Returns the report.
#[must_use]
pub fn text(audit: &Audit, commands: &Commands, detail: Detail) -> String {
    let mut out = format!("{}: {}\n", audit.verdict.as_str(), advice::headline(audit));
    let noticed = noticed(audit, detail);
    if audit.verdict == Verdict::InOrder && noticed.is_empty() && detail == Detail::Brief {
        return out;
    }
    positions(&mut out, audit);
    missing(&mut out, audit);
    other_findings(&mut out, &noticed);
    if detail == Detail::Full {
        why(&mut out, audit);
        revisions(&mut out, audit);
    }
    next(&mut out, audit, commands);
    out
}

fn positions(out: &mut String, audit: &Audit) {
    let stamped = match audit.stamped.rows.as_slice() {
        [] => "nothing".to_string(),
        rows => rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    let (least, most) = (&audit.observed.least, &audit.observed.likely);
    let plain = |position| advice::place(audit, position).replace('`', "");
    let schema = if least == most { plain(least) } else { format!("{} to {}", plain(least), plain(most)) };
    let mut counts: BTreeMap<Presence, usize> = BTreeMap::new();
    for revision in &audit.revisions {
        *counts.entry(revision.presence).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(presence, count)| format!("{count} {}", presence.as_str())).collect();
    let _ = write!(out, "\n  stamped    {stamped}\n  schema     {schema}\n");
    if let Some(reservation) = advice::reservation(audit) {
        let _ = writeln!(out, "             {}", reservation.replace('`', ""));
    }
    let _ = writeln!(out, "  revisions  {}", counts.join(", "));
}

/// What is missing, by the statement that should have made it.
fn missing(out: &mut String, audit: &Audit) {
    let mut by_revision: BTreeMap<usize, Vec<&Weighed>> = BTreeMap::new();
    for (revision, effect) in audit.missing() {
        by_revision.entry(revision.number).or_default().push(effect);
    }
    for (number, mut effects) in by_revision {
        effects.sort_by_key(|effect| (effect.place.line(), effect.object.clone()));
        let presence = audit.revisions.get(number).map_or("", |revision| revision.presence.as_str());
        let path = effects.first().map(|effect| effect.place.path().display().to_string()).unwrap_or_default();
        let _ = write!(out, "\nmissing from {} ({presence})  {path}\n", audit.lineage.revision(number));
        for effect in effects {
            let now = effect.renamed(&audit.position).map(|name| format!("  (by now `{name}`)")).unwrap_or_default();
            let _ = writeln!(out, "  {:>5}  {}{now}", effect.place.line(), describe(effect));
        }
        for chore in by_hand::chores(audit).filter(|chore| chore.revision == number) {
            let line = chore.place.as_ref().map(|place| place.line().to_string()).unwrap_or_default();
            let _ = writeln!(out, "  {line:>5}  by hand: {}", chore.what);
        }
    }
}

fn describe(effect: &Weighed) -> String {
    let known = |value: &Option<Value>| match value {
        Some(value) if value.is_none() => "nothing".to_string(),
        Some(value) => value.to_string(),
        None => "nothing".to_string(),
    };
    match (&effect.attribute, &effect.actual, &effect.expected) {
        (Attribute::Existence, Some(Value::Known(word)), Some(_)) if word == "invalid" => {
            format!("{}  (there, but invalid)", effect.object)
        }
        (Attribute::Existence, Some(old), Some(_)) => format!("{}  (still called {old})", effect.object),
        (Attribute::Existence, _, None) => format!("{}  (should be gone)", effect.object),
        (Attribute::Existence, ..) => effect.object.to_string(),
        (attribute, actual, expected) => {
            format!("{}  {attribute}: {}, should be {}", effect.object, known(actual), known(expected))
        }
    }
}

/// Findings that the list of missing objects does not tell already; trouble first, notes only where all is asked for.
fn noticed(audit: &Audit, detail: Detail) -> Vec<&Finding> {
    const TOLD: [Code; 4] = [Code::MISSING_OBJECT, Code::MISSING_CHANGE, Code::LEFT_OVER_OBJECT, Code::INVALID_INDEX];
    let mut findings: Vec<&Finding> = audit
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note || detail == Detail::Full)
        .filter(|finding| !TOLD.contains(&finding.code))
        .collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

fn other_findings(out: &mut String, findings: &[&Finding]) {
    for finding in findings {
        let place = match (&finding.place, &finding.path) {
            (Some(place), _) => format!("{}:{}: ", place.path().display(), place.line()),
            (None, Some(path)) if !finding.message.contains(&*path.to_string_lossy()) => {
                format!("{}: ", path.display())
            }
            (None, _) => String::new(),
        };
        let _ = write!(out, "\n{}[{}] {place}{}\n", finding.severity, finding.code, finding.message);
        if !finding.help.is_empty() {
            let _ = writeln!(out, "  {}", finding.help);
        }
    }
}

/// What decided the position, and what speaks against the next best: of each the first few.
fn why(out: &mut String, audit: &Audit) {
    let why = audit.why();
    let (least, most) = (&audit.observed.least, &audit.observed.most);
    let here = if least == most {
        advice::place(audit, least)
    } else {
        format!("{} to {}", advice::place(audit, least), advice::place(audit, most))
    };
    let _ = writeln!(out, "\nwhy {here}");
    witnesses(out, audit, &why.decided_by);
    if let Some(next) = why.next_best {
        let _ = writeln!(out, "next best {}; against it", advice::place(audit, next.position));
        witnesses(out, audit, &next.against);
    }
}

fn witnesses(out: &mut String, audit: &Audit, witnesses: &[Witness<'_>]) {
    const SHOWN: usize = 5;
    if witnesses.is_empty() {
        out.push_str("  no effect that the catalog could show\n");
    }
    for (revision, effect) in witnesses.iter().take(SHOWN) {
        let id = audit.lineage.revision(revision.number);
        let said = if effect.evidence == Evidence::Present { describe_there(effect) } else { describe(effect) };
        let (word, path, line) = (effect.evidence.as_str(), effect.place.path().display(), effect.place.line());
        let _ = writeln!(out, "  {word:<8} {said}  ({id}, {path}:{line})");
    }
    if let Some(more) = witnesses.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(out, "  and {more} more");
    }
}

fn describe_there(effect: &Weighed) -> String {
    match (&effect.attribute, &effect.expected) {
        (Attribute::Existence, Some(_)) => effect.object.to_string(),
        (Attribute::Existence, None) => format!("{}  (dropped)", effect.object),
        (attribute, _) => format!("{}  {attribute}", effect.object),
    }
}

fn revisions(out: &mut String, audit: &Audit) {
    out.push_str("\nrevisions\n");
    for revision in &audit.revisions {
        let reason = revision.reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
        let stamped = if audit.stamped.position.contains(&revision.number) { "stamped" } else { "-" };
        let id = audit.lineage.revision(revision.number);
        let _ = writeln!(out, "  {id}  {stamped}  {}{reason}  {}", revision.presence.as_str(), counts(revision));
        for effect in &revision.effects {
            let attribute = match effect.attribute {
                Attribute::Existence => String::new(),
                ref attribute => format!(" {attribute}"),
            };
            let line = effect.place.line();
            let _ = writeln!(out, "    {line:>5}  {:<10}  {}{attribute}", effect.evidence.as_str(), effect.object);
        }
    }
}

fn counts(revision: &RevisionAudit) -> String {
    let total = revision.effects.len();
    match revision.count(Evidence::Present) {
        _ if total == 0 && !revision.data_steps.is_empty() => format!("{} data steps", revision.data_steps.len()),
        _ if total == 0 => "no effects".to_string(),
        present => format!("{present} of {total} effects present"),
    }
}

fn next(out: &mut String, audit: &Audit, commands: &Commands) {
    let _ = write!(out, "\nnext: {}\n", advice::summary(audit));
    for line in advice::commands(audit, commands) {
        let _ = writeln!(out, "  {line}");
    }
}
