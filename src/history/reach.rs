//! Answers "is this revision at or below that one?" in constant time. Chains of single parents count as one node, so the
//! table stays small for the long, thin histories that projects have.

use super::graph::{Graph, Link, Rev};

/// Reachability towards the bases.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// For each revision its chain and its height in it.
    places: Vec<(usize, usize)>,
    /// For each chain, one bit for each chain below it.
    below: Vec<Vec<u64>>,
}

impl Reach {
    /// Builds the table of the links that `kept` accepts; `order` lists the acyclic part of `graph`, parents first.
    pub(super) fn new(graph: &Graph, order: &[Rev], kept: impl Fn(Link) -> bool) -> Self {
        let mut children = vec![0_usize; graph.len()];
        let parents: Vec<Vec<Rev>> = order.iter().map(|rev| graph.parents(*rev, &kept)).collect();
        for parent in parents.iter().flatten() {
            if let Some(count) = children.get_mut(parent.position()) {
                *count += 1;
            }
        }
        let mut places = vec![(usize::MAX, 0); graph.len()];
        let mut bottoms: Vec<&[Rev]> = Vec::new();
        for (rev, parents) in order.iter().zip(&parents) {
            let place = match &parents[..] {
                [only] if children.get(only.position()) == Some(&1) => {
                    places.get(only.position()).map_or((usize::MAX, 0), |(chain, height)| (*chain, height + 1))
                }
                _ => {
                    bottoms.push(parents);
                    (bottoms.len() - 1, 0)
                }
            };
            if let Some(slot) = places.get_mut(rev.position()) {
                *slot = place;
            }
        }
        let mut below: Vec<Vec<u64>> = Vec::with_capacity(bottoms.len());
        for parents in &bottoms {
            let mut bits = vec![0_u64; bottoms.len().div_ceil(64)];
            for parent in *parents {
                let Some((chain, _)) = places.get(parent.position()) else { continue };
                for (bits, theirs) in bits.iter_mut().zip(below.get(*chain).into_iter().flatten()) {
                    *bits |= theirs;
                }
                if let Some(word) = bits.get_mut(chain / 64) {
                    *word |= 1 << (chain % 64);
                }
            }
            below.push(bits);
        }
        Self { places, below }
    }

    /// Returns whether `lower` is `upper` or one of its ancestors.
    pub(super) fn reaches(&self, upper: Rev, lower: Rev) -> bool {
        let (Some((upper_chain, upper_height)), Some((chain, height))) =
            (self.places.get(upper.position()), self.places.get(lower.position()))
        else {
            return false;
        };
        if upper_chain == chain {
            return height <= upper_height;
        }
        let bit = |bits: &Vec<u64>| bits.get(chain / 64).is_some_and(|word| word >> (chain % 64) & 1 == 1);
        self.below.get(*upper_chain).is_some_and(bit)
    }
}
