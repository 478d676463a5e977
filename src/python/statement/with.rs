//! `with`: entering and leaving context managers, also those written as generators.

use crate::python::arguments::Arguments;
use crate::python::branch::Ended;
use crate::python::foreign::{Exit, Outcome, Truth};
use crate::python::frame::Yields;
use crate::python::object::{Function, Instance};
use crate::python::raise::Raise;
use crate::python::statement::Flow;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use ruff_python_ast::{StmtWith, WithItem};
use ruff_text_size::Ranged;
use std::rc::Rc;

impl Vm {
    pub(super) fn run_with(&mut self, it: &StmtWith) -> Ended {
        self.run_with_items(it, 0)
    }

    pub(super) fn run_with_items(&mut self, it: &StmtWith, index: usize) -> Ended {
        let Some(item) = it.items.get(index) else { return self.run_block(&it.body) };
        let manager = self.evaluate(&item.context_expr)?;
        let place = self.place_of(&item.context_expr);
        if let Some((function, arguments)) = generator_of(&manager) {
            return self.run_with_generator(it, index, &function, arguments, &place);
        }
        let entered = self.enter_context(&manager, &place)?;
        let run = |vm: &mut Self| {
            let start = vm.pending.len();
            let ended = vm.bind_item(item, entered).and_then(|()| vm.run_with_items(it, index + 1));
            vm.after(start, ended, |vm, ended| vm.leave_context(&manager, ended, &place))
        };
        let passes_over = matches!(manager, Value::Foreign(_)) && it.body.iter().all(super::risk::does_only);
        match may_swallow(&manager) {
            true => self
                .run_swallowed((&place, passes_over), run, |vm, raise| vm.leave_context(&manager, Err(raise), &place)),
            false => run(self),
        }
    }

    pub(super) fn bind_item(&mut self, item: &WithItem, value: Value) -> Result<(), Raise> {
        item.optional_vars.as_deref().map_or(Ok(()), |target| self.assign(target, value))
    }

    fn enter_context(&mut self, manager: &Value, place: &Place) -> Outcome {
        match manager {
            Value::Foreign(object) => object.clone().enter(self, place),
            Value::Unknown(_) => Ok(manager.clone()),
            Value::Instance(_) => self.call_either(manager, "__enter__", "__aenter__", Vec::new(), place),
            other => Err(self.error(
                "TypeError",
                &format!("'{}' object does not support the context manager protocol", other.type_name()),
                place,
            )),
        }
    }

    fn leave_context(&mut self, manager: &Value, ended: Ended, place: &Place) -> Ended {
        let raised = ended.as_ref().err();
        if let Some(Raise::Limit(_)) = raised {
            return ended;
        }
        let suppress = match manager {
            Value::Foreign(object) => match object.clone().exit(self, raised, place)? {
                Exit::Suppress => Truth::True,
                Exit::Propagate => Truth::False,
            },
            Value::Instance(_) => {
                let value = raised.and_then(Raise::value).cloned().unwrap_or(Value::None);
                let class = match (&value, raised.and_then(Raise::class).cloned()) {
                    (Value::Unknown(why), None) => Value::Unknown(why.clone()),
                    (_, class) => class.map_or(Value::None, Value::Class),
                };
                let left =
                    self.call_either(manager, "__exit__", "__aexit__", vec![class, value, Value::None], place)?;
                if raised.is_some() { self.truth_of(&left, place)? } else { Truth::False }
            }
            Value::Unknown(why) if raised.is_some() => Truth::Unknown(why.clone()),
            _ => Truth::False,
        };
        match (suppress, ended) {
            (Truth::True, Err(_)) => Ok(Flow::Normal),
            (Truth::Unknown(why), Err(raise)) => self.branch(&why, |_| Ok(Flow::Normal), |_| Err(raise)),
            (_, ended) => ended,
        }
    }

    fn call_either(
        &mut self,
        manager: &Value,
        name: &str,
        other: &str,
        arguments: Vec<Value>,
        place: &Place,
    ) -> Outcome {
        let found = self.find_attribute(manager, name, place)?;
        let name = if found.is_none() && self.find_attribute(manager, other, place)?.is_some() { other } else { name };
        self.call_attribute(manager, name, Arguments::positional(arguments), place)
    }

    /// Runs the generator; at its `yield`, the block runs. So what the generator does around the `yield` (`try`,
    /// `finally`, `with`) holds for the block as it does in Python.
    fn run_with_generator(
        &mut self,
        it: &StmtWith,
        index: usize,
        function: &Rc<Function>,
        arguments: Arguments,
        place: &Place,
    ) -> Ended {
        let Some(at) = self.hand(it.start(), index) else { return Ok(Flow::Normal) };
        let ran = self.run_function(function, arguments, Yields::Handed(at), place);
        self.handed.truncate(at + 1);
        let handed = self.handed.pop();
        ran?;
        let Some(handed) = handed else { return Ok(Flow::Normal) };
        match handed.ended {
            None => Err(self.error("RuntimeError", "generator didn't yield", place)),
            Some(flow) => {
                for (besides, _, why) in handed.besides {
                    self.branch(&why, |_| Ok(besides), |_| Ok(Flow::Normal))?;
                }
                Ok(flow)
            }
        }
    }
}

/// Returns whether leaving the context may swallow an exception.
fn may_swallow(manager: &Value) -> bool {
    match manager {
        Value::Instance(_) => true,
        Value::Foreign(own) => own.type_name() == "suppress",
        _ => false,
    }
}

/// Returns the generator function behind a context manager made by `@contextmanager`.
fn generator_of(manager: &Value) -> Option<(Rc<Function>, Arguments)> {
    let Value::Instance(instance) = manager else { return None };
    generator_behind(instance)
}

fn generator_behind(instance: &Rc<Instance>) -> Option<(Rc<Function>, Arguments)> {
    if &*instance.class.name != "_GeneratorContextManager" {
        return None;
    }
    match instance.payload.borrow().as_ref() {
        Some(Value::Function(function)) => {
            Some((function.clone(), instance.constructor_arguments().unwrap_or_default()))
        }
        _ => None,
    }
}
