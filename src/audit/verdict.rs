//! From evidence to one word, and from the word to what to do (DESIGN, plan table). One function a question, the
//! weightiest first.

use crate::audit::evidence::{Evidence, Weighed};
use crate::audit::lineage::{Lineage, Position};
use crate::audit::lookalike::Lookalikes;
use crate::audit::observed::{Certainty, Observed, Stamp};
use crate::audit::presence::{Presence, RevisionAudit};
use crate::audit::rows::Stamped;
use crate::audit::unexplained::PerhapsMade;
use crate::replay::Extent;
use crate::schema::{Attribute, ObjectId};
use std::collections::BTreeSet;

/// What is true of the database, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    InOrder,
    Behind,
    StampedBehind,
    StampedAhead,
    Hole,
    Partial,
    Unstamped,
    UnknownRevision,
    OverlappingRows,
    MultipleHeads,
    Diverged,
    BrokenHistory,
    Undecided,
}

/// The kind of plan that mends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    None,
    Upgrade,
    Stamp,
    Repair,
    Baseline,
    Merge,
    FixFiles,
    Refuse,
}

/// A revision of which more than was seen may have run, or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Whether it was begun.
    Begun(usize),
    /// Whether it ran to its end.
    Ended(usize),
    /// Whether what it makes only where there is none was there before.
    Older(usize),
    /// Whether the search path that it sets still held when later revisions ran.
    Session(usize),
}

/// What the verdict rests on.
pub struct Case<'a> {
    pub lineage: &'a Lineage,
    pub stamped: &'a Stamped,
    pub observed: &'a Observed,
    /// Where the database is taken to be: the stamp where the evidence admits it.
    pub position: &'a Position,
    pub revisions: &'a [RevisionAudit],
    /// Heads without a branch label, of which a single-head workflow has one.
    pub loose_heads: &'a BTreeSet<usize>,
    /// Tables and columns that no file explains.
    pub unexplained: &'a [ObjectId],
    /// Whether there is any table but version tables.
    pub is_inhabited: bool,
    /// What is missing, and those of them that may be it under another name.
    pub lookalikes: &'a Lookalikes,
    /// What only a revision beyond the position can have made.
    pub perhaps_made: &'a [PerhapsMade],
    /// The revision at which the history stops on an empty database.
    pub stopped: Option<usize>,
    /// Whether the files themselves keep Alembic from loading the history.
    pub broken: Broken,
}

/// Whether Alembic can load the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    No,
    Yes,
}

/// Returns the verdict and the kind of plan.
#[must_use]
pub fn decide(case: &Case<'_>) -> (Verdict, Remedy) {
    if case.broken == Broken::Yes {
        return (Verdict::BrokenHistory, Remedy::FixFiles);
    }
    if !case.stamped.unknown.is_empty() {
        return (Verdict::UnknownRevision, case.remedy_of_unknown_row());
    }
    if !case.stamped.overlapping.is_empty() || !case.stamped.repeated.is_empty() {
        return (Verdict::OverlappingRows, case.remedy_of_stamp());
    }
    if case.stamped.rows.is_empty() {
        return case.unstamped();
    }
    match case.observed.stamp {
        Stamp::Admitted => case.stamp_admitted(),
        Stamp::Doubtful => (Verdict::Undecided, Remedy::Refuse),
        Stamp::Refuted => case.stamp_refuted(),
    }
}

