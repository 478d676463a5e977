//! What the past of the version files explains: a text that a file had before it was edited, and a place in the
//! history that a revision had before. A cause is a guess from what git shows, said as one; no verdict rests on it.

use super::Audit;
use super::double::Trace;
use super::evidence::Evidence;
use super::presence::{Presence, RevisionAudit};
use super::verdict::Verdict;
use crate::finding::{Code, Finding, Severity, shell_word};
use crate::git::{At, Commit, OtherText};
use crate::history::{Follow, History, Rev};
use crate::revision::{Revision, RevisionId};
use crate::schema::ObjectId;
use std::collections::BTreeSet;

/// A revision as its file said it before, or says it elsewhere.
#[derive(Clone, Debug)]
pub struct Older {
    pub revision: Revision,
    pub text: OtherText,
}

/// Returns the revisions that ran, and of which the database shows something else than their files say: of those an older
/// text may say more. What is there in part comes first.
#[must_use]
pub fn unlike_their_files(audit: &Audit) -> Vec<RevisionId> {
    let ran = |own: &&RevisionAudit| {
        audit.verdict != Verdict::BrokenHistory
            && (audit.position.contains(&own.number) || audit.stamped.position.contains(&own.number))
    };
    let mut found: Vec<&RevisionAudit> = audit.revisions.iter().filter(ran).filter(|own| lacking(own) > 0).collect();
    found.sort_by_key(|own| own.presence == Presence::Absent);
    found.into_iter().map(|own| audit.lineage.revision(own.number).clone()).collect()
}

/// Returns the revision with the body that it had before, where it stands now.
#[must_use]
pub fn in_place_of(kept: &Revision, older: &Revision) -> Revision {
    Revision {
        down_revisions: kept.down_revisions.clone(),
        depends_on: kept.depends_on.clone(),
        branch_labels: kept.branch_labels.clone(),
        computed: kept.computed.clone(),
        ..older.clone()
    }
}

/// Returns the finding that an older text of a file explains what its present one does not, `other` being the audit of the
/// history with that text; nothing where it does not explain all.
#[must_use]
pub fn edited(audit: &Audit, history: &History, older: &Older, other: &Audit, git: &str) -> Option<Finding> {
    let kept = history.revision(history.find(older.revision.id.as_str())?);
    let (is, was) = (Trace::of(kept, audit), Trace::of(&older.revision, other));
    let number = other.lineage.number(&older.revision.id)?;
    let judged = other.revisions.get(number)?;
    let is_empty = judged.effects.is_empty() && judged.unknown.is_empty();
    let explains = (was.is_whole() || is_empty) && other.position.contains(&number);
    if !is.lacks() || !explains || !is_no_worse(other, audit, &older.revision.id) {
        return None;
    }
    let id = &older.revision.id;
    // A stub that was filled before anybody ran it leaves the same trace in git.
    let (likely, shows) = match judged.count(Evidence::Present) {
        0 => ("perhaps", "that text does nothing".to_owned()),
        1 => ("most likely", "what that text does is there (1 effect)".to_owned()),
        count => ("most likely", format!("all that text does is there ({count} effects)")),
    };
    let message = match &older.text.at {
        At::Before(commit) => format!("{likely} `{id}` ran here as it was before {} edited it: {shows}", name(commit)),
        At::Head => format!("{likely} `{id}` ran here as it is in HEAD, edited since and not committed: {shows}"),
        At::Branch(branch) => format!("{likely} `{id}` ran here as it is on `{branch}`: {shows}"),
    };
    let mend = match older.text.at {
        At::Branch(_) => {
            "difference. One id has two texts: settle on one, and write the difference as a revision of its own".into()
        }
        At::Head | At::Before(_) => format!(
            "edit. Alembic runs no revision twice: every database that had run `{id}` before lacks it. Put the older text back, and \
             write the difference as a revision of its own"
        ),
    };
    let help = format!("{} shows the {mend}", difference(&older.text, git));
    Some(
        Finding::new(Code::EDITED_REVISION, Severity::Warning, message)
            .revision(id.as_str())
            .place(kept.place())
            .help(help),
    )
}

/// Whether nothing is less known or explained in `other`, and, but for one revision, nothing speaks against it that does
/// not against `audit`.
fn is_no_worse(other: &Audit, audit: &Audit, id: &RevisionId) -> bool {
    let sum = |audit: &Audit, count: &dyn Fn(&RevisionAudit) -> usize| -> usize {
        let besides = audit.revisions.iter().filter(|own| audit.lineage.revision(own.number) != id);
        besides.map(count).sum()
    };
    let unprovable = |own: &RevisionAudit| own.count(Evidence::Unprovable);
    let of_it = |audit: &Audit| {
        let own = audit.lineage.number(id).and_then(|number| audit.revisions.get(number));
        own.map(|own| own.count(Evidence::Unprovable) + own.unknown.len())
    };
    sum(other, &lacking) <= sum(audit, &lacking)
        && sum(other, &unprovable) <= sum(audit, &unprovable)
        && of_it(other) <= of_it(audit)
        && other.unexplained.iter().all(|object| audit.unexplained.contains(object))
        && still_made(other, audit, id)
}

