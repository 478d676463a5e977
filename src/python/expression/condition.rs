//! Expressions that evaluate only some of their parts: `and`, `or`, `not`, `a if b else c`.

use crate::python::foreign::{Outcome, Truth};
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::{BoolOp, Expr, ExprBoolOp, ExprIf};

impl Vm {
    pub(super) fn evaluate_if(&mut self, it: &ExprIf) -> Outcome {
        match self.test(&it.test)? {
            Truth::True => self.evaluate(&it.body),
            Truth::False => self.evaluate(&it.orelse),
            Truth::Unknown(why) => self.branch_values(&why, |vm| vm.evaluate(&it.body), |vm| vm.evaluate(&it.orelse)),
        }
    }

    pub(super) fn evaluate_bool(&mut self, it: &ExprBoolOp) -> Outcome {
        self.evaluate_operands(it.op, &it.values)
    }

    fn evaluate_operands(&mut self, op: BoolOp, operands: &[Expr]) -> Outcome {
        let mut operands = operands;
        while let Some((operand, rest)) = operands.split_first() {
            let value = self.evaluate(operand)?;
            if rest.is_empty() {
                return Ok(value);
            }
            let place = self.place_of(operand);
            match (self.truth_of(&value, &place)?, op) {
                (Truth::False, BoolOp::And) | (Truth::True, BoolOp::Or) => return Ok(value),
                (Truth::True, BoolOp::And) | (Truth::False, BoolOp::Or) => operands = rest,
                (Truth::Unknown(why), _) => return self.undecided(op, &why.seen_from(&place), rest),
            }
        }
        Ok(Value::None)
    }

    /// `unknown and x`: `x` may have been evaluated or not. `unknown and False` is false for sure.
    fn undecided(&mut self, op: BoolOp, why: &crate::python::unknown::Unknown, rest: &[Expr]) -> Outcome {
        let mut seen = Value::Unknown(why.clone());
        let value = self.branch_values(
            why,
            |vm| {
                seen = vm.evaluate_operands(op, rest)?;
                Ok(seen.clone())
            },
            |_| Ok(Value::Unknown(why.clone())),
        )?;
        let decided = match (op, &seen) {
            (BoolOp::And, Value::Bool(false)) | (BoolOp::Or, Value::Bool(true)) => Some(seen),
            _ => None,
        };
        Ok(decided.unwrap_or(value))
    }
}