impl Case<'_> {
    /// Whether the verdict says that the schema is at the position, and no more is missing there than was named.
    #[must_use]
    pub fn is_settled(&self, verdict: Verdict) -> bool {
        let is_settled = match verdict {
            Verdict::InOrder | Verdict::Behind | Verdict::MultipleHeads => true,
            Verdict::StampedBehind | Verdict::StampedAhead | Verdict::Unstamped => {
                self.observed.certainty() == Certainty::Exact
            }
            _ => false,
        };
        let is_told = |audit: &RevisionAudit| self.position.contains(&audit.number) && audit.missing().next().is_some();
        is_settled && !self.revisions.iter().any(is_told)
    }

    fn unstamped(&self) -> (Verdict, Remedy) {
        if self.lineage.is_empty() {
            return (Verdict::InOrder, Remedy::None);
        }
        let remedy = match self.observed.certainty() {
            Certainty::None if self.is_inhabited => return (Verdict::Undecided, Remedy::Refuse),
            Certainty::None => Remedy::Upgrade,
            Certainty::Range if self.perhaps_there().is_some() => return (Verdict::Undecided, Remedy::Refuse),
            _ if self.in_doubt().is_some() => Remedy::Refuse,
            Certainty::Exact | Certainty::Range if self.position.is_empty() && self.started().is_none() => {
                Remedy::Upgrade
            }
            Certainty::Exact | Certainty::Range => self.remedy_of_stamp(),
        };
        (Verdict::Unstamped, remedy)
    }

    /// What is there and a revision beyond the position makes, where nothing is stamped and nothing speaks for any revision.
    pub(super) fn perhaps_there(&self) -> Option<&Weighed> {
        let is_there = |effect: &&Weighed| {
            effect.evidence == Evidence::Unprovable
                && effect.attribute == Attribute::Existence
                && effect.expected.is_some()
                && effect.actual.is_some()
        };
        let is_open = self.stamped.rows.is_empty() && self.position.is_empty();
        let most = self.observed.most.iter().filter(|_| is_open).filter_map(|number| self.revisions.get(*number));
        most.flat_map(|own| &own.effects).find(is_there)
    }

    /// The stamp is where the schema is; but all of it?
    fn stamp_admitted(&self) -> (Verdict, Remedy) {
        if let Some(verdict) = self.damage() {
            return (verdict, Remedy::Repair);
        }
        if self.started().is_some() {
            return (Verdict::Partial, Remedy::Repair);
        }
        if self.in_doubt().is_some() || self.is_beyond_the_stop() {
            return (Verdict::Undecided, Remedy::Refuse);
        }
        if self.diverged() {
            return (Verdict::Diverged, Remedy::Refuse);
        }
        let open: BTreeSet<usize> = self.loose_heads.difference(self.position).copied().collect();
        if self.loose_heads.len() > 1 && !open.is_empty() {
            // What one branch makes the other makes too, or takes away: no merge revision gets over that.
            let clash = self.stopped.is_some_and(|number| !self.position.contains(&number));
            return (Verdict::MultipleHeads, if clash { Remedy::FixFiles } else { Remedy::Merge });
        }
        match self.position.len() == self.lineage.len() {
            true => (Verdict::InOrder, Remedy::None),
            false => (Verdict::Behind, Remedy::Upgrade),
        }
    }

    /// The stamp is not where the schema is.
    fn stamp_refuted(&self) -> (Verdict, Remedy) {
        let ahead = !self.stamped.position.is_subset(&self.observed.likely);
        let behind = !self.observed.least.is_subset(&self.stamped.position);
        let verdict = match (ahead, behind) {
            (true, true) => return (Verdict::Undecided, Remedy::Refuse),
            // What it claims has left something, and what is missing may be gone since.
            _ if !self.perhaps_made.is_empty() || self.perhaps_unfinished().is_some() => {
                return (Verdict::Undecided, Remedy::Refuse);
            }
            (false, true) => Verdict::StampedBehind,
            // Above the least position the evidence speaks for, which is where the stamp goes back to.
            (_, false) => Verdict::StampedAhead,
        };
        match self.remedy_of_stamp() {
            Remedy::Repair => (self.damage().unwrap_or(Verdict::Partial), Remedy::Repair),
            remedy => (verdict, remedy),
        }
    }

    /// Moving the stamp suffices, unless effects are missing where it goes.
    fn remedy_of_stamp(&self) -> Remedy {
        if self.damage().is_some() || self.started().is_some() {
            Remedy::Repair
        } else if self.diverged() || self.in_doubt().is_some() {
            Remedy::Refuse
        } else {
            Remedy::Stamp
        }
    }

    /// Objects that no file explains say that the database is newer than the files: moving its row back would make the
    /// newer build fail.
    fn remedy_of_unknown_row(&self) -> Remedy {
        if !self.unexplained.is_empty() || self.observed.certainty() == Certainty::None || self.position.is_empty() {
            return Remedy::Refuse;
        }
        self.remedy_of_stamp()
    }

    /// Whether effects are missing inside the position: below others that are there, or at its tips.
    fn damage(&self) -> Option<Verdict> {
        let missing =
            |audit: &&RevisionAudit| self.position.contains(&audit.number) && audit.missing().next().is_some();
        let damaged: BTreeSet<usize> = self.revisions.iter().filter(missing).map(|audit| audit.number).collect();
        if damaged.is_empty() {
            return None;
        }
        let proven = self.revisions.iter().filter(|audit| self.position.contains(&audit.number));
        let mut proven = proven.filter(|audit| audit.count(Evidence::Present) > 0);
        let above = proven.any(|audit| {
            !damaged.contains(&audit.number)
                && self.lineage.position([audit.number]).intersection(&damaged).next().is_some()
        });
        let wholly = damaged.iter().any(|number| self.presence(*number) == Some(Presence::Absent));
        Some(if above || wholly { Verdict::Hole } else { Verdict::Partial })
    }

    /// The first revision beyond the position that has been begun.
    fn started(&self) -> Option<usize> {
        let next = self.lineage.next(self.position);
        next.into_iter().find(|number| self.presence(*number) == Some(Presence::Partial))
    }

    /// The revision that has been begun, unless a step that can have done anything made it look so.
    pub(super) fn perhaps_started(&self) -> Option<usize> {
        let is_perhaps = |own: &&RevisionAudit| own.presence == Presence::Unprovable && own.is_perhaps_begun();
        self.revisions.iter().find(is_perhaps).map(|own| own.number)
    }

    /// The revision of which it is not known whether it was begun, or came to its end: by its stage, by what only it can
    /// have made, or because the rest of it was not come to and no version row claims it.
    pub(super) fn in_doubt(&self) -> Option<Doubt> {
        let made = || self.perhaps_made.iter().map(|own| own.revision).min();
        self.perhaps_started().or_else(made).map(Doubt::Begun).or_else(|| self.perhaps_unfinished().map(Doubt::Ended))
    }

    /// Whether only the version table speaks for a revision that the history does not come to on an empty database: nobody
    /// knows what it makes.
    pub(super) fn is_beyond_the_stop(&self) -> bool {
        self.stopped.is_some_and(|stopped| self.position.range(stopped + 1..).next().is_some())
    }

    /// A tip of the position that only evidence of its first statements speaks for.
    fn perhaps_unfinished(&self) -> Option<usize> {
        let is_claimed = self.observed.stamp == Stamp::Admitted && self.position == &self.stamped.position;
        let is_open = |number: &usize| {
            let is_cut = |own: &RevisionAudit| own.extent == Extent::CutShort && own.count(Evidence::Present) > 0;
            self.presence(*number) == Some(Presence::Unprovable) && self.revisions.get(*number).is_some_and(is_cut)
        };
        self.lineage.tips(self.position).into_iter().filter(|_| !is_claimed).find(is_open)
    }

    fn diverged(&self) -> bool {
        let mut inside = self.revisions.iter().filter(|audit| self.position.contains(&audit.number));
        inside.any(|audit| audit.count(Evidence::Diverged) > 0)
    }

    fn presence(&self, number: usize) -> Option<Presence> {
        self.revisions.get(number).map(|audit| audit.presence)
    }
}

