//! The statements that are a line: assignments with operators, `raise`, `assert`, `del`, type aliases.

use crate::python::arguments::Arguments;
use crate::python::branch::Ended;
use crate::python::foreign::Truth;
use crate::python::frame::ScopeKind;
use crate::python::object::Key;
use crate::python::raise::Raise;
use crate::python::statement::Flow;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::{
    Expr, StmtAnnAssign, StmtAssert, StmtAssign, StmtAugAssign, StmtDelete, StmtRaise, StmtTypeAlias,
};
use ruff_text_size::Ranged;

impl Vm {
    pub(super) fn run_assign(&mut self, it: &StmtAssign) -> Ended {
        let value = self.evaluate(&it.value)?;
        for target in &it.targets {
            self.assign(target, value.clone())?;
        }
        Ok(Flow::Normal)
    }

    pub(super) fn run_annotated(&mut self, it: &StmtAnnAssign) -> Ended {
        if let Some(value) = &it.value {
            let value = self.evaluate(value)?;
            self.assign(&it.target, value)?;
        }
        if let Expr::Name(name) = &*it.target {
            self.annotate(&name.id, &it.annotation);
        }
        Ok(Flow::Normal)
    }

    /// Keeps the text of a class attribute's annotation: data classes and named tuples are made from it.
    fn annotate(&mut self, name: &str, annotation: &Expr) {
        let Some(frame) = self.frames.last() else { return };
        if !matches!(frame.scope.kind, ScopeKind::Class(_)) {
            return;
        }
        let variables = frame.scope.variables.clone();
        let text = Value::str(frame.parsed.source.slice(crate::python::parse::span(annotation.range())));
        let annotations = variables.find("__annotations__").unwrap_or_else(|| {
            let empty = Value::dict(Default::default());
            self.bind(&variables, "__annotations__", empty.clone());
            empty
        });
        if let Value::Dict(annotations) = annotations {
            self.edit_dict(&annotations, |entries| entries.insert(Key::Str(name.into()), Value::str(name), text));
        }
    }

    pub(super) fn run_augmented(&mut self, it: &StmtAugAssign) -> Ended {
        let place = self.place(crate::python::parse::span(it.range));
        match &*it.target {
            Expr::Name(name) => {
                let left = self.evaluate_load(&it.target)?;
                let right = self.evaluate(&it.value)?;
                let value = self.augment(it.op.into(), &left, &right, &place)?;
                self.assign_name(&name.id, value)?;
            }
            Expr::Attribute(target) => {
                let object = self.evaluate(&target.value)?;
                let left = self.read_attribute(&object, &target.attr, &place)?;
                let right = self.evaluate(&it.value)?;
                let value = self.augment(it.op.into(), &left, &right, &place)?;
                self.write_attribute(&object, &target.attr, value, &place)?;
            }
            Expr::Subscript(target) => {
                let object = self.evaluate(&target.value)?;
                let key = self.evaluate(&target.slice)?;
                let left = self.read_item(&object, &key, &place)?;
                let right = self.evaluate(&it.value)?;
                let value = self.augment(it.op.into(), &left, &right, &place)?;
                self.write_item(&object, &key, value, &place)?;
            }
            _ => {}
        }
        Ok(Flow::Normal)
    }

    pub(super) fn run_raise(&mut self, it: &StmtRaise) -> Ended {
        let place = self.place(crate::python::parse::span(it.range));
        let Some(exc) = &it.exc else {
            let handled = self.frames.iter().rev().find_map(|frame| frame.handled.last()).cloned();
            return Err(handled.unwrap_or_else(|| self.error("RuntimeError", "No active exception to reraise", &place)));
        };
        let value = self.evaluate(exc)?;
        let raised = match &value {
            Value::Class(_) | Value::Foreign(_) => self.call_value(&value, Arguments::default(), &place)?,
            _ => value,
        };
        if let Some(cause) = &it.cause {
            let cause = self.evaluate(cause)?;
            if let Value::Instance(instance) = &raised {
                self.bind(&instance.attributes.clone(), "__cause__", cause);
            }
        }
        Err(match raised {
            Value::Instance(_) | Value::Unknown(_) | Value::Foreign(_) => Raise::new(raised, &place),
            _ => self.error("TypeError", "exceptions must derive from BaseException", &place),
        })
    }

    pub(super) fn run_assert(&mut self, it: &StmtAssert) -> Ended {
        let place = self.place(crate::python::parse::span(it.range));
        match self.test(&it.test)? {
            Truth::True => Ok(Flow::Normal),
            Truth::False => Err(self.failed_assertion(it, &place)?),
            Truth::Unknown(why) => self.branch(&why, |vm| Err(vm.failed_assertion(it, &place)?), |_| Ok(Flow::Normal)),
        }
    }

    fn failed_assertion(&mut self, it: &StmtAssert, place: &crate::source::Place) -> Result<Raise, Raise> {
        let message = it.msg.as_deref().map(|message| self.evaluate(message)).transpose()?;
        let class = Value::Class(self.exception_class("AssertionError"));
        let raised = self.call_value(&class, Arguments::positional(message.into_iter().collect()), place)?;
        Ok(Raise::new(raised, place))
    }

    pub(super) fn run_delete(&mut self, it: &StmtDelete) -> Ended {
        for target in &it.targets {
            self.delete(target)?;
        }
        Ok(Flow::Normal)
    }

    pub(super) fn run_type_alias(&mut self, it: &StmtTypeAlias) -> Ended {
        let place = self.place(crate::python::parse::span(it.range));
        self.assign(&it.name, Value::Unknown(Unknown::new("a type alias has no value", &place)))?;
        Ok(Flow::Normal)
    }
}
