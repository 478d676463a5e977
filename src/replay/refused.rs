//! A statement that the server refuses, where statements are only told (`limbeck sql`): it is told with what the server says.

use crate::replay::recorder::{Recorder, Site};
use crate::replay::settings::Refused;
use crate::replay::step::{Action, FollowedBy, Step};
use crate::schema::{Refusal, Touched, Unknown};

/// What the reason of an unknown begins with that a refused statement leaves.
const REFUSES: &str = "when it is replayed, the server refuses this: ";

impl Recorder {
    /// Answers a statement that the server refuses. Where statements are only told, it is told with that, and what it is
    /// about is unknown.
    ///
    /// # Errors
    /// The refusal; the transaction is aborted.
    pub fn refuse(&mut self, refusal: Refusal, sql: String, site: &Site) -> Result<(), Refusal> {
        if self.settings.refused == Refused::Raised {
            return Err(self.fail(refusal, site));
        }
        let told = |step: &Step| matches!(&step.action, Action::Operation { sql: own, .. } if *own == sql);
        if !self.log.steps.last().is_some_and(|step| step.place == site.place && told(step)) {
            self.text(sql, FollowedBy::Nothing, site);
        }
        let reason = format!("{REFUSES}{} ({})", refusal.message, refusal.state.0);
        let unknown = Unknown::new(reason, Some(site.place.clone()));
        match refusal.object {
            Some(object) => self.unknown(Touched::Object(object), unknown, site),
            None => {
                self.remark(unknown.clone());
                self.idle_step(Action::Unknown(unknown), site);
            }
        }
        Ok(())
    }

    /// Returns whether what was told last is that the server refuses it.
    #[must_use]
    pub fn was_refused(&self) -> bool {
        let refused = |step: &Step| matches!(&step.action, Action::Unknown(own) if own.reason.starts_with(REFUSES));
        self.log.steps.last().is_some_and(refused)
    }
}
