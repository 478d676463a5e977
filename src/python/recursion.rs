//! Recursion whose end depends on what is not known: a call that stands where the call around it stood, with the same
//! arguments and only undecided branches between them, would be followed for ever. What it returns is unknown, and so is
//! afterwards what it could change; where it could reach more than Python's own objects it is followed to the limit.

use super::arguments::Arguments;
use super::expression::bindings_of;
use super::frame::{Frame, Scope, ScopeKind};
use super::join::same;
use super::limits::limit;
use super::object::function::Callee;
use super::object::{Class, Function};
use super::parse::CodeKind;
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::{Descriptor, Value};
use super::vm::Vm;
use super::world::World;
use crate::source::Place;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};
use std::collections::BTreeSet;
use std::rc::Rc;

/// More objects than this are not looked through.
const MAX_REACHED: usize = 10_000;

impl Vm {
    /// Returns what a call gives that is not followed, nothing where it is to be followed.
    pub(super) fn cut_recursion(
        &mut self,
        function: &Rc<Function>,
        arguments: &Arguments,
        place: &Place,
    ) -> Option<Value> {
        let is_own = |frame: &&Frame| is_call_of(frame, function);
        let around = self.frames.iter().rev().find(is_own)?;
        if self.journal.depth() <= around.undecided || !is_same_call(&around.arguments, arguments) {
            return None;
        }
        let variables = function_scope(around).variables.clone();
        let world = self.world.clone();
        let mut reach = Reach { world: &*world, seen: BTreeSet::new(), mutable: Vec::new(), sets: false };
        let all = arguments.positional.iter().chain(arguments.keywords.iter().map(|(_, value)| value));
        let is_inert = reach.add_function(function) && all.into_iter().all(|value| reach.add(value));
        let (mutable, sets) = (reach.mutable, reach.sets);
        if !is_inert {
            return None;
        }
        let why = Unknown::harmless(format!("how deep the calls of `{}` go is not known", function.name), place);
        for value in mutable {
            self.forget(&value, &why);
            let attributes = match &value {
                Value::Instance(instance) => instance.attributes.clone(),
                Value::Class(class) if sets => class.attributes.clone(),
                Value::Function(function) if sets => function.attributes.clone(),
                _ => continue,
            };
            for (name, own) in attributes.entries() {
                if !matches!(own, Value::Function(_) | Value::Descriptor(_)) {
                    self.bind(&attributes, &name, Value::Unknown(why.clone()));
                }
            }
        }
        self.bind(&variables, CUT, Value::Bool(true));
        Some(Value::Unknown(why))
    }

    /// Refuses to go on after a call that on every way led to one that was not followed: such calls never return.
    pub(super) fn check_return(&self, function: &Function) -> Result<(), Raise> {
        let variables = self.frames.last().map(|frame| &function_scope(frame).variables);
        match variables.and_then(|variables| variables.find(CUT)) {
            Some(Value::Bool(true)) => {
                Err(limit(format!("evaluation stopped: every call of `{}` leads to another one", function.name)))
            }
            _ => Ok(()),
        }
    }
}

/// The variable of a call that is set on the ways that lead to a call that is not followed.
const CUT: &str = "<recursion>";

fn function_scope(frame: &Frame) -> &Rc<Scope> {
    let mut scope = &frame.scope;
    while let (ScopeKind::Comprehension, Some(around)) = (&scope.kind, &scope.parent) {
        scope = around;
    }
    scope
}

fn is_call_of(frame: &Frame, function: &Function) -> bool {
    matches!(&function_scope(frame).kind, ScopeKind::Function(code) if Rc::ptr_eq(code, &function.code))
}

fn is_same_call(around: &Arguments, own: &Arguments) -> bool {
    let keywords = || around.keywords.iter().zip(&own.keywords);
    around.positional.len() == own.positional.len()
        && around.keywords.len() == own.keywords.len()
        && around.positional.iter().zip(&own.positional).all(|(a, b)| same(a, b))
        && keywords().all(|((a, x), (b, y))| a == b && same(x, y))
}

/// Everything that code can get at from some values; each part tells whether all of it is Python's own.
struct Reach<'w> {
    world: &'w dyn World,
    seen: BTreeSet<usize>,
    /// The objects on the way that can change.
    mutable: Vec<Value>,
    /// Whether code on the way sets attributes.
    sets: bool,
}

