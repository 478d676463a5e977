//! Undecided branches: both arms are run from the same state, and what differs becomes unknown.
//!
//! An arm that leaves (`return`, `raise`, `break`) is kept as a *pending* outcome while the other one goes on; the
//! construct that such a leaving ends at (the call, the `try`, the loop) collects and joins them.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::join::join_values;
use super::journal::Delta;
use super::limits::{MAX_PENDING, limit};
use super::raise::Raise;
use super::statement::Flow;
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use super::world::State;
use crate::source::Place;

/// How a statement or expression ended.
pub(super) type Ended = Result<Flow, Raise>;

/// One outcome of an undecided part: the state it leads to, as seen from where the part began.
pub(super) struct Alternative {
    delta: Delta,
    world: State,
    pub ended: Ended,
    /// The call that a `return`, `break` or `continue` belongs to.
    pub serial: u64,
    why: Unknown,
}

/// An alternative that waits for the construct it ends at. Each one has an epoch of the journal open above it.
pub(super) type Pending = Alternative;

impl Alternative {
    /// Tells whether it changed nothing but what it made itself and nobody has.
    pub fn is_private(&self) -> bool {
        self.delta.is_private()
    }

    /// Returns the condition it depends on.
    pub fn why(&self) -> &Unknown {
        &self.why
    }
}

impl Vm {
    /// Runs both arms from here and goes on in what they have in common.
    pub(super) fn branch(
        &mut self,
        why: &Unknown,
        taken: impl FnOnce(&mut Vm) -> Ended,
        other: impl FnOnce(&mut Vm) -> Ended,
    ) -> Ended {
        let mut alternatives = self.explore(why, taken)?;
        alternatives.extend(self.explore(why, other)?);
        self.go_on(alternatives)
    }

    /// Like [`Vm::branch`], for expressions.
    pub(super) fn branch_values(
        &mut self,
        why: &Unknown,
        taken: impl FnOnce(&mut Vm) -> Outcome,
        other: impl FnOnce(&mut Vm) -> Outcome,
    ) -> Outcome {
        let flow = self.branch(why, |vm| taken(vm).map(Flow::Value), |vm| other(vm).map(Flow::Value))?;
        Ok(flow.into_value())
    }

    /// Calls `callee` from the same state once after each way to `prepare` for it, and goes on in what all have in common;
    /// `why` says why it is not known which of them comes about. Returns nothing, as if nothing had been called, where some
    /// ways raise and others do not, or another exception.
    ///
    /// # Errors
    /// The exception that all ways raise, or a bound.
    pub fn call_each_way<W>(
        &mut self,
        why: &Unknown,
        ways: impl IntoIterator<Item = W>,
        prepare: impl Fn(W),
        (callee, arguments): (&Value, &Arguments),
        place: &Place,
    ) -> Result<Option<Value>, Raise> {
        self.enter(|vm| {
            let mut alternatives = Vec::new();
            for way in ways {
                prepare(way);
                let call = |vm: &mut Self| vm.call_value(callee, arguments.clone(), place).map(Flow::Value);
                alternatives.extend(vm.explore(why, call)?);
            }
            let raised = |own: &Alternative| {
                let raise = own.ended.as_ref().err()?;
                Some((raise.class_name().to_string(), raise.message(), raise.place().map(ToString::to_string)))
            };
            let is_alike =
                alternatives.windows(2).all(|own| matches!(own, [left, right] if raised(left) == raised(right)));
            if is_alike { vm.go_on(alternatives).map(|flow| Some(flow.into_value())) } else { Ok(None) }
        })
    }

    /// Runs `arm`, undoes it, and returns its outcomes.
    pub(super) fn explore(
        &mut self,
        why: &Unknown,
        arm: impl FnOnce(&mut Vm) -> Ended,
    ) -> Result<Vec<Alternative>, Raise> {
        let mut alternatives = self.attempt(why, arm);
        // A limit ends everything, on whichever path it was reached.
        if let Some(at) = alternatives.iter().position(|a| matches!(a.ended, Err(Raise::Limit(_)))) {
            alternatives.swap_remove(at).ended?;
        }
        Ok(alternatives)
    }

