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

/// Methods of loggers and streams.
const TELLING: [&str; 9] = ["critical", "debug", "error", "exception", "info", "log", "warn", "warning", "write"];

/// Returns whether it matters what may raise in the body: it computes something, and a handler goes on.
pub(super) fn is_caught_in(it: &StmtTry) -> bool {
    let mut found = Risky(false);
    found.visit_body(&it.body);
    found.0 && it.handlers.iter().any(goes_on)
}

/// What is caught where the evaluation is.
#[derive(Default)]
pub(in crate::python) struct Caught {
    /// The blocks that are being run and whose exceptions are caught, the innermost last.
    around: Vec<Catch>,
    /// What may have raised there, though nobody knows: the first of these.
    risk: Option<Unknown>,
}

/// How a block catches exceptions.
#[derive(Clone)]
pub(in crate::python) struct Catch {
    /// Whether it goes on after some.
    goes_on: bool,
    /// Whether it goes on after none but a failed import.
    of_imports: bool,
    /// Whether it may go on after a statement that the server refuses.
    of_refusals: bool,
    /// Whether a handler that goes on speaks of a rollback.
    rolls_back: bool,
    /// Whether what follows goes on as if the block had run.
    passes_over: bool,
    /// Why the server may have refused a statement of it.
    refused: Option<Unknown>,
}

impl Vm {
    /// Returns whether an exception that is raised now may be caught.
    #[must_use]
    pub fn is_catching(&self) -> bool {
        !self.caught.around.is_empty()
    }

    /// Returns whether evaluation may go on after a statement that the server refuses now.
    #[must_use]
    pub fn may_go_on(&self) -> bool {
        self.caught.around.iter().any(|own| own.goes_on && own.of_refusals)
    }

    /// Returns whether evaluation may go on after this exception, which perhaps is raised now.
    pub(in crate::python) fn may_go_on_after(&mut self, raise: &Raise) -> bool {
        let is_of_import = raise.class().is_none() || self.is_raised(raise, "ImportError");
        self.caught.around.iter().any(|own| own.goes_on && (is_of_import || !own.of_imports))
    }

    /// Returns whether what may catch an exception, and goes on, may roll back what was done.
    #[must_use]
    pub fn rolls_back(&self) -> bool {
        self.caught.around.iter().any(|own| own.rolls_back)
    }

    pub(super) fn catch_of(&self, it: &StmtTry) -> Option<Catch> {
        let speaks = |ExceptHandler::ExceptHandler(own): &ExceptHandler| {
            self.place(span(own.range())).text().to_ascii_lowercase().contains("rollback")
        };
        let passes = |ExceptHandler::ExceptHandler(own): &ExceptHandler| own.body.iter().all(says_only);
        let mut going_on = it.handlers.iter().filter(|own| goes_on(own)).peekable();
        let goes_on = going_on.peek().is_some();
        let of_imports = going_on.clone().all(catches_imports_only);
        let of_refusals = going_on.clone().any(may_catch_refusals);
        let rolls_back = going_on.clone().any(speaks);
        let passes_over = goes_on && it.orelse.is_empty() && it.body.iter().all(does_only) && going_on.all(passes);
        (!it.handlers.is_empty()).then_some(Catch {
            goes_on,
            of_imports,
            of_refusals,
            rolls_back,
            passes_over,
            refused: None,
        })
    }

    /// Runs a block whose exceptions are caught.
    pub(super) fn catching(&mut self, catch: Option<Catch>, run: impl FnOnce(&mut Self) -> Ended) -> Ended {
        let Some(catch) = catch else { return run(self) };
        let (depth, start) = (self.caught.around.len(), self.world.progress());
        self.caught.around.push(catch);
        let ended = run(self);
        let refused = self.caught.around.get_mut(depth).and_then(|own| own.refused.take());
        self.caught.around.truncate(depth);
        if let Some(why) = refused {
            self.world.may_be_undone(start, &why);
        }
        ended
    }

    /// Notes a value that nobody knows, where making it may have raised what is caught.
    pub(in crate::python) fn note_risk(&mut self, value: &Value, made_by: &Expr) {
        if !self.is_catching() || self.caught.risk.is_some() {
            return;
        }
        let Value::Unknown(why) = value else { return };
        let is_safe = matches!(made_by, Expr::Attribute(own) if SAFE.contains(&own.attr.as_str()));
        if !is_safe && why.pieces().is_empty() {
            self.caught.risk = Some(why.clone());
        }
    }

    /// Notes that something is asked of the row that a query gives, on the spot, where the query may give none.
    pub(in crate::python) fn note_no_row(&mut self, object: &Value, made_by: &Expr, place: &Place) {
        let (Value::Unknown(why), Expr::Call(call)) = (object, made_by) else { return };
        if !why.is_of_rows() || self.is_catching() {
            return;
        }
        let is_list = matches!(&*call.func, Expr::Attribute(own) if own.attr.ends_with("all"));
        let raise = self.error(if is_list { "IndexError" } else { "TypeError" }, "", place);
        let why = Unknown::new("whether the query gives a row depends on rows", place);
        let world = self.world.clone();
        world.may_raise(self, &raise, &why);
    }