/// Whether what is there of all that a revision makes is made in `other`, too.
fn still_made(other: &Audit, audit: &Audit, id: &RevisionId) -> bool {
    let made: BTreeSet<&ObjectId> =
        other.revisions.iter().flat_map(|own| &own.effects).map(|effect| &effect.object).collect();
    let own = audit.lineage.number(id).and_then(|number| audit.revisions.get(number));
    let mut there = own.into_iter().flat_map(|own| &own.effects).filter(|effect| effect.actual.is_some());
    there.all(|effect| made.contains(&effect.object))
}

fn lacking(own: &RevisionAudit) -> usize {
    own.missing().count() + own.count(Evidence::Diverged)
}

/// Returns the revisions that ran and that stand on one that is wholly missing.
#[must_use]
pub fn above_what_is_missing(audit: &Audit) -> Vec<RevisionId> {
    let ran = |own: &&RevisionAudit| audit.position.contains(&own.number) && own.count(Evidence::Present) > 0;
    let found = audit.revisions.iter().filter(ran).filter(|own| !missing_below(audit, own.number).is_empty());
    found.map(|own| audit.lineage.revision(own.number).clone()).collect()
}

/// The wholly missing revisions that one stands on, directly or on others that are missing.
fn missing_below(audit: &Audit, number: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![number];
    while let Some(number) = open.pop() {
        let absent =
            |parent: &&usize| audit.revisions.get(**parent).is_some_and(|own| own.presence == Presence::Absent);
        let parents = audit.lineage.parents().get(number).into_iter().flatten();
        open.extend(parents.filter(absent).filter(|parent| found.insert(**parent)));
    }
    found
}

/// Returns the findings that a revision which ran stood somewhere else before, without what is missing below it now;
/// `olders` are its texts, the newest first.
#[must_use]
pub fn reparented(audit: &Audit, history: &History, id: &RevisionId, olders: &[Older], git: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(rev) = history.find(id.as_str()) else { return findings };
    let kept = history.revision(rev);
    let mut open = audit.lineage.number(&kept.id).map(|number| missing_below(audit, number)).unwrap_or_default();
    for older in olders {
        let stood = &older.revision.down_revisions;
        if older.revision.id != kept.id || *stood == kept.down_revisions || !older.revision.computed.is_empty() {
            continue;
        }
        let stood_on = stood.iter().map(RevisionId::as_str).chain(older.revision.depends_on.iter().map(String::as_str));
        let Some(parents) = stood_on.map(|parent| history.find(parent)).collect::<Option<Vec<Rev>>>() else { continue };
        let below = history.ancestors(&parents, Follow::Dependencies);
        let passed_over = |number: &&usize| {
            history.find(audit.lineage.revision(**number).as_str()).is_some_and(|rev| !below.contains(rev))
        };
        let passed: Vec<usize> = open.iter().filter(passed_over).copied().collect();
        // A revision that was below itself has no older place that can be compared.
        if passed.is_empty() || below.contains(rev) {
            continue;
        }
        open.retain(|number| !passed.contains(number));
        findings.extend(put_elsewhere(audit, kept, older, &passed, git));
    }
    findings
}

fn put_elsewhere(audit: &Audit, kept: &Revision, older: &Older, passed: &[usize], git: &str) -> Option<Finding> {
    let (id, stood, stands) = (&kept.id, list(&older.revision.down_revisions), list(&kept.down_revisions));
    let names = audit.lineage.names(passed);
    let moved = match &older.text.at {
        At::Before(commit) => {
            format!("`{id}` stood on {stood} until {} edited it, and stands on {stands} now", name(commit))
        }
        At::Head => format!("`{id}` stands on {stood} in HEAD, and on {stands} by an edit that is not committed"),
        // A branch that was not brought up to date tells nothing.
        At::Branch(_) => return None,
    };
    let message = format!("{moved}; what came in below it is not there: {names}");
    let help = format!(
        "{} shows the edit. If `{id}` had run here before that, this is why: `alembic upgrade` passes over {names}, here and in \
         every database that was past it",
        difference(&older.text, git)
    );
    Some(
        Finding::new(Code::REPARENTED_REVISION, Severity::Warning, message)
            .revision(id.as_str())
            .place(kept.down_place())
            .help(help),
    )
}

pub(super) fn list(ids: &[RevisionId]) -> String {
    match ids {
        [] => "nothing".to_owned(),
        ids => ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "),
    }
}

pub(super) fn name(commit: &Commit) -> String {
    format!("commit `{}` ({})", commit.name, commit.date)
}

/// The command that shows how the present text differs.
fn difference(text: &OtherText, git: &str) -> String {
    let OtherText { path, now, at, .. } = text;
    let from = match at {
        At::Head => "HEAD".to_owned(),
        At::Before(commit) => format!("{}^", commit.name),
        At::Branch(branch) => branch.clone(),
    };
    if path == now {
        format!("`{git} diff {} -- {}`", shell_word(&from), pathspec(path))
    } else {
        let text = |commit: &str, path: &str| shell_word(&format!("{commit}:{path}"));
        format!("`{git} diff {} {}`", text(&from, path), text("HEAD", now))
    }
}

/// A path from the top of the work tree, wherever in it the command is typed.
pub(super) fn pathspec(path: &str) -> String {
    shell_word(&format!(":/{path}"))
}