    /// Like [`Vm::explore`], where a limit is an outcome like others.
    pub(super) fn attempt(&mut self, why: &Unknown, arm: impl FnOnce(&mut Vm) -> Ended) -> Vec<Alternative> {
        let world = self.world.state();
        self.journal.open();
        let start = self.pending.len();
        let frames = self.frames.len();
        let ended = arm(self);
        self.frames.truncate(frames);
        let mut alternatives = self.collect(start, ended, why);
        let below = self.journal.leave();
        self.world.resume(&world);
        for alternative in &mut alternatives {
            alternative.delta = below.clone().then(std::mem::take(&mut alternative.delta));
        }
        alternatives
    }

    /// Tells whether outcomes are pending since there were `start` of them.
    pub(super) fn has_pending(&self, start: usize) -> bool {
        self.pending.len() > start
    }

    /// Takes the outcomes that are pending since there were `start`, and the present one, and goes back to where the
    /// first of them branched off.
    pub(super) fn collect(&mut self, start: usize, ended: Ended, why: &Unknown) -> Vec<Alternative> {
        let (world, serial) = (self.world.state(), self.serial());
        let mut waiting = Vec::new();
        while self.pending.len() > start {
            let Some(pending) = self.pending.pop() else { break };
            waiting.push((pending, self.journal.leave()));
        }
        let (mut alternatives, mut delta) = (Vec::with_capacity(waiting.len() + 1), Delta::default());
        for (mut pending, since) in waiting.into_iter().rev() {
            pending.delta = delta.clone().then(pending.delta);
            alternatives.push(pending);
            delta = delta.then(since);
        }
        alternatives.push(Alternative { delta, world, ended, serial, why: why.clone() });
        alternatives
    }

    /// Runs `next` from each outcome that `goes_on` selects; returns all outcomes as seen from here.
    pub(super) fn continue_each(
        &mut self,
        alternatives: Vec<Alternative>,
        mut next: impl FnMut(&mut Vm, Ended) -> Ended,
    ) -> Result<Vec<Alternative>, Raise> {
        let mut all = Vec::new();
        for Alternative { delta, world, ended, serial, why } in alternatives {
            let foreign = serial != self.serial() && ended.is_ok();
            if foreign {
                all.push(Alternative { delta, world, ended, serial, why });
                continue;
            }
            all.extend(self.explore(&why.clone(), |vm| {
                vm.journal.apply(&delta);
                vm.world.resume(&world);
                next(vm, ended)
            })?);
        }
        Ok(all)
    }

    /// Goes on from several outcomes: those that continue normally are joined into the present state, the others wait.
    pub(super) fn go_on(&mut self, alternatives: Vec<Alternative>) -> Ended {
        let normal = |a: &Alternative| matches!(a.ended, Ok(Flow::Normal | Flow::Value(_)));
        let (mut joined, mut waiting): (Vec<_>, Vec<_>) = alternatives.into_iter().partition(normal);
        if joined.is_empty() {
            (joined, waiting) = choose_end(waiting);
        }
        for pending in waiting {
            if self.pending.len() >= MAX_PENDING {
                return Err(limit(format!("more than {MAX_PENDING} outcomes are undecided")));
            }
            self.pending.push(pending);
            self.journal.open();
        }
        let Some(mut present) = joined.pop() else { return Ok(Flow::Normal) };
        while let Some(taken) = joined.pop() {
            let why = taken.why.clone();
            let delta = self.journal.join(&taken.delta, &present.delta, &why);
            self.world.join(&taken.world, &present.world, &why);
            let world = self.world.state();
            let ended = join_ends(taken.ended, present.ended, &why);
            present = Alternative { delta, world, ended, serial: present.serial, why };
        }
        self.journal.apply(&present.delta);
        self.world.resume(&present.world);
        present.ended
    }

