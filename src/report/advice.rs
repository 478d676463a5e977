//! What to do about a verdict, in words: one sentence, and the commands to type.

use crate::audit::Audit;
use crate::audit::foundation;
use crate::audit::lineage::Position;
use crate::audit::observed::Stamp;
use crate::audit::verdict::{Doubt, Remedy, Verdict};
use crate::finding::Code;
use crate::plan::by_hand;
use crate::revision::RevisionId;

/// How the commands of this run are spelt, so that advice can be typed.
#[derive(Clone, Debug)]
pub struct Commands {
    /// `limbeck -c alembic.ini --database "$DATABASE_URL"`
    pub limbeck: String,
    /// `alembic -c alembic.ini`
    pub alembic: String,
    /// `psql "$DATABASE_URL"`
    pub psql: String,
}

/// Returns in one sentence what is the matter.
#[must_use]
pub fn headline(audit: &Audit) -> String {
    let here = place(audit, &audit.position);
    let stamped = place(audit, &audit.stamped.position);
    let count = audit.missing().count();
    let missing =
        format!("{count} {} missing", if count == 1 { "object or change is" } else { "objects or changes are" });
    match audit.verdict {
        Verdict::InOrder if audit.lineage.is_empty() => "there are no revisions, and none is stamped".into(),
        Verdict::InOrder => format!("schema and version table are at {here}, the head"),
        Verdict::Behind => format!("schema and version table are at {here}; {} not run yet", pending(audit)),
        Verdict::StampedBehind => format!("the schema is at {here}, the version table only at {stamped}"),
        Verdict::StampedAhead => format!("the version table claims {stamped}, the schema is only at {here}"),
        Verdict::Hole => format!("{missing} below revisions that did run; the schema is otherwise at {here}"),
        Verdict::Partial => format!("a revision was carried out only in part: {missing}; the schema is at {here}"),
        Verdict::Unstamped if audit.position.is_empty() && audit.begun().next().is_none() => {
            "nothing of this history is in the database, and nothing is stamped".into()
        }
        Verdict::Unstamped => format!("no revision is stamped; the schema is at {}", span(audit)),
        Verdict::UnknownRevision => {
            let rows: Vec<String> = audit.stamped.unknown.iter().map(|row| format!("`{row}`")).collect();
            format!("the version table holds {}, which no version file has", rows.join(", "))
        }
        Verdict::OverlappingRows => "the version table holds a revision together with its ancestor, or twice".into(),
        Verdict::MultipleHeads => format!("the files have several heads; the database is at {here}"),
        Verdict::Diverged => format!("the schema is at {here}, but not as the revisions leave it"),
        Verdict::BrokenHistory => "the version files are broken: Alembic cannot load this history".into(),
        Verdict::Undecided if audit.observed.stamp == Stamp::Doubtful => format!(
            "the version table claims {stamped}, but {missing}; a later step that cannot be read may have taken them away"
        ),
        Verdict::Undecided if let Some(doubt) = audit.in_doubt => {
            format!("whether {}, the catalog does not decide", doubted(audit, doubt))
        }
        Verdict::Undecided => "the catalog does not decide where this database is".into(),
    }
}

/// Returns in one sentence what to do.
#[must_use]
pub fn summary(audit: &Audit) -> String {
    let target = crate::plan::target(audit);
    let here = place(audit, &target);
    let then = if target.len() < audit.lineage.len() { ", then `alembic upgrade`" } else { "" };
    let widen = if audit.is_version_table_narrow() { "widen `version_num`, then " } else { "" };
    let stops = match (audit.without.first(), stop(audit)) {
        (Some(own), _) => format!("; it stops at `{}`, without `{}`", audit.lineage.revision(own.revision), own.object),
        (None, Some(id)) => format!("; on an empty database it stops at `{id}`: does it here?"),
        (None, None) => String::new(),
    };
    let moves = audit.stamped.rows != audit.lineage.show(&target) || !audit.stamped.overlapping.is_empty();
    match audit.remedy {
        Remedy::None => "nothing to do".into(),
        Remedy::Upgrade => format!("{widen}`alembic upgrade`: {} to run{stops}", pending(audit)),
        Remedy::Stamp | Remedy::Baseline
            if !audit.stamp_is_admitted() && !audit.observed.likely.is_subset(&audit.position) =>
        {
            format!("stamp {}: choose after looking at the rows that the revisions between write{then}", span(audit))
        }
        Remedy::Stamp | Remedy::Baseline => format!("stamp {here} (compare-and-set SQL){then}"),
        Remedy::Repair => {
            let chores = by_hand::chores(audit).next().map(|_| ", see to what is marked `by hand`").unwrap_or_default();
            let stamp = if moves { format!(", stamp {here}") } else { format!("; the stamp {here} stays") };
            let look = if audit.lookalikes.is_empty() { "" } else { "see what only has another name, " };
            let mend = match &audit.stopped {
                Some(stopped) => format!("run the rest of `{}`", audit.lineage.revision(stopped.revision)),
                None => "make what is missing".to_owned(),
            };
            format!("{look}{mend}{chores}{stamp}{then}")
        }
        Remedy::Merge => "write a merge revision, then upgrade: both branches are kept".into(),
        Remedy::FixFiles if audit.verdict == Verdict::MultipleHeads => format!(
            "the branches contradict each other{}: fix the version files; a merge revision would not get over it",
            stop(audit).map(|id| format!(" at `{id}`")).unwrap_or_default()
        ),
        Remedy::FixFiles => "fix the version files; there is no plan for a database before the history loads".into(),
        Remedy::Refuse => match audit.verdict {
            Verdict::UnknownRevision
                if audit.findings.iter().any(|finding| finding.code == Code::SHARED_VERSION_TABLE) =>
            {
                "do not stamp: leave the other application's row alone, and give this one a version table of its own"
                    .into()
            }
            Verdict::UnknownRevision => {
                "do not stamp: deploy the build that has the unknown revision, or find its file; the database may be \
                 newer than these files"
                    .into()
            }
            _ if let Some(foundation::Missing { object, .. }) = audit.without.first() => {
                let more = if audit.without.len() > 1 { " and the others" } else { "" };
                match object {
                    crate::schema::ObjectId::Column(..) => {
                        format!("first bring back `{object}`{more}: revisions use what none of them makes")
                    }
                    _ => format!(
                        "first make `{object}`{more}: no revision does, and the upgrade stops without; or look for the right database"
                    ),
                }
            }
            _ if let Some(own) = audit.namesakes.first() => format!(
                "do not stamp, upgrade or repair before you know whose `table {}` is: is this the right database?",
                own.table
            ),
            Verdict::Diverged => {
                "decide by hand: write a revision that makes it as the database has it, or change the database back"
                    .into()
            }
            _ if audit.observed.stamp == Stamp::Doubtful => format!(
                "read the steps that limbeck could not: if none of them takes away what is missing, the schema is only \
                 at {}, and that is what to stamp",
                place(audit, &audit.observed.least)
            ),
            _ if let Some(doubt) = audit.in_doubt => {
                format!("neither upgrade nor stamp before you know whether {}", doubted(audit, doubt))
            }
            _ => "no plan: the evidence contradicts itself or says nothing".into(),
        },
    }
}

