//! The methods of `list`.

use super::signature::Signature;
use crate::python::arguments::Arguments;
use crate::python::foreign::{Outcome, Truth};
use crate::python::object::List;
use crate::python::subscript::position;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) const METHODS: &[Signature] = &[
    ("append", "o"),
    ("clear", ""),
    ("copy", ""),
    ("count", "o"),
    ("extend", "o"),
    ("index", "o n? n?"),
    ("insert", "i o"),
    ("pop", "i?"),
    ("remove", "o"),
    ("reverse", ""),
    ("sort", "/key=o? /reverse=o?"),
];

impl Vm {
    pub(super) fn call_list_method(
        &mut self,
        receiver: &Value,
        list: &Rc<List>,
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        if let (Some(why), true) = (&arguments.rest, name != "copy") {
            self.forget(receiver, why);
            return Ok(Value::Unknown(why.clone()));
        }
        if name == "clear" {
            self.touch(list);
            *list.0.borrow_mut() = Ok(Vec::new());
            return Ok(Value::None);
        }
        if name == "append" {
            return self.append(receiver, list, arguments, place);
        }
        let items = match list.content() {
            Err(why) => {
                return Ok(match name {
                    "extend" | "insert" | "remove" | "reverse" | "sort" => {
                        self.edit_list(list, |_| ());
                        Value::None
                    }
                    "pop" => {
                        self.edit_list(list, |_| ());
                        Value::Unknown(why)
                    }
                    _ => Value::Unknown(why),
                });
            }
            Ok(items) => items,
        };
        match name {
            "extend" => {
                let iterable = self.argument(arguments, 0, "iterable", place)?;
                match self.items_of(&iterable, place)? {
                    Ok(more) => {
                        self.check_size(items.len() + more.len(), place)?;
                        self.edit_list(list, |items| items.extend(more));
                    }
                    Err(why) => self.forget(receiver, &why),
                }
                Ok(Value::None)
            }
            "insert" => {
                let (at, item) =
                    (self.argument(arguments, 0, "index", place)?, self.argument(arguments, 1, "object", place)?);
                if let Value::Unknown(why) = &at {
                    self.forget(receiver, why);
                    return Ok(Value::None);
                }
                let length = i128::try_from(items.len()).unwrap_or(i128::MAX);
                let at = at.as_int().unwrap_or(0);
                let at = if at < 0 { at.saturating_add(length).max(0) } else { at.min(length) };
                let at = usize::try_from(at).unwrap_or(0);
                self.check_size(1, place)?;
                self.edit_list(list, |items| items.insert(at.min(items.len()), item));
                Ok(Value::None)
            }
            "pop" => {
                let index = arguments.find(0, "index").unwrap_or(Value::Int(-1));
                if let Value::Unknown(why) = &index {
                    let found = self.one_of(&items.to_vec(), why, place);
                    self.forget(receiver, why);
                    return Ok(found);
                }
                match index.as_int().and_then(|index| position(index, items.len())) {
                    Some(at) => {
                        self.edit_list(list, |items| {
                            items.remove(at);
                        });
                        Ok(items.get(at).cloned().unwrap_or(Value::None))
                    }
                    None if items.is_empty() => Err(self.error("IndexError", "pop from empty list", place)),
                    None => Err(self.error("IndexError", "pop index out of range", place)),
                }
            }
            "remove" => {
                match self.count_or_index(&items, "index", arguments, place) {
                    Ok(Value::Unknown(why)) => self.forget(receiver, &why),
                    Ok(at) => {
                        let at = at.as_int().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
                        self.edit_list(list, |items| {
                            items.remove(at.min(items.len().saturating_sub(1)));
                        });
                    }
                    Err(raise) if self.is_raised(&raise, "ValueError") => {
                        return Err(self.error("ValueError", "list.remove(x): x not in list", place));
                    }
                    Err(raise) => return Err(raise),
                }
                Ok(Value::None)
            }
            "reverse" => {
                self.edit_list(list, |items| items.reverse());
                Ok(Value::None)
            }
            "sort" => {
                let reverse = arguments.keyword("reverse").unwrap_or(Value::Bool(false));
                let reverse = match self.truth_of(&reverse, place)? {
                    Truth::True => true,
                    Truth::False => false,
                    Truth::Unknown(why) => {
                        self.forget(receiver, &why);
                        return Ok(Value::None);
                    }
                };
                match self.sort(items, arguments.keyword("key"), reverse, place)? {
                    Ok(sorted) => self.edit_list(list, |items| *items = sorted),
                    Err(why) => self.forget(receiver, &why),
                }
                Ok(Value::None)
            }
            "copy" => Ok(Value::list(items)),
            _ => self.count_or_index(&items, name, arguments, place),
        }
    }

    /// Appends without looking at what is there.
    fn append(&mut self, receiver: &Value, list: &Rc<List>, arguments: &Arguments, place: &Place) -> Outcome {
        let item = self.argument(arguments, 0, "object", place)?;
        self.check_size(1, place)?;
        if list.read(Vec::len).unwrap_or(0) >= crate::python::limits::MAX_ITEMS {
            let why = crate::python::unknown::Unknown::new("the list becomes too long", place);
            self.forget(receiver, &why);
            return Ok(Value::None);
        }
        match list.beginning() {
            None => self.edit_list(list, |items| items.push(item)),
            Some(known) => {
                self.touch(list);
                let own = &mut *list.0.borrow_mut();
                if let Err(why) = own {
                    *why = why.of_list(known.and(item, &why.without_list()));
                }
            }
        }
        Ok(Value::None)
    }
}
