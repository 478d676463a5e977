//! The module-level names of a version file after its statements ran, as far as constants go.

use super::Field;
use super::fold::{Constant, Value, combine, fold, same, span, truth};
use super::namespace::Disturbance;
use crate::python;
use crate::source::{Source, Span};
use ruff_python_ast::{ExceptHandler, Expr, Operator, Stmt};
use std::collections::BTreeMap;

/// Statements nested deeper than this are not looked at; Python itself stops at 100 levels of indentation.
const MAX_DEPTH: usize = 100;

/// Modules imported by modules imported by version files: more are not followed.
const MAX_IMPORTS: usize = 4;

/// Returns the source of a module of the project.
pub(super) type Modules<'a> = &'a dyn Fn(&str) -> Option<Source>;

/// Names and what they are bound to.
#[derive(Clone)]
pub(super) struct Scope<'a> {
    /// The project's own modules.
    modules: Modules<'a>,
    /// How many modules lie between the version file and this one.
    depth: usize,
    names: BTreeMap<String, Constant>,
    /// Why a name that is not bound may still be defined, with the place.
    open: Option<(String, Span)>,
    /// The names some function declares `global`: a call may change them at any time.
    volatile: BTreeMap<String, Span>,
}

impl<'a> Scope<'a> {
    /// Returns the names that `body` binds.
    pub(super) fn of(body: &[Stmt], modules: Modules<'a>) -> Self {
        Self::at_depth(body, modules, 0)
    }

    fn at_depth(body: &[Stmt], modules: Modules<'a>, depth: usize) -> Self {
        let mut scope = Self { modules, depth, names: BTreeMap::new(), open: None, volatile: BTreeMap::new() };
        scope.run(body, 0);
        scope
    }

    /// Returns what a name is bound to; unknown where something else may have bound it.
    pub(super) fn lookup(&self, name: &str) -> Option<Constant> {
        if let Some(span) = self.volatile.get(name) {
            return Some(Constant { value: Value::Unknown("a function assigns it".into()), span: *span });
        }
        let open = || self.open.clone().map(|(reason, span)| Constant { value: Value::Unknown(reason), span });
        self.names.get(name).cloned().or_else(open)
    }

    /// Returns the value of a name in an expression.
    pub(super) fn value(&self, name: &str) -> Value {
        match self.lookup(name).map(|constant| constant.value) {
            None => Value::Unknown(format!("`{name}` is not a constant of this file")),
            Some(Value::Unknown(reason)) => Value::Unknown(format!("`{name}` is not known: {reason}")),
            Some(Value::Imported { module, name }) => self.imported(&module, &name),
            Some(known) => known,
        }
    }

    /// Returns what `from module import name` brings: a module below, or a constant of the module.
    pub(super) fn imported(&self, module: &str, name: &str) -> Value {
        let below = format!("{module}.{name}");
        if (self.modules)(&below).is_some() {
            return Value::Module(below);
        }
        let source = (self.modules)(module).filter(|_| self.depth < MAX_IMPORTS);
        let Some(source) = source else {
            return Value::Unknown(format!("`{module}` is not a module of the project"));
        };
        let parsed = python::parse(&source);
        if !parsed.errors.is_empty() {
            return Value::Unknown(format!("`{module}` cannot be parsed"));
        }
        Self::at_depth(&parsed.module.body, self.modules, self.depth + 1).value(name)
    }

    /// Binds a name.
    pub(super) fn bind(&mut self, name: &str, constant: Constant) {
        self.names.insert(name.to_owned(), constant);
    }

    /// Binds a name to something that is not known.
    pub(super) fn bind_unknown(&mut self, name: &str, reason: &str, span: Span) {
        self.bind(name, Constant { value: Value::Unknown(reason.to_owned()), span });
    }

    /// Forgets every value: something at `span` may have changed any name.
    fn poison(&mut self, reason: &str, span: Span) {
        for constant in self.names.values_mut() {
            *constant = Constant { value: Value::Unknown(reason.to_owned()), span };
        }
        self.open = Some((reason.to_owned(), span));
    }

    fn run(&mut self, body: &[Stmt], depth: usize) {
        for statement in body {
            if depth > MAX_DEPTH {
                self.poison("the statements are nested too deeply", span(statement));
                return;
            }
            self.step(statement, depth + 1);
            if depth == 0 {
                self.disturb(&Disturbance::of(statement));
            }
        }
    }

    /// Forgets what a statement may have bound or changed on the side.
    fn disturb(&mut self, disturbance: &Disturbance) {
        for (name, place) in &disturbance.bound {
            let inside = |constant: &Constant| place.start <= constant.span.start && constant.span.end <= place.end;
            if !self.names.get(name).is_some_and(inside) {
                self.bind_unknown(name, "it is bound inside another statement", *place);
            }
        }
        let list = |name: &String| matches!(self.names.get(name), Some(Constant { value: Value::Sequence(_), .. }));
        if disturbance.changed.iter().any(list) {
            // Two names can be one list.
            for constant in self.names.values_mut().filter(|constant| matches!(constant.value, Value::Sequence(_))) {
                constant.value = Value::Unknown("it may be changed in place".to_owned());
            }
        }
        if let Some(place) = disturbance.namespace {
            self.poison("the file writes to its own namespace", place);
        }
    }

