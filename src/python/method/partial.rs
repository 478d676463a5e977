//! Methods of a string that is known in part: what they do to the known parts.

use crate::python::arguments::Arguments;
use crate::python::unknown::{Piece, Unknown};
use crate::python::value::Value;
use crate::python::vm::Vm;
use std::rc::Rc;

impl Vm {
    /// Calls a string method on a string that is known in part; nothing where the method cannot keep the parts.
    pub(in crate::python) fn call_partial_method(
        &mut self,
        why: &Unknown,
        name: &str,
        arguments: &Arguments,
    ) -> Option<Value> {
        if why.pieces().is_empty() || super::signature::of(super::text::METHODS, name).is_none() {
            return None;
        }
        let plain = arguments.positional.is_empty() && arguments.keywords.is_empty() && arguments.rest.is_none();
        let each = |change: &dyn Fn(&str) -> String| {
            let pieces = why.pieces().iter().map(|piece| match piece {
                Piece::Text(text) => Piece::Text(Rc::from(change(text))),
                Piece::Hole(why) => Piece::Hole(why.clone()),
            });
            Value::Unknown(Unknown::text(pieces.collect()))
        };
        match name {
            "lower" if plain => Some(each(&str::to_lowercase)),
            "upper" if plain => Some(each(&str::to_uppercase)),
            "strip" | "lstrip" | "rstrip" if plain => {
                let mut pieces = why.pieces().to_vec();
                if let (true, Some(Piece::Text(first))) = (name != "rstrip", pieces.first_mut()) {
                    *first = Rc::from(first.trim_start());
                }
                if let (true, Some(Piece::Text(last))) = (name != "lstrip", pieces.last_mut()) {
                    *last = Rc::from(last.trim_end());
                }
                Some(Value::Unknown(Unknown::text(pieces)))
            }
            "replace" => {
                let (old, new) = (arguments.positional.first()?.as_str()?, arguments.positional.get(1)?.as_str()?);
                Some(each(&|text| text.replace(&*old, &new)))
            }
            "startswith" if begins(why, arguments).is_some() => begins(why, arguments).map(Value::Bool),
            _ => {
                let place = why.place().cloned();
                Some(Value::Unknown(match place {
                    Some(place) => Unknown::new(why.reason(), &place),
                    None => Unknown::anywhere(why.reason()),
                }))
            }
        }
    }
}

/// Returns whether the string begins with the only argument, where its first part says so.
fn begins(why: &Unknown, arguments: &Arguments) -> Option<bool> {
    let (Some(Piece::Text(own)), [Value::Str(given)], true) =
        (why.pieces().first(), arguments.positional.as_slice(), arguments.rest.is_none())
    else {
        return None;
    };
    match (own.starts_with(&**given), given.starts_with(&**own)) {
        (true, _) => Some(true),
        (false, true) => None,
        (false, false) => Some(false),
    }
}
