//! The methods of `tuple` and `range`.

use super::signature::Signature;
use crate::python::arguments::Arguments;
use crate::python::builtin::items;
use crate::python::foreign::{Outcome, Truth};
use crate::python::operator::Comparison;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) const METHODS: &[Signature] = &[("count", "o"), ("index", "o n? n?")];

impl Vm {
    pub(super) fn call_tuple_method(
        &mut self,
        receiver: &Value,
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        let items = items!(self, receiver, place);
        self.count_or_index(&items, name, arguments, place)
    }

    pub(super) fn count_or_index(
        &mut self,
        items: &[Value],
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        let wanted = self.argument(arguments, 0, "value", place)?;
        let length = i128::try_from(items.len()).unwrap_or(i128::MAX);
        let mut bounds = [0, length];
        for (bound, at) in bounds.iter_mut().zip(1..) {
            match arguments.positional.get(at).map(|given| (given, given.as_int())) {
                None => {}
                Some((_, Some(n))) => *bound = if n < 0 { n.saturating_add(length).max(0) } else { n.min(length) },
                Some((Value::Unknown(why), _)) => return Ok(Value::Unknown(why.clone())),
                Some(_) => return Err(self.error("TypeError", "slice indices must be integers", place)),
            }
        }
        let [start, end] = bounds.map(|bound| usize::try_from(bound).unwrap_or(0));
        let mut count = 0;
        for (at, item) in items.iter().enumerate().take(end).skip(start) {
            let equal = self.compare(Comparison::Equal, item, &wanted, place)?;
            match self.truth_of(&equal, place)? {
                Truth::True if name == "index" => return Ok(Value::size(at)),
                Truth::True => count += 1,
                Truth::Unknown(why) => return Ok(Value::Unknown(why)),
                Truth::False => {}
            }
        }
        if name == "index" {
            return Err(self.error("ValueError", "the value is not in the sequence", place));
        }
        Ok(Value::size(count))
    }
}
