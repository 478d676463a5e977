//! Where a revision is that no version file declares: the file that did, in any commit that git still knows. An id from a
//! version table is any text: what git finds with it is read as a version file before it is believed.

use super::log::{Change, Entry};
use super::{Commit, Repository, short};
use crate::revision::{Revision, RevisionId, read_revision};
use crate::source::Source;
use std::path::Path;

/// How many commits that may have had to do with an id are looked at.
const MAX_COMMITS: &str = "--max-count=40";

/// How many branches are asked whether they still have a file.
const MAX_BRANCHES: usize = 8;

/// The file that declares, or declared, a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// From the top of the work tree.
    pub path: String,
    pub whereabouts: Whereabouts,
    /// The parents it names.
    pub down_revisions: Vec<RevisionId>,
}

/// Where that file is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// In HEAD and in the work tree, but not among the files that were read.
    NotRead,
    /// In HEAD, not in the work tree.
    Uncommitted,
    /// Removed by a commit that HEAD stands on.
    Removed(Commit),
    /// Its id was changed by a commit that HEAD stands on.
    Renamed(Commit, RevisionId),
    /// Where a branch or a tag has it; the commit brought it there, where git has the whole history.
    Branch(String, Option<Commit>),
    /// In a commit; which branches have it is not known.
    Commit(Commit),
}

/// A commit that brought a file which declares the revision, or took one away.
struct Sighting {
    entry: Entry,
    declared: Revision,
    side: Side,
}

/// When a file declares the revision.
enum Side {
    /// Before the commit; afterwards it may declare another.
    Before(Option<RevisionId>),
    After,
}

impl Repository {
    /// Returns the file that declared a revision: among the files of this directory, else among all of the work tree's.
    #[must_use]
    pub fn locate(&self, id: &str) -> Option<Located> {
        if id.trim().is_empty() || id.contains(char::is_control) {
            return None;
        }
        [".", ":(top)*.py"].iter().find_map(|files| self.choose(&self.sightings(id, files)?, id))
    }

    /// The newest first.
    fn sightings(&self, id: &str, files: &str) -> Option<Vec<Sighting>> {
        // `-S` takes the rest of its word as it stands, whatever that looks like.
        let entries = self.log(&["--no-renames", MAX_COMMITS, &format!("-S{id}"), "--all", "--", files])?;
        let is_text = |blob: &&str| blob.bytes().any(|byte| byte != b'0');
        let sides = entries.iter().flat_map(|entry| [entry.before.as_str(), entry.after.as_str()]);
        let mut texts = self.program.read_blobs(&sides.filter(is_text).collect::<Vec<_>>())?.into_iter();
        let mut read = |blob: &str, path: &str| {
            let bytes = Some(blob).filter(is_text).and_then(|_| texts.next()).flatten()?;
            read_header(&bytes, path)
        };
        let sighting = |entry: Entry| {
            let (before, after) = (read(&entry.before, &entry.old_path), read(&entry.after, &entry.path));
            let declares = |side: &Option<Revision>| side.as_ref().is_some_and(|revision| revision.id.as_str() == id);
            match (declares(&before), declares(&after)) {
                (true, false) => {
                    Some(Sighting { entry, declared: before?, side: Side::Before(after.map(|own| own.id)) })
                }
                (false, true) => Some(Sighting { entry, declared: after?, side: Side::After }),
                _ => None,
            }
        };
        Some(entries.into_iter().filter_map(sighting).collect())
    }

    fn choose(&self, sightings: &[Sighting], id: &str) -> Option<Located> {
        let first = |look: &dyn Fn(&Sighting) -> Option<Located>| sightings.iter().find_map(look);
        first(&|sighting| self.in_head(&sighting.entry.path, id))
            .or_else(|| first(&|sighting| self.lost(sighting)))
            .or_else(|| first(&|sighting| self.on_branch(sighting)))
            .or_else(|| first(&|sighting| sighting.alone()))
    }

    /// The file as HEAD has it.
    fn in_head(&self, path: &str, id: &str) -> Option<Located> {
        let bytes = self.program.read_blobs(&[&format!("HEAD:{path}")])?.pop().flatten()?;
        let declared = read_header(&bytes, path).filter(|revision| revision.id.as_str() == id)?;
        let there = self.top.join(path).exists();
        Some(located(path, if there { Whereabouts::NotRead } else { Whereabouts::Uncommitted }, &declared))
    }

    /// What a commit below HEAD took away.
    fn lost(&self, Sighting { entry, declared, side }: &Sighting) -> Option<Located> {
        let Side::Before(became) = side else { return None };
        self.program.ask(&["merge-base", "--is-ancestor", &entry.id, "HEAD"])?;
        let whereabouts = match (became, entry.change) {
            (Some(became), _) => Whereabouts::Renamed(entry.commit.clone(), became.clone()),
            (None, Change::Removed) => Whereabouts::Removed(entry.commit.clone()),
            // What the file says of itself afterwards is not known.
            (None, _) => return None,
        };
        Some(located(&entry.old_path, whereabouts, declared))
    }

    /// What a branch that stands on the commit still has.
    fn on_branch(&self, Sighting { entry, declared, side }: &Sighting) -> Option<Located> {
        let Side::After = side else { return None };
        let count = format!("--count={MAX_BRANCHES}");
        let answer = self.program.ask(&["for-each-ref", &count, "--format=%(refname)", "--contains", &entry.id])?;
        let names = String::from_utf8(answer).ok()?;
        let blob = |name: &str| self.blob(&format!("{name}:{}", entry.path));
        let has = |name: &&str| !name.ends_with("/HEAD") && blob(name).is_some_and(|blob| blob == entry.after);
        let name = names.lines().find(has)?;
        let branch = Whereabouts::Branch(short(name).to_owned(), self.is_whole().then(|| entry.commit.clone()));
        Some(located(&entry.path, branch, declared))
    }
}

impl Sighting {
    /// The commit that has the file, where nothing more is known.
    fn alone(&self) -> Option<Located> {
        let Side::After = self.side else { return None };
        Some(located(&self.entry.path, Whereabouts::Commit(self.entry.commit.clone()), &self.declared))
    }
}

fn located(path: &str, whereabouts: Whereabouts, declared: &Revision) -> Located {
    Located { path: path.to_owned(), whereabouts, down_revisions: declared.down_revisions.clone() }
}

/// Returns what a text declares; ids that would spoil a terminal are none.
fn read_header(bytes: &[u8], path: &str) -> Option<Revision> {
    let source = Source::new(path, String::from_utf8_lossy(bytes));
    let revision = read_revision(&source, Path::new(path)).revision?;
    let mut ids = std::iter::once(&revision.id).chain(&revision.down_revisions);
    (!ids.any(|id| id.as_str().contains(char::is_control))).then_some(revision)
}
