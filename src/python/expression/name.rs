//! Names: where they are looked up and bound.

use crate::python::foreign::Outcome;
use crate::python::frame::{Scope, ScopeKind};
use crate::python::import::INCOMPLETE;
use crate::python::namespace::Namespace;
use crate::python::parse::{Code, CodeKind, Parsed};
use crate::python::raise::Raise;
use crate::python::scope::Bindings;
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::Expr;
use std::rc::Rc;

impl Vm {
    pub(super) fn load_name(&mut self, name: &str, expr: &Expr) -> Outcome {
        let Some(frame) = self.frames.last() else { return Ok(Value::None) };
        let scope = frame.scope.clone();
        if let Some(value) = lookup(&scope, name) {
            return Ok(value);
        }
        if is_local(&scope, name) {
            let place = self.place_of(expr);
            let message = format!("cannot access local variable '{name}' where it is not associated with a value");
            return Err(self.error("UnboundLocalError", &message, &place));
        }
        if let Some(value) = scope.globals.find(name).or_else(|| self.builtin(name)) {
            return Ok(value);
        }
        if let Some(why) = scope.globals.find(INCOMPLETE) {
            return Ok(why);
        }
        let place = self.place_of(expr);
        Err(self.error("NameError", &format!("name '{name}' is not defined"), &place))
    }

    /// Binds a name in the scope that an assignment in the present one binds it in.
    pub(in crate::python) fn assign_name(&mut self, name: &str, value: Value) -> Result<(), Raise> {
        let Some(frame) = self.frames.last() else { return Ok(()) };
        let namespace = target(&frame.scope.clone(), name);
        self.bind(&namespace, name, value);
        Ok(())
    }

    /// Binds a name as `:=` does: a comprehension binds it around itself.
    pub(super) fn assign_walrus(&mut self, name: &str, value: Value) -> Result<(), Raise> {
        let Some(frame) = self.frames.last() else { return Ok(()) };
        let mut scope = frame.scope.clone();
        while let (ScopeKind::Comprehension, Some(parent)) = (&scope.kind, &scope.parent) {
            scope = parent.clone();
        }
        let namespace = target(&scope, name);
        self.bind(&namespace, name, value);
        Ok(())
    }

    /// Unbinds a name; tells whether it was bound.
    pub(in crate::python) fn delete_name(&mut self, name: &str) -> bool {
        let Some(frame) = self.frames.last() else { return false };
        let namespace = target(&frame.scope.clone(), name);
        self.unbind(&namespace, name).is_some()
    }
}

/// Returns what a function's body binds.
pub(in crate::python) fn bindings_of<'c>(code: &'c Code, parsed: &Parsed) -> &'c Bindings {
    code.bindings.get_or_init(|| match code.kind {
        CodeKind::Function => {
            parsed.function(code).map(|def| Bindings::of_body(&def.parameters, &def.body)).unwrap_or_default()
        }
        CodeKind::Lambda => {
            let lambda = parsed.lambda(code);
            lambda.map(|it| Bindings::of_expression(it.parameters.as_deref(), &it.body)).unwrap_or_default()
        }
    })
}

fn lookup(scope: &Rc<Scope>, name: &str) -> Option<Value> {
    let mut current = scope;
    loop {
        match &current.kind {
            ScopeKind::Module => return current.variables.find(name),
            ScopeKind::Function(code) => {
                let bindings = code.bindings.get();
                if bindings.is_some_and(|bindings| bindings.global.contains(name)) {
                    return current.globals.find(name);
                }
                if let Some(value) = current.variables.find(name) {
                    return Some(value);
                }
                if bindings.is_some_and(|bindings| bindings.local.contains(name)) {
                    return None;
                }
            }
            ScopeKind::Class(bindings) => {
                if bindings.global.contains(name) {
                    return current.globals.find(name);
                }
                if let Some(value) = current.variables.find(name) {
                    return Some(value);
                }
            }
            ScopeKind::Comprehension => {
                if let Some(value) = current.variables.find(name) {
                    return Some(value);
                }
            }
        }
        current = current.parent.as_ref()?;
    }
}

/// Tells whether the name belongs to a function around here that has not bound it yet.
fn is_local(scope: &Rc<Scope>, name: &str) -> bool {
    let mut current = Some(scope);
    while let Some(scope) = current {
        if let ScopeKind::Function(code) = &scope.kind
            && code.bindings.get().is_some_and(|bindings| bindings.local.contains(name))
        {
            return true;
        }
        current = scope.parent.as_ref();
    }
    false
}

fn target(scope: &Rc<Scope>, name: &str) -> Rc<Namespace> {
    let bindings = match &scope.kind {
        ScopeKind::Function(code) => code.bindings.get(),
        ScopeKind::Class(bindings) => Some(&**bindings),
        ScopeKind::Module | ScopeKind::Comprehension => None,
    };
    if bindings.is_some_and(|bindings| bindings.global.contains(name)) {
        return scope.globals.clone();
    }
    if bindings.is_some_and(|bindings| bindings.nonlocal.contains(name)) {
        let mut outer = scope.parent.as_ref();
        while let Some(scope) = outer {
            if let ScopeKind::Function(code) = &scope.kind
                && code.bindings.get().is_some_and(|bindings| bindings.local.contains(name))
            {
                return scope.variables.clone();
            }
            outer = scope.parent.as_ref();
        }
    }
    scope.variables.clone()
}
