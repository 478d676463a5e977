//! The methods of `tuple` and `range`.

use crate::python::arguments::Arguments;
use crate::python::builtin::items;
use crate::python::foreign::{Outcome, Truth};
use crate::python::operator::Comparison;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) const METHODS: &[&str] = &["count", "index"];

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
        let start = arguments
            .find(1, "start")
            .and_then(|start| start.as_int())
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(0);
        let mut count = 0;
        for (at, item) in items.iter().enumerate().skip(start) {
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
