//! `class`: the body is run, and a class made of what it bound.

use crate::python::arguments::Arguments;
use crate::python::branch::Ended;
use crate::python::frame::{Frame, Scope, ScopeKind, Yields};
use crate::python::scope::Bindings;
use crate::python::statement::Flow;
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::StmtClassDef;
use std::rc::Rc;

impl Vm {
    pub(super) fn run_class_def(&mut self, def: &StmtClassDef) -> Ended {
        let decorators = self.evaluate_decorators(&def.decorator_list)?;
        let place = self.place(crate::python::parse::span(def.name.range));
        let arguments = match &def.arguments {
            Some(arguments) => self.evaluate_arguments(arguments, &place)?,
            None => Arguments::default(),
        };
        let Some(outer) = self.frames.last() else { return Ok(Flow::Normal) };
        let scope = Rc::new(Scope {
            variables: Rc::default(),
            globals: outer.scope.globals.clone(),
            parent: Some(outer.scope.clone()),
            kind: ScopeKind::Class(Rc::new(Bindings::of_declarations(&def.body))),
        });
        scope.variables.define("__module__", Value::str(&outer.module.dotted));
        scope.variables.define("__qualname__", Value::str(def.name.as_str()));
        let frame = Frame {
            function: Rc::from(def.name.as_str()),
            parsed: outer.parsed.clone(),
            scope: scope.clone(),
            at: place.span,
            serial: 0,
            owner: None,
            receiver: None,
            yields: Yields::Nowhere,
            module: outer.module.clone(),
            handled: Vec::new(),
            arguments: Arguments::default(),
            undecided: 0,
        };
        self.within(frame, |vm| {
            let start = vm.pending.len();
            let ended = vm.run_block(&def.body);
            vm.end_call(start, ended)
        })?;
        let class = self.make_class(&def.name, arguments, scope.variables.clone(), &place)?;
        let value = self.decorate(class, decorators)?;
        self.assign_name(&def.name, value)?;
        Ok(Flow::Normal)
    }
}
