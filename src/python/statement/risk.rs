//! What may raise inside `try` where its value is not known: `int(unknown)`, `os.environ[...]`, `unknown[0]`. Then the body ran,
//! or none of it and a handler; what they do not agree on is unknown.

use crate::python::branch::{Alternative, Ended};
use crate::python::parse::span;
use crate::python::raise::Raise;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{ExceptHandler, Expr, Stmt, StmtTry};
use ruff_text_size::Ranged;

/// Methods that answer for any rows, and a logger's.
const SAFE: [&str; 16] = [
    "all",
    "commit",
    "critical",
    "debug",
    "error",
    "exception",
    "execute",
    "fetchall",
    "fetchone",
    "first",
    "get",
    "info",
    "mappings",
    "scalar",
    "scalars",
    "warning",
];

/// Returns whether it matters what may raise in the body: it computes something, and a handler goes on.
pub(super) fn is_caught_in(it: &StmtTry) -> bool {
    let goes_on = |ExceptHandler::ExceptHandler(own): &ExceptHandler| !matches!(own.body.last(), Some(Stmt::Raise(_)));
    let mut found = Risky(false);
    found.visit_body(&it.body);
    found.0 && it.handlers.iter().any(goes_on)
}

impl Vm {
    /// Notes a value that nobody knows, where making it may have raised what is caught.
    pub(in crate::python) fn note_risk(&mut self, value: &Value, made_by: &Expr) {
        if self.catching == 0 || self.risk.is_some() {
            return;
        }
        let Value::Unknown(why) = value else { return };
        let is_safe = matches!(made_by, Expr::Attribute(own) if SAFE.contains(&own.attr.as_str()));
        if !is_safe && why.pieces().is_empty() {
            self.risk = Some(why.clone());
        }
    }

    /// Notes that the server may refuse a statement whose refusal is caught.
    pub fn note_refusal(&mut self, why: &Unknown) {
        if self.catching > 0 && self.risk.is_none() {
            self.risk = Some(why.clone());
        }
    }

    /// Runs `try` where something in it may raise: a handler that goes on may run instead.
    pub(super) fn run_at_risk(&mut self, it: &StmtTry) -> Ended {
        let place = self.place(span(it.range()));
        self.run_or_else(&place, |vm| vm.run_tried(it), |vm, raise| vm.handle(&it.handlers, raise))
    }

    /// Runs a block that swallows exceptions; where something in it may raise, the rest of it may not run.
    pub(super) fn run_swallowed(
        &mut self,
        place: &Place,
        run: impl FnOnce(&mut Self) -> Ended,
        swallow: impl FnOnce(&mut Self, Raise) -> Ended,
    ) -> Ended {
        let caught = |vm: &mut Self| {
            vm.catching += 1;
            let ended = run(vm);
            vm.catching -= 1;
            ended
        };
        self.run_or_else(place, caught, swallow)
    }

    fn run_or_else(
        &mut self,
        place: &Place,
        run: impl FnOnce(&mut Self) -> Ended,
        otherwise: impl FnOnce(&mut Self, Raise) -> Ended,
    ) -> Ended {
        let around = self.risk.take();
        let mut outcomes = self.as_decided(place, run);
        let risk = std::mem::replace(&mut self.risk, around);
        if let Some(why) = risk {
            let raise = Raise::new(Value::Unknown(why.clone()), place);
            let mut instead = self.attempt(&why, |vm| otherwise(vm, raise));
            instead.retain(|own| own.ended.is_ok());
            outcomes.extend(instead);
            self.risk = self.risk.take().or(Some(why));
        }
        self.go_on(outcomes)
    }

    fn as_decided(&mut self, place: &Place, run: impl FnOnce(&mut Self) -> Ended) -> Vec<Alternative> {
        let why = Unknown::new("how this block ends is not known", place);
        self.journal.decided += 1;
        let outcomes = self.attempt(&why, run);
        self.journal.decided -= 1;
        outcomes
    }
}

struct Risky(bool);

impl Visitor<'_> for Risky {
    fn visit_expr(&mut self, expr: &Expr) {
        self.0 |= matches!(expr, Expr::Call(_) | Expr::Subscript(_) | Expr::BinOp(_) | Expr::Attribute(_));
        visitor::walk_expr(self, expr);
    }
}
