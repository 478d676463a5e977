//! Blocks that run inside a `yield`: the body of a `with` or a `for` whose other side is a generator. So what is around the
//! `yield` (`try`, `finally`, `with`) holds, and what both sides do is done in Python's order.

use crate::python::arguments::Arguments;
use crate::python::branch::Ended;
use crate::python::foreign::Outcome;
use crate::python::frame::{Frame, ModuleName, Scope, Yields};
use crate::python::object::Function;
use crate::python::parse::Parsed;
use crate::python::raise::Raise;
use crate::python::statement::Flow;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::{Place, Span};
use ruff_python_ast::{Stmt, StmtFor};
use ruff_text_size::{Ranged, TextSize};
use std::rc::{Rc, Weak};

/// A `with` block or the body of a `for` that waits inside the `yield` of a generator for its value.
pub(in crate::python) struct Handed {
    parsed: Rc<Parsed>,
    at: TextSize,
    item: usize,
    function: Rc<str>,
    scope: Rc<Scope>,
    span: Span,
    serial: u64,
    owner: Option<Weak<crate::python::object::Class>>,
    receiver: Option<Value>,
    module: Rc<ModuleName>,
    handled: Vec<Raise>,
    /// How the block ended, once it has run.
    pub ended: Option<Flow>,
    /// How a loop was left before the generator ended.
    left: Option<Ended>,
    /// How it may have ended besides, and on what that depends.
    pub besides: Vec<(Flow, u64, Unknown)>,
}

impl Vm {
    /// Makes a block of the present frame wait inside a `yield`; returns its number.
    pub(in crate::python) fn hand(&mut self, at: TextSize, item: usize) -> Option<usize> {
        let frame = self.frames.last()?;
        let handed = Handed {
            parsed: frame.parsed.clone(),
            at,
            item,
            function: frame.function.clone(),
            scope: frame.scope.clone(),
            span: frame.at,
            serial: frame.serial,
            owner: frame.owner.clone(),
            receiver: frame.receiver.clone(),
            module: frame.module.clone(),
            handled: frame.handled.clone(),
            ended: None,
            left: None,
            besides: Vec::new(),
        };
        self.handed.push(handed);
        Some(self.handed.len() - 1)
    }

    /// Goes over what a generator yields: the body runs at each `yield`. A loop that is left closes the generator.
    pub(super) fn for_generator(
        &mut self,
        it: &StmtFor,
        function: &Rc<Function>,
        arguments: Arguments,
        place: &Place,
    ) -> Ended {
        let Some(at) = self.hand(it.start(), 0) else { return Ok(Flow::Normal) };
        let ran = self.run_function(function, arguments, Yields::Handed(at), place);
        self.handed.truncate(at + 1);
        let handed = self.handed.pop();
        let left = handed.as_ref().and_then(|handed| handed.left.clone());
        match (ran, left) {
            (Err(raise), Some(left)) if self.is_raised(&raise, "GeneratorExit") => left,
            (Err(raise), _) => Err(raise),
            (Ok(_), Some(left)) => left,
            (Ok(_), None) => {
                for (besides, _, why) in handed.map(|handed| handed.besides).unwrap_or_default() {
                    self.branch(&why, |_| Ok(besides), |_| Ok(Flow::Normal))?;
                }
                Ok(Flow::Normal)
            }
        }
    }

    /// Goes back into the generator after a round of the loop, or closes it.
    fn after_round(&mut self, at: usize, ended: Ended) -> Outcome {
        match ended {
            Ok(Flow::Normal | Flow::Value(_) | Flow::Continue) => Ok(Value::None),
            Err(limit @ Raise::Limit(_)) => Err(limit),
            left => {
                if let Some(handed) = self.handed.get_mut(at) {
                    handed.left = Some(left);
                }
                let place = self.place(Span::default());
                Err(self.error("GeneratorExit", "", &place))
            }
        }
    }

    /// Runs the block that waits for a generator's value: called by `yield`.
    pub(in crate::python) fn run_handed(&mut self, at: usize, value: Value) -> Outcome {
        let Some(handed) = self.handed.get(at) else { return Ok(Value::None) };
        if handed.ended.is_some() || handed.left.is_some() {
            let place = self.place(Span::default());
            return Err(self.error("RuntimeError", "generator didn't stop", &place));
        }
        let (parsed, offset, item) = (handed.parsed.clone(), handed.at, handed.item);
        let frame = Frame {
            function: handed.function.clone(),
            parsed: parsed.clone(),
            scope: handed.scope.clone(),
            at: handed.span,
            serial: handed.serial,
            owner: handed.owner.clone(),
            receiver: handed.receiver.clone(),
            yields: Yields::Nowhere,
            module: handed.module.clone(),
            handled: handed.handled.clone(),
            arguments: Arguments::default(),
            undecided: 0,
        };
        let serial = handed.serial;
        let Some(statement) = parsed.statement(offset) else { return Ok(Value::None) };
        let start = self.pending.len();
        let ended = self.within(frame, |vm| {
            let ended = match statement {
                Stmt::With(it) => {
                    let Some(item_node) = it.items.get(item) else { return Ok(Flow::Normal) };
                    vm.bind_item(item_node, value)?;
                    vm.run_with_items(it, item + 1)
                }
                Stmt::For(it) => vm.for_one(it, value),
                _ => Ok(Flow::Normal),
            };
            if !vm.has_pending(start) {
                return ended;
            }
            // The rest of the generator cannot run once for each outcome: they are joined, and taken up again after it.
            let mut alternatives = vm.collect(start, ended, &Unknown::anywhere("it is not known how the block ends"));
            let mut besides = Vec::new();
            for alternative in &mut alternatives {
                if let Ok(flow @ (Flow::Return(_) | Flow::Break | Flow::Continue)) = &alternative.ended {
                    besides.push((flow.clone(), alternative.serial, alternative.why().clone()));
                    alternative.ended = Ok(Flow::Normal);
                }
            }
            let ended = vm.go_on(alternatives);
            if let Some(handed) = vm.handed.get_mut(at) {
                handed.besides = besides.into_iter().filter(|(_, owner, _)| *owner == serial).collect();
            }
            ended
        });
        if let Stmt::For(_) = statement {
            return self.after_round(at, ended);
        }
        if let Some(handed) = self.handed.get_mut(at) {
            handed.ended = Some(ended.as_ref().map_or(Flow::Normal, Clone::clone));
        }
        ended.map(|_| Value::None)
    }
}
