//! The observed position: the down-closed set of revisions that best explains the catalog.

use crate::audit::closure::{Closures, Condition, maximum_closures};
use crate::audit::evidence::{Evidence, Grade, Halfway, Weighed};
use crate::audit::lineage::{Lineage, Position};
use crate::schema::Attribute;
use crate::timeline::Moment;
use std::collections::BTreeMap;

/// Where the catalog says that the database is: between `least` and `most`, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    pub least: Position,
    pub most: Position,
    /// As `most`, but taking what is absent for absent: not for taken away again by a step that nobody can read, in a
    /// revision that nothing else speaks for.
    pub likely: Position,
    /// The best of the positions outside that range that lie next to it, and of the stamped one.
    pub rival: Option<Position>,
    /// How many effects spoke for or against anything.
    pub decisive: usize,
    pub stamp: Stamp,
}

/// What the evidence says of the version table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// It explains the catalog as well as any position.
    Admitted,
    /// So it does only if a revision that it claims, and that nothing else speaks for, took away what is absent in a step
    /// that nobody can read.
    Doubtful,
    Refuted,
}

/// How sure the observed position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    Exact,
    /// Several positions explain the catalog equally well.
    Range,
    /// Nothing in the catalog speaks for or against any revision.
    None,
}

impl Observed {
    /// Returns how sure the position is.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        if self.least == self.most {
            Certainty::Exact
        } else if self.decisive == 0 {
            Certainty::None
        } else {
            Certainty::Range
        }
    }
}

/// Widens a position to another that the catalog is just as well.
pub fn widen(observed: &mut Observed, lineage: &Lineage, tips: impl IntoIterator<Item = usize>) {
    let other = lineage.position(tips);
    observed.most.extend(&other);
    observed.likely.extend(&other);
}

/// Finds the position that the evidence speaks for; `stamped` is what the version table claims.
#[must_use]
pub fn observe(lineage: &Lineage, weighed: &[Weighed], stamped: &Position) -> Observed {
    let mut sums = vec![Sum::default(); lineage.len()];
    for effect in weighed.iter().filter(|effect| !effect.implied && effect.halfway != Some(Halfway::Remade)) {
        if let Some(sum) = sums.get_mut(effect.moment.0) {
            sum.add(effect);
        }
    }
    let ran = lineage.position((0..sums.len()).filter(|number| sums[*number].present > 0));
    let mut supported = sums.clone();
    for sum in &mut supported {
        if sum.excuse.is_some_and(|excuse| !ran.contains(&excuse.0)) {
            *sum = sum.without_excuses();
        }
    }
    // As with what is absent: a step that nobody can read counts where its revision ran.
    let surely = |effect: &Weighed| match effect.until? {
        until if ran.contains(&until.0) => Some(until),
        _ => effect.until_surely,
    };
    let likely = Weights::new(lineage, &supported, stamped, &set_again(weighed, stamped, surely));
    let closures = likely.closures(lineage);
    let lenient = Weights::new(lineage, &sums, stamped, &set_again(weighed, stamped, |effect| effect.until));
    let widest = if likely == lenient { closures.clone() } else { lenient.closures(lineage) };
    let stamp = if likely.of(stamped) == likely.of(&closures.smallest) {
        Stamp::Admitted
    } else if lenient.of(stamped) == lenient.of(&widest.smallest) {
        Stamp::Doubtful
    } else {
        Stamp::Refuted
    };
    let most: Position = widest.largest.union(&closures.largest).copied().collect();
    Observed {
        rival: rival(lineage, (&closures.smallest, &most), stamped, &likely),
        most,
        least: closures.smallest,
        likely: closures.largest,
        decisive: sums.iter().map(|sum| sum.present + sum.weak + sum.absent + sum.excused).sum(),
        stamp,
    }
}

/// The heaviest position among those next to the range and the stamped one; the stamped one where it weighs as much.
fn rival(
    lineage: &Lineage,
    (least, most): (&Position, &Position),
    stamped: &Position,
    weights: &Weights,
) -> Option<Position> {
    let outside = |own: &Position| !(least.is_subset(own) && own.is_subset(most));
    let earlier = lineage.tips(least).into_iter().map(|tip| least.iter().copied().filter(|own| *own != tip).collect());
    let later = lineage.next(most).into_iter().map(|next| most.iter().copied().chain([next]).collect());
    let positions = earlier.chain(later).chain([stamped.clone()]);
    // The last of those that weigh the same wins.
    positions.filter(outside).max_by_key(|own: &Position| weights.of(own))
}

/// A value that is the live one before a revision and again after a later one speaks against the positions between. Each
/// later revision has one voice; where the version table claims it, it weighs as much as an object that is missing, so that
/// the version table is believed where somebody dropped what that revision makes.
fn set_again(weighed: &[Weighed], stamped: &Position, until: impl Fn(&Weighed) -> Option<Moment>) -> Vec<Condition> {
    let effects = weighed.iter().filter(|effect| effect.evidence == Evidence::Superseded && !effect.implied);
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (unless, node) in effects.filter_map(|effect| Some((until(effect)?.0, effect.moment.0))) {
        let earliest = first.entry(unless).or_insert(node);
        *earliest = node.min(*earliest);
    }
    let cost = |unless| u32::try_from(if stamped.contains(&unless) { MAKING } else { CHANGE }).unwrap_or(u32::MAX);
    first.into_iter().map(|(unless, node)| Condition { node, unless, cost: cost(unless) }).collect()
}

