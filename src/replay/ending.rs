//! How transaction blocks begin and end, and who commits them: Alembic, the file, or nobody.

use crate::replay::TransactionScope;
use crate::replay::recorder::{Recorder, Site};
use crate::replay::step::TransactionAction;
use crate::replay::transaction::{Mode, Position};
use crate::schema::{Touched, Unknown};

impl Recorder {
    /// Begins a transaction block where each statement committed by itself.
    pub fn begin(&mut self, site: &Site) {
        let here = self.position();
        self.transaction.begin(here);
        self.transaction_step(TransactionAction::Begin, site);
    }

    /// Commits; `after` says whether the next statement begins a new block. An aborted block is rolled back instead.
    pub fn commit(&mut self, after: Mode, site: &Site) {
        let here = self.position();
        match self.transaction.commit(after, here) {
            Some(back) => {
                self.undo_to(back);
                self.transaction_step(TransactionAction::Rollback, site);
            }
            None => {
                self.transaction_step(TransactionAction::Commit, site);
                self.log.section += 1;
                self.begin_anew();
                self.end_local();
            }
        }
        let here = self.position();
        self.transaction.keep_until(here);
    }

    /// Notes that the file ended Alembic's own transaction: nobody commits what follows.
    pub fn go_adrift(&mut self, site: &Site) {
        self.transaction.go_adrift();
        let reason = "Alembic's own transaction ends here: nothing commits what follows, nor the revision's row in the \
                      version table, unless `env.py` does";
        self.remark(Unknown::new(reason, Some(site.place.clone())));
    }

    /// Returns whether `begin()` of the connection can begin a block.
    #[must_use]
    pub fn can_begin(&self) -> bool {
        self.transaction.can_begin(self.position())
    }

    /// Rolls back to the start of the block.
    pub fn rollback(&mut self, after: Mode, site: &Site) {
        let back = self.transaction.rollback(after);
        let over_revisions = back.changes < self.earlier.len();
        // What earlier revisions did may be part of this run, or committed long ago.
        self.undo_to(Position { changes: back.changes.max(self.earlier.len()), ..back });
        self.transaction_step(TransactionAction::Rollback, site);
        let unknown = |what: &str| Unknown::new(format!("the rollback takes back {what}"), Some(site.place.clone()));
        if over_revisions {
            self.unknown(Touched::Everything, unknown("what earlier revisions of the same run did"), site);
        } else if back.changes <= self.earlier.len() && self.settings.scope == TransactionScope::Chain {
            self.remark(unknown("the version table if this run made it"));
        }
        let here = self.position();
        self.transaction.keep_until(here);
    }
}
