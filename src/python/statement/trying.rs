//! `try`, `except`, `else`, `finally`.

use crate::python::branch::Ended;
use crate::python::foreign::Truth;
use crate::python::raise::Raise;
use crate::python::statement::{Flow, risk};
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, Expr, Stmt, StmtTry};

/// How much of a statement's text is looked through in the time of one step.
const BYTES_A_STEP: usize = 256;

impl Vm {
    pub(super) fn run_try(&mut self, it: &StmtTry) -> Ended {
        // What it may raise and how it catches that is looked for in its text.
        self.spend(it.range.len().to_usize() / BYTES_A_STEP)?;
        let start = self.pending.len();
        let ended = if risk::is_caught_in(it) { self.run_at_risk(it) } else { self.run_tried(it) };
        if it.finalbody.is_empty() {
            return ended;
        }
        self.after(start, ended, |vm, ended| {
            if let Err(Raise::Limit(_)) = ended {
                return ended;
            }
            match vm.run_block(&it.finalbody)? {
                Flow::Normal | Flow::Value(_) => ended,
                left => Ok(left),
            }
        })
    }

    /// Runs the body, and then what follows it before `finally`.
    pub(super) fn run_tried(&mut self, it: &StmtTry) -> Ended {
        let start = self.pending.len();
        let forgiving = usize::from(it.handlers.iter().any(forgives_imports));
        self.without_import += forgiving;
        let ended = self.catching(self.catch_of(it), |vm| vm.run_block(&it.body));
        self.without_import -= forgiving;
        self.after(start, ended, |vm, ended| match ended {
            Ok(Flow::Normal | Flow::Value(_)) => vm.run_block(&it.orelse),
            Err(raise @ Raise::Exception(_)) => vm.handle(&it.handlers, raise),
            left => left,
        })
    }

    /// Runs `next` after a part that has ended, on each of its undecided outcomes as well.
    pub(in crate::python) fn after(
        &mut self,
        start: usize,
        ended: Ended,
        mut next: impl FnMut(&mut Vm, Ended) -> Ended,
    ) -> Ended {
        if !self.has_pending(start) {
            return next(self, ended);
        }
        let alternatives = self.collect(start, ended, &Unknown::anywhere("it is not known how the block ends"));
        let alternatives = self.continue_each(alternatives, next)?;
        self.go_on(alternatives)
    }

    /// Finds the handler for an exception and runs it.
    pub(super) fn handle(&mut self, handlers: &[ExceptHandler], raise: Raise) -> Ended {
        let Some((ExceptHandler::ExceptHandler(handler), rest)) = handlers.split_first() else { return Err(raise) };
        match self.catches(handler, &raise)? {
            Truth::True => self.run_handler(handler, raise),
            Truth::False => self.handle(rest, raise),
            Truth::Unknown(why) => {
                let other = raise.clone();
                self.branch(&why, |vm| vm.run_handler(handler, raise), |vm| vm.handle(rest, other))
            }
        }
    }

    fn catches(&mut self, handler: &ExceptHandlerExceptHandler, raise: &Raise) -> Result<Truth, Raise> {
        let (Some(type_), Some(raised)) = (&handler.type_, raise.value()) else { return Ok(Truth::True) };
        let classes = self.evaluate(type_)?;
        let place = self.place_of(type_);
        self.is_caught_by(raised, &classes, &place)
    }

    fn run_handler(&mut self, handler: &ExceptHandlerExceptHandler, raise: Raise) -> Ended {
        if let (Some(name), Some(value)) = (&handler.name, raise.value()) {
            self.assign_name(name, value.clone())?;
        }
        let start = self.pending.len();
        if let Some(frame) = self.frames.last_mut() {
            frame.handled.push(raise);
        }
        let ended = self.run_block(&handler.body);
        if let Some(frame) = self.frames.last_mut() {
            frame.handled.pop();
        }
        match &handler.name {
            None => ended,
            Some(name) => self.after(start, ended, |vm, ended| {
                vm.delete_name(name);
                ended
            }),
        }
    }

    /// Tells whether an exception is an instance of one of the classes after `except`.
    pub(in crate::python) fn is_caught_by(
        &mut self,
        raised: &Value,
        classes: &Value,
        place: &crate::source::Place,
    ) -> Result<Truth, Raise> {
        if let Value::Tuple(classes) = classes {
            let mut answer = Truth::False;
            for class in classes.iter() {
                match self.is_caught_by(raised, class, place)? {
                    Truth::True => return Ok(Truth::True),
                    Truth::Unknown(why) => answer = Truth::Unknown(why),
                    Truth::False => {}
                }
            }
            return Ok(answer);
        }
        let everything = matches!(classes, Value::Class(class) if matches!(&*class.name, "Exception" | "BaseException") && class.place.is_none());
        match raised {
            Value::Unknown(_) if everything => Ok(Truth::True),
            _ => self.is_instance(raised, classes, place),
        }
    }
}

/// Whether a handler goes on where a module is missing; one that raises again only words the failure.
fn forgives_imports(handler: &ExceptHandler) -> bool {
    let ExceptHandler::ExceptHandler(handler) = handler;
    let named = |expr: &Expr| matches!(expr, Expr::Name(name) if matches!(name.id.as_str(), "ImportError" | "ModuleNotFoundError" | "Exception" | "BaseException"));
    let catches = match handler.type_.as_deref() {
        None => true,
        Some(Expr::Tuple(classes)) => classes.elts.iter().any(named),
        Some(class) => named(class),
    };
    catches && !matches!(handler.body.last(), Some(Stmt::Raise(_)))
}
