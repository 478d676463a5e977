//! Asks git what the audit alone cannot explain: which text of a file ran, where a revision stood before, where a file is
//! that is gone. Asked only where something is wrong, and not for long; what git does not know is not told.

use super::Context;
use crate::audit::Audit;
use crate::audit::located::{located, unknown_ids};
use crate::audit::past::{Older, above_what_is_missing, edited, in_place_of, reparented, unlike_their_files};
use crate::error::Result;
use crate::finding::Finding;
use crate::git::{OtherText, Repository};
use crate::history::History;
use crate::revision::{Revision, RevisionId, body_of};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long git and the replays of older texts may take together.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many files git is asked about.
const MAX_FILES: usize = 8;

/// How many older texts are replayed, each with the whole history.
const MAX_REPLAYS: usize = 12;

/// How many revisions that no version file declares are looked for.
const MAX_UNKNOWN: usize = 4;

/// What is known of the past, and until when more is asked.
struct Past<'a> {
    context: &'a Context,
    history: &'a History,
    until: Instant,
    known: BTreeMap<RevisionId, (String, Vec<Older>)>,
    replays: usize,
}

impl Context {
    /// Adds to an audit what git says about the causes of what it found.
    ///
    /// # Errors
    /// The project or the database cannot be read.
    pub(super) fn tell_past(&self, audit: &mut Audit) -> Result<()> {
        let history = self.history()?;
        let (edits, moves) = (unlike_their_files(audit), above_what_is_missing(audit));
        let unknown = unknown_ids(audit, history);
        if edits.is_empty() && moves.is_empty() && unknown.is_empty() {
            return Ok(());
        }
        let until = Instant::now() + PATIENCE;
        let mut past = Past { context: self, history, until, known: BTreeMap::new(), replays: 0 };
        let mut findings = Vec::new();
        for id in moves.iter().take(MAX_FILES) {
            let (git, olders) = past.olders(id)?;
            findings.extend(reparented(audit, history, id, olders, git));
        }
        for id in edits.iter().take(MAX_FILES) {
            findings.extend(past.edit(audit, id)?);
        }
        // Last, because it can use up the time.
        audit.findings.extend(past.locate(&unknown)?);
        audit.findings.extend(findings);
        Ok(())
    }
}

impl Past<'_> {
    fn locate(&self, unknown: &[RevisionId]) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        let locations = if unknown.is_empty() { Vec::new() } else { self.context.scripts()?.locations() };
        for id in unknown.iter().take(MAX_UNKNOWN) {
            findings.extend(locations.iter().find_map(|location| {
                let repository = Repository::around(location, self.until)?;
                let found = repository.locate(id.as_str())?;
                Some(located(id, &found, self.history, &command(&repository)))
            }));
        }
        Ok(findings)
    }

    /// The newest of the older texts of a file that explains what is there.
    fn edit(&mut self, audit: &Audit, id: &RevisionId) -> Result<Option<Finding>> {
        let Some(kept) = self.history.find(id.as_str()).map(|rev| self.history.revision(rev)) else { return Ok(None) };
        let (git, olders) = self.olders(id)?;
        let (git, olders) = (git.clone(), olders.clone());
        let mut tried = BTreeSet::from([body_of(&kept.source)]);
        for older in olders.iter().filter(|older| older.revision.id == *id) {
            if !tried.insert(body_of(&older.revision.source)) {
                continue;
            }
            self.replays += 1;
            if self.replays > MAX_REPLAYS || Instant::now() > self.until {
                break;
            }
            let history = self.history.with(&Arc::new(in_place_of(kept, &older.revision)));
            let other = self.context.audit_of(&self.context.view()?, &history, &audit.row_texts())?;
            if let Some(finding) = edited(audit, self.history, older, &other, &git) {
                return Ok(Some(finding));
            }
        }
        Ok(None)
    }

    /// The older texts of a revision's file, and how a git command that asks about them begins.
    fn olders(&mut self, id: &RevisionId) -> Result<&(String, Vec<Older>)> {
        if !self.known.contains_key(id) {
            let asked = self.ask(id)?.unwrap_or_default();
            self.known.insert(id.clone(), asked);
        }
        Ok(self.known.entry(id.clone()).or_default())
    }

    fn ask(&self, id: &RevisionId) -> Result<Option<(String, Vec<Older>)>> {
        let scripts = self.context.scripts()?;
        let read = |kept: &Revision| {
            let repository = Repository::around(kept.path.parent()?, self.until)?;
            let texts = repository.other_texts(kept.path.file_name()?.to_str()?);
            let older = |text: OtherText| Some(Older { revision: scripts.reread(kept, &text.bytes)?, text });
            Some((command(&repository), texts.into_iter().filter_map(older).collect()))
        };
        Ok(self.history.find(id.as_str()).and_then(|rev| read(self.history.revision(rev))))
    }
}

fn command(repository: &Repository) -> String {
    repository.command(&std::env::current_dir().unwrap_or_else(|_| Path::new("/").to_path_buf()))
}
