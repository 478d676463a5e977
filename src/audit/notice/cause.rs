//! How it probably came about. A cause is a guess from what is there, said as one; no verdict rests on it.

use crate::audit::evidence::{Evidence, Weighed};
use crate::audit::presence::{Presence, RevisionAudit};
use crate::audit::verdict::Case;
use crate::finding::{Code, Finding, Severity};
use crate::history::History;
use crate::revision::RevisionId;
use crate::schema::{Attribute, ObjectId, Value};

/// Returns the findings that tell a cause; `renamed` is how many objects have other names than in the files.
pub fn causes(case: &Case<'_>, history: &History, renamed: usize) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        case.revisions.iter().filter_map(|audit| inserted_behind(case, history, audit)).collect();
    findings.extend(made_by_create_all(case, renamed));
    findings.extend(two_applications(case));
    findings
}

/// A revision that is wholly missing, and younger than one above it that ran: its author put it in behind that.
fn inserted_behind(case: &Case<'_>, history: &History, audit: &RevisionAudit) -> Option<Finding> {
    if audit.presence != Presence::Absent || !case.position.contains(&audit.number) {
        return None;
    }
    let date = |number: usize| created(history, case.lineage.revision(number));
    let own = date(audit.number)?;
    let above = |other: &&RevisionAudit| {
        other.presence == Presence::Applied
            && case.position.contains(&other.number)
            && case.lineage.position([other.number]).contains(&audit.number)
    };
    let (above, older) = case
        .revisions
        .iter()
        .filter(above)
        .filter_map(|other| Some((case.lineage.revision(other.number), date(other.number)?)))
        .find(|(_, date)| *date < own)?;
    let id = case.lineage.revision(audit.number);
    let message = format!("`{id}` ({own}) is younger than `{above}` ({older}), which stands on it and is there");
    let finding = Finding::new(Code::INSERTED_BEHIND_HEAD, Severity::Warning, message).revision(id.as_str());
    Some(finding.help(
        "most likely it was put in behind it after this database had run that: `alembic upgrade head` does nothing and \
         returns 0. Every database that was past it then has the same hole",
    ))
}

/// The `Create Date` of a file, where it begins with a date as Alembic writes it.
fn created<'a>(history: &'a History, id: &RevisionId) -> Option<&'a str> {
    let date = history.revision(history.find(id.as_str())?).create_date.as_deref()?;
    let is_date = |text: &str| {
        text.split('-').count() == 3 && text.chars().all(|c| c.is_ascii_digit() || c == '-') && text.len() == 10
    };
    date.get(..10).filter(|day| is_date(day)).map(|_| date)
}

/// `MetaData.create_all` makes tables with their keys and indexes, under the names of the naming convention; no defaults
/// that are Python's, no functions, triggers, views and policies, and it knows no history.
fn made_by_create_all(case: &Case<'_>, renamed: usize) -> Option<Finding> {
    let inside = || {
        let revisions = case.revisions.iter().filter(|audit| case.position.contains(&audit.number));
        revisions.flat_map(|audit| &audit.effects).filter(|effect| !effect.implied)
    };
    let absent = || inside().filter(|effect| effect.evidence == Evidence::Absent);
    let defaults = inside().filter(|effect| is_default_unset(effect)).count();
    let others = absent().filter(|effect| is_beyond_create_all(&effect.object)).count();
    // What create_all does make is all there.
    let lacking = absent().any(|effect| !is_beyond_create_all(&effect.object));
    let signs = [
        (renamed, "other names for keys or indexes"),
        (defaults, "missing server defaults"),
        (others, "missing functions, triggers, views or policies"),
    ];
    let seen: Vec<String> =
        signs.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if seen.len() < 2 || lacking {
        return None;
    }
    let message = format!("the schema looks as `metadata.create_all()` would have made it: {}", seen.join(", "));
    Some(Finding::new(Code::MADE_BY_CREATE_ALL, Severity::Warning, message).help(
        "if so, no revision ever ran here: the rows that revisions write are missing as well, and the application must stop \
         calling `create_all` before Alembic",
    ))
}

fn is_default_unset(effect: &Weighed) -> bool {
    effect.attribute == Attribute::Default
        && effect.evidence == Evidence::Diverged
        && effect.actual.as_ref().is_some_and(Value::is_none)
}

fn is_beyond_create_all(object: &ObjectId) -> bool {
    matches!(
        object,
        ObjectId::Function(..)
            | ObjectId::Trigger(..)
            | ObjectId::View(_)
            | ObjectId::Policy(..)
            | ObjectId::Extension(_)
    )
}

/// A row of this history beside one of another, and tables that nobody here makes.
fn two_applications(case: &Case<'_>) -> Option<Finding> {
    let tables = case.unexplained.iter().any(|object| matches!(object, ObjectId::Table(_)));
    let own: Vec<&RevisionId> = case.stamped.rows.iter().filter(|row| !case.stamped.unknown.contains(row)).collect();
    if case.stamped.unknown.is_empty() || own.is_empty() || !tables {
        return None;
    }
    let list = |rows: &[&RevisionId]| rows.iter().map(|row| format!("`{row}`")).collect::<Vec<_>>().join(", ");
    let foreign: Vec<&RevisionId> = case.stamped.unknown.iter().collect();
    let message = format!(
        "{} is of this history, {} is not: two applications seem to keep their rows in one version table",
        list(&own),
        list(&foreign)
    );
    Some(Finding::new(Code::SHARED_VERSION_TABLE, Severity::Warning, message).help(
        "each stops at the other's row: give one of them a table of its own, `version_table=` in `context.configure`, and \
         move its row there; delete no row that is not yours",
    ))
}
