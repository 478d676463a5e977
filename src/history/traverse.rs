//! The revisions between two places, in Alembic's order: upgrade, downgrade, `history -r` (`iterate_revisions`,
//! `_collect_upgrade_revisions`, `_collect_downgrade_revisions`, script/revision.py, 1.20.1).

use super::graph::RevSet;
use super::order::{parents_first, sort_newest_first};
use super::symbol::Resolved;
use super::walk::Overwalk;
use super::{Follow, History, Point, Rev, Unresolved};

/// One symbol, or the ids a version table holds; Alembic treats a text and a tuple differently.
#[derive(Clone, Copy, Debug)]
pub enum Symbols<'a> {
    One(&'a str),
    Several(&'a [&'a str]),
}

/// Which revisions a traversal returns beside those in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Those above the lower end, and what they depend on, from any base (`implicit_base`).
    Everything,
    /// Those, and the lower end itself (`implicit_base`, `inclusive`).
    EverythingWithEnd,
    /// Only descendants of the lower end.
    Descendants,
    /// Those, and the lower end itself (`inclusive`).
    Range,
}

impl Extent {
    fn has_end(self) -> bool {
        matches!(self, Self::EverythingWithEnd | Self::Range)
    }

    fn has_every_base(self) -> bool {
        matches!(self, Self::Everything | Self::EverythingWithEnd)
    }
}

impl History {
    /// Returns the revisions `alembic upgrade target` runs where the version table holds `current`, in that order.
    ///
    /// # Errors
    /// A symbol means nothing, or the way leads through broken revisions.
    pub fn upgrade_path(&self, current: &[&str], target: &str) -> Resolved<Vec<Rev>> {
        let lower = Symbols::Several(current);
        let mut path = self.between(Symbols::One(target), lower, Extent::Everything, Overwalk::Fails)?;
        path.reverse();
        Ok(path)
    }

    /// Returns the revisions that an upgrade from `lower` to `upper` needs, newest first (`iterate_revisions`).
    ///
    /// # Errors
    /// A symbol means nothing, or the way leads through broken revisions.
    pub fn between(
        &self,
        upper: Symbols<'_>,
        lower: Symbols<'_>,
        extent: Extent,
        overwalk: Overwalk,
    ) -> Resolved<Vec<Rev>> {
        let (needed, heads) = self.collect_upgrade(upper, lower, extent, overwalk)?;
        self.sorted(needed, &heads)
    }

    /// Returns the revisions `alembic downgrade target` undoes where the version table holds `current`, in that order.
    ///
    /// # Errors
    /// A symbol means nothing, or the way leads through broken revisions.
    pub fn downgrade_path(&self, current: &[&str], target: &str) -> Resolved<Vec<Rev>> {
        self.undone(current, Some(target), Extent::Descendants, Overwalk::Fails)
    }

    /// Returns the revisions that a downgrade from `current` to `target` undoes, newest first (`iterate_revisions` with
    /// `select_for_downgrade`); no target is the base.
    ///
    /// # Errors
    /// As [`History::downgrade_path`].
    pub fn undone(
        &self,
        current: &[&str],
        target: Option<&str>,
        extent: Extent,
        overwalk: Overwalk,
    ) -> Resolved<Vec<Rev>> {
        let (dropped, heads) = self.collect_downgrade(current, target, extent, overwalk)?;
        self.sorted(dropped, &heads)
    }

    /// Returns the revisions from `lower` to `upper`, both included, newest first (`walk_revisions`). Broken revisions
    /// stand first, as their place is not known.
    ///
    /// # Errors
    /// A symbol means nothing, or `lower` is not an ancestor of `upper`.
    pub fn range(&self, lower: Symbols<'_>, upper: Symbols<'_>) -> Resolved<Vec<Rev>> {
        let (needed, heads) = self.collect_upgrade(upper, lower, Extent::Range, Overwalk::Stops)?;
        let mut broken = needed.clone();
        broken.retain(|rev| !self.is_sound(rev));
        let mut order = parents_first(&self.graph, &broken);
        order.iter().for_each(|rev| {
            broken.remove(*rev);
        });
        order.extend(broken.iter());
        order.reverse();
        let mut sound = needed;
        sound.retain(|rev| self.is_sound(rev));
        let heads = if order.is_empty() { heads } else { self.tips(&sound) };
        order.extend(self.newest_first(sound, &heads));
        Ok(order)
    }

