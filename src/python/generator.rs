//! Generators: their bodies run when their values are asked for. Blocks that run inside a `yield` are `statement/handed`.

use super::arguments::Arguments;
use super::frame::Yields;
use super::object::{Cursor, Function, Iterator, Supply};
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    /// Marks a generator that has not started as used up, and returns what it is to run.
    pub(super) fn begin(&mut self, iterator: &Rc<Iterator>) -> Option<(Rc<Function>, Arguments)> {
        let Ok(Supply::Deferred(function, arguments)) = iterator.read(|cursor| cursor.supply.clone()) else {
            return None;
        };
        self.touch(iterator);
        *iterator.0.borrow_mut() = Ok(Cursor { supply: Supply::Items(Rc::from([])), taken: 0 });
        Some((function, (*arguments).clone()))
    }

    /// Returns the next item as `next()` asks for it: a generator runs as far as its first value, and stays there.
    pub(super) fn next_alone(
        &mut self,
        iterator: &Rc<Iterator>,
        place: &Place,
    ) -> Result<Result<Option<Value>, Unknown>, Raise> {
        let Some((function, arguments)) = self.begin(iterator) else { return self.next_of(iterator, place) };
        let again = Supply::Suspended(function.clone(), Rc::new(arguments.clone()));
        let (depth, frames, handed) = (self.limits.depth, self.frames.len(), self.handed.len());
        match self.run_function(&function, arguments, Yields::First, place) {
            Ok(_) => Ok(Ok(None)),
            Err(Raise::Limit(why)) if why.reason() == SUSPENDED => {
                self.limits.depth = depth;
                self.frames.truncate(frames);
                self.handed.truncate(handed);
                *iterator.0.borrow_mut() = Ok(Cursor { supply: again, taken: 1 });
                Ok(Ok(self.suspended.take()))
            }
            Err(raise) => Err(raise),
        }
    }

    /// Goes through a generator from its beginning again, which shows what it yields after what was taken of it; only
    /// where nothing else can notice.
    fn go_through(
        &mut self,
        iterator: &Rc<Iterator>,
        function: &Rc<Function>,
        arguments: Arguments,
        place: &Place,
    ) -> Result<Result<(), Unknown>, Raise> {
        let why = Unknown::new(SUSPENDED, place);
        let world = self.world.clone();
        let (before, mut after, mut yielded) = (world.state(), None, None);
        let alternatives = self.explore(&why, |vm| {
            yielded = vm.run_function(function, arguments, Yields::Collected(Vec::new()), place).ok();
            after = Some(vm.world.state());
            Ok(super::statement::Flow::Normal)
        })?;
        let unnoticed = after.is_some_and(|after| world.is_same(&before, &after))
            && matches!(alternatives.as_slice(), [only] if only.is_private());
        self.touch(iterator);
        let mut content = iterator.0.borrow_mut();
        let taken = content.as_ref().map_or(0, |cursor| cursor.taken);
        match yielded {
            Some((_, items)) if unnoticed => {
                *content = Ok(Cursor { supply: Supply::Items(items.into()), taken });
                Ok(Ok(()))
            }
            _ => {
                *content = Err(why.clone());
                Ok(Err(why))
            }
        }
    }

    /// Runs a generator that has not been started.
    pub(super) fn start(&mut self, iterator: &Rc<Iterator>, place: &Place) -> Result<Result<(), Unknown>, Raise> {
        let (function, arguments) = match iterator.read(|cursor| cursor.supply.clone()) {
            Ok(Supply::Deferred(function, arguments)) => (function, arguments),
            Ok(Supply::Suspended(function, arguments)) => {
                return self.go_through(iterator, &function, (*arguments).clone(), place);
            }
            Ok(_) => return Ok(Ok(())),
            Err(why) => return Ok(Err(why)),
        };
        let yields = Yields::Collected(Vec::new());
        let yielded = match self.run_function(&function, (*arguments).clone(), yields, place) {
            Ok((_, yielded)) => yielded,
            Err(Raise::Limit(why)) if why.reason() == ENDLESS => {
                self.touch(iterator);
                *iterator.0.borrow_mut() = Err(why.clone());
                return Ok(Err(why));
            }
            Err(raise) => return Err(raise),
        };
        self.touch(iterator);
        *iterator.0.borrow_mut() = Ok(Cursor { supply: Supply::Items(yielded.into()), taken: 0 });
        Ok(Ok(()))
    }
}

/// Why a generator is unknown that yields more than is gone through.
pub(super) const ENDLESS: &str = "the generator yields too much to be gone through";

/// Why a generator was left: it has yielded the one value that was asked for.
pub(super) const SUSPENDED: &str = "what a generator does after its first value is not evaluated";

/// How many values a generator may yield.
pub(super) const MAX_YIELDED: usize = 10_000;
