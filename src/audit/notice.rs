//! What the audit puts into words: one finding for each thing that is not as it should be, with the line that should
//! have made it and what would make the finding wrong.

mod cause;
mod doubted;
mod names;
mod unsaid;

pub use names::names;
pub use unsaid::{as_left, unsaid};

use crate::audit::evidence::{Evidence, Halfway, Weighed};
use crate::audit::foundation;
use crate::audit::namesake::Namesake;
use crate::audit::presence::{Presence, RevisionAudit};
use crate::audit::stage::Stage;
use crate::audit::tenants::SHARED;
use crate::audit::unexplained::PerhapsMade;
use crate::audit::verdict::{Case, Doubt, Remedy};
use crate::finding::{Code, Finding, Severity};
use crate::history::History;
use crate::replay::Replay;
use crate::schema::{Attribute, ObjectId, Touched, Unknown, Value};
use crate::source::Place;
use std::collections::BTreeMap;

/// Returns the findings of a case, trouble first; `renamed` is how many objects have other names than in the files.
pub fn findings(case: &Case<'_>, history: &History, replay: &Replay, renamed: usize) -> Vec<Finding> {
    let told = history.findings();
    let mut findings: Vec<Finding> = several_heads(case).into_iter().collect();
    findings.extend(cause::causes(case, history, renamed));
    for audit in case.revisions.iter().filter(|audit| accountable(case, audit)) {
        findings.extend(audit.missing().map(|effect| missing(case, audit, effect)));
        let diverged = audit.effects.iter().filter(|effect| effect.evidence == Evidence::Diverged && !effect.implied);
        findings.extend(diverged.map(|effect| different(case, audit, effect)));
    }
    let alike = case.lookalikes.iter().rev().flat_map(|(missing, alike)| alike.iter().map(move |own| (own, missing)));
    let perhaps: BTreeMap<&ObjectId, &ObjectId> = alike.collect();
    let strangers = case.unexplained.iter();
    findings.extend(strangers.map(|object| unexplained(case, object, perhaps.get(object).copied(), replay)));
    findings.extend(replay.findings.iter().cloned());
    findings.extend(replay_stopped(replay));
    findings.extend(unproven(case));
    findings.extend(perhaps_begun(case));
    findings.extend(perhaps_older(case));
    findings.extend(case.perhaps_made.iter().map(|own| perhaps_made(case, own)));
    findings.extend(doubted::excused(case));
    findings.extend(doubted::defaults(case));
    findings.extend(unreadable_steps(replay, told));
    findings
}

/// Whether the database claims to have the revision, or has begun it.
fn accountable(case: &Case<'_>, audit: &RevisionAudit) -> bool {
    let begun = || {
        audit.presence == Presence::Partial
            && case.lineage.parents()[audit.number].iter().all(|parent| case.position.contains(parent))
    };
    case.position.contains(&audit.number) || case.stamped.position.contains(&audit.number) || begun()
}

/// Heads that nobody labelled as branches: `alembic upgrade head` refuses to choose.
fn several_heads(case: &Case<'_>) -> Option<Finding> {
    let [_, _, ..] = case.loose_heads.iter().collect::<Vec<_>>()[..] else { return None };
    let describe = |number: &usize| {
        let stamped = if case.stamped.position.contains(number) { "stamped" } else { "not stamped" };
        format!("`{}` ({stamped})", case.lineage.revision(*number))
    };
    let heads: Vec<String> = case.loose_heads.iter().map(describe).collect();
    let message = format!("the version files have {} heads: {}", heads.len(), heads.join(", "));
    let clash = case.stopped.is_some_and(|number| !case.position.contains(&number));
    let help = match clash {
        true => "one cannot run after the other: leave one of them, or write one anew on top of the other",
        false => {
            "`alembic merge heads` joins them; where neither has reached any database, edit one `down_revision` instead"
        }
    };
    Some(Finding::new(Code::MULTIPLE_HEADS, Severity::Warning, message).help(help))
}