impl Verdict {
    /// Returns what it becomes, and the kind of plan, where the schema is not as the position leaves it, but perhaps as
    /// another revision does.
    #[must_use]
    pub fn beside_differences(self, as_left: Option<usize>) -> (Self, Remedy) {
        let verdict = match (self, as_left) {
            (Self::InOrder | Self::Behind | Self::MultipleHeads, None) => Self::Diverged,
            (Self::InOrder | Self::Behind | Self::MultipleHeads, Some(_)) => Self::Undecided,
            (other, _) => other,
        };
        (verdict, Remedy::Refuse)
    }

    /// Returns what it becomes, and the kind of plan, where a table is nowhere that revisions use.
    #[must_use]
    pub fn without_foundation(self, remedy: Remedy) -> (Self, Remedy) {
        let verdict = if self == Self::InOrder { Self::Diverged } else { self };
        // An upgrade stops, and says so; what is to be stamped or repaired may not be this history's.
        let stays = matches!(remedy, Remedy::Upgrade | Remedy::Merge | Remedy::FixFiles);
        (verdict, if stays { remedy } else { Remedy::Refuse })
    }

    /// Returns the code used in text and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InOrder => "in-order",
            Self::Behind => "behind",
            Self::StampedBehind => "stamped-behind",
            Self::StampedAhead => "stamped-ahead",
            Self::Hole => "hole",
            Self::Partial => "partial",
            Self::Unstamped => "unstamped",
            Self::UnknownRevision => "unknown-revision",
            Self::OverlappingRows => "overlapping-rows",
            Self::MultipleHeads => "multiple-heads",
            Self::Diverged => "diverged",
            Self::BrokenHistory => "broken-history",
            Self::Undecided => "undecided",
        }
    }
}

impl Remedy {
    /// Returns the word used in text and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Upgrade => "upgrade",
            Self::Stamp => "stamp",
            Self::Repair => "repair",
            Self::Baseline => "baseline",
            Self::Merge => "merge",
            Self::FixFiles => "fix-files",
            Self::Refuse => "refuse",
        }
    }
}
