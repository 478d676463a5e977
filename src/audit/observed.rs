//! The observed position: the down-closed set of revisions that best explains the catalog.

use crate::audit::closure::maximum_closures;
use crate::audit::evidence::{Evidence, Grade, Weighed};
use crate::audit::lineage::{Lineage, Position};

/// Where the catalog says that the database is: between `least` and `most`, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    pub least: Position,
    pub most: Position,
    /// How many effects spoke for or against anything.
    pub decisive: usize,
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

    /// Returns whether `position` explains the catalog as well as any.
    #[must_use]
    pub fn admits(&self, position: &Position) -> bool {
        self.least.is_subset(position) && position.is_subset(&self.most)
    }
}

/// Finds the position that the evidence speaks for; `stamped` is what the version table claims.
#[must_use]
pub fn observe(lineage: &Lineage, weighed: &[Weighed], stamped: &Position) -> Observed {
    let mut sums = vec![Sum::default(); lineage.len()];
    for effect in weighed.iter().filter(|effect| !effect.implied) {
        if let Some(sum) = sums.get_mut(effect.moment.0) {
            sum.add(effect);
        }
    }
    let claimed = |number: &usize| stamped.contains(number);
    let weights: Vec<i64> = sums.iter().enumerate().map(|(number, sum)| sum.weight(claimed(&number))).collect();
    let closures = maximum_closures(&weights, lineage.parents());
    let decisive = sums.iter().map(|sum| sum.present + sum.absent).sum();
    Observed { least: closures.smallest, most: closures.largest, decisive }
}

#[derive(Clone, Default)]
struct Sum {
    present: usize,
    absent: usize,
    made: usize,
    grade: Option<Grade>,
}

/// More than all revisions that are missing can weigh together.
const DECISIVE: i64 = 1_000_000_000;

impl Sum {
    fn add(&mut self, effect: &Weighed) {
        match effect.evidence {
            Evidence::Present => self.present += 1,
            Evidence::Absent => self.absent += 1,
            _ => return,
        }
        self.made += usize::from(effect.evidence == Evidence::Present && effect.grade == Grade::Strong);
        self.grade = self.grade.max(Some(effect.grade));
    }

    /// Each revision has one voice, however many objects it makes: a big revision that is missing below others that
    /// are there is a hole, not a proof that the others never ran.
    ///
    /// Where the version table claims a revision and an object that it made is there, the revision counts as run,
    /// whatever else is missing: stamping back and running it again would fail on that object. A revision that is not
    /// claimed and only partly there does not count by itself.
    fn weight(&self, claimed: bool) -> i64 {
        let voice: i64 = match self.grade {
            Some(Grade::Strong) => 1_000,
            Some(Grade::Medium) => 600,
            None => return 0,
        };
        match (self.present, self.absent) {
            _ if claimed && self.made > 0 => DECISIVE,
            (_, 0) => voice + 1,
            (0, _) => -voice,
            _ if claimed => 1,
            _ => -1,
        }
    }
}
