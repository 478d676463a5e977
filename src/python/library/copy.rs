//! `copy`.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::{Builtin, Dict, Entries, Instance, Key, Set, Shared};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] =
    &[Builtin { name: "copy", call: shallow }, Builtin { name: "deepcopy", call: deep }];

/// How deep `deepcopy` follows structures.
const DEPTH: usize = 60;

fn shallow(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "x", place)?;
    vm.copied(&value, place, 1)
}

fn deep(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "x", place)?;
    vm.copied(&value, place, DEPTH)
}

impl Vm {
    fn copied(&mut self, value: &Value, place: &Place, depth: usize) -> Outcome {
        self.limits.step(1)?;
        let Some(below) = depth.checked_sub(1) else { return Ok(value.clone()) };
        if depth < DEPTH && below == 0 && depth != 1 {
            return Ok(self.unknown("the structure is nested too deeply to be copied", place));
        }
        Ok(match value {
            Value::List(list) => match list.content() {
                Ok(items) => Value::list(self.copied_all(&items, place, below)?),
                Err(why) => Value::List(Rc::new(Shared::unknown(why))),
            },
            Value::Tuple(items) => Value::tuple(self.copied_all(items, place, below)?),
            Value::Dict(dict) => {
                let entries = match dict.entries.content() {
                    Ok(entries) => {
                        let mut copy = Entries::default();
                        for (key, value) in entries.iter() {
                            if let Ok(name) = Key::of(key) {
                                copy.insert(name, key.clone(), self.copied(value, place, below)?);
                            }
                        }
                        Shared::new(copy)
                    }
                    Err(why) => Shared::unknown(why),
                };
                Value::Dict(Rc::new(Dict { entries, kind: dict.kind.clone() }))
            }
            Value::Set(set) => {
                let members = set.members.content().map_or_else(Shared::unknown, Shared::new);
                Value::Set(Rc::new(Set { members, kind: set.kind }))
            }
            Value::Instance(instance) => {
                if matches!(instance.class.layout(), crate::python::object::class::Layout::Enum(_)) {
                    return Ok(value.clone());
                }
                let copy = Instance::new(instance.class.clone());
                for (name, value) in instance.attributes.entries() {
                    copy.attributes.define(&name, self.copied(&value, place, below)?);
                }
                let payload = instance.payload.borrow().clone();
                if let Some(payload) = payload {
                    *copy.payload.borrow_mut() = Some(self.copied(&payload, place, below)?);
                }
                *copy.arguments.borrow_mut() = instance.constructor_arguments();
                Value::Instance(Rc::new(copy))
            }
            Value::Foreign(object) => object.clone().copied(self, place)?,
            other => other.clone(),
        })
    }

    fn copied_all(
        &mut self,
        items: &[Value],
        place: &Place,
        depth: usize,
    ) -> Result<Vec<Value>, crate::python::raise::Raise> {
        items.iter().map(|item| self.copied(item, place, depth)).collect()
    }
}