impl Reach<'_> {
    fn add(&mut self, value: &Value) -> bool {
        if self.world.reaches_beyond(value) {
            return false;
        }
        let address = value.address();
        if address != 0 && !self.seen.insert(address) {
            return true;
        }
        if self.seen.len() > MAX_REACHED {
            return false;
        }
        match value {
            Value::Native(_) | Value::Module(_) => false,
            Value::Function(function) => {
                self.mutable.push(value.clone());
                self.add_function(function)
            }
            Value::Method(method) => {
                self.add(&method.receiver)
                    && match &method.callee {
                        Callee::Function(function) => self.add(function),
                        Callee::Name(_) => true,
                    }
            }
            Value::Class(class) => {
                self.mutable.push(value.clone());
                self.add_attributes(class)
            }
            Value::Super(parts) => self.add(&parts.0) && self.add(&Value::Class(parts.1.clone())),
            Value::Instance(instance) => {
                self.mutable.push(value.clone());
                let payload = instance.payload.borrow().clone();
                payload.is_none_or(|payload| self.add(&payload))
                    && instance.attributes.entries().iter().all(|(_, value)| self.add(value))
                    && self.add(&Value::Class(instance.class.clone()))
            }
            Value::Tuple(items) => items.iter().all(|item| self.add(item)),
            Value::List(list) => {
                self.mutable.push(value.clone());
                list.content().map_or(true, |items| items.iter().all(|item| self.add(item)))
            }
            Value::Dict(dict) => {
                self.mutable.push(value.clone());
                dict.entries.content().map_or(true, |entries| entries.iter().all(|(_, value)| self.add(value)))
            }
            Value::Set(_) => {
                self.mutable.push(value.clone());
                true
            }
            // A generator holds a frame of its own.
            Value::Iterator(_) | Value::Descriptor(_) => false,
            _ => true,
        }
    }

    fn add_attributes(&mut self, class: &Class) -> bool {
        let own = class.attributes.entries();
        own.iter().all(|(_, value)| self.add_attribute(value))
            && class.ancestors.iter().all(|ancestor| self.add(ancestor))
    }

    fn add_attribute(&mut self, value: &Value) -> bool {
        match value {
            Value::Descriptor(own) => match &**own {
                Descriptor::Static(inner) | Descriptor::Class(inner) => self.add(inner),
                Descriptor::Property { getter, setter } => self.add(getter) && self.add(setter),
            },
            other => self.add(other),
        }
    }

    fn add_function(&mut self, function: &Rc<Function>) -> bool {
        self.seen.insert(Rc::as_ptr(function).addr());
        let bindings = bindings_of(&function.code, &function.parsed);
        if !bindings.global.is_empty() || !bindings.nonlocal.is_empty() {
            return false;
        }
        let mut uses = Uses { receiver: None, names: BTreeSet::new(), strange: false, sets: false };
        match function.code.kind {
            CodeKind::Function => {
                let Some(def) = function.parsed.function(&function.code) else { return false };
                uses.receiver = def.parameters.iter().next().map(|own| own.name().to_string());
                def.body.iter().for_each(|stmt| uses.visit_stmt(stmt));
            }
            CodeKind::Lambda => {
                let Some(lambda) = function.parsed.lambda(&function.code) else { return false };
                uses.visit_expr(&lambda.body);
            }
        }
        self.sets |= uses.sets;
        if uses.strange || !function.defaults.iter().all(|(_, value)| self.add(value)) {
            return false;
        }
        let names = uses.names.iter().filter(|(name, _)| !bindings.local.contains(name));
        names.into_iter().all(|(name, attribute)| self.add_name(&function.scope, name, attribute.as_deref()))
    }

    /// Adds what a name stands for, or an attribute of the module that it stands for.
    fn add_name(&mut self, scope: &Rc<Scope>, name: &str, attribute: Option<&str>) -> bool {
        let mut around = Some(scope);
        let mut found = None;
        while let (None, Some(own)) = (&found, around) {
            found = own.variables.find(name);
            around = own.parent.as_ref();
        }
        match (found.or_else(|| scope.globals.find(name)), attribute) {
            (Some(Value::Module(module)), Some(attribute)) => match module.globals.find(attribute) {
                Some(value) => self.add(&value),
                None => false,
            },
            (Some(value), _) => self.add(&value),
            // A builtin, or nothing at all.
            (None, _) => !matches!(name, "eval" | "exec" | "__import__" | "globals" | "locals" | "vars" | "setattr"),
        }
    }
}

/// What the code of a function uses.
struct Uses {
    receiver: Option<String>,
    /// Names, and the attribute that is taken of one right away.
    names: BTreeSet<(String, Option<String>)>,
    /// Whether it does what is not looked through: imports, classes and functions of its own, attributes of others set.
    strange: bool,
    /// Whether it sets attributes of its first parameter.
    sets: bool,
}

impl<'a> Visitor<'a> for Uses {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if matches!(stmt, Stmt::Import(_) | Stmt::ImportFrom(_) | Stmt::ClassDef(_) | Stmt::FunctionDef(_)) {
            self.strange = true;
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => {
                self.names.insert((name.id.to_string(), None));
            }
            Expr::Attribute(own) => {
                let base = match &*own.value {
                    Expr::Name(name) => Some(name.id.as_str()),
                    _ => None,
                };
                self.sets |= !own.ctx.is_load();
                self.strange |= !own.ctx.is_load() && base.is_none_or(|base| self.receiver.as_deref() != Some(base));
                match base {
                    Some(base) => {
                        self.names.insert((base.to_string(), Some(own.attr.to_string())));
                    }
                    None => visitor::walk_expr(self, expr),
                }
            }
            other => visitor::walk_expr(self, other),
        }
    }
}