fn missing(case: &Case<'_>, audit: &RevisionAudit, effect: &Weighed) -> Finding {
    let revision = case.lineage.revision(audit.number);
    let (code, message) = match (&effect.attribute, &effect.actual, &effect.expected) {
        (Attribute::Existence, Some(Value::Known(word)), Some(_)) if word == "invalid" => {
            (Code::INVALID_INDEX, format!("`{}` is there but invalid: PostgreSQL does not use it", effect.object))
        }
        (Attribute::Existence, _, None) => {
            (Code::LEFT_OVER_OBJECT, format!("`{}` is still there, `{revision}` drops it", effect.object))
        }
        (Attribute::Existence, Some(Value::Known(old)), Some(_)) => {
            (Code::MISSING_OBJECT, format!("`{old}` has not become `{}`", effect.object))
        }
        (Attribute::Existence, ..) => (Code::MISSING_OBJECT, format!("`{}` is not in the database", effect.object)),
        (attribute, actual, expected) => (
            Code::MISSING_CHANGE,
            format!("{attribute} of `{}` is {}, `{revision}` makes it {}", effect.object, show(actual), show(expected)),
        ),
    };
    let now = effect.renamed(case.position).map(|name| format!(" (by now it is called `{name}`)")).unwrap_or_default();
    let message = format!("{message}{now}");
    let mut finding =
        Finding::new(code, Severity::Error, message).revision(revision.as_str()).place(effect.place.clone());
    if effect.condition.is_some() {
        finding = finding.help("the statement stands under a condition: it is missing only if the condition held");
    }
    finding
}

fn different(case: &Case<'_>, audit: &RevisionAudit, effect: &Weighed) -> Finding {
    let revision = case.lineage.revision(audit.number);
    let (expected, actual) = (show(&effect.expected), show(&effect.actual));
    let (object, attribute) = (&effect.object, &effect.attribute);
    let message =
        format!("{attribute} of `{object}` is {actual}, no revision makes it so; `{revision}` makes it {expected}");
    Finding::new(Code::DIVERGED_OBJECT, Severity::Error, message)
        .revision(revision.as_str())
        .place(effect.place.clone())
        .help("decide which is meant: write a revision that makes it as it is, or change the database back by hand")
}

/// What no revision makes; `perhaps` is what it may be, under another name.
fn unexplained(case: &Case<'_>, object: &ObjectId, perhaps: Option<&ObjectId>, replay: &Replay) -> Finding {
    if let Some(missing) = perhaps {
        let message =
            format!("no revision makes `{object}`; it may be `{missing}`, which is missing, under another name");
        return Finding::new(Code::UNEXPLAINED_OBJECT, Severity::Warning, message)
            .help("look what it holds: a rename keeps the rows, and the plan leaves it to you");
    }
    if let Some(failure) = &replay.failure {
        let message = format!("no revision before `{}` makes `{object}`", failure.revision);
        return Finding::new(Code::UNEXPLAINED_OBJECT, Severity::Note, message)
            .help("what comes after it was not followed, because the history stops there on an empty database");
    }
    match object {
        ObjectId::Table(_) => {
            // Where a row is unknown, such a table says that the database is newer than the files.
            let severity = if case.stamped.unknown.is_empty() { Severity::Note } else { Severity::Warning };
            Finding::new(Code::UNEXPLAINED_OBJECT, severity, format!("no revision makes `{object}`"))
                .help("another application's table, or a newer build's")
        }
        _ => Finding::new(Code::UNEXPLAINED_OBJECT, Severity::Warning, format!("no revision adds `{object}`"))
            .help("the models, or somebody's hands, are ahead of the version files: write a revision that adds it"),
    }
}

/// A table, or a column of one, that revisions use, and neither a revision makes nor the database has.
pub fn without(case: &Case<'_>, own: &foundation::Missing) -> Finding {
    let revision = case.lineage.revision(own.revision);
    let message =
        format!("`{revision}` uses `{}`: no revision makes it, and the database does not have it", own.object);
    let help = match own.object {
        ObjectId::Column(..) => {
            "it is older than the history: somebody dropped it, or what made its table made another one; a backup may have its rows"
        }
        _ => {
            "the history begins on a schema that something else made: the application's own start, a dump, or a revision that was \
             removed; is this the right database?"
        }
    };
    let finding =
        Finding::new(Code::MISSING_FOUNDATION, Severity::Error, message).revision(revision.as_str()).help(help);
    match &own.place {
        Some(place) => finding.place(place.clone()),
        None => finding,
    }
}

/// A table that has little of what a revision makes under its name.
pub fn namesake(case: &Case<'_>, own: &Namesake) -> Finding {
    let Namesake { table, revision, place, present, absent, strange } = own;
    let revision = case.lineage.revision(*revision);
    let columns = present + absent;
    let message = format!(
        "`table {table}` has {present} of the {columns} columns that `{revision}` makes it with, and {strange} that no revision adds"
    );
    let help = "another application's table of the same name: is this the right database?";
    let finding = Finding::new(Code::NAMESAKE_TABLE, Severity::Error, message).revision(revision.as_str());
    finding.help(help).place(place.clone())
}

