//! The audits of several tenants as text: how many are where, then one section for those with the same answer, trouble first.

use super::audit::{Detail, text};
use crate::audit::Audit;
use crate::audit::verdict::{Remedy, Verdict};
use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::name::Name;
use crate::report::TenantAudit;
use crate::report::advice::{self, Commands};
use crate::schema::ObjectId;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many tenants a line names.
const NAMED: usize = 10;

/// Tenants with the same answer.
struct Group<'a> {
    schemas: Vec<&'a Name>,
    answer: Result<&'a Audit, &'a Error>,
}

/// Returns the report; `commands` are those for one tenant.
#[must_use]
pub fn tenants(
    audits: &[TenantAudit],
    noticed: &[Finding],
    commands: &dyn Fn(&Name) -> Commands,
    detail: Detail,
) -> String {
    let groups = groups(audits);
    let count: usize = groups.iter().map(|group| group.schemas.len()).sum();
    let mut out = format!("{count} tenant{}\n", if count == 1 { "" } else { "s" });
    for group in &groups {
        let _ = writeln!(out, "  {:>5} {}: {}", group.schemas.len(), headline(group), names(&group.schemas, detail));
    }
    for finding in noticed.iter().filter(|own| own.severity > Severity::Note || detail == Detail::Full) {
        let _ = write!(out, "\n{}[{}] {}\n", finding.severity, finding.code, finding.message);
        if !finding.help.is_empty() {
            let _ = writeln!(out, "  {}", finding.help);
        }
    }
    for group in &groups {
        section(&mut out, group, commands, detail);
    }
    out
}

fn section(out: &mut String, group: &Group<'_>, commands: &dyn Fn(&Name) -> Commands, detail: Detail) {
    let Some(first) = group.schemas.first() else { return };
    let told = match group.answer {
        Ok(audit) => text(audit, &commands(first), detail),
        Err(error) => {
            let mut told = format!("error[{}] {}\n", error.code, error.message);
            if !error.help.is_empty() {
                let _ = writeln!(told, "  {}", error.help);
            }
            told
        }
    };
    // The first line is in the list above.
    if group.answer.is_ok_and(|audit| audit.verdict == Verdict::InOrder) && told.lines().count() == 1 {
        return;
    }
    let like = match group.schemas.len() {
        1 => String::new(),
        count => format!(", and {} like it", count - 1),
    };
    let _ = write!(out, "\n== {first}{like} ==\n{told}");
}

fn headline(group: &Group<'_>) -> String {
    match group.answer {
        Ok(audit) => {
            format!("{} at {}", audit.verdict.as_str(), advice::place(audit, &audit.position).replace('`', ""))
        }
        Err(_) => "not judged".into(),
    }
}

fn names(schemas: &[&Name], detail: Detail) -> String {
    let shown = if detail == Detail::Full { schemas.len() } else { NAMED };
    let list: Vec<String> = schemas.iter().take(shown).map(ToString::to_string).collect();
    match schemas.len().checked_sub(shown).filter(|more| *more > 0) {
        Some(more) => format!("{} and {more} more", list.join(", ")),
        None => list.join(", "),
    }
}

/// Puts tenants with the same answer together: those that could not be judged, then those with work, then the rest.
fn groups(audits: &[TenantAudit]) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<(u8, String), Group<'_>> = BTreeMap::new();
    for own in audits {
        let Some(first) = own.schemas.first() else { continue };
        let (rank, key) = match &own.answer {
            Ok(audit) => (rank(audit), key(audit, first)),
            Err(error) => (0, format!("{} {}", error.code, error.message)),
        };
        let answer = own.answer.as_ref();
        let group = groups.entry((rank, key)).or_insert(Group { schemas: Vec::new(), answer });
        group.schemas.extend(&own.schemas);
    }
    let mut groups: Vec<((u8, String), Group<'_>)> = groups.into_iter().collect();
    for (_, group) in &mut groups {
        group.schemas.sort();
    }
    // Within a rank the rarest first: it is the one that strays.
    groups.sort_by(|((rank, _), group), ((other_rank, _), other)| {
        (rank, group.schemas.len(), &group.schemas).cmp(&(other_rank, other.schemas.len(), &other.schemas))
    });
    groups.into_iter().map(|(_, group)| group).collect()
}

fn rank(audit: &Audit) -> u8 {
    match (audit.verdict, audit.remedy) {
        (Verdict::InOrder, _) => 4,
        (Verdict::Behind, _) => 3,
        (_, Remedy::Refuse) => 1,
        _ => 2,
    }
}

/// What makes two answers the same: verdict, remedy, positions, what is missing, and what else was found; the tenant's own
/// schema is left out of the names.
fn key(audit: &Audit, schema: &Name) -> String {
    let positions = [&audit.stamped.position, &audit.position, &audit.observed.least, &audit.observed.likely];
    let mut key = format!("{} {} {:?}", audit.verdict.as_str(), audit.remedy.as_str(), audit.row_texts());
    for position in positions {
        let _ = write!(key, " {}", advice::place(audit, position));
    }
    for (revision, effect) in audit.missing() {
        let id = audit.lineage.revision(revision.number);
        let _ = write!(key, "\n{id} {} {}", relative(&effect.object, schema), effect.attribute);
    }
    for finding in audit.findings.iter().filter(|own| own.severity > Severity::Note) {
        let _ = write!(key, "\n{} {:?}", finding.code, finding.revision);
    }
    key
}

fn relative(object: &ObjectId, schema: &Name) -> String {
    let text = object.to_string();
    match object.schema() {
        Some(own) if own == schema => text.replacen(&format!(" {schema}."), " ", 1),
        _ => text,
    }
}
