//! Steps along a history: `+2`, `rev-1`, `label@head-1` (`_walk`, `_parse_upgrade_target`, `_parse_downgrade_target`,
//! script/revision.py, 1.20.1).

use super::symbol::Resolved;
use super::{Follow, History, Point, Rev, Unresolved};

/// A symbol with steps: `(?:(.+?)@)?(\w+)?((?:\+|-)\d+)`, matched at the start of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Relative<'a> {
    pub(super) label: Option<&'a str>,
    pub(super) symbol: Option<&'a str>,
    pub(super) steps: i64,
    /// The steps as written, sign first.
    pub(super) written: &'a str,
}

impl<'a> Relative<'a> {
    /// Returns the parts of a relative symbol, nothing for any other.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        // The label is optional and as short as possible, but Python prefers one over none.
        let labels = text.char_indices().filter(|(at, c)| *c == '@' && *at > 0).map(|(at, _)| at);
        let with_label = labels.filter_map(|at| Self::parse_rest(text.get(at + 1..)?, text.get(..at))).next();
        with_label.or_else(|| Self::parse_rest(text, None))
    }

    fn parse_rest(text: &'a str, label: Option<&'a str>) -> Option<Self> {
        let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
        let (symbol, rest) = text.split_at_checked(end)?;
        let sign = rest.chars().next().filter(|c| matches!(c, '+' | '-'))?;
        let digits = rest.get(1..)?;
        let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let written = rest.get(..=length).filter(|_| length > 0)?;
        let steps: i64 = digits.get(..length)?.parse().unwrap_or(i64::MAX);
        let steps = if sign == '-' { -steps } else { steps };
        Some(Self { label, symbol: Some(symbol).filter(|symbol| !symbol.is_empty()), steps, written })
    }

    fn too_few(&self) -> Unresolved {
        let steps = self.steps.unsigned_abs();
        Unresolved::refused(format!("Relative revision {} didn't produce {steps} migrations", self.written))
            .with_help(TOO_FEW.to_owned())
    }
}

const TOO_FEW: &str = "there are not so many revisions that way; `head` and `base` are the ends";

/// Whether a walk that leaves the history fails, or ends where it left (`assert_relative_length`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwalk {
    Fails,
    Stops,
}

impl History {
    /// `_walk`: steps up (positive) or down (negative) from `start`.
    pub(super) fn walk_from(&self, start: Point, steps: i64, label: Option<&str>, strict: bool) -> Resolved<Point> {
        let mut at = start;
        for taken in 0..steps.unsigned_abs() {
            if taken > self.len() as u64 + 1 {
                return Err(Unresolved::Broken { message: "the walk goes round in a cycle".into() });
            }
            let next = if steps > 0 { self.above(at, label)? } else { self.below(at) };
            match &next[..] {
                [] => return Ok(if strict { Point::Nowhere } else { at }),
                [only] => at = *only,
                several => {
                    let ways = self.quoted(several);
                    let help = format!("several revisions are one step away: {ways}; name one of them");
                    return Err(Unresolved::refused("Ambiguous walk").with_help(help));
                }
            }
        }
        Ok(at)
    }

    fn above(&self, at: Point, label: Option<&str>) -> Resolved<Vec<Point>> {
        let children = match at {
            Point::Revision(rev) => self.children(rev, Follow::DownRevisions),
            Point::Base | Point::Nowhere => self.bases(),
        };
        let children = match label {
            Some(label) => self.on_lineage_of(&children, label, Follow::DownRevisions)?,
            None => children,
        };
        Ok(children.into_iter().map(Point::Revision).collect())
    }

    fn below(&self, at: Point) -> Vec<Point> {
        let parents = match at {
            Point::Base => return Vec::new(),
            Point::Nowhere => self.heads(),
            Point::Revision(rev) => self.parents(rev, Follow::DownRevisions),
        };
        if parents.is_empty() { vec![Point::Base] } else { parents.into_iter().map(Point::Revision).collect() }
    }

