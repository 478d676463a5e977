//! Operators between expressions.

use crate::python::foreign::{Outcome, Truth};
use crate::python::object::SetKind;
use crate::python::operator::{Comparison, UnaryOperator};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use ruff_python_ast::{CmpOp, Expr, ExprBinOp, ExprCompare, ExprUnaryOp};
use ruff_text_size::Ranged;

impl Vm {
    /// Evaluates `a + b + c` from the left, without going deeper for each operator.
    pub(super) fn evaluate_binary(&mut self, it: &ExprBinOp) -> Outcome {
        let mut chain = vec![it];
        let mut leftmost = &*it.left;
        while let Expr::BinOp(left) = leftmost {
            chain.push(left);
            leftmost = &left.left;
        }
        let mut value = self.evaluate(leftmost)?;
        while let Some(operation) = chain.pop() {
            let right = self.evaluate(&operation.right)?;
            let place = self.place(crate::python::parse::span(operation.range));
            value = self.binary(operation.op.into(), &value, &right, &place)?;
        }
        Ok(value)
    }

    pub(super) fn evaluate_unary(&mut self, it: &ExprUnaryOp) -> Outcome {
        let operand = self.evaluate(&it.operand)?;
        let place = self.place(crate::python::parse::span(it.range));
        match UnaryOperator::from(it.op) {
            UnaryOperator::Not => Ok(match self.truth_of(&operand, &place)? {
                Truth::True => Value::Bool(false),
                Truth::False => Value::Bool(true),
                Truth::Unknown(why) => Value::Unknown(why),
            }),
            operator => self.unary(operator, &operand, &place),
        }
    }

    pub(super) fn evaluate_comparison(&mut self, it: &ExprCompare) -> Outcome {
        let left = self.evaluate(&it.left)?;
        self.evaluate_comparisons(&left, &it.left, &it.ops, &it.comparators)
    }

    fn evaluate_comparisons(&mut self, left: &Value, first: &Expr, ops: &[CmpOp], comparators: &[Expr]) -> Outcome {
        let (Some((op, ops)), Some((comparator, comparators))) = (ops.split_first(), comparators.split_first()) else {
            return Ok(left.clone());
        };
        let place = self.place(crate::python::parse::span(first.range().cover(comparator.range())));
        let (right, answer) = match (op, comparator) {
            (CmpOp::In | CmpOp::NotIn, Expr::Set(set)) if ops.is_empty() => {
                (Value::None, self.is_among(left, (*op).into(), &set.elts, &place)?)
            }
            _ => {
                let right = self.evaluate(comparator)?;
                let answer = self.compare(Comparison::from(*op), left, &right, &place)?;
                (right, answer)
            }
        };
        if ops.is_empty() {
            return Ok(answer);
        }
        match self.truth_of(&answer, &place)? {
            Truth::False => Ok(answer),
            Truth::True => self.evaluate_comparisons(&right, comparator, ops, comparators),
            Truth::Unknown(why) => self.branch_values(
                &why,
                |vm| vm.evaluate_comparisons(&right, comparator, ops, comparators),
                |_| Ok(Value::Unknown(why.clone())),
            ),
        }
    }

    /// Evaluates `item in {a, b}`: a member that is known decides it, whatever the others are.
    fn is_among(&mut self, item: &Value, how: Comparison, members: &[Expr], place: &Place) -> Outcome {
        let members = match self.evaluate_all(members)? {
            Ok(members) => members,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let (known, unknown): (Vec<Value>, Vec<Value>) =
            members.into_iter().partition(|own| !matches!(own, Value::Unknown(_)));
        let set = self.make_set(known, SetKind::Mutable, place)?;
        let answer = self.compare(how, item, &set, place)?;
        Ok(match (unknown.into_iter().next(), &answer) {
            (Some(unknown), Value::Bool(found)) if *found == (how == Comparison::NotIn) => unknown,
            _ => answer,
        })
    }
}