    /// Sorts newest first; every revision must be sound and reached.
    fn sorted(&self, revs: RevSet, heads: &[Rev]) -> Resolved<Vec<Rev>> {
        if let Some(broken) = revs.iter().find(|rev| !self.is_sound(*rev)) {
            let message = format!("the way leads through `{}`, whose ancestors are not known", self.id(broken));
            return Err(Unresolved::Broken { message });
        }
        let wanted = revs.len();
        let order = sort_newest_first(&self.graph, self.reach(), revs, heads);
        if order.len() == wanted {
            return Ok(order);
        }
        // Alembic fails the assertion `not todo` here.
        Err(Unresolved::refused("the revisions asked for do not hang together"))
    }

    /// `_collect_upgrade_revisions`.
    pub(super) fn collect_upgrade(
        &self,
        upper: Symbols<'_>,
        lower: Symbols<'_>,
        extent: Extent,
        overwalk: Overwalk,
    ) -> Resolved<(RevSet, Vec<Rev>)> {
        let mut targets = self.targets(upper, lower, overwalk)?;
        if let Symbols::One(symbol) = lower
            && let Some((branch, _)) = symbol.split_once('@')
        {
            let label = self.label_of(branch)?;
            targets.retain(|rev| self.labels(*rev).any(|held| held == label));
        }
        let required = self.checked_reach(&targets, Follow::Dependencies, Upwards::No)?;
        let mut current = match lower {
            Symbols::One(symbol) => self.resolve(symbol)?,
            Symbols::Several(ids) => self.resolve_all(ids)?,
        };
        let outside = |point: &Point| match point {
            Point::Revision(rev) => !required.contains(*rev),
            Point::Base => true,
            Point::Nowhere => false,
        };
        if !extent.has_every_base() && current.iter().any(outside) {
            return Err(Unresolved::NotAncestor { lower: lower.spell(), upper: upper.spell() });
        }
        if let (Some(Point::Nowhere), Symbols::One(symbol)) = (current.first(), lower) {
            let (_, point) = self.downgrade_target(&upper.ids(), symbol, overwalk)?;
            current = point.revision().map(Point::Revision).into_iter().collect();
        }
        let current: Vec<Rev> = current.into_iter().filter_map(Point::revision).collect();
        let known = self.checked_reach(&current, Follow::Dependencies, Upwards::No)?;
        let mut needed = required;
        needed.retain(|rev| !known.contains(rev));
        if extent.has_end() {
            needed.extend(current.iter().copied());
        }
        if !extent.has_every_base() && !current.is_empty() {
            let above = self.checked_reach(&current, Follow::DownRevisions, Upwards::Yes)?;
            needed.retain(|rev| above.contains(rev));
        }
        Ok((needed, targets))
    }

