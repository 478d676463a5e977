//! The body of a module. Where it is imported, each statement has a bound of its own: what one of them takes too long to
//! compute is not known, and the module goes on.

use crate::python::branch::{Alternative, Ended};
use crate::python::parse::span;
use crate::python::raise::Raise;
use crate::python::scope::Bindings;
use crate::python::statement::Flow;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;
use std::collections::BTreeSet;
use std::rc::Rc;

/// How many steps a statement of an imported module may take.
const MAX_STEPS: u64 = 100_000;

impl Vm {
    /// Runs the body of a module: what `run_block` does, with its outcomes joined.
    pub(in crate::python) fn run_module_body(&mut self, body: &[Stmt]) -> Ended {
        let start = self.pending.len();
        let ended = if self.frames.len() > 1 { self.run_each(body) } else { self.run_block(body) };
        self.end_call(start, ended).map(|_| Flow::Normal)
    }

    fn run_each(&mut self, body: &[Stmt]) -> Ended {
        for stmt in body {
            let ended = match stmt {
                // Each statement of what these import is bounded.
                Stmt::Import(_) | Stmt::ImportFrom(_) | Stmt::FunctionDef(_) | Stmt::Pass(_) => self.run(stmt)?,
                _ => self.run_bounded(stmt)?,
            };
            match ended {
                Flow::Normal | Flow::Value(_) => {}
                left => return Ok(left),
            }
        }
        Ok(Flow::Normal)
    }

    fn run_bounded(&mut self, stmt: &Stmt) -> Ended {
        let spare = self.limits.steps.saturating_sub(MAX_STEPS);
        let loaded = self.parsed.len();
        let place = self.place(span(stmt.range()));
        self.limits.steps -= spare;
        self.journal.decided += 1;
        let mut outcomes =
            self.attempt(&Unknown::new("how this statement ends is not known", &place), |vm| vm.run(stmt));
        self.journal.decided -= 1;
        let is_spent = self.limits.steps == 0;
        self.limits.steps += spare;
        let stopped = outcomes.iter().position(|own| matches!(own.ended, Err(Raise::Limit(_))));
        let Some(at) = stopped else {
            self.presume(&mut outcomes);
            return self.go_on(outcomes);
        };
        if self.limits.steps == 0 {
            return outcomes.swap_remove(at).ended;
        }
        let reason = match outcomes.get(at).map(|own| &own.ended) {
            Some(Err(raise)) if !is_spent => raise.to_unknown().reason().to_string(),
            _ => format!("evaluation stopped after {MAX_STEPS} steps"),
        };
        let why = Unknown::new(reason, &place);
        self.widen(&outcomes, &why);
        // What it imported was taken back with it.
        let taken = self.parsed.get(loaded..).unwrap_or_default();
        self.modules
            .retain(|_, own| own.parsed.as_ref().is_none_or(|own| !taken.iter().any(|other| Rc::ptr_eq(own, other))));
        self.lose(stmt, &why)?;
        Ok(Flow::Normal)
    }

    /// Drops the exceptions that perhaps end an import, unless a file has an answer for them: where a history runs, the
    /// modules that it needs can be imported.
    fn presume(&mut self, outcomes: &mut Vec<Alternative>) {
        if outcomes.iter().any(|own| own.ended.is_ok()) {
            outcomes.retain(|own| own.ended.as_ref().map_or_else(|raise| self.may_go_on_after(raise), |_| true));
        }
    }

    /// Learns that a statement may have changed what it names.
    fn lose(&mut self, stmt: &Stmt, why: &Unknown) -> Result<(), Raise> {
        let mut names = Names::default();
        names.visit_stmt(stmt);
        for name in names.0 {
            match self.frames.last().and_then(|frame| frame.scope.globals.find(&name)) {
                Some(Value::Instance(instance)) => self.forget_names(&instance.attributes.clone(), why),
                Some(value) => self.forget(&value, why),
                None => {}
            }
        }
        for name in Bindings::of_statement(stmt).local {
            self.assign_name(&name, Value::Unknown(why.clone()))?;
        }
        Ok(())
    }
}

#[derive(Default)]
struct Names(BTreeSet<String>);

impl Visitor<'_> for Names {
    fn visit_expr(&mut self, expr: &Expr) {
        if let Expr::Name(name) = expr {
            self.0.insert(name.id.to_string());
        }
        visitor::walk_expr(self, expr);
    }
}