fn replay_stopped(replay: &Replay) -> Option<Finding> {
    let failure = replay.failure.as_ref()?;
    let message = format!("on an empty database the history stops at `{}`: {}", failure.revision, failure.refusal);
    let finding = Finding::new(Code::REPLAY_STOPPED, Severity::Warning, message)
        .revision(failure.revision.as_str())
        .help("what later revisions do to the schema is not known; they are judged `unprovable`");
    Some(match &failure.place {
        Some(place) => finding.place(place.clone()),
        None => finding,
    })
}

/// Steps that can have done anything. Of a file that cannot be read at all, that has been told.
fn unreadable_steps(replay: &Replay, told: &[Finding]) -> Vec<Finding> {
    let broken = |unknown: &Unknown| {
        let path = unknown.place.as_ref().map(Place::path);
        path.is_some() && told.iter().any(|own| own.code == Code::SYNTAX_ERROR && own.path.as_deref() == path)
    };
    let everything = replay.schema.unknown.iter();
    let everything = everything.filter(|(touched, unknown)| *touched == Touched::Everything && !broken(unknown));
    let mut findings: Vec<Finding> = everything
        .map(|(_, unknown)| {
            let message = format!("not understood: {}", unknown.reason);
            let finding = Finding::new(Code::ASSUMPTION, Severity::Warning, message)
                .help("read it yourself: what is absent and older is not held against any revision once this one ran");
            match &unknown.place {
                Some(place) => finding.place(place.clone()),
                None => finding,
            }
        })
        .collect();
    findings.dedup_by(|a, b| a.message == b.message && a.place == b.place);
    findings
}

/// Revisions that only the version table speaks for: what they do could not be read, or cannot be seen in the catalog.
fn unproven(case: &Case<'_>) -> Vec<Finding> {
    let above: Vec<usize> = case.position.difference(&case.observed.least).copied().collect();
    let because = |reason: &str| -> Vec<usize> {
        let same = |number: &usize| case.revisions.get(*number).is_some_and(|audit| audit.reason == Some(reason));
        above.iter().copied().filter(same).collect()
    };
    let say = |numbers: Vec<usize>, severity, why: &str| {
        let message = format!(
            "nothing in the catalog shows whether {} ran: {why}; the version table says so",
            case.lineage.names(&numbers)
        );
        let help = "if the version table cannot be trusted, look at the rows they write, or read what they do";
        (!numbers.is_empty()).then(|| Finding::new(Code::ASSUMPTION, severity, message).help(help))
    };
    let only_shared = |number: &usize| case.revisions.get(*number).is_some_and(is_only_shared);
    let not_reached = |number: &usize| case.stopped.is_some_and(|stopped| *number > stopped);
    let (beyond, rest): (Vec<usize>, Vec<usize>) = because("unknown").into_iter().partition(not_reached);
    let (shared, unread): (Vec<usize>, Vec<usize>) = rest.into_iter().partition(only_shared);
    let beyond = say(beyond, Severity::Warning, "the history was not followed so far, because it stops before");
    let shared = say(
        shared,
        Severity::Note,
        "what they do lies outside the tenant's schema, where another tenant may have done it",
    );
    let is_read = |number: &usize| case.revisions.get(*number).is_some_and(|audit| audit.unknown.is_empty());
    let (hidden, unread): (Vec<usize>, Vec<usize>) = unread.into_iter().partition(is_read);
    let hidden = say(hidden, Severity::Warning, "what they change is not there, or may have been so before");
    let unread = say(unread, Severity::Warning, "what they do could not be read");
    let rows = say(because("data-only"), Severity::Note, "they only change rows");
    beyond.into_iter().chain(unread).chain(hidden).chain(shared).chain(rows).collect()
}

