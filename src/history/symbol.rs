//! What a revision symbol means: ids and their beginnings, `head`, `heads`, `base`, `label@symbol` (`RevisionMap`,
//! script/revision.py, 1.20.1). Relative symbols (`+2`, `rev-1`) are for `walk` and `traverse`.

use super::{Follow, History, Rev};

/// How many candidates an unresolved symbol names.
const MAX_CANDIDATES: usize = 5;

/// Where a symbol points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    Revision(Rev),
    /// Below every revision: Alembic's `"base"`.
    Base,
    /// Off the history: Alembic's `None`.
    Nowhere,
}

/// Why a symbol or range means nothing; the messages are Alembic's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// `ResolutionError`: no revision, or too many, have this name.
    Unknown { message: String, argument: String, candidates: Vec<String> },
    /// `MultipleHeads`: one revision was wanted, several have no child.
    MultipleHeads { heads: Vec<String>, argument: String },
    /// `RangeNotAncestorError`: the ends of a range do not lie on one line.
    NotAncestor { lower: String, upper: String },
    /// Any other `RevisionError`; `help` says what could be meant.
    Refused { message: String, help: String },
    /// The answer needs a part of the history that is broken.
    Broken { message: String },
}

/// What resolving returns.
pub type Resolved<T> = std::result::Result<T, Unresolved>;

impl Unresolved {
    /// Returns Alembic's message for the exception.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Unknown { message, .. } | Self::Refused { message, .. } | Self::Broken { message } => message.clone(),
            Self::MultipleHeads { heads, argument } => {
                format!("Multiple heads are present for given argument '{argument}'; {}", heads.join(", "))
            }
            Self::NotAncestor { lower, upper } => format!("Revision {lower} is not an ancestor of revision {upper}"),
        }
    }

    pub(super) fn refused(message: impl Into<String>) -> Self {
        let help = "name the revision by its id; `limbeck history` lists them".to_owned();
        Self::Refused { message: message.into(), help }
    }

    /// Returns the same refusal with other help.
    pub(super) fn with_help(self, help: String) -> Self {
        match self {
            Self::Refused { message, .. } => Self::Refused { message, help },
            other => other,
        }
    }
}

impl Point {
    /// Returns the revision, where there is one.
    #[must_use]
    pub fn revision(self) -> Option<Rev> {
        match self {
            Self::Revision(rev) => Some(rev),
            Self::Base | Self::Nowhere => None,
        }
    }
}

impl History {
    /// Returns the revisions a symbol means (`get_revisions`): none for `base`, several for `heads`.
    ///
    /// # Errors
    /// The symbol is unknown or ambiguous.
    pub fn resolve(&self, symbol: &str) -> Resolved<Vec<Point>> {
        let (ids, label) = self.split_symbol(symbol)?;
        if let [only] = &ids[..]
            && let Some(steps) = python_int(only)
            && steps < 0
        {
            let heads = self.real_heads().into_iter();
            let wanted = |head: &Rev| label.is_none_or(|label| self.labels(*head).any(|held| held == label));
            return heads.filter(wanted).map(|head| self.walk_from(Point::Revision(head), steps, None, true)).collect();
        }
        ids.iter().map(|id| self.identify(id, label).map(Point::Revision)).collect()
    }

    /// Returns the revisions several symbols mean, one after the other.
    ///
    /// # Errors
    /// A symbol is unknown or ambiguous.
    pub fn resolve_all<S: AsRef<str>>(&self, symbols: &[S]) -> Resolved<Vec<Point>> {
        let mut points = Vec::new();
        for symbol in symbols {
            points.extend(self.resolve(symbol.as_ref())?);
        }
        Ok(points)
    }

    /// Returns the one revision a symbol means (`get_revision`), nothing for `base`.
    ///
    /// # Errors
    /// The symbol is unknown, or means several revisions.
    pub fn resolve_one(&self, symbol: &str) -> Resolved<Option<Rev>> {
        let (ids, label) = self.split_symbol(symbol)?;
        match &ids[..] {
            [] => label.map(|label| self.branch(label)).transpose().map(|_| None),
            [only] => self.identify(only, label).map(Some),
            several => Err(Unresolved::MultipleHeads { heads: several.to_vec(), argument: symbol.to_owned() }),
        }
    }

    /// Returns those of `targets` that share a line with what `symbol` means (`filter_for_lineage`).
    ///
    /// # Errors
    /// The symbol is unknown.
    pub fn on_lineage_of(&self, targets: &[Rev], symbol: &str, follow: Follow) -> Resolved<Vec<Rev>> {
        let (ids, label) = self.split_symbol(symbol)?;
        let shares: Vec<&str> = label.into_iter().chain(ids.iter().map(String::as_str)).collect();
        let mut kept = Vec::new();
        for target in targets {
            if self.shares_lineage(*target, &shares, follow)? {
                kept.push(*target);
            }
        }
        Ok(kept)
    }

