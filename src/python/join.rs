//! What holds when it is not known which of two values came about.

use super::object::Key;
use super::unknown::Unknown;
use super::value::Value;
use std::rc::Rc;

/// How deep structures are compared before they count as different.
const DEPTH: usize = 6;

/// Returns the value itself where both are the same, else an unknown; tuples join element by element, and what the
/// host defines as it says.
#[must_use]
pub fn join_values(taken: &Value, other: &Value, why: &Unknown) -> Value {
    if same(taken, other) {
        return taken.clone();
    }
    match (taken, other) {
        (Value::Unknown(unknown), _) | (_, Value::Unknown(unknown)) if unknown.pieces().is_empty() => {
            Value::Unknown(unknown.clone())
        }
        (Value::Tuple(a), Value::Tuple(b)) if a.len() == b.len() => {
            Value::Tuple(a.iter().zip(b.iter()).map(|(a, b)| join_values(a, b, why)).collect())
        }
        (Value::Foreign(a), other) => a.join(other, why).unwrap_or_else(|| Value::Unknown(why.clone())),
        _ => Value::Unknown(why.clone()),
    }
}

/// Tells whether two values, made in the two arms of an undecided branch, cannot be told apart.
#[must_use]
pub fn same(a: &Value, b: &Value) -> bool {
    same_within(a, b, DEPTH)
}

fn same_within(a: &Value, b: &Value, depth: usize) -> bool {
    if a.is(b) {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else { return false };
    let all = |a: &[Value], b: &[Value]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_within(a, b, depth));
    match (a, b) {
        (Value::Tuple(a), Value::Tuple(b)) => all(a, b),
        (Value::List(a), Value::List(b)) => match (a.content(), b.content()) {
            (Ok(a), Ok(b)) => all(&a, &b),
            _ => false,
        },
        (Value::Dict(a), Value::Dict(b)) => match (a.entries.content(), b.entries.content()) {
            (Ok(a), Ok(b)) => {
                a.len() == b.len()
                    && a.iter().zip(b.iter()).all(|((ak, av), (bk, bv))| {
                        matches!((Key::of(ak), Key::of(bk)), (Ok(a), Ok(b)) if a == b) && same_within(av, bv, depth)
                    })
            }
            _ => false,
        },
        (Value::Set(a), Value::Set(b)) => match (a.members.content(), b.members.content()) {
            (Ok(a), Ok(b)) => a.len() == b.len() && a.keys().iter().all(|key| b.contains(key)),
            _ => false,
        },
        (Value::Unknown(a), Value::Unknown(b)) => a.pieces().is_empty() && b.pieces().is_empty(),
        (Value::Range(a), Value::Range(b)) => a == b,
        (Value::Function(a), Value::Function(b)) => Rc::ptr_eq(&a.code, &b.code) && Rc::ptr_eq(&a.scope, &b.scope),
        (Value::Foreign(a), other) => a.same(other),
        _ => false,
    }
}