/// What a stamp claims or would claim, and nobody could read to its end.
pub fn half_read(case: &Case<'_>, remedy: Remedy) -> Vec<Finding> {
    let in_doubt = case.in_doubt();
    let is_new = |audit: &&RevisionAudit| {
        let number = &audit.number;
        let is_new = case.position.contains(number) && !case.stamped.position.contains(number);
        remedy == Remedy::Stamp && is_new || in_doubt == Some(Doubt::Ended(*number))
    };
    let told = |audit: &RevisionAudit| {
        let place = audit.unknown.iter().rev().find_map(|unknown| unknown.place.clone())?;
        let revision = case.lineage.revision(audit.number);
        let message = format!(
            "not all that `{revision}` does could be read: whether it ran to its end the catalog need not show, and a stamp claims it"
        );
        let help = "read that step, and look whether it ran, before you stamp";
        let finding = Finding::new(Code::ASSUMPTION, Severity::Warning, message).revision(revision.as_str());
        Some(finding.help(help).place(place))
    };
    case.revisions.iter().filter(is_new).filter_map(told).collect()
}

/// A revision that may have stopped half way, where a step that can have done anything may have led there, too.
fn perhaps_begun(case: &Case<'_>) -> Option<Finding> {
    let audit = case.revisions.get(case.perhaps_started()?)?;
    let revision = case.lineage.revision(audit.number);
    let message = format!(
        "it looks as if `{revision}` had stopped half way; a step that cannot be read may have led there just as well"
    );
    let help = "see in the log of the upgrade whether it was begun; until that is known, neither upgrade nor stamp";
    let finding = Finding::new(Code::ASSUMPTION, Severity::Warning, message).revision(revision.as_str()).help(help);
    let first = audit.effects.iter().find(|effect| effect.halfway == Some(Halfway::Perhaps));
    Some(first.map_or(finding.clone(), |effect| finding.place(effect.place.clone())))
}

/// What is there and a revision makes, and may be older than that, where nothing says whether the revision ran.
fn perhaps_older(case: &Case<'_>) -> Option<Finding> {
    let effect = case.perhaps_there()?;
    let (object, revision) = (&effect.object, case.lineage.revision(effect.moment.0));
    let reason = effect.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
    let message = format!("`{object}` is in the database; whether `{revision}` made it is not known{reason}");
    let help = format!(
        "see in the log of the upgrade, or in its rows, whether `{revision}` ran; until that is known, neither upgrade nor stamp"
    );
    let finding = Finding::new(Code::ASSUMPTION, Severity::Warning, message).revision(revision.as_str()).help(help);
    Some(finding.place(effect.place.clone()))
}

/// What is there, and only a step that cannot be read can have made.
fn perhaps_made(case: &Case<'_>, own: &PerhapsMade) -> Finding {
    let (object, revision) = (&own.object, case.lineage.revision(own.revision));
    let message = format!("`{object}` is in the database: a step of `{revision}` that cannot be read may have made it");
    let help = format!(
        "see in the log of the upgrade whether `{revision}` was begun, and whether that step makes it; a second run fails where the first has done it"
    );
    let finding = Finding::new(Code::ASSUMPTION, Severity::Warning, message).revision(revision.as_str()).help(help);
    match &own.place {
        Some(place) => finding.place(place.clone()),
        None => finding,
    }
}

/// Another revision within which a stopped upgrade leaves the same catalog.
pub fn alike(stage: Stage, case: &Case<'_>) -> Option<Finding> {
    let Stage::Inside { revision, like: Some(like), .. } = stage else { return None };
    case.revisions.get(revision).filter(|own| own.presence == Presence::Partial)?;
    let (taken, other) = (case.lineage.revision(revision), case.lineage.revision(like));
    let message = format!("the catalog looks the same where `{other}` stops half way as where `{taken}` does");
    let help = format!(
        "`{taken}` is taken for the one that stopped; see in the log of the upgrade which it was, or in the rows they write"
    );
    Some(Finding::new(Code::ASSUMPTION, Severity::Warning, message).revision(taken.as_str()).help(help))
}

/// Whether nothing but what tenants share keeps a revision from being proven.
fn is_only_shared(audit: &RevisionAudit) -> bool {
    let mut unprovable = audit.effects.iter().filter(|effect| effect.evidence == Evidence::Unprovable).peekable();
    audit.unknown.is_empty()
        && unprovable.peek().is_some()
        && unprovable.all(|effect| effect.reason.as_deref() == Some(SHARED))
}

fn show(value: &Option<Value>) -> String {
    match value {
        Some(value) if value.is_none() => "not set".to_string(),
        Some(Value::Known(text) | Value::Worded(text, _)) => format!("`{text}`"),
        Some(unknown) => unknown.to_string(),
        None => "not set".to_string(),
    }
}