/// What each revision counts for.
#[derive(PartialEq)]
struct Weights {
    weights: Vec<i64>,
    conditions: Vec<Condition>,
}

impl Weights {
    fn new(lineage: &Lineage, sums: &[Sum], stamped: &Position, again: &[Condition]) -> Self {
        let (mut weights, mut conditions) = (Vec::new(), again.to_vec());
        for (number, sum) in sums.iter().enumerate() {
            let claimed = stamped.contains(&number);
            let weight = sum.weight(claimed);
            weights.push(weight);
            let cost = u32::try_from(weight - sum.without_excuses().weight(claimed));
            if let (Some(excuse), Ok(cost @ 1..)) = (sum.excuse, cost) {
                conditions.push(Condition { node: number, unless: excuse.0, cost });
            }
        }
        // What has been begun stands on what ran, where nothing else decides it.
        let begun = lineage.parents().iter().zip(sums).filter(|(_, sum)| sum.is_begun());
        for parent in begun.flat_map(|(parents, _)| parents) {
            if let Some(weight) = weights.get_mut(*parent) {
                *weight += 1;
            }
        }
        Self { weights, conditions }
    }

    fn closures(&self, lineage: &Lineage) -> Closures {
        maximum_closures(&self.weights, lineage.parents(), &self.conditions)
    }

    fn of(&self, position: &Position) -> i64 {
        let gained: i64 = position.iter().filter_map(|number| self.weights.get(*number)).sum();
        let due = self.conditions.iter().filter(|own| position.contains(&own.node) && !position.contains(&own.unless));
        gained - due.map(|own| i64::from(own.cost)).sum::<i64>()
    }
}

#[derive(Clone, Default, PartialEq)]
struct Sum {
    present: usize,
    /// What is there, and may have been without the revision.
    weak: usize,
    absent: usize,
    /// What is absent, which a later revision may have taken away.
    excused: usize,
    /// The last of those revisions.
    excuse: Option<Moment>,
    /// What is absent, and a step of the revision itself may have taken away, if it came to it.
    open: usize,
    /// What is there under the name that the revision gave it, be it new or not.
    made: usize,
    /// What has a value that no earlier revision leaves.
    changed: usize,
    begun: usize,
    grade: Option<Grade>,
}

/// The voice of a revision that makes something, and of one that only changes what others made.
const MAKING: i64 = 1_000;
const CHANGE: i64 = 600;

/// More than all revisions that are missing can weigh together.
const DECISIVE: i64 = 1_000_000_000;

impl Sum {
    fn add(&mut self, effect: &Weighed) {
        match effect.evidence {
            Evidence::Present if effect.grade == Grade::Weak => {
                self.weak += 1;
                self.grade = self.grade.max(Some(Grade::Weak));
                return;
            }
            Evidence::Present => self.present += 1,
            Evidence::Absent if effect.excuse.is_some() => {
                self.excused += 1;
                self.excuse = self.excuse.max(effect.excuse);
            }
            Evidence::Absent => self.absent += 1,
            _ if effect.is_excused_by_itself() => self.open += 1,
            _ => return,
        }
        self.begun += usize::from(effect.halfway == Some(Halfway::Begun));
        let is_name = effect.attribute == Attribute::Existence && effect.expected.is_some();
        self.made += usize::from(effect.evidence == Evidence::Present && (is_name || effect.grade == Grade::Strong));
        let is_value = effect.attribute != Attribute::Existence && effect.actual.is_some();
        self.changed += usize::from(effect.evidence == Evidence::Present && is_value);
        // That it is not there is as sure as of any other.
        let grade = if effect.grade == Grade::Weak { Grade::Strong } else { effect.grade };
        self.grade = self.grade.max(Some(grade));
    }

    /// What the evidence comes to as long as nothing has taken away what is absent.
    fn without_excuses(&self) -> Self {
        Self { absent: self.absent + self.excused, excused: 0, excuse: None, ..self.clone() }
    }

    fn is_begun(&self) -> bool {
        self.begun > 0 || self.present > 0 && self.absent > 0
    }

    /// Each revision has one voice, however many objects it makes: a big revision that is missing below others that
    /// are there is a hole, not a proof that the others never ran.
    ///
    /// Where the version table claims a revision and an object that it made or renamed is there, the revision counts as
    /// run, whatever else is missing: stamping back and running it again would fail on that object. A revision that is not
    /// claimed and only partly there does not count by itself; nor does one that need not have come to its end. A value that
    /// only the claimed revision can have left weighs more than an object that somebody may have dropped.
    fn weight(&self, claimed: bool) -> i64 {
        let voice: i64 = match self.grade {
            Some(Grade::Strong) => MAKING,
            Some(Grade::Medium) => CHANGE,
            // What may have been there counts where the version table says so, too, or a revision above it ran.
            Some(Grade::Weak) => return i64::from(claimed && self.weak > 0),
            None => return 0,
        };
        match (self.present, self.absent) {
            _ if claimed && self.made > 0 => DECISIVE,
            (0, 0) => 0,
            (_, 0) if self.open > 0 && !claimed => 0,
            (_, 0) if claimed && self.changed > 0 => MAKING + 1,
            (_, 0) => voice + 1,
            (0, _) => -voice,
            _ if claimed => 1,
            _ => -1,
        }
    }
}