    /// Returns where an upgrade from `current` to `target` leads (`_parse_upgrade_target`).
    pub(super) fn upgrade_targets(&self, current: &[&str], target: &str, overwalk: Overwalk) -> Resolved<Vec<Point>> {
        let strict = overwalk == Overwalk::Fails;
        let Some(relative) = Relative::parse(target) else { return self.resolve(target) };
        if relative.steps <= 0 {
            return self.upgrade_to_below(&relative, strict);
        }
        if let Some(symbol) = relative.symbol {
            let start = self.resolve_one(symbol)?.map_or(Point::Nowhere, Point::Revision);
            return Ok(vec![self.walk_from(start, relative.steps, relative.label, strict)?]);
        }
        let starts = match relative.label {
            None => self.points_or_nowhere(current)?,
            Some(label) => self.starts_on_branch(current, label)?,
        };
        let [start] = &starts[..] else {
            let help = format!("say on which branch: `REV@{}` with one of {}", relative.written, self.quoted(&starts));
            return Err(Unresolved::refused("Ambiguous upgrade from multiple current revisions").with_help(help));
        };
        match self.walk_from(*start, relative.steps, relative.label, strict)? {
            Point::Nowhere => Err(relative.too_few()),
            point => Ok(vec![point]),
        }
    }

    fn upgrade_to_below(&self, relative: &Relative<'_>, strict: bool) -> Resolved<Vec<Point>> {
        let Some(symbol) = relative.symbol else {
            let steps = relative.steps;
            let message = format!("Relative revision {steps} didn't produce {} migrations", steps.unsigned_abs());
            let help = "an upgrade goes up: write `+N`, or `limbeck sql downgrade -N`";
            return Err(Unresolved::refused(message).with_help(help.to_owned()));
        };
        let start = match relative.label {
            None => self.resolve_one(symbol)?,
            Some(label) => self.resolve_one(&format!("{label}@{symbol}"))?,
        };
        let start = start.map_or(Point::Nowhere, Point::Revision);
        Ok(vec![self.walk_from(start, relative.steps, None, strict)?])
    }

    fn points_or_nowhere(&self, current: &[&str]) -> Resolved<Vec<Point>> {
        if current.is_empty() {
            return Ok(vec![Point::Nowhere]);
        }
        current.iter().map(|id| Ok(self.resolve_one(id)?.map_or(Point::Nowhere, Point::Revision))).collect()
    }

    /// Returns where on a branch the current revisions are, or where it began.
    fn starts_on_branch(&self, current: &[&str], label: &str) -> Resolved<Vec<Point>> {
        let points = self.resolve_all(current)?;
        let current: Vec<Rev> = points.iter().filter_map(|point| point.revision()).collect();
        if current.len() < points.len() {
            // A walk down ended below every revision, and `base` has no lineage.
            self.identify("base", None)?;
        }
        let starts = self.on_lineage_of(&current, label, Follow::DownRevisions)?;
        if !starts.is_empty() {
            return Ok(starts.into_iter().map(Point::Revision).collect());
        }
        let below: Vec<Rev> = self.ancestors(&current, Follow::Dependencies).iter().collect();
        let active = self.on_lineage_of(&below, label, Follow::DownRevisions)?;
        let named: Vec<Rev> = active.iter().flat_map(|rev| self.parents(*rev, Follow::Dependencies)).collect();
        let tips: Vec<Point> = active.into_iter().filter(|rev| !named.contains(rev)).map(Point::Revision).collect();
        Ok(if tips.is_empty() { vec![Point::Nowhere] } else { tips })
    }

