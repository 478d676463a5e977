//! `for` and `while`, also over what is not known.

use crate::python::branch::{Alternative, Ended};
use crate::python::foreign::Truth;
use crate::python::iterate::Iteration;
use crate::python::object::{Iterator, List};
use crate::python::raise::Raise;
use crate::python::statement::Flow;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::{Stmt, StmtFor, StmtWhile};
use std::rc::Rc;

/// How often the body of a loop of unknown length is tried to find what it changes.
const TRIALS: usize = 3;

impl Vm {
    pub(super) fn run_for(&mut self, it: &StmtFor) -> Ended {
        let iterable = self.evaluate(&it.iter)?;
        let place = self.place_of(&it.iter);
        let start = self.pending.len();
        if let Value::Iterator(iterator) = &iterable
            && let Some((function, arguments)) = self.begin(iterator)
        {
            let ended = self.for_generator(it, &function, arguments, &place);
            return self.end_loop(start, ended, &it.orelse);
        }
        let ended = match self.iteration(&iterable, &place)? {
            Iteration::Items(items) => self.for_each(it, &items),
            Iteration::List(list) => self.for_list(it, &list),
            Iteration::Range(range) => self.for_range(it, range),
            Iteration::Iterator(iterator) => self.for_iterator(it, &iterator),
            Iteration::Unknown(why) => self.for_unknown(it, &why.seen_from(&place)),
        };
        self.end_loop(start, ended, &it.orelse)
    }

    pub(super) fn run_while(&mut self, it: &StmtWhile) -> Ended {
        let start = self.pending.len();
        let ended = self.run_while_body(it);
        self.end_loop(start, ended, &it.orelse)
    }

    fn run_while_body(&mut self, it: &StmtWhile) -> Ended {
        loop {
            self.limits.step(1)?;
            let why = match self.test(&it.test)? {
                Truth::False => return Ok(Flow::Normal),
                Truth::Unknown(why) => why,
                Truth::True => {
                    let start = self.pending.len();
                    match self.run_round(&it.body)? {
                        Flow::Normal => {}
                        left => return Ok(left),
                    }
                    // Left on an undecided path: how often it goes round is not known either.
                    match self.pending.get(start) {
                        Some(pending) => pending.why().clone(),
                        None => continue,
                    }
                }
            };
            return self.repeat(&why, |vm| match vm.test(&it.test)? {
                Truth::False => Ok(Flow::Break),
                _ => vm.run_block(&it.body),
            });
        }
    }

    fn for_each(&mut self, it: &StmtFor, items: &[Value]) -> Ended {
        for item in items {
            match self.for_one(it, item.clone())? {
                Flow::Normal => {}
                left => return Ok(left),
            }
        }
        Ok(Flow::Normal)
    }

    /// A list that the body changes is seen changing.
    fn for_list(&mut self, it: &StmtFor, list: &List) -> Ended {
        let mut at = 0;
        loop {
            let item = match list.read(|items| items.get(at).cloned()) {
                Ok(Some(item)) => item,
                Ok(None) => return Ok(Flow::Normal),
                Err(why) => return self.for_beginning(it, list, at, &why),
            };
            at += 1;
            match self.for_one(it, item)? {
                Flow::Normal => {}
                left => return Ok(left),
            }
        }
    }

    /// Goes over a list that is known in part, from one of the items on: those it begins with come one by one, and then
    /// any number of others.
    fn for_beginning(&mut self, it: &StmtFor, list: &List, mut at: usize, why: &Unknown) -> Ended {
        while let Some(item) = list.beginning().and_then(|known| known.first.get(at).cloned()) {
            at += 1;
            match self.for_one(it, item)? {
                Flow::Normal => {}
                left => return Ok(left),
            }
        }
        self.repeat(why, |vm| {
            let more = list.beginning().and_then(|known| known.more);
            vm.assign(&it.target, more.unwrap_or_else(|| Value::Unknown(why.clone())))?;
            vm.run_block(&it.body)
        })
    }

