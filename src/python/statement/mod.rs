//! What each statement does. One file for each kind that is more than a line.

mod block;
mod bounded;
mod class;
mod function;
mod handed;
mod loops;
mod matching;
mod risk;
mod simple;
mod trying;
mod with;

pub(super) use handed::Handed;
pub(super) use risk::Caught;

use super::branch::Ended;
use super::foreign::Truth;
use super::raise::Raise;
use super::value::Value;
use super::vm::Vm;
use ruff_python_ast::{Expr, Stmt};

/// How a statement ended, when it did not raise.
#[derive(Clone, Debug)]
pub(super) enum Flow {
    Normal,
    /// An expression's value, where expressions are run as arms of a branch.
    Value(Value),
    Return(Value),
    Break,
    Continue,
}

impl Flow {
    pub fn into_value(self) -> Value {
        match self {
            Self::Value(value) | Self::Return(value) => value,
            _ => Value::None,
        }
    }
}

impl Vm {
    /// Runs statements in order, until one leaves.
    pub(super) fn run_block(&mut self, body: &[Stmt]) -> Ended {
        for stmt in body {
            match self.run(stmt)? {
                Flow::Normal | Flow::Value(_) => {}
                left => return Ok(left),
            }
        }
        Ok(Flow::Normal)
    }

    fn run(&mut self, stmt: &Stmt) -> Ended {
        self.limits.step(1)?;
        let span = match stmt {
            Stmt::If(it) => it.range,
            Stmt::For(it) => it.range,
            Stmt::While(it) => it.range,
            Stmt::Try(it) => it.range,
            Stmt::Match(it) => it.range,
            _ => return self.run_plain(stmt),
        };
        let place = self.place(super::parse::span(span));
        self.conditions.push(place);
        let ended = self.run_plain(stmt);
        self.conditions.pop();
        ended
    }

    fn run_plain(&mut self, stmt: &Stmt) -> Ended {
        self.deeper(|vm| match stmt {
            Stmt::Expr(it) => vm.evaluate(&it.value).map(|_| Flow::Normal),
            Stmt::Assign(it) => vm.run_assign(it),
            Stmt::AnnAssign(it) => vm.run_annotated(it),
            Stmt::AugAssign(it) => vm.run_augmented(it),
            Stmt::Return(it) => {
                let value = it.value.as_deref().map_or(Ok(Value::None), |value| vm.evaluate(value))?;
                Ok(Flow::Return(value))
            }
            Stmt::If(it) => vm.run_if(it),
            Stmt::For(it) => vm.run_for(it),
            Stmt::While(it) => vm.run_while(it),
            Stmt::With(it) => vm.run_with(it),
            Stmt::Try(it) => vm.run_try(it),
            Stmt::FunctionDef(it) => vm.run_function_def(it),
            Stmt::ClassDef(it) => vm.run_class_def(it),
            Stmt::Import(it) => vm.run_import(it),
            Stmt::ImportFrom(it) => vm.run_import_from(it),
            Stmt::Raise(it) => vm.run_raise(it),
            Stmt::Assert(it) => vm.run_assert(it),
            Stmt::Delete(it) => vm.run_delete(it),
            Stmt::Match(it) => vm.run_match(it),
            Stmt::TypeAlias(it) => vm.run_type_alias(it),
            Stmt::Break(_) => Ok(Flow::Break),
            Stmt::Continue(_) => Ok(Flow::Continue),
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::IpyEscapeCommand(_) => Ok(Flow::Normal),
        })
    }

    /// Tells whether a condition holds, as seen from where it is written.
    pub(super) fn test(&mut self, condition: &Expr) -> Result<Truth, Raise> {
        let value = self.evaluate(condition)?;
        let place = self.place_of(condition);
        Ok(match self.truth_of(&value, &place)? {
            Truth::Unknown(why) => Truth::Unknown(why.seen_from(&place)),
            known => known,
        })
    }
}
