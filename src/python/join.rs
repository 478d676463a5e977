//! What holds when it is not known which of two values came about.

use super::choice::either;
use super::object::Key;
use super::unknown::{Piece, Unknown};
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
    if let Some(text) = join_words(taken, other, why) {
        return text;
    }
    match (taken, other) {
        (Value::Unknown(unknown), _) | (_, Value::Unknown(unknown)) if unknown.pieces().is_empty() => {
            Value::Unknown(unknown.clone())
        }
        (Value::Tuple(a), Value::Tuple(b)) if a.len() == b.len() => {
            Value::Tuple(a.iter().zip(b.iter()).map(|(a, b)| join_values(a, b, why)).collect())
        }
        (Value::Foreign(a), other) => a.join(other, why).unwrap_or_else(|| Value::Unknown(either(taken, other, why))),
        _ => Value::Unknown(either(taken, other, why)),
    }
}

/// Joins two words, known or known in part: what both begin with and what both end with stays. Only words: of two texts
/// with more in them, what is between may say anything.
fn join_words(taken: &Value, other: &Value, why: &Unknown) -> Option<Value> {
    let ([a, z], [b, y]) = (ends(taken)?, ends(other)?);
    let begin = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    // A text that is known as a whole cannot give the same byte twice.
    let left = [taken, other].iter().filter_map(|own| Some(own.as_str()?.len().saturating_sub(begin))).min();
    let alike = z.bytes().rev().zip(y.bytes().rev()).take_while(|(x, y)| x == y).count();
    let end = left.map_or(alike, |left| alike.min(left));
    let (first, last) = (a.get(..begin)?, z.get(z.len().checked_sub(end)?..)?);
    let known = |text: &str| (!text.is_empty()).then(|| Piece::Text(Rc::from(text)));
    let pieces: Vec<Piece> = known(first).into_iter().chain([Piece::Hole(why.clone())]).chain(known(last)).collect();
    (pieces.len() > 1).then(|| Value::Unknown(Unknown::text(pieces)))
}

/// Returns the text up to the first hole and the one after the last, of letters, digits and underscores only.
fn ends(value: &Value) -> Option<[Rc<str>; 2]> {
    let is_word = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let text = |piece: &Piece| if let Piece::Text(text) = piece { text.clone() } else { Rc::from("") };
    let known = match value {
        Value::Unknown(unknown) => unknown.pieces().iter().map(text).collect(),
        Value::Str(text) => vec![text.clone()],
        _ => return None,
    };
    let ends = [known.first()?.clone(), known.last()?.clone()];
    known.iter().all(|text| is_word(text)).then_some(ends)
}

/// Tells whether two values, made in the two arms of an undecided branch, cannot be told apart.
#[must_use]
pub fn same(a: &Value, b: &Value) -> bool {
    same_within(a, b, DEPTH)
}

/// Tells whether two unknowns are both known in the same parts, or in none.
fn same_text(a: &Unknown, b: &Unknown) -> bool {
    let (a, b) = (a.pieces(), b.pieces());
    a.len() == b.len()
        && a.iter().zip(b).all(|pieces| match pieces {
            (Piece::Text(a), Piece::Text(b)) => a == b,
            (Piece::Hole(a), Piece::Hole(b)) => a.sample() == b.sample(),
            _ => false,
        })
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
        (Value::Unknown(a), Value::Unknown(b)) => same_text(a, b),
        (Value::Range(a), Value::Range(b)) => a == b,
        (Value::Function(a), Value::Function(b)) => Rc::ptr_eq(&a.code, &b.code) && Rc::ptr_eq(&a.scope, &b.scope),
        (Value::Foreign(a), other) => a.same(other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `?` stands for a part that is not known.
    fn word(text: &str) -> Value {
        if !text.contains('?') {
            return Value::str(text);
        }
        let hole = || Piece::Hole(Unknown::anywhere("who knows"));
        let known = |text: &str| (!text.is_empty()).then(|| Piece::Text(Rc::from(text)));
        let mut pieces = Vec::new();
        for (number, text) in text.split('?').enumerate() {
            pieces.extend((number > 0).then(hole));
            pieces.extend(known(text));
        }
        Value::Unknown(Unknown::text(pieces))
    }

    fn joined(a: &str, b: &str) -> String {
        match join_values(&word(a), &word(b), &Unknown::anywhere("which")) {
            Value::Unknown(unknown) if unknown.pieces().is_empty() => "anything".to_owned(),
            Value::Unknown(unknown) => {
                let text =
                    |piece: &Piece| if let Piece::Text(text) = piece { text.to_string() } else { "?".to_owned() };
                unknown.pieces().iter().map(text).collect()
            }
            value => value.as_str().unwrap_or_default().to_string(),
        }
    }

    #[test]
    fn of_two_words_stays_what_both_begin_and_end_with() {
        let cases = [
            ("fk_a_id", "fk_b_id", "fk_?_id"),
            ("fk_?_id", "fk_?_id", "fk_?_id"),
            ("fk_?_h_rev", "fk_?_rev", "fk_?_rev"),
            ("fk_?_h_?_rev", "fk_a_b_rev", "fk_?_rev"),
            ("fk_?", "fk_a", "fk_?"),
            ("?_id", "a_id", "?_id"),
            // Neither is shorter than what it begins and ends with.
            ("aa", "aaa", "aa?"),
            ("a", "ab", "a?"),
            ("a", "b", "anything"),
            ("a", "", "anything"),
            // More than a word may say anything between.
            ("DROP TABLE a", "DROP TABLE a CASCADE", "anything"),
            ("fk-a", "fk-b", "anything"),
            ("ALTER ?", "ALTER x", "anything"),
        ];
        for (a, b, expected) in cases {
            assert_eq!((joined(a, b).as_str(), joined(b, a).as_str()), (expected, expected), "{a} {b}");
        }
    }
}