    /// Returns the branch and revision a downgrade from `current` to `target` leads to (`_parse_downgrade_target`).
    pub(super) fn downgrade_target(
        &self,
        current: &[&str],
        target: &str,
        overwalk: Overwalk,
    ) -> Resolved<(Option<String>, Point)> {
        let strict = overwalk == Overwalk::Fails;
        let Some(relative) = Relative::parse(target) else {
            let (label, symbol) = match target.rsplit_once('@') {
                Some((label, symbol)) => (Some(label.to_owned()).filter(|label| !label.is_empty()), symbol),
                None => (None, target),
            };
            return Ok((label, self.resolve_one(symbol)?.map_or(Point::Nowhere, Point::Revision)));
        };
        if relative.steps >= 0 {
            let symbol = relative.symbol.ok_or_else(|| relative.too_few())?;
            let start = self.resolve_one(symbol)?.map_or(Point::Nowhere, Point::Revision);
            return match self.walk_from(start, relative.steps, relative.label, strict)? {
                Point::Nowhere => Err(Unresolved::refused("Walked too far").with_help(TOO_FEW.to_owned())),
                point => Ok((relative.label.map(str::to_owned), point)),
            };
        }
        let (label, symbol) = match relative.symbol {
            Some(symbol) => (relative.label.map(str::to_owned), symbol.to_owned()),
            None => self.downgrade_start(current, &relative)?,
        };
        let start = match &label {
            None => self.resolve_one(&symbol)?,
            Some(label) => self.resolve_one(&format!("{label}@{symbol}"))?,
        };
        let start = start.map_or(Point::Nowhere, Point::Revision);
        match self.walk_from(start, relative.steps, None, strict)? {
            Point::Nowhere if relative.symbol.is_none() => Err(relative.too_few()),
            Point::Nowhere => Err(Unresolved::refused("Walked too far").with_help(TOO_FEW.to_owned())),
            point => Ok((label, point)),
        }
    }

    /// Returns the branch and revision from which `-n` counts.
    fn downgrade_start(&self, current: &[&str], relative: &Relative<'_>) -> Resolved<(Option<String>, String)> {
        let Some(label) = relative.label else {
            let first = current.first().ok_or_else(|| relative.too_few())?;
            return Ok((Some((*first).to_owned()), (*first).to_owned()));
        };
        let revs: Vec<Rev> = current.iter().map(|id| self.identify(id, None)).collect::<Resolved<_>>()?;
        let mut starts = self.on_lineage_of(&revs, label, Follow::DownRevisions)?;
        if starts.is_empty() {
            starts = self.on_lineage_of(&self.all_current(&revs), label, Follow::DownRevisions)?;
        }
        match &starts[..] {
            [only] => Ok((Some(label.to_owned()), self.id(*only).to_string())),
            // Alembic fails an assertion here.
            several => {
                let current = self.quoted(&revs.into_iter().map(Point::Revision).collect::<Vec<_>>());
                let found = if several.is_empty() { "none" } else { "several" };
                let message = format!("`{label}` does not name one of the current revisions, but {found}");
                Err(Unresolved::refused(message).with_help(format!("the current revisions are {current}")))
            }
        }
    }

    /// Returns the names of some revisions for a message.
    fn quoted(&self, points: &[Point]) -> String {
        let name =
            |point: &Point| point.revision().map_or_else(|| "`base`".to_owned(), |rev| format!("`{}`", self.id(rev)));
        points.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    /// Returns `revs` and their ancestors as far as they are heads of their branches (`_get_all_current`).
    #[must_use]
    pub fn all_current(&self, revs: &[Rev]) -> Vec<Rev> {
        let all = self.ancestors(revs, Follow::Dependencies);
        let tip = |rev: &Rev| self.children(*rev, Follow::DownRevisions).iter().all(|child| !all.contains(*child));
        all.iter().filter(tip).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_symbols_are_told_apart() {
        let parts = |text| Relative::parse(text).map(|r| (r.label, r.symbol, r.steps));
        assert_eq!(parts("+2"), Some((None, None, 2)));
        assert_eq!(parts("abc-1"), Some((None, Some("abc"), -1)));
        assert_eq!(parts("lib@head-1"), Some((Some("lib"), Some("head"), -1)));
        assert_eq!(parts("lib@+3"), Some((Some("lib"), None, 3)));
        assert_eq!(parts("a-b"), None);
        assert_eq!(parts("heads"), None);
        assert_eq!(parts("lib@head"), None);
        assert_eq!(parts("+2x").map(|(.., steps)| steps), Some(2));
    }
}
