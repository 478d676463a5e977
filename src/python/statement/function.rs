//! `def`: the function object, and what its decorators make of it.

use crate::python::arguments::Arguments;
use crate::python::branch::Ended;
use crate::python::foreign::Outcome;
use crate::python::frame::enclosing;
use crate::python::object::Function;
use crate::python::parse::Code;
use crate::python::raise::Raise;
use crate::python::statement::Flow;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::{Decorator, ExprLambda, Parameters, StmtFunctionDef};
use ruff_text_size::Ranged;
use std::cell::OnceCell;
use std::rc::Rc;

impl Vm {
    pub(super) fn run_function_def(&mut self, def: &StmtFunctionDef) -> Ended {
        let decorators = self.evaluate_decorators(&def.decorator_list)?;
        let code = self.code(def.name.range.start().to_u32(), || Code::of_function(def));
        let function = self.make_function(&def.name, code, Some(&def.parameters))?;
        if let Some(doc) = docstring(def)
            && let Value::Function(function) = &function
        {
            function.attributes.define("__doc__", Value::str(doc));
        }
        let value = self.decorate(function, decorators)?;
        self.assign_name(&def.name, value)?;
        Ok(Flow::Normal)
    }

    /// Returns the function that a `lambda` makes.
    pub(in crate::python) fn make_lambda(&mut self, lambda: &ExprLambda) -> Outcome {
        let code = self.code(lambda.range.start().to_u32(), || Code::of_lambda(lambda));
        self.make_function("<lambda>", code, lambda.parameters.as_deref())
    }

    pub(super) fn evaluate_decorators(
        &mut self,
        decorators: &[Decorator],
    ) -> Result<Vec<(Value, crate::source::Place)>, Raise> {
        let evaluated = decorators.iter().map(|decorator| {
            let value = self.evaluate(&decorator.expression)?;
            Ok((value, self.place(crate::python::parse::span(decorator.expression.range()))))
        });
        evaluated.collect()
    }

    /// Applies decorators, the last one first.
    pub(super) fn decorate(&mut self, value: Value, decorators: Vec<(Value, crate::source::Place)>) -> Outcome {
        decorators.into_iter().rev().try_fold(value, |value, (decorator, place)| match decorator {
            Value::Unknown(why) => {
                let reason = format!("it is decorated by `{}`, and {}", place.text(), why.reason());
                Ok(Value::Unknown(Unknown::decorated(reason, &place)))
            }
            known => self.call_value(&known, Arguments::positional(vec![value]), &place),
        })
    }

    fn make_function(&mut self, name: &str, code: Rc<Code>, parameters: Option<&Parameters>) -> Outcome {
        let mut defaults = Vec::new();
        for parameter in parameters.into_iter().flat_map(Parameters::iter_non_variadic_params) {
            if let Some(default) = &parameter.default {
                defaults.push((Rc::from(parameter.parameter.name.as_str()), self.evaluate(default)?));
            }
        }
        let Some(frame) = self.frames.last() else { return Ok(Value::None) };
        Ok(Value::Function(Rc::new(Function {
            name: Rc::from(name),
            parsed: frame.parsed.clone(),
            code,
            defaults,
            scope: enclosing(&frame.scope),
            attributes: Rc::default(),
            owner: OnceCell::new(),
            module: frame.module.clone(),
        })))
    }

    /// Returns the one `Code` for the `def` or `lambda` at an offset of the text being evaluated.
    fn code(&mut self, at: u32, make: impl FnOnce() -> Code) -> Rc<Code> {
        let text = self.frames.last().map_or(0, |frame| Rc::as_ptr(&frame.parsed).addr());
        self.codes.entry((text, at)).or_insert_with(|| Rc::new(make())).clone()
    }
}

fn docstring(def: &StmtFunctionDef) -> Option<&str> {
    use ruff_python_ast::{Expr, Stmt};
    match def.body.first() {
        Some(Stmt::Expr(stmt)) => match &*stmt.value {
            Expr::StringLiteral(text) => Some(text.value.to_str()),
            _ => None,
        },
        _ => None,
    }
}