    /// Returns the ids a symbol names and its branch (`_resolve_revision_number`).
    pub(super) fn split_symbol<'a>(&self, symbol: &'a str) -> Resolved<(Vec<String>, Option<&'a str>)> {
        let (label, symbol) = match symbol.split_once('@') {
            Some((label, rest)) => (Some(label), rest),
            None => (None, symbol),
        };
        let names = |revs: Vec<Rev>| revs.into_iter().map(|rev| self.id(rev).to_string()).collect::<Vec<_>>();
        // An empty label is no label to Python.
        let branch = label.filter(|label| !label.is_empty());
        let ids = match symbol {
            "heads" => match branch {
                Some(label) => names(self.on_lineage_of(&self.heads(), label, Follow::DownRevisions)?),
                None => names(self.real_heads()),
            },
            "head" => self.current_head(branch)?.into_iter().map(|head| self.id(head).to_string()).collect(),
            "base" => Vec::new(),
            id => vec![id.to_owned()],
        };
        Ok((ids, branch))
    }

    /// `get_current_head`.
    fn current_head(&self, label: Option<&str>) -> Resolved<Option<Rev>> {
        let mut heads = self.heads();
        if let Some(label) = label {
            heads = self.on_lineage_of(&heads, label, Follow::DownRevisions)?;
        }
        if heads.len() > 1 {
            let argument = label.map_or_else(|| "head".to_owned(), |label| format!("{label}@head"));
            let heads = heads.into_iter().map(|head| self.id(head).to_string()).collect();
            return Err(Unresolved::MultipleHeads { heads, argument });
        }
        Ok(heads.first().copied())
    }

    /// Returns the revision with this id, label, or beginning of either (`_revision_for_ident`).
    pub(super) fn identify(&self, id: &str, branch: Option<&str>) -> Resolved<Rev> {
        let branch_rev = branch.map(|label| self.branch(label)).transpose()?;
        let rev = match self.key(id) {
            Some(rev) => rev,
            None => self.identify_beginning(id, branch)?,
        };
        let Some((label, branch_rev)) = branch.zip(branch_rev) else { return Ok(rev) };
        let line = self.lineage(rev, Follow::DownRevisions);
        if line.0.contains(branch_rev) || line.1.contains(branch_rev) {
            return Ok(rev);
        }
        Err(Unresolved::Unknown {
            message: format!("Revision {} is not a member of branch '{label}'", self.id(rev)),
            argument: id.to_owned(),
            candidates: self.labels(rev).map(|label| format!("{label}@{}", self.id(rev))).collect(),
        })
    }

    fn identify_beginning(&self, id: &str, branch: Option<&str>) -> Resolved<Rev> {
        let ids = self.all().map(|rev| (self.id(rev).as_str(), rev));
        let labels = self.declared_labels().iter().map(|(label, rev)| (label.as_str(), *rev));
        let mut found: Vec<(&str, Rev)> =
            ids.chain(labels).filter(|(key, _)| key.chars().count() > 3 && key.starts_with(id)).collect();
        if let Some(branch) = branch {
            let mut kept = Vec::new();
            for (key, rev) in found {
                if !self.on_lineage_of(&[rev], branch, Follow::DownRevisions)?.is_empty() {
                    kept.push((key, rev));
                }
            }
            found = kept;
        }
        match &found[..] {
            [(_, only)] => Ok(*only),
            [] => {
                let few = if id.chars().count() < 4 {
                    "; please ensure at least four characters are present for partial revision identifier matches"
                } else {
                    ""
                };
                Err(Unresolved::Unknown {
                    message: format!("No such revision or branch '{id}'{few}"),
                    argument: id.to_owned(),
                    candidates: self.similar(id),
                })
            }
            several => {
                let first: Vec<String> = several.iter().take(3).map(|(key, _)| format!("'{key}'")).collect();
                Err(Unresolved::Unknown {
                    message: format!("Multiple revisions start with '{id}': {}...", first.join(", ")),
                    argument: id.to_owned(),
                    candidates: several.iter().take(MAX_CANDIDATES).map(|(key, _)| (*key).to_owned()).collect(),
                })
            }
        }
    }

    /// `_resolve_branch`.
    pub(super) fn branch(&self, label: &str) -> Resolved<Rev> {
        if let Some(rev) = self.key(label) {
            return Ok(rev);
        }
        self.identify(label, None).map_err(|unresolved| match unresolved {
            Unresolved::Unknown { candidates, .. } => Unresolved::Unknown {
                message: format!("No such branch: '{label}'"),
                argument: label.to_owned(),
                candidates,
            },
            other => other,
        })
    }

    /// Returns what `_revision_map[key]` holds.
    fn key(&self, key: &str) -> Option<Rev> {
        self.find(key).or_else(|| self.declared_labels().iter().find(|(label, _)| label == key).map(|(_, rev)| *rev))
    }

    /// `_shares_lineage`.
    fn shares_lineage(&self, target: Rev, against: &[&str], follow: Follow) -> Resolved<bool> {
        if against.is_empty() {
            return Ok(true);
        }
        let others: Vec<Rev> = against.iter().map(|other| self.identify(other, None)).collect::<Resolved<_>>()?;
        let line = self.lineage(target, follow);
        Ok(others.iter().any(|other| line.0.contains(*other) || line.1.contains(*other)))
    }

    fn lineage(&self, rev: Rev, follow: Follow) -> (super::RevSet, super::RevSet) {
        (self.ancestors(&[rev], follow), self.descendants(&[rev], follow))
    }

    /// Returns ids and labels that look like a symbol nobody knows.
    fn similar(&self, symbol: &str) -> Vec<String> {
        let keys = self.all().map(|rev| self.id(rev).as_str());
        let keys = keys.chain(self.declared_labels().iter().map(|(label, _)| label.as_str()));
        let mut near: Vec<(usize, &str)> = keys
            .filter_map(|key| {
                let far = super::trouble::distance(key, symbol);
                let begins = symbol.chars().count() >= 2 && key.starts_with(symbol);
                (begins || far <= 2 && far * 3 <= symbol.len()).then_some((if begins { 0 } else { far }, key))
            })
            .collect();
        near.sort_unstable();
        near.into_iter().take(MAX_CANDIDATES).map(|(_, key)| key.to_owned()).collect()
    }
}

/// Returns what Python's `int(text)` returns, where it does not raise.
pub(super) fn python_int(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let well_formed = !digits.starts_with('_') && !digits.ends_with('_') && !digits.contains("__");
    if !well_formed || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'_') {
        return None;
    }
    text.replace('_', "").parse().ok()
}