    /// Tells whether it is not known whether evaluation comes here at all. An exception that nothing catches ends everything.
    pub(super) fn is_undecided(&self) -> bool {
        let raised = |pending: &&Pending| pending.ended.is_err() && !self.is_catching();
        self.journal.is_undecided(self.pending.iter().skip(self.journal.since).filter(raised).count())
    }

    /// Runs `work` in a journal of its own, and goes on in the present one; returns what it changed, which is taken back.
    /// Of the outcomes that are pending since only counts how they end.
    pub(super) fn apart<R>(&mut self, work: impl FnOnce(&mut Self) -> R) -> (R, Delta) {
        let (outer, start) = (std::mem::take(&mut self.journal), self.pending.len());
        self.journal.open();
        (self.journal.decided, self.journal.since) = (1, start);
        let result = work(self);
        let later: Vec<Delta> = (start..self.pending.len()).map(|_| self.journal.leave()).collect();
        let delta = later.into_iter().rev().fold(self.journal.leave(), Delta::then);
        self.journal = outer;
        for pending in self.pending.iter_mut().skip(start) {
            pending.delta = Delta::default();
            self.journal.open();
        }
        (result, delta)
    }

    /// Makes unknown what any of these outcomes would change of the present; tells whether anything known was lost.
    pub(super) fn widen(&mut self, alternatives: &[Alternative], why: &Unknown) -> bool {
        let mut lost = false;
        for alternative in alternatives {
            lost |= self.journal.widen(&alternative.delta, why);
        }
        lost
    }

    /// Returns the serial of the call in progress.
    pub(super) fn serial(&self) -> u64 {
        self.frames.last().map_or(0, |frame| frame.serial)
    }
}

/// Where no outcome continues normally: those that end the same way as the last returning one go on as that.
fn choose_end(alternatives: Vec<Alternative>) -> (Vec<Alternative>, Vec<Alternative>) {
    let chosen = alternatives.iter().rposition(|a| a.ended.is_ok()).or(alternatives.len().checked_sub(1));
    let Some(kind) = chosen.and_then(|at| alternatives.get(at)).map(|a| (kind_of(&a.ended), a.serial)) else {
        return (Vec::new(), alternatives);
    };
    if kind.0 == Kind::Raise {
        // Different exceptions do not mix: the last one is raised, the others wait for who catches them.
        let mut waiting = alternatives;
        let last = waiting.pop();
        return (last.into_iter().collect(), waiting);
    }
    alternatives.into_iter().partition(|a| (kind_of(&a.ended), a.serial) == kind)
}

#[derive(PartialEq, Eq)]
enum Kind {
    Normal,
    Return,
    Break,
    Continue,
    Raise,
}

fn kind_of(ended: &Ended) -> Kind {
    match ended {
        Ok(Flow::Normal | Flow::Value(_)) => Kind::Normal,
        Ok(Flow::Return(_)) => Kind::Return,
        Ok(Flow::Break) => Kind::Break,
        Ok(Flow::Continue) => Kind::Continue,
        Err(_) => Kind::Raise,
    }
}

fn join_ends(taken: Ended, other: Ended, why: &Unknown) -> Ended {
    match (taken, other) {
        (Ok(Flow::Value(a)), Ok(Flow::Value(b))) => Ok(Flow::Value(join_values(&a, &b, why))),
        (Ok(Flow::Return(a)), Ok(Flow::Return(b))) => Ok(Flow::Return(join_values(&a, &b, why))),
        (Ok(Flow::Value(_)), Ok(Flow::Normal)) | (Ok(Flow::Normal), Ok(Flow::Value(_))) => {
            Ok(Flow::Value(Value::Unknown(why.clone())))
        }
        (_, other) => other,
    }
}