fn doubted(audit: &Audit, doubt: Doubt) -> String {
    match doubt {
        Doubt::Begun(number) => format!("`{}` was begun", audit.lineage.revision(number)),
        Doubt::Ended(number) => format!("`{}` ran to its end", audit.lineage.revision(number)),
        Doubt::Session(number) => {
            let revision = audit.lineage.revision(number);
            format!("the search path that `{revision}` sets still held when later revisions ran")
        }
        Doubt::Older(number) => {
            let revision = audit.lineage.revision(number);
            format!("what `{revision}` makes only where there is none was there before")
        }
    }
}

/// Returns the commands to type, in order.
#[must_use]
pub fn commands(audit: &Audit, commands: &Commands) -> Vec<String> {
    let Commands { limbeck, alembic, psql } = commands;
    let head = audit.head;
    let script = [
        format!("{limbeck} plan --format sql > plan.sql   # read it, and back up first"),
        format!("{psql} -v ON_ERROR_STOP=1 -f plan.sql"),
    ];
    let upgrade = (crate::plan::target(audit).len() < audit.lineage.len()).then(|| format!("{alembic} upgrade {head}"));
    let mut lines: Vec<String> = match audit.remedy {
        Remedy::None => return Vec::new(),
        Remedy::Upgrade => {
            let script = script.into_iter().filter(|_| audit.is_version_table_narrow());
            let preflight = format!("{limbeck} preflight   # what would stop it");
            script.chain([preflight]).chain(upgrade).collect()
        }
        Remedy::Stamp | Remedy::Baseline | Remedy::Repair => script.into_iter().chain(upgrade).collect(),
        Remedy::Merge => {
            let heads: Vec<String> = audit.lineage.show(&audit.lineage.all()).iter().map(ToString::to_string).collect();
            vec![format!("{alembic} merge -m \"merge heads\" {}", heads.join(" ")), format!("{alembic} upgrade head")]
        }
        Remedy::FixFiles => Vec::new(),
        Remedy::Refuse => match audit.stamped.unknown.first() {
            // The finding has the commands.
            Some(_) if audit.findings.iter().any(|finding| finding.code == Code::LOCATED_REVISION) => Vec::new(),
            Some(row) => vec![format!("git log --all --oneline -S '{}'", row.as_str().replace('\'', ""))],
            None => vec![format!("{limbeck} -v audit   # all the evidence")],
        },
    };
    if audit.remedy != Remedy::Refuse {
        lines.push(format!("{limbeck} audit"));
    }
    lines
}

/// The revision to come at which the history stops on an empty database.
fn stop(audit: &Audit) -> Option<&str> {
    let mut stops = audit.findings.iter().filter(|finding| finding.code == Code::REPLAY_STOPPED);
    let revision = stops.find_map(|finding| finding.revision.as_deref())?;
    let number = audit.lineage.number(&RevisionId::new(revision))?;
    (!audit.position.contains(&number)).then_some(revision)
}

/// A position by its tips.
#[must_use]
pub fn place(audit: &Audit, position: &Position) -> String {
    match audit.lineage.show(position).as_slice() {
        [] => "the base (no revision)".into(),
        tips => tips.iter().map(|tip| format!("`{tip}`")).collect::<Vec<_>>().join(", "),
    }
}

fn span(audit: &Audit) -> String {
    let believed = audit.position.is_subset(&audit.observed.most) && audit.observed.least.is_subset(&audit.position);
    let least = if believed { &audit.position } else { &audit.observed.least };
    let most = audit.observed.likely.union(least).copied().collect();
    let (least, most) = (place(audit, least), place(audit, &most));
    if least == most { least } else { format!("{least} or up to {most}") }
}

/// Returns what the observed position does not allow for, where there is such a thing.
#[must_use]
pub fn reservation(audit: &Audit) -> Option<String> {
    let (likely, most) = (&audit.observed.likely, &audit.observed.most);
    let most = (likely != most).then(|| place(audit, most))?;
    Some(format!("as far as {most} only if a step that limbeck cannot read took away what is absent"))
}

fn pending(audit: &Audit) -> String {
    match audit.lineage.len() - audit.position.len() {
        1 => "1 revision".into(),
        count => format!("{count} revisions"),
    }
}