    /// Notes that the server may refuse a statement whose refusal is caught.
    pub fn note_refusal(&mut self, why: &Unknown) {
        match self.caught.around.iter_mut().rev().find(|own| own.goes_on && own.of_refusals) {
            Some(own) if own.passes_over => own.refused = own.refused.take().or_else(|| Some(why.clone())),
            Some(_) => _ = self.caught.risk.get_or_insert_with(|| why.clone()),
            None => {}
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
        (place, passes_over): (&Place, bool),
        run: impl FnOnce(&mut Self) -> Ended,
        swallow: impl FnOnce(&mut Self, Raise) -> Ended,
    ) -> Ended {
        let catch = Catch {
            goes_on: true,
            of_imports: false,
            of_refusals: true,
            rolls_back: false,
            passes_over,
            refused: None,
        };
        self.run_or_else(place, |vm| vm.catching(Some(catch), run), swallow)
    }

    fn run_or_else(
        &mut self,
        place: &Place,
        run: impl FnOnce(&mut Self) -> Ended,
        otherwise: impl FnOnce(&mut Self, Raise) -> Ended,
    ) -> Ended {
        let around = self.caught.risk.take();
        let mut outcomes = self.as_decided(place, run);
        let risk = std::mem::replace(&mut self.caught.risk, around);
        if let Some(why) = risk {
            let raise = Raise::new(Value::Unknown(why.clone()), place);
            let mut instead = self.attempt(&why, |vm| otherwise(vm, raise));
            instead.retain(|own| own.ended.is_ok());
            outcomes.extend(instead);
            self.caught.risk.get_or_insert(why);
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

fn goes_on(ExceptHandler::ExceptHandler(own): &ExceptHandler) -> bool {
    !matches!(own.body.last(), Some(Stmt::Raise(_)))
}

/// Returns whether a handler may catch what a refused statement raises: not where its classes are others for certain.
fn may_catch_refusals(ExceptHandler::ExceptHandler(own): &ExceptHandler) -> bool {
    /// Classes of Python's and SQLAlchemy's that no refusal of the server is raised as, or only one that is no mistake in a
    /// statement.
    const OTHERS: &[&str] = &[
        "ArgumentError",
        "AssertionError",
        "AttributeError",
        "CompileError",
        "ImportError",
        "IndexError",
        "InvalidRequestError",
        "KeyError",
        "LookupError",
        "ModuleNotFoundError",
        "NameError",
        "NoResultFound",
        "NoSuchColumnError",
        "NoSuchTableError",
        "NotImplementedError",
        "OSError",
        "OperationalError",
        "RuntimeError",
        "StopIteration",
        "TypeError",
        "UnicodeDecodeError",
        "ValueError",
        "ZeroDivisionError",
    ];
    fn is_other(class: &Expr) -> bool {
        match class {
            Expr::Name(name) => OTHERS.contains(&name.id.as_str()),
            // SQLAlchemy raises classes of its own for those of the driver.
            Expr::Attribute(own) => {
                let mut module = &*own.value;
                while let Expr::Attribute(inner) = module {
                    module = &inner.value;
                }
                OTHERS.contains(&own.attr.as_str())
                    || matches!(module, Expr::Name(module) if module.id.as_str().starts_with("psycopg"))
            }
            Expr::Tuple(classes) => classes.elts.iter().all(is_other),
            _ => false,
        }
    }
    !own.type_.as_deref().is_some_and(is_other)
}

fn catches_imports_only(ExceptHandler::ExceptHandler(own): &ExceptHandler) -> bool {
    let named = |expr: &Expr| matches!(expr, Expr::Name(name) if matches!(name.id.as_str(), "ImportError" | "ModuleNotFoundError"));
    match own.type_.as_deref() {
        Some(Expr::Tuple(classes)) => classes.elts.iter().all(named),
        Some(class) => named(class),
        None => false,
    }
}

/// Returns whether a statement leaves nothing in the program that what follows could ask for.
pub(super) fn does_only(own: &Stmt) -> bool {
    match own {
        Stmt::Pass(_) | Stmt::Expr(_) => true,
        Stmt::With(own) => own.body.iter().all(does_only),
        Stmt::For(own) => own.body.iter().chain(&own.orelse).all(does_only),
        Stmt::If(own) => {
            let clauses = own.elif_else_clauses.iter().flat_map(|own| &own.body);
            own.body.iter().chain(clauses).all(does_only)
        }
        _ => false,
    }
}

/// Returns whether a statement does nothing but tell somebody something.
fn says_only(own: &Stmt) -> bool {
    match own {
        Stmt::Pass(_) => true,
        Stmt::Expr(own) => match &*own.value {
            Expr::StringLiteral(_) | Expr::EllipsisLiteral(_) => true,
            Expr::Call(call) => match &*call.func {
                Expr::Name(name) => name.id == "print",
                Expr::Attribute(own) => TELLING.contains(&own.attr.as_str()),
                _ => false,
            },
            _ => false,
        },
        _ => false,
    }
}

struct Risky(bool);

impl Visitor<'_> for Risky {
    fn visit_expr(&mut self, expr: &Expr) {
        self.0 |=
            matches!(expr, Expr::Call(_) | Expr::Subscript(_) | Expr::BinOp(_) | Expr::Attribute(_) | Expr::Yield(_));
        visitor::walk_expr(self, expr);
    }
}
