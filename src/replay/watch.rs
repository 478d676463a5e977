//! What a server may refuse under a savepoint, or where something rolls back: whoever catches that goes on another way.

use crate::python::{Raise, Vm};
use crate::replay::recorder::Recorder;
use crate::replay::step::Step;
use crate::replay::{Mode, Session, to_python};
use crate::schema::Unknown;

/// Whether it is to be noted that the server may refuse a statement, and why it may.
#[derive(Debug, Default)]
pub(super) struct Watch {
    is_on: bool,
    found: Option<Unknown>,
}

impl Session {
    /// Does `work`, which sends a statement; where a refusal would be caught and survived, `try` learns that there may be one.
    ///
    /// # Errors
    /// Those of `work`.
    pub(super) fn watched<T>(
        &self,
        vm: &mut Vm,
        work: impl FnOnce(&Self, &mut Vm) -> Result<T, Raise>,
    ) -> Result<T, Raise> {
        let is_survived = vm.may_go_on() && (vm.rolls_back() || self.with_recorder(|recorder| recorder.is_isolated()));
        if !is_survived {
            return work(self, vm);
        }
        let around = self.with_recorder(|recorder| recorder.watch());
        let done = work(self, vm);
        let found = self.with_recorder(|recorder| recorder.unwatch(around));
        if let (Ok(_), Some(unknown)) = (&done, found) {
            vm.note_refusal(&to_python(&unknown));
        }
        done
    }
}

impl Recorder {
    /// Begins to watch; returns what was watched so far.
    pub(super) fn watch(&mut self) -> Watch {
        std::mem::replace(&mut self.watch, Watch { is_on: true, found: None })
    }

    /// Goes back to what was watched before; returns why a statement since may have been refused.
    pub(super) fn unwatch(&mut self, around: Watch) -> Option<Unknown> {
        std::mem::replace(&mut self.watch, around).found
    }

    pub(super) fn is_watching(&self) -> bool {
        self.watch.is_on
    }

    /// Notes that a statement may be refused.
    pub(super) fn may_refuse(&mut self, why: &Unknown) {
        if self.watch.is_on {
            self.watch.found.get_or_insert_with(|| why.clone());
        }
    }

    /// Notes that the server may not have taken the steps after the first `length`, and that all goes on as if it had.
    pub(super) fn pass_over_since(&mut self, length: usize, why: &Unknown) {
        let steps = self.log.steps.since(length).into_iter().cloned();
        let steps: Vec<Step> = steps.map(|step| Step { passed_over: Some(why.clone()), ..step }).collect();
        self.log.steps = self.log.steps.up_to(length);
        self.log.steps.extend(steps);
    }

    /// Returns whether a refusal does not end the transaction.
    fn is_isolated(&self) -> bool {
        self.transaction.mode() == Mode::EachStatement || self.transaction.has_savepoint()
    }
}
