//! What each expression evaluates to. One file for each kind that is more than a line.

mod call;
mod comprehension;
mod condition;
mod fstring;
mod literal;
mod name;
mod operator;

pub(super) use name::bindings_of;

use super::foreign::Outcome;
use super::frame::Yields;
use super::generator::{ENDLESS, MAX_YIELDED, SUSPENDED};
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::{Slice, Value};
use super::vm::Vm;
use crate::source::Place;
use ruff_python_ast::{Expr, ExprSubscript};
use ruff_text_size::Ranged;
use std::rc::Rc;

impl Vm {
    /// Returns the value of an expression.
    pub(super) fn evaluate(&mut self, expr: &Expr) -> Outcome {
        self.limits.step(1)?;
        match expr {
            Expr::Name(name) => self.load_name(&name.id, expr),
            Expr::StringLiteral(it) => Ok(self.string_literal(it)),
            Expr::NumberLiteral(it) => Ok(self.number(it)),
            Expr::BooleanLiteral(it) => Ok(Value::Bool(it.value)),
            Expr::NoneLiteral(_) => Ok(Value::None),
            Expr::EllipsisLiteral(_) => Ok(Value::Ellipsis),
            Expr::BytesLiteral(it) => Ok(Value::Bytes(it.value.bytes().collect())),
            _ => self.deeper(|vm| vm.evaluate_compound(expr)),
        }
    }

    /// Returns the value of an expression that is written as a target, as `x += 1` reads it.
    pub(super) fn evaluate_load(&mut self, expr: &Expr) -> Outcome {
        self.evaluate(expr)
    }

    /// Returns the place of an expression.
    pub(super) fn place_of(&self, expr: &Expr) -> Place {
        self.place(super::parse::span(expr.range()))
    }

    fn evaluate_compound(&mut self, expr: &Expr) -> Outcome {
        match expr {
            Expr::Call(it) => {
                let value = self.evaluate_call(it)?;
                self.note_risk(&value, &it.func);
                Ok(value)
            }
            Expr::Attribute(it) => {
                let object = self.evaluate(&it.value)?;
                let place = self.place_of(expr);
                self.note_no_row(&object, &it.value, &place);
                let value = self.read_attribute(&object, &it.attr, &place)?;
                self.note_risk(&value, expr);
                Ok(value)
            }
            Expr::Subscript(it) => {
                let value = self.evaluate_subscript(it)?;
                self.note_risk(&value, expr);
                Ok(value)
            }
            Expr::List(it) => self.evaluate_all(&it.elts).map(|items| match items {
                Ok(items) => Value::list(items),
                Err(why) => Value::Unknown(why),
            }),
            Expr::Tuple(it) => self.evaluate_all(&it.elts).map(|items| match items {
                Ok(items) => Value::tuple(items),
                Err(why) => Value::Unknown(why),
            }),
            Expr::Set(it) => match self.evaluate_all(&it.elts)? {
                Ok(items) => {
                    let place = self.place_of(expr);
                    self.make_set(items, super::object::SetKind::Mutable, &place)
                }
                Err(why) => Ok(Value::Unknown(why)),
            },
            Expr::Dict(it) => self.evaluate_dict(it),
            Expr::FString(it) => self.evaluate_fstring(it),
            Expr::BinOp(it) => {
                let value = self.evaluate_binary(it)?;
                self.note_risk(&value, expr);
                Ok(value)
            }
            Expr::UnaryOp(it) => self.evaluate_unary(it),
            Expr::BoolOp(it) => self.evaluate_bool(it),
            Expr::Compare(it) => self.evaluate_comparison(it),
            Expr::If(it) => self.evaluate_if(it),
            Expr::Lambda(it) => self.make_lambda(it),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.evaluate_comprehension(expr)
            }
            Expr::Named(it) => {
                let value = self.evaluate(&it.value)?;
                if let Expr::Name(name) = &*it.target {
                    self.assign_walrus(&name.id, value.clone())?;
                }
                Ok(value)
            }
            Expr::Starred(it) => self.evaluate(&it.value),
            Expr::Await(it) => self.evaluate(&it.value),
            Expr::Yield(it) => {
                let value = it.value.as_deref().map_or(Ok(Value::None), |value| self.evaluate(value))?;
                self.yield_value(value)
            }
            Expr::YieldFrom(it) => {
                let iterable = self.evaluate(&it.value)?;
                let place = self.place_of(expr);
                self.yield_all(&iterable, &place)
            }
            Expr::Slice(it) => {
                let mut part = |part: &Option<Box<Expr>>| part.as_deref().map_or(Ok(Value::None), |e| self.evaluate(e));
                let (start, stop, step) = (part(&it.lower)?, part(&it.upper)?, part(&it.step)?);
                Ok(Value::Slice(Rc::new(Slice { start, stop, step })))
            }
            Expr::TString(_) | Expr::IpyEscapeCommand(_) => {
                let place = self.place_of(expr);
                Ok(Value::Unknown(Unknown::new("this kind of expression is not evaluated", &place)))
            }
            Expr::Name(_)
            | Expr::StringLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::BytesLiteral(_) => self.evaluate(expr),
        }
    }

    fn evaluate_subscript(&mut self, it: &ExprSubscript) -> Outcome {
        let object = self.evaluate(&it.value)?;
        let key = self.evaluate(&it.slice)?;
        let place = self.place(super::parse::span(it.range));
        self.note_no_row(&object, &it.value, &place);
        self.read_item(&object, &key, &place)
    }

    /// `yield from`: what a generator yields goes through, and what it returns is the value.
    fn yield_all(&mut self, iterable: &Value, place: &Place) -> Outcome {
        if let Value::Iterator(iterator) = iterable
            && let Some((function, arguments)) = self.begin(iterator)
        {
            let to = Yields::Delegated(self.serial());
            return self.run_function(&function, arguments, to, place).map(|(value, _)| value);
        }
        match self.items_of(iterable, place)? {
            Ok(items) => {
                for item in items {
                    self.yield_value(item)?;
                }
                Ok(Value::None)
            }
            Err(why) => self.yield_value(Value::Unknown(why)),
        }
    }

    fn yield_value(&mut self, value: Value) -> Outcome {
        self.limits.step(1)?;
        self.yield_in(self.serial(), value)
    }

    /// Yields from the call with this serial: a block that runs for it has a frame of its own above it.
    fn yield_in(&mut self, serial: u64, value: Value) -> Outcome {
        let mut own =
            self.frames.iter_mut().rev().filter(|frame| frame.serial == serial).map(|frame| &mut frame.yields);
        match own.find(|yields| !matches!(yields, Yields::Nowhere)) {
            Some(Yields::Collected(values)) if values.len() >= MAX_YIELDED => {
                Err(Raise::Limit(Unknown::anywhere(ENDLESS)))
            }
            Some(Yields::Collected(values)) => {
                values.push(value);
                Ok(Value::None)
            }
            Some(Yields::First) => {
                self.suspended = Some(value);
                Err(Raise::Limit(Unknown::anywhere(SUSPENDED)))
            }
            Some(Yields::Delegated(to)) => {
                let to = *to;
                self.deeper(|vm| vm.yield_in(to, value))
            }
            Some(Yields::Handed(at)) => {
                let at = *at;
                self.run_handed(at, value)
            }
            Some(Yields::Nowhere) | None => Ok(Value::None),
        }
    }
}
