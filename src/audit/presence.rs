//! Whether a revision is in the database: what its effects' evidence comes to, once the position is known.

use crate::audit::evidence::{Blame, Evidence, Halfway, Weighed};
use crate::audit::lineage::{Lineage, Position};
use crate::audit::making::Making;
use crate::audit::{begun, contested};
use crate::replay::{Action, Extent, RevisionReplay};
use crate::schema::{Attribute, Unknown};
use crate::source::Place;
use crate::timeline::{Life, Moment, Reach, Taint, Timelines};
use std::collections::BTreeSet;

/// How much of a revision is in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    Applied,
    Absent,
    Partial,
    Diverged,
    Unprovable,
}

/// One revision as the database shows it.
#[derive(Clone, Debug)]
pub struct RevisionAudit {
    pub number: usize,
    pub presence: Presence,
    /// Whether its evaluation came to its end.
    pub extent: Extent,
    /// Why nothing can be said, where that is so.
    pub reason: Option<&'static str>,
    pub effects: Vec<Weighed>,
    /// The statements that only change rows.
    pub data_steps: Vec<DataStep>,
    /// What replay could not read of it.
    pub unknown: Vec<Unknown>,
    /// What its statements do to the rows that are there.
    pub making: Making,
}

/// A statement that changes rows: the catalog does not show whether it ran.
#[derive(Clone, Debug)]
pub struct DataStep {
    pub place: Place,
    /// `update`, `bulk_insert`, ….
    pub kind: String,
    pub sql: Option<String>,
}

impl RevisionAudit {
    /// Returns how many effects have this evidence.
    #[must_use]
    pub fn count(&self, evidence: Evidence) -> usize {
        self.effects.iter().filter(|effect| effect.evidence == evidence).count()
    }

    /// Returns the effects that are missing in their own right: not because something else is missing.
    pub fn missing(&self) -> impl Iterator<Item = &Weighed> {
        self.effects.iter().filter(|effect| effect.is_missing())
    }

    /// Returns whether it looks as if it had been begun, where a step that can have done anything may be why.
    #[must_use]
    pub fn is_perhaps_begun(&self) -> bool {
        self.effects.iter().any(|effect| effect.halfway == Some(Halfway::Perhaps))
    }
}

/// Judges every revision, `position` being where the database is taken to be.
#[must_use]
pub fn judge(
    lineage: &Lineage,
    timelines: &Timelines,
    replayed: &[RevisionReplay],
    weighed: Vec<Weighed>,
    position: &Position,
) -> Vec<RevisionAudit> {
    let mut audits: Vec<RevisionAudit> = (0..lineage.len())
        .map(|number| RevisionAudit {
            number,
            presence: Presence::Unprovable,
            extent: replayed.get(number).map(|own| own.extent).unwrap_or_default(),
            reason: None,
            effects: Vec::new(),
            data_steps: replayed.get(number).map(data_steps).unwrap_or_default(),
            unknown: replayed.get(number).map(|own| own.unknown.clone()).unwrap_or_default(),
            making: replayed.get(number).map(Making::of).unwrap_or_default(),
        })
        .collect();
    let next: BTreeSet<usize> = lineage.next(position).into_iter().collect();
    for effect in weighed {
        let effect = settle(timelines, effect, position, &next);
        if let Some(audit) = audits.get_mut(effect.moment.0) {
            audit.effects.push(effect);
        }
    }
    begun::credit(lineage, position, &mut audits);
    for audit in &mut audits {
        audit.presence = match (presence(audit), audit.extent) {
            (Presence::Applied, Extent::CutShort) => Presence::Unprovable,
            (presence, _) => presence,
        };
        audit.reason = (audit.presence == Presence::Unprovable).then(|| reason(audit, replayed.get(audit.number)));
    }
    audits
}

