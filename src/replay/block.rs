//! `DO` blocks carried out: statements, guards, `EXCEPTION` sections. A guard that is not certain is taken both ways.

use crate::python::{Raise, Value, Vm};
use crate::replay::sqlalchemy::bind::result::Rows;
use crate::replay::step::Sender;
use crate::replay::unknown::from_python;
use crate::replay::{Mode, Moment, Session, guard};
use crate::schema::{Refusal, SqlState, Unknown};
use crate::source::Place;
use crate::sql::{Block, Branch, Handler, Parameters, Step};

/// The savepoint that PL/pgSQL sets around a block with an `EXCEPTION` section.
const SAVEPOINT: &str = "plpgsql";

impl Session {
    /// Carries out a `DO` block.
    ///
    /// # Errors
    /// The server's refusal as an exception.
    pub(super) fn execute_block(&self, vm: &mut Vm, block: &Block, place: &Place) -> Result<(), Raise> {
        self.server(vm, place, |recorder, _| recorder.check())?;
        let before = self.with_recorder(|recorder| std::mem::replace(&mut recorder.sender, Sender::Block));
        let ended = match &block.steps {
            Some(steps) => self.execute_steps(vm, steps, place),
            None => {
                self.unknown_all(vm, &block.touched, &block.unknown, place);
                Ok(())
            }
        };
        self.with_recorder(|recorder| recorder.sender = before);
        ended
    }

    fn execute_steps(&self, vm: &mut Vm, steps: &[Step], place: &Place) -> Result<(), Raise> {
        for step in steps {
            match step {
                Step::Statement(text) => {
                    self.execute_sql(vm, text, Parameters::None, place)?;
                }
                Step::If { branches, otherwise } => self.execute_branches(vm, branches, otherwise, place)?,
                Step::Protected { steps, handlers } => self.execute_protected(vm, steps, handlers, place)?,
                Step::Raise { state, message } => {
                    let state = SqlState::listed(state).unwrap_or(SqlState::RAISE_EXCEPTION);
                    return Err(self.raise(vm, Refusal::new(state, message.clone()), place));
                }
                Step::Unknown { touched, unknown } => self.unknown_all(vm, touched, unknown, place),
            }
        }
        Ok(())
    }

    fn execute_branches(
        &self,
        vm: &mut Vm,
        branches: &[Branch],
        otherwise: &[Step],
        place: &Place,
    ) -> Result<(), Raise> {
        let Some((first, rest)) = branches.split_first() else { return self.execute_steps(vm, otherwise, place) };
        let unknown = match self.holds(vm, &first.condition, place)? {
            Ok(true) => return self.execute_steps(vm, &first.steps, place),
            Ok(false) => return self.execute_branches(vm, rest, otherwise, place),
            Err(unknown) => unknown,
        };
        let start = self.with_recorder(|recorder| recorder.moment());
        let taken_ended = self.execute_steps(vm, &first.steps, place);
        let taken = self.with_recorder(|recorder| recorder.moment());
        self.with_recorder(|recorder| recorder.resume(&start));
        let other_ended = self.execute_branches(vm, rest, otherwise, place);
        let other = self.with_recorder(|recorder| recorder.moment());
        match (taken_ended, other_ended) {
            (Ok(()), Ok(())) => {
                let site = self.site(vm, place);
                self.with_recorder(|recorder| recorder.join(&taken, &other, &unknown, &site));
                Ok(())
            }
            // One way fails: the other one is the only that goes on.
            (Ok(()), Err(_)) => {
                self.with_recorder(|recorder| recorder.resume(&taken));
                self.remark(unknown);
                Ok(())
            }
            (Err(_), Ok(())) => {
                self.remark(unknown);
                Ok(())
            }
            (Err(raise), Err(_)) => Err(raise),
        }
    }

    fn execute_protected(&self, vm: &mut Vm, steps: &[Step], handlers: &[Handler], place: &Place) -> Result<(), Raise> {
        let outside = self.mode() == Mode::EachStatement;
        if outside {
            self.server(vm, place, |recorder, site| {
                recorder.begin(site);
                Ok(())
            })?;
        }
        self.server(vm, place, |recorder, site| recorder.savepoint(SAVEPOINT, site))?;
        let start = self.with_recorder(|recorder| recorder.moment());
        let around = self.with_recorder(|recorder| recorder.watch());
        let ended = self.execute_steps(vm, steps, place);
        let may_fail = self.with_recorder(|recorder| recorder.unwatch(around));
        if let (Ok(()), Some(unknown)) = (&ended, may_fail) {
            let sent = start.steps();
            match handlers.iter().all(|own| own.steps.is_empty()) {
                true => self.with_recorder(|recorder| recorder.pass_over_since(sent, &unknown)),
                false => {
                    handlers.iter().for_each(|own| self.execute_instead(vm, &own.steps, (&start, &unknown), place))
                }
            }
        }
        if let Err(raise) = ended {
            let refusal = self.refused().map(|(refusal, _)| refusal);
            let caught = |handler: &&Handler| refusal.as_ref().is_some_and(|refusal| catches(handler, refusal));
            let Some(handler) = handlers.iter().find(caught) else { return Err(raise) };
            self.server(vm, place, |recorder, site| recorder.rollback_to_savepoint(SAVEPOINT, site))?;
            self.execute_steps(vm, &handler.steps, place)?;
        }
        self.server(vm, place, |recorder, site| recorder.release_savepoint(SAVEPOINT, site))?;
        if outside {
            self.server(vm, place, |recorder, site| {
                recorder.commit(Mode::EachStatement, site);
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Carries out a handler from `start` on, as it may run instead of what ran.
    fn execute_instead(&self, vm: &mut Vm, steps: &[Step], (start, why): (&Moment, &Unknown), place: &Place) {
        let ran = self.with_recorder(|recorder| recorder.moment());
        self.with_recorder(|recorder| recorder.resume(start));
        let ended = self.execute_steps(vm, steps, place);
        let instead = self.with_recorder(|recorder| recorder.moment());
        let site = self.site(vm, place);
        self.with_recorder(|recorder| match ended {
            Ok(()) => recorder.join(&ran, &instead, why, &site),
            Err(_) => recorder.resume(&ran),
        });
    }

    /// Returns whether the condition of a guard holds.
    fn holds(&self, vm: &mut Vm, condition: &str, place: &Place) -> Result<Result<bool, Unknown>, Raise> {
        Ok(match guard::answer(self, vm, condition, place)? {
            Rows::Known { rows, .. } => match rows.first().and_then(|row| row.first()) {
                Some(Value::Bool(holds)) => Ok(*holds),
                Some(Value::Unknown(unknown)) => Err(from_python(unknown)),
                None | Some(Value::None) => Ok(false),
                Some(_) => Err(Unknown::new(format!("whether `{condition}` holds is not known"), Some(place.clone()))),
            },
            Rows::Unknown(unknown) => Err(from_python(&unknown.or_at(place))),
            Rows::None | Rows::Closed => Ok(false),
        })
    }
}

fn catches(handler: &Handler, refusal: &Refusal) -> bool {
    handler.conditions.iter().any(|condition| {
        condition == "others" || *condition == refusal.state.condition() || *condition == refusal.state.0
    })
}
