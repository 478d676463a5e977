//! Calls: the callee, its arguments, stars spread.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::raise::Raise;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use ruff_python_ast::{self as ast, Expr, ExprCall};
use ruff_text_size::Ranged;
use std::rc::Rc;

impl Vm {
    pub(super) fn evaluate_call(&mut self, it: &ExprCall) -> Outcome {
        let span = crate::python::parse::span(it.range());
        if let Expr::Name(name) = &*it.func
            && name.id.as_str() == "super"
            && it.arguments.is_empty()
        {
            let place = self.place(span);
            return self.implicit_super(&place);
        }
        if let Expr::Attribute(method) = &*it.func {
            let receiver = self.evaluate(&method.value)?;
            let place = self.place(span);
            let arguments = self.evaluate_arguments(&it.arguments, &place)?;
            self.note_no_row(&receiver, &method.value, &place);
            self.stand_at(span);
            return self.call_attribute(&receiver, &method.attr, arguments, &place);
        }
        let callee = self.evaluate(&it.func)?;
        let place = self.place(span);
        let arguments = self.evaluate_arguments(&it.arguments, &place)?;
        self.stand_at(span);
        self.call_value(&callee, arguments, &place)
    }

    pub(in crate::python) fn evaluate_arguments(
        &mut self,
        it: &ast::Arguments,
        place: &Place,
    ) -> Result<Arguments, Raise> {
        let mut arguments = Arguments { positional: Vec::with_capacity(it.args.len()), ..Arguments::default() };
        for arg in &it.args {
            let Expr::Starred(starred) = arg else {
                let value = self.evaluate(arg)?;
                arguments.positional.push(value);
                continue;
            };
            let value = self.evaluate(&starred.value)?;
            if let Some(why) = crate::python::iterate::unordered(&value, place) {
                arguments.rest = Some(why);
                continue;
            }
            match self.items_of(&value, place)? {
                Ok(items) => arguments.positional.extend(items),
                Err(why) => arguments.rest = Some(why),
            }
        }
        for keyword in &it.keywords {
            let value = self.evaluate(&keyword.value)?;
            match &keyword.arg {
                Some(name) => arguments.keywords.push((Rc::from(name.as_str()), value)),
                None => self.spread(&mut arguments, &value, place)?,
            }
        }
        Ok(arguments)
    }

    fn spread(&mut self, arguments: &mut Arguments, mapping: &Value, place: &Place) -> Result<(), Raise> {
        match self.entries_of(mapping, place)? {
            Ok(entries) => {
                for (name, value) in entries.iter() {
                    match name.as_str() {
                        Some(name) if arguments.keyword(&name).is_some() => {
                            let message = format!("got multiple values for keyword argument '{name}'");
                            return Err(self.error("TypeError", &message, place));
                        }
                        Some(name) => arguments.keywords.push((name, value.clone())),
                        None => return Err(self.error("TypeError", "keywords must be strings", place)),
                    }
                }
            }
            Err(why) => {
                arguments.rest = Some(why);
                arguments.rest_is_named = true;
            }
        }
        Ok(())
    }

    /// Remembers what the present call is evaluating.
    fn stand_at(&mut self, span: crate::source::Span) {
        if let Some(frame) = self.frames.last_mut() {
            frame.at = span;
        }
    }
}