/// What could not be settled before the position was known; `next` are the revisions that can have been begun.
fn settle(timelines: &Timelines, mut effect: Weighed, position: &Position, next: &BTreeSet<usize>) -> Weighed {
    contested::settle(timelines, &mut effect, position);
    if timelines.life(effect.life).anew == Some(effect.moment) && !position.contains(&effect.moment.0) {
        match effect.evidence {
            Evidence::Present => {
                effect.evidence = Evidence::Unprovable;
                effect.reason = Some(
                    "the revision makes it whether it is there or not: something older may be just like it".into(),
                );
            }
            // What is there is not what the revision would have put in its place.
            Evidence::Diverged => effect.evidence = Evidence::Absent,
            _ => {}
        }
    }
    let life = timelines.life(effect.life);
    if effect.contested.is_some() && matches!(effect.evidence, Evidence::Absent | Evidence::Diverged) {
        effect.excuse = since(timelines, life, &effect, position).map(|taint| taint.moment);
    }
    let is_absent = effect.evidence == Evidence::Absent;
    if let Some(excuse) = effect.excuse.filter(|excuse| is_absent && position.contains(&excuse.0)) {
        let reason =
            timelines.taints.first(life, Reach::Everything, excuse..=excuse).map(|taint| &taint.unknown.reason);
        effect.evidence = Evidence::Unprovable;
        effect.reason = reason.map(|reason| format!("a later step may have changed it: {reason}"));
        return effect;
    }
    // A change to an object that is missing: where the object's making is in the position, that is to blame, and
    // the change says nothing.
    let change = effect.attribute != Attribute::Existence || life.birth() < effect.moment;
    if effect.implied && matches!(effect.evidence, Evidence::Absent | Evidence::Diverged) {
        let blamed = change && position.contains(&life.birth().0) && effect.blame == Some(Blame::Itself);
        effect.evidence = if blamed { Evidence::Unprovable } else { Evidence::Absent };
        if blamed {
            effect.reason = Some(format!("`{}` is not there", life.last_name()));
        }
        return effect;
    }
    // What is not there and was made again: the last making in the position answers for it.
    let made_again = || life.remade().any(|own| own.moment > effect.moment && position.contains(&own.moment.0));
    if effect.attribute == Attribute::Existence && effect.is_missing() && effect.expected.is_some() && made_again() {
        effect.evidence = Evidence::Superseded;
        return effect;
    }
    // A value that comes again: the last effect in the position answers for it.
    if effect.evidence == Evidence::Superseded && !effect.implied && position.contains(&effect.moment.0) {
        let mut events = life.events(&effect.attribute).iter();
        let is_last = !events.any(|event| event.moment > effect.moment && position.contains(&event.moment.0));
        if effect.expected == effect.actual && is_last {
            effect.evidence = Evidence::Present;
        } else if effect.until.is_some_and(|until| !position.contains(&until.0)) {
            effect.evidence = Evidence::Absent;
        }
    }
    // A value that no revision sets: only the last effect in the position answers for it; of an object that is there too
    // soon, the revision that makes it.
    if effect.evidence == Evidence::Diverged {
        let is_too_soon = life.birth() == effect.moment && next.contains(&effect.moment.0);
        let later = life
            .events(&effect.attribute)
            .iter()
            .any(|event| event.moment > effect.moment && position.contains(&event.moment.0));
        if later || !position.contains(&effect.moment.0) && !is_too_soon {
            effect.evidence = Evidence::Superseded;
        } else if let Some(taint) = since(timelines, life, &effect, position) {
            effect.excuse = Some(taint.moment);
            effect.evidence = Evidence::Unprovable;
            effect.reason = Some(format!("another step may have changed it: {}", taint.unknown.reason));
        }
    }
    effect
}

/// Returns the first step in the position that may have changed what the effect left.
fn since<'a>(timelines: &'a Timelines, life: &Life, effect: &Weighed, position: &Position) -> Option<&'a Taint> {
    let event = life.events(&effect.attribute).iter().find(|event| event.moment == effect.moment);
    let at = |number: &usize| timelines.taints.first(life, Reach::Everything, Moment(*number)..=Moment(*number));
    let later = || position.range(effect.moment.0 + 1..).find_map(at);
    event.and_then(|event| timelines.taints.after(life, event)).or_else(later)
}

/// Returns what the evidence for a revision's effects comes to.
pub(super) fn presence(audit: &RevisionAudit) -> Presence {
    let (present, absent) = (audit.count(Evidence::Present), audit.count(Evidence::Absent));
    match (present, absent, audit.count(Evidence::Diverged)) {
        (_, 0, 1..) => Presence::Diverged,
        (0, 0, 0) => Presence::Unprovable,
        // An invalid index is not present, but it is in the way of whoever runs the revision again.
        (0, _, 0) if audit.missing().any(Weighed::is_invalid) => Presence::Partial,
        (0, _, 0) if audit.missing().any(|effect| effect.halfway == Some(Halfway::Begun)) => Presence::Partial,
        (0, _, 0) if audit.is_perhaps_begun() => Presence::Unprovable,
        (0, _, 0) => Presence::Absent,
        (_, 0, 0) if audit.effects.iter().any(Weighed::is_excused_by_itself) => Presence::Unprovable,
        (_, 0, 0) => Presence::Applied,
        _ => Presence::Partial,
    }
}

fn reason(audit: &RevisionAudit, replayed: Option<&RevisionReplay>) -> &'static str {
    let is_unknown = audit.count(Evidence::Unprovable) > 0 || audit.is_perhaps_begun();
    if is_unknown || replayed.is_none_or(|replayed| !replayed.unknown.is_empty()) {
        "unknown"
    } else if audit.count(Evidence::Superseded) > 0 {
        "superseded"
    } else if !audit.data_steps.is_empty() {
        "data-only"
    } else {
        "empty"
    }
}

fn data_steps(replayed: &RevisionReplay) -> Vec<DataStep> {
    let steps = replayed.steps.iter().filter_map(|step| match &step.action {
        Action::Data { kind, sql } => {
            Some(DataStep { place: step.place.clone(), kind: kind.clone(), sql: sql.clone() })
        }
        _ => None,
    });
    steps.collect()
}

impl Presence {
    /// Returns the word used in text and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Absent => "absent",
            Self::Partial => "partial",
            Self::Diverged => "diverged",
            Self::Unprovable => "unprovable",
        }
    }
}