    fn step(&mut self, statement: &Stmt, depth: usize) {
        match statement {
            Stmt::Assign(assign) => {
                let constant = fold(&assign.value, self);
                for target in &assign.targets {
                    self.assign(target, &constant);
                }
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    let constant = fold(value, self);
                    self.assign(&assign.target, &constant);
                }
            }
            Stmt::AugAssign(assign) => {
                let right = fold(&assign.value, self);
                if let Expr::Name(name) = &*assign.target {
                    let left = self.value(name.id.as_str());
                    let value = combine(left, assign.op, right.value);
                    let value = if matches!(assign.op, Operator::Add | Operator::Mod) {
                        value
                    } else {
                        Value::Unknown("arithmetic computes it".into())
                    };
                    self.bind(name.id.as_str(), Constant { value, span: span(assign) });
                } else {
                    self.assign(&assign.target, &right);
                }
            }
            Stmt::If(choice) => self.choose(choice, depth),
            Stmt::Try(attempt) => self.attempt(attempt, depth),
            Stmt::With(with) => {
                for item in &with.items {
                    fold(&item.context_expr, self);
                    if let Some(target) = &item.optional_vars {
                        self.assign_unknown(target, "a `with` statement binds it");
                    }
                }
                self.run(&with.body, depth);
            }
            Stmt::For(each) => {
                self.assign_unknown(&each.target, "a loop binds it");
                self.maybe(depth, span(each), &[&each.body, &each.orelse]);
            }
            Stmt::While(each) => self.maybe(depth, span(each), &[&each.body, &each.orelse]),
            Stmt::Match(choice) => {
                let bodies: Vec<&[Stmt]> = choice.cases.iter().map(|case| &case.body[..]).collect();
                self.maybe(depth, span(choice), &bodies);
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let first = alias.name.as_str().split('.').next().unwrap_or("");
                    let (name, module) = match &alias.asname {
                        None => (first, first),
                        Some(asname) => (asname.as_str(), alias.name.as_str()),
                    };
                    self.bind(name, Constant { value: Value::Module(module.to_owned()), span: span(import) });
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    match alias.asname.as_ref().unwrap_or(&alias.name).as_str() {
                        "*" if exports_no_header(import.module.as_ref().map_or("", |module| module.as_str())) => {}
                        "*" => self.poison("`import *` may define it", span(import)),
                        bound => match import.module.as_ref().filter(|_| import.level == 0) {
                            None => self.bind_unknown(bound, "it is imported relatively", span(import)),
                            Some(module) => {
                                let (module, name) = (module.to_string(), alias.name.to_string());
                                self.bind(
                                    bound,
                                    Constant { value: Value::Imported { module, name }, span: span(import) },
                                );
                            }
                        },
                    }
                }
            }
            Stmt::FunctionDef(function) => {
                self.bind_unknown(function.name.as_str(), "it is a function", span(&function.name));
                self.forget_globals(&function.body, depth);
            }
            Stmt::ClassDef(class) => {
                self.bind_unknown(class.name.as_str(), "it is a class", span(&class.name));
                self.forget_globals(&class.body, depth);
            }
            Stmt::Delete(delete) => {
                for target in &delete.targets {
                    if let Expr::Name(name) = target {
                        self.names.remove(name.id.as_str());
                    }
                }
            }
            Stmt::Expr(expression) => {
                fold(&expression.value, self);
            }
            _ => {}
        }
    }

    fn assign(&mut self, target: &Expr, constant: &Constant) {
        match target {
            Expr::Name(name) => self.bind(name.id.as_str(), constant.clone()),
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, constant),
            Expr::List(list) => self.unpack(&list.elts, constant),
            Expr::Starred(starred) => self.assign_unknown(&starred.value, "unpacking binds it"),
            // `sys.modules[__name__].revision = …`
            Expr::Attribute(attribute) if Field::ALL.iter().any(|field| field.as_str() == attribute.attr.as_str()) => {
                self.bind_unknown(attribute.attr.as_str(), "an attribute of this name is set", span(target));
            }
            _ => {}
        }
    }

    fn unpack(&mut self, targets: &[Expr], constant: &Constant) {
        match &constant.value {
            Value::Sequence(elements)
                if elements.len() == targets.len() && !targets.iter().any(|target| target.is_starred_expr()) =>
            {
                for (target, element) in targets.iter().zip(elements) {
                    self.assign(target, element);
                }
            }
            Value::Unknown(reason) => targets.iter().for_each(|target| self.assign_unknown(target, reason)),
            _ => targets.iter().for_each(|target| self.assign_unknown(target, "unpacking binds it")),
        }
    }

    fn assign_unknown(&mut self, target: &Expr, reason: &str) {
        let constant = Constant { value: Value::Unknown(reason.to_owned()), span: span(target) };
        match target {
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.assign_unknown(target, reason)),
            Expr::List(list) => list.elts.iter().for_each(|target| self.assign_unknown(target, reason)),
            Expr::Starred(starred) => self.assign_unknown(&starred.value, reason),
            _ => self.assign(target, &constant),
        }
    }

    fn choose(&mut self, choice: &ruff_python_ast::StmtIf, depth: usize) {
        let mut branches: Vec<(Option<&Expr>, &[Stmt])> = vec![(Some(&choice.test), &choice.body)];
        branches.extend(choice.elif_else_clauses.iter().map(|clause| (clause.test.as_ref(), &clause.body[..])));
        let mut undecided: Vec<&[Stmt]> = Vec::new();
        let mut otherwise = true;
        for (test, body) in branches {
            let holds = test.map_or(Ok(true), |test| truth(&fold(test, self).value));
            match holds {
                Ok(false) => {}
                Ok(true) if undecided.is_empty() => return self.run(body, depth),
                Ok(true) => {
                    undecided.push(body);
                    otherwise = false;
                    break;
                }
                Err(_) => undecided.push(body),
            }
        }
        let Some((first, rest)) = undecided.split_first() else { return };
        if otherwise {
            self.maybe(depth, span(choice), &undecided);
        } else {
            let before = self.clone();
            self.run(first, depth);
            for body in rest {
                let mut other = before.clone();
                other.run(body, depth);
                self.merge(other, "a condition decides it", span(choice));
            }
        }
    }

    fn attempt(&mut self, attempt: &ruff_python_ast::StmtTry, depth: usize) {
        let before = self.clone();
        let safe = attempt.body.iter().all(|statement| self.cannot_raise(statement));
        self.run(&attempt.body, depth);
        self.run(&attempt.orelse, depth);
        for handler in attempt.handlers.iter().filter(|_| !safe) {
            let ExceptHandler::ExceptHandler(handler) = handler;
            let mut other = before.clone();
            other.run(&handler.body, depth);
            if !matches!(handler.body.last(), Some(Stmt::Raise(_))) {
                self.merge(other, "a `try` statement decides it", span(attempt));
            }
        }
        self.run(&attempt.finalbody, depth);
    }

    /// Returns whether a statement runs to its end: an import of a module that is there, a name bound to a literal.
    fn cannot_raise(&self, statement: &Stmt) -> bool {
        match statement {
            Stmt::Import(import) => import.names.iter().all(|alias| (self.modules)(alias.name.as_str()).is_some()),
            Stmt::Assign(assign) => is_literal(&assign.value) && assign.targets.iter().all(Expr::is_name_expr),
            Stmt::AugAssign(assign) => is_literal(&assign.value) && assign.target.is_name_expr(),
            Stmt::Expr(expression) => expression.value.is_string_literal_expr(),
            Stmt::Pass(_) => true,
            _ => false,
        }
    }

    /// Runs bodies of which any one, or none, may be run.
    fn maybe(&mut self, depth: usize, place: Span, bodies: &[&[Stmt]]) {
        let before = self.clone();
        for body in bodies {
            let mut other = before.clone();
            other.run(body, depth);
            self.merge(other, "a condition decides it", place);
        }
    }

    /// Keeps what both agree on.
    fn merge(&mut self, other: Self, reason: &str, place: Span) {
        for (name, constant) in &mut self.names {
            let agreed = other.names.get(name).is_some_and(|theirs| same(&constant.value, &theirs.value) == Ok(true));
            if !agreed && !matches!(constant.value, Value::Unknown(_)) {
                *constant = Constant { value: Value::Unknown(reason.to_owned()), span: place };
            }
        }
        for (name, theirs) in other.names {
            self.names.entry(name).or_insert(Constant {
                value: Value::Unknown(reason.to_owned()),
                span: if matches!(theirs.value, Value::Unknown(_)) { theirs.span } else { place },
            });
        }
        self.open = self.open.take().or(other.open);
        self.volatile.extend(other.volatile);
    }

    /// Forgets the names a function or class declares `global`: a call may change them.
    fn forget_globals(&mut self, body: &[Stmt], depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for statement in body {
            let bodies: Vec<&[Stmt]> = match statement {
                Stmt::Global(global) => {
                    for name in &global.names {
                        self.volatile.insert(name.as_str().to_owned(), span(global));
                    }
                    continue;
                }
                other => python::blocks(other),
            };
            for body in bodies {
                self.forget_globals(body, depth + 1);
            }
        }
    }
}

fn is_literal(expression: &Expr) -> bool {
    match expression {
        Expr::List(list) => list.elts.iter().all(Expr::is_literal_expr),
        Expr::Tuple(tuple) => tuple.elts.iter().all(Expr::is_literal_expr),
        other => other.is_literal_expr(),
    }
}

/// Returns whether a module is one that version files import from with `*` and that defines none of the header's names.
fn exports_no_header(module: &str) -> bool {
    matches!(module.split('.').next(), Some("alembic" | "sqlalchemy" | "datetime" | "typing"))
}