    /// `_collect_downgrade_revisions`; no target is the base.
    pub(super) fn collect_downgrade(
        &self,
        current: &[&str],
        target: Option<&str>,
        extent: Extent,
        overwalk: Overwalk,
    ) -> Resolved<(RevSet, Vec<Rev>)> {
        let (label, target) = match target {
            None => (None, Point::Nowhere),
            Some(target) => self.downgrade_target(current, target, overwalk)?,
        };
        let mut roots = match target {
            Point::Revision(rev) if extent.has_end() => vec![rev],
            Point::Revision(rev) => self.children(rev, Follow::DownRevisions),
            Point::Base | Point::Nowhere => self.bases(),
        };
        if let Some(label) = label.filter(|_| roots.len() > 1) {
            let branch = self.ancestors(&[self.branch(&label)?], Follow::DownRevisions);
            roots.retain(|root| branch.contains(*root));
            if roots.is_empty() {
                return Err(Unresolved::refused("Not a valid downgrade target from current heads"));
            }
        }
        let heads: Vec<Rev> = self.resolve_all(current)?.into_iter().filter_map(Point::revision).collect();
        let active = self.ancestors(&heads, Follow::Dependencies);
        let mut dropped = self.descendants(&roots, Follow::Dependencies);
        dropped.retain(|rev| active.contains(rev));
        if extent.has_every_base() {
            let kept = self.ancestors(&roots, Follow::Dependencies);
            dropped.extend(active.iter().filter(|rev| !kept.contains(*rev)));
        }
        if let Point::Revision(rev) = target
            && dropped.is_empty()
            && !heads.contains(&rev)
        {
            let upper = Symbols::Several(current).spell();
            return Err(Unresolved::NotAncestor { lower: "Nothing to drop".into(), upper });
        }
        Ok((dropped, heads))
    }

    fn targets(&self, upper: Symbols<'_>, lower: Symbols<'_>, overwalk: Overwalk) -> Resolved<Vec<Rev>> {
        let points = match upper {
            Symbols::One(symbol) => self.upgrade_targets(&lower.ids(), symbol, overwalk)?,
            Symbols::Several(ids) => self.resolve_all(ids)?,
        };
        points
            .into_iter()
            .map(|point| {
                // Alembic fails an assertion here.
                point.revision().ok_or_else(|| Unresolved::refused(format!("'{}' is no revision", upper.spell())))
            })
            .collect()
    }

    /// Returns the branch label that `branch` is, or that the revision of this id has.
    fn label_of(&self, branch: &str) -> Resolved<String> {
        let Some(rev) = self.resolve_one(branch)? else { return Ok(branch.to_owned()) };
        if self.id(rev).as_str() != branch {
            return Ok(branch.to_owned());
        }
        let labels: Vec<&str> = self.labels(rev).collect();
        match &labels[..] {
            [only] => Ok((*only).to_owned()),
            _ => Err(Unresolved::refused(format!("Revision {branch} has no single branch label"))),
        }
    }

    /// `_iterate_related_revisions(check=True)`: what `starts` reach; none may reach another.
    fn checked_reach(&self, starts: &[Rev], follow: Follow, upwards: Upwards) -> Resolved<RevSet> {
        let mut seen = self.no_revisions();
        let mut asked = self.no_revisions();
        asked.extend(starts.iter().copied());
        for start in starts {
            let mut todo = vec![*start];
            let mut overlapping: Vec<&str> = Vec::new();
            while let Some(rev) = todo.pop() {
                if rev != *start && asked.contains(rev) {
                    overlapping.push(self.id(rev).as_str());
                }
                if !seen.insert(rev) {
                    continue;
                }
                todo.extend(match upwards {
                    Upwards::Yes => self.children(rev, follow),
                    Upwards::No => self.parents(rev, follow),
                });
            }
            if !overlapping.is_empty() {
                overlapping.sort_unstable();
                overlapping.dedup();
                return Err(Unresolved::refused(format!(
                    "Requested revision {} overlaps with other requested revisions {}",
                    self.id(*start),
                    overlapping.join(", ")
                )));
            }
        }
        Ok(seen)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Upwards {
    Yes,
    No,
}

impl Symbols<'_> {
    fn ids(&self) -> Vec<&str> {
        match self {
            Symbols::One(symbol) => vec![*symbol],
            Symbols::Several(ids) => ids.to_vec(),
        }
    }

    /// Returns the symbols as Python's `%s` prints them.
    fn spell(&self) -> String {
        match self {
            Symbols::One("") | Symbols::Several([]) => "base".to_owned(),
            Symbols::One(symbol) => (*symbol).to_owned(),
            Symbols::Several([only]) => format!("('{only}',)"),
            Symbols::Several(ids) => {
                format!("({})", ids.iter().map(|id| format!("'{id}'")).collect::<Vec<_>>().join(", "))
            }
        }
    }
}