    fn for_iterator(&mut self, it: &StmtFor, iterator: &Rc<Iterator>) -> Ended {
        loop {
            let place = self.place_of(&it.iter);
            match self.next_of(iterator, &place)? {
                Ok(None) => return Ok(Flow::Normal),
                Ok(Some(item)) => match self.for_one(it, item)? {
                    Flow::Normal => {}
                    left => return Ok(left),
                },
                Err(why) => return self.for_unknown(it, &why.seen_from(&place)),
            }
        }
    }

    /// Goes over what is not known: the body runs, or does not, with an item that is not known.
    fn for_unknown(&mut self, it: &StmtFor, why: &Unknown) -> Ended {
        let item = Value::Unknown(why.clone());
        self.repeat(why, |vm| {
            vm.assign(&it.target, item.clone())?;
            vm.run_block(&it.body)
        })
    }

    fn for_range(&mut self, it: &StmtFor, range: crate::python::value::Range) -> Ended {
        let mut at = 0;
        while let Some(n) = range.at(at) {
            at += 1;
            match self.for_one(it, Value::Int(n))? {
                Flow::Normal => {}
                left => return Ok(left),
            }
        }
        Ok(Flow::Normal)
    }

    pub(super) fn for_one(&mut self, it: &StmtFor, item: Value) -> Ended {
        self.limits.step(1)?;
        self.assign(&it.target, item)?;
        self.run_round(&it.body)
    }

    /// Runs a loop's body once; `continue` ends the round like its end does.
    fn run_round(&mut self, body: &[Stmt]) -> Ended {
        let start = self.pending.len();
        let ended = self.run_block(body);
        if !self.has_pending(start) {
            return Ok(match ended? {
                Flow::Continue => Flow::Normal,
                other => other,
            });
        }
        let serial = self.serial();
        let mut alternatives = self.collect(start, ended, &Unknown::anywhere("it is not known how the loop goes on"));
        for alternative in &mut alternatives {
            if matches!(alternative.ended, Ok(Flow::Continue)) && alternative.serial == serial {
                alternative.ended = Ok(Flow::Normal);
            }
        }
        self.go_on(alternatives)
    }

    /// Ends a loop: `else` runs where it was not left, and `break` ends here.
    fn end_loop(&mut self, start: usize, ended: Ended, orelse: &[Stmt]) -> Ended {
        let ended = match ended {
            Ok(Flow::Normal | Flow::Value(_) | Flow::Continue) => self.run_block(orelse),
            Ok(Flow::Break) => Ok(Flow::Normal),
            left => left,
        };
        if !self.has_pending(start) {
            return ended;
        }
        let alternatives = self.collect(start, ended, &Unknown::anywhere("it is not known how the loop ends"));
        let alternatives = self.without_break(alternatives);
        self.go_on(alternatives)
    }

    fn without_break(&self, mut alternatives: Vec<Alternative>) -> Vec<Alternative> {
        let serial = self.serial();
        for alternative in &mut alternatives {
            if matches!(alternative.ended, Ok(Flow::Break | Flow::Continue)) && alternative.serial == serial {
                alternative.ended = Ok(Flow::Normal);
            }
        }
        alternatives
    }

    /// Runs a body an unknown number of times: what it changes is unknown in it and after it, and the host sees that it
    /// ran, or did not.
    fn repeat(&mut self, why: &Unknown, mut body: impl FnMut(&mut Vm) -> Ended) -> Ended {
        let mut round = |vm: &mut Vm| -> Ended {
            Ok(match body(vm)? {
                Flow::Continue | Flow::Break => Flow::Normal,
                other => other,
            })
        };
        for _ in 0..TRIALS {
            let trial = self.explore(why, &mut round)?;
            let trial = self.without_break(trial);
            if !self.widen(&trial, why) {
                break;
            }
        }
        let mut alternatives = self.explore(why, &mut round)?;
        alternatives = self.without_break(alternatives);
        alternatives.extend(self.explore(why, |_| Ok::<_, Raise>(Flow::Normal))?);
        self.go_on(alternatives)
    }
}
