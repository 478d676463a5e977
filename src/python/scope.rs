//! Which names a function binds: what makes a name local, as Python decides it before running the body.

use super::parse::blocks;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{ExceptHandler, Expr, Parameters, Pattern, Stmt};
use std::collections::BTreeSet;

/// What a function's body says about names.
#[derive(Default, Debug)]
pub(super) struct Bindings {
    pub local: BTreeSet<String>,
    pub global: BTreeSet<String>,
    pub nonlocal: BTreeSet<String>,
    /// Set where the body holds `yield`.
    pub is_generator: bool,
}

impl Bindings {
    /// Reads a function's body.
    pub fn of_body(parameters: &Parameters, body: &[Stmt]) -> Self {
        let mut bindings = Self::default();
        bindings.local.extend(parameters.iter().map(|parameter| parameter.name().to_string()));
        body.iter().for_each(|stmt| bindings.visit_stmt(stmt));
        bindings.settle();
        bindings
    }

    /// Reads one statement.
    pub fn of_statement(stmt: &Stmt) -> Self {
        let mut bindings = Self::default();
        bindings.visit_stmt(stmt);
        bindings
    }

    /// Reads a lambda's body.
    pub fn of_expression(parameters: Option<&Parameters>, body: &Expr) -> Self {
        let mut bindings = Self::default();
        let names = parameters.into_iter().flat_map(Parameters::iter);
        bindings.local.extend(names.map(|parameter| parameter.name().to_string()));
        bindings.visit_expr(body);
        bindings
    }

    /// Reads a class body or a module: only the declarations matter.
    pub fn of_declarations(body: &[Stmt]) -> Self {
        let mut bindings = Self::default();
        let mut pending: Vec<&Stmt> = body.iter().collect();
        while let Some(stmt) = pending.pop() {
            match stmt {
                Stmt::Global(it) => bindings.global.extend(it.names.iter().map(ToString::to_string)),
                Stmt::Nonlocal(it) => bindings.nonlocal.extend(it.names.iter().map(ToString::to_string)),
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                other => pending.extend(blocks(other).into_iter().flatten()),
            }
        }
        bindings
    }

    fn settle(&mut self) {
        for name in self.global.iter().chain(&self.nonlocal) {
            self.local.remove(name);
        }
    }

    fn bind(&mut self, name: &str) {
        self.local.insert(name.to_string());
    }
}

impl<'a> Visitor<'a> for Bindings {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.bind(&def.name),
            Stmt::ClassDef(class) => self.bind(&class.name),
            Stmt::Global(it) => self.global.extend(it.names.iter().map(ToString::to_string)),
            Stmt::Nonlocal(it) => self.nonlocal.extend(it.names.iter().map(ToString::to_string)),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let first = alias.name.split('.').next().unwrap_or_default();
                    self.bind(alias.asname.as_deref().unwrap_or(first));
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in import.names.iter().filter(|alias| &*alias.name != "*") {
                    self.bind(alias.asname.as_deref().unwrap_or(&alias.name));
                }
            }
            other => visitor::walk_stmt(self, other),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) if name.ctx.is_store() || name.ctx.is_del() => self.bind(&name.id),
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.is_generator = true;
                visitor::walk_expr(self, expr);
            }
            Expr::Lambda(_) => {}
            // A comprehension binds its own names; a walrus inside it binds in the function.
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                let mut inner = WalrusFinder(self);
                visitor::walk_expr(&mut inner, expr);
            }
            other => visitor::walk_expr(self, other),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(it) = handler;
        if let Some(name) = &it.name {
            self.bind(name);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(it) => it.name.as_ref(),
            Pattern::MatchStar(it) => it.name.as_ref(),
            Pattern::MatchMapping(it) => it.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name);
        }
        visitor::walk_pattern(self, pattern);
    }
}

struct WalrusFinder<'b>(&'b mut Bindings);

impl<'a> Visitor<'a> for WalrusFinder<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Named(named) = expr
            && let Expr::Name(name) = &*named.target
        {
            self.0.bind(&name.id);
        }
        if !matches!(expr, Expr::Lambda(_)) {
            visitor::walk_expr(self, expr);
        }
    }
}
