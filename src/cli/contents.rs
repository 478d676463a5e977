//! What revisions do, for `show` and `history` as JSON: replayed on an empty database, with all they need.

use super::Context;
use crate::error::Result;
use crate::history::{Follow, Rev};
use crate::report::{Contents, RevisionReport};
use crate::revision::RevisionId;
use std::collections::BTreeMap;

impl Context {
    /// Returns the revisions for a report, with what each of them does.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn reports_of(&self, revs: &[Rev]) -> Result<Vec<RevisionReport>> {
        let history = self.history()?;
        let needed = history.ancestors(revs, Follow::Dependencies);
        let order = history.upgrade_order().into_iter().filter(|rev| needed.contains(*rev));
        let order: Vec<RevisionId> = order.map(|rev| history.id(rev).clone()).collect();
        let replay = self.replay_of(&order)?;
        let replayed: BTreeMap<&RevisionId, _> = replay.revisions.iter().map(|own| (&own.revision, own)).collect();
        let stopped = replay.failure.as_ref().map_or_else(
            || "its ancestors are not all known, so it was not replayed".to_owned(),
            |failure| {
                format!(
                    "`{}`, which comes before, fails when it is replayed: {}",
                    failure.revision, failure.refusal.message
                )
            },
        );
        let report = |rev: &Rev| {
            let contents = match replayed.get(history.id(*rev)) {
                Some(own) => Contents::new(history.revision(*rev), own),
                None => Contents::unknown(&stopped),
            };
            RevisionReport::new(history, *rev, Some(contents))
        };
        Ok(revs.iter().map(report).collect())
    }

    /// Returns the revisions for a report; what they do is only worked out where the format tells it.
    ///
    /// # Errors
    /// As [`Context::reports_of`].
    pub fn reports_for_format(&self, revs: &[Rev]) -> Result<Vec<RevisionReport>> {
        if self.options().format == super::Format::Json { self.reports_of(revs) } else { Ok(Vec::new()) }
    }
}
