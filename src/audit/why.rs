//! Why the schema is taken to be where it is: the evidence that decided it, and the best of the other positions with what
//! speaks against that. Decides nothing.

use crate::audit::Audit;
use crate::audit::evidence::{Evidence, Weighed};
use crate::audit::lineage::Position;
use crate::audit::presence::RevisionAudit;

/// One effect that speaks, and the revision it is of.
pub type Witness<'a> = (&'a RevisionAudit, &'a Weighed);

/// The explanation of an observed position.
#[derive(Clone, Debug)]
pub struct Why<'a> {
    /// What is there of the position's last revisions, and what is not there of those that would come next.
    pub decided_by: Vec<Witness<'a>>,
    pub next_best: Option<NextBest<'a>>,
}

/// Another position, and what speaks against it.
#[derive(Clone, Debug)]
pub struct NextBest<'a> {
    pub position: &'a Position,
    pub against: Vec<Witness<'a>>,
}

impl Audit {
    /// Returns why the observed position is what it is.
    #[must_use]
    pub fn why(&self) -> Why<'_> {
        let (least, most) = (&self.observed.least, &self.observed.most);
        let mut decided_by: Vec<Witness<'_>> = Vec::new();
        for number in self.lineage.tips(least) {
            decided_by.extend(self.witnesses(number, Evidence::Present));
        }
        for number in self.lineage.next(most) {
            decided_by.extend(self.witnesses(number, Evidence::Absent));
        }
        let next_best = self.observed.rival.as_ref().map(|position| {
            let lost = least.difference(position).flat_map(|number| self.witnesses(*number, Evidence::Present));
            let claimed = position.difference(most).flat_map(|number| self.witnesses(*number, Evidence::Absent));
            NextBest { position, against: lost.chain(claimed).collect() }
        });
        Why { decided_by, next_best }
    }

    fn witnesses(&self, number: usize, evidence: Evidence) -> impl Iterator<Item = Witness<'_>> {
        let audit = self.revisions.get(number).into_iter();
        audit.flat_map(move |audit| {
            let speaking = audit.effects.iter().filter(move |own| own.evidence == evidence && !own.implied);
            speaking.map(move |effect| (audit, effect))
        })
    }
}
