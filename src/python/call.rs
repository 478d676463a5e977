//! Calling: what can be called, and how a function's parameters get their values.

use super::arguments::Arguments;
use super::branch::Ended;
use super::expression::bindings_of;
use super::foreign::Outcome;
use super::frame::{Frame, Scope, ScopeKind, Yields};
use super::namespace::Namespace;
use super::object::function::Callee;
use super::object::{Cursor, Function, Shared, Supply};
use super::parse::CodeKind;
use super::raise::Raise;
use super::statement::Flow;
use super::unknown::Unknown;
use super::value::{Descriptor, Value};
use super::vm::Vm;
use crate::source::Place;
use ruff_python_ast::Parameters;
use std::rc::Rc;

impl Vm {
    /// Calls a value.
    pub(super) fn call_value(&mut self, callee: &Value, arguments: Arguments, place: &Place) -> Outcome {
        self.limits.step(1)?;
        match callee {
            Value::Function(function) => self.call_function(function, arguments, place),
            Value::Builtin(builtin) => self.deeper(|vm| (builtin.call)(vm, arguments, place)),
            Value::Native(native) => self.deeper(|vm| (native.body)(vm, arguments, place)),
            Value::Method(method) => match &method.callee {
                Callee::Function(function) => {
                    let arguments = arguments.preceded_by(method.receiver.clone());
                    self.deeper(|vm| vm.call_value(function, arguments, place))
                }
                Callee::Name(name) => self.deeper(|vm| vm.call_own_method(&method.receiver, name, arguments, place)),
            },
            Value::Type(kind) => self.deeper(|vm| vm.construct(*kind, arguments, place)),
            Value::Class(class) => self.deeper(|vm| vm.instantiate(class, arguments, place)),
            Value::Instance(_) => self.deeper(|vm| vm.call_attribute(callee, "__call__", arguments, place)),
            Value::Foreign(object) => {
                let object = object.clone();
                self.deeper(|vm| object.call(vm, arguments, place))
            }
            Value::Unknown(why) => self.call_unknown(why, &arguments, place),
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Static(inner) => self.deeper(|vm| vm.call_value(inner, arguments, place)),
                _ => Err(self.not_callable(callee, place)),
            },
            _ => Err(self.not_callable(callee, place)),
        }
    }

    /// Calls a method that the receiver's own type knows by name.
    fn call_own_method(&mut self, receiver: &Value, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match receiver {
            Value::Foreign(object) => object.clone().call_method(self, name, arguments, place),
            other => self.call_builtin_method(other, name, arguments, place),
        }
    }

    /// Calls something unknown: it may have changed the containers it was given, and the host is told.
    pub(super) fn call_unknown(&mut self, why: &Unknown, arguments: &Arguments, place: &Place) -> Outcome {
        let world = self.world.clone();
        world.called_unknown(self, why, arguments, place);
        let why = why.clone().or_at(place);
        for value in arguments.positional.iter().chain(arguments.keywords.iter().map(|(_, value)| value)) {
            self.forget(value, &why);
        }
        Ok(Value::Unknown(plain(&why)))
    }

    fn not_callable(&mut self, callee: &Value, place: &Place) -> Raise {
        self.error("TypeError", &format!("'{}' object is not callable", callee.type_name()), place)
    }

    fn call_function(&mut self, function: &Rc<Function>, arguments: Arguments, place: &Place) -> Outcome {
        if bindings_of(&function.code, &function.parsed).is_generator {
            let supply = Supply::Deferred(function.clone(), Rc::new(arguments));
            return Ok(Value::Iterator(Rc::new(Shared::new(Cursor { supply, taken: 0 }))));
        }
        if let Some(value) = self.cut_recursion(function, &arguments, place) {
            return Ok(value);
        }
        self.run_function(function, arguments, Yields::Nowhere, place).map(|(value, _)| value)
    }

    /// Runs a function's body; returns what it returns, and what it yielded.
    pub(super) fn run_function(
        &mut self,
        function: &Rc<Function>,
        arguments: Arguments,
        yields: Yields,
        place: &Place,
    ) -> Result<(Value, Vec<Value>), Raise> {
        bindings_of(&function.code, &function.parsed);
        let parsed = function.parsed.clone();
        let variables = Namespace::default();
        let given = arguments.clone();
        let receiver = arguments.positional.first().cloned();
        match function.code.kind {
            CodeKind::Function => match parsed.function(&function.code) {
                Some(def) => self.bind_parameters(function, Some(&def.parameters), arguments, &variables, place)?,
                None => return Ok((self.unknown("the function's body was not found", place), Vec::new())),
            },
            CodeKind::Lambda => match parsed.lambda(&function.code) {
                Some(lambda) => {
                    self.bind_parameters(function, lambda.parameters.as_deref(), arguments, &variables, place)?;
                }
                None => return Ok((self.unknown("the lambda's body was not found", place), Vec::new())),
            },
        }
        let scope = Rc::new(Scope {
            variables: Rc::new(variables),
            globals: function.scope.globals.clone(),
            parent: Some(function.scope.clone()),
            kind: ScopeKind::Function(function.code.clone()),
        });
        let frame = Frame {
            function: function.name.clone(),
            parsed: parsed.clone(),
            scope,
            at: function.code.span,
            serial: 0,
            owner: function.owner.get().cloned(),
            receiver,
            yields,
            module: function.module.clone(),
            handled: Vec::new(),
            arguments: given,
            undecided: 0,
        };
        self.within(frame, |vm| {
            let value = match function.code.kind {
                CodeKind::Function => {
                    let Some(def) = parsed.function(&function.code) else { return Ok((Value::None, Vec::new())) };
                    let start = vm.pending.len();
                    let ended = vm.run_block(&def.body);
                    let value = vm.end_call(start, ended)?;
                    vm.check_return(function)?;
                    value
                }
                CodeKind::Lambda => {
                    let Some(lambda) = parsed.lambda(&function.code) else { return Ok((Value::None, Vec::new())) };
                    vm.evaluate(&lambda.body)?
                }
            };
            let yielded = match vm.frames.last_mut().map(|frame| &mut frame.yields) {
                Some(Yields::Collected(values)) => std::mem::take(values),
                _ => Vec::new(),
            };
            Ok((value, yielded))
        })
    }

    /// Ends a call: what returned on undecided paths is joined; what raised on one goes on to the caller.
    pub(super) fn end_call(&mut self, start: usize, ended: Ended) -> Outcome {
        let as_return = |ended: Ended| match ended {
            Ok(Flow::Return(value)) => Ok(Flow::Return(value)),
            Ok(_) => Ok(Flow::Return(Value::None)),
            raised => raised,
        };
        if !self.has_pending(start) {
            return as_return(ended).map(Flow::into_value);
        }
        let serial = self.serial();
        let mut alternatives = self.collect(start, ended, &Unknown::anywhere("it is not known how the call ends"));
        for alternative in &mut alternatives {
            if alternative.serial == serial {
                let ended = std::mem::replace(&mut alternative.ended, Ok(Flow::Normal));
                alternative.ended = as_return(ended);
            }
        }
        self.go_on(alternatives).map(Flow::into_value)
    }

    fn bind_parameters(
        &mut self,
        function: &Function,
        parameters: Option<&Parameters>,
        arguments: Arguments,
        variables: &Namespace,
        place: &Place,
    ) -> Result<(), Raise> {
        let Some(parameters) = parameters else {
            return match arguments.positional.len() + arguments.keywords.len() {
                0 => Ok(()),
                given => Err(self.wrong_arguments(
                    function,
                    &format!("takes 0 positional arguments but {given} were given"),
                    place,
                )),
            };
        };
        let Arguments { positional, keywords, rest, .. } = arguments;
        let mut positional = positional.into_iter();
        let mut keywords = keywords;
        let only_positional = parameters.posonlyargs.len();
        for (at, parameter) in parameters.posonlyargs.iter().chain(&parameters.args).enumerate() {
            let name = parameter.parameter.name.as_str();
            let by_name = if at < only_positional { None } else { take(&mut keywords, name) };
            let value = match (positional.next(), by_name) {
                (Some(_), Some(_)) => {
                    return Err(self.wrong_arguments(
                        function,
                        &format!("got multiple values for argument '{name}'"),
                        place,
                    ));
                }
                (Some(value), None) | (None, Some(value)) => Some(value),
                (None, None) => None,
            };
            let value = match value {
                Some(value) => value,
                None => self.missing(function, name, rest.as_ref(), place)?,
            };
            variables.define(name, value);
        }
        match &parameters.vararg {
            Some(vararg) => {
                let more: Vec<Value> = positional.collect();
                let value = rest.clone().map_or_else(|| Value::tuple(more), Value::Unknown);
                variables.define(&vararg.name, value);
            }
            None if positional.len() > 0 => {
                let takes = parameters.posonlyargs.len() + parameters.args.len();
                let given = takes + positional.len();
                let message = format!(
                    "takes {takes} positional argument{} but {given} {} given",
                    if takes == 1 { "" } else { "s" },
                    if given == 1 { "was" } else { "were" }
                );
                return Err(self.wrong_arguments(function, &message, place));
            }
            None => {}
        }
        for parameter in &parameters.kwonlyargs {
            let name = parameter.parameter.name.as_str();
            let value = match take(&mut keywords, name) {
                Some(value) => value,
                None => self.missing(function, name, rest.as_ref(), place)?,
            };
            variables.define(name, value);
        }
        match (&parameters.kwarg, keywords.first()) {
            (Some(kwarg), _) => {
                let value = rest.map_or_else(|| Value::record(keywords), Value::Unknown);
                variables.define(&kwarg.name, value);
            }
            (None, Some((name, _))) => {
                return Err(self.wrong_arguments(
                    function,
                    &format!("got an unexpected keyword argument '{name}'"),
                    place,
                ));
            }
            (None, None) => {}
        }
        Ok(())
    }

    /// Returns the value of a parameter that no argument names.
    fn missing(&mut self, function: &Function, name: &str, rest: Option<&Unknown>, place: &Place) -> Outcome {
        if let Some(why) = rest {
            return Ok(Value::Unknown(why.clone()));
        }
        match function.defaults.iter().find(|(parameter, _)| &**parameter == name) {
            Some((_, value)) => Ok(value.clone()),
            None => {
                let message = format!("missing 1 required positional argument: '{name}'");
                Err(self.wrong_arguments(function, &message, place))
            }
        }
    }

    fn wrong_arguments(&mut self, function: &Function, message: &str, place: &Place) -> Raise {
        self.error("TypeError", &format!("{}() {message}", function.name), place)
    }
}

/// Returns the reason without the text parts of the unknown it is taken from.
fn plain(why: &Unknown) -> Unknown {
    match (why.pieces().is_empty(), why.place()) {
        (false, Some(place)) => Unknown::new(why.reason(), place),
        _ => why.clone(),
    }
}

fn take(keywords: &mut Vec<(Rc<str>, Value)>, name: &str) -> Option<Value> {
    let at = keywords.iter().position(|(given, _)| &**given == name)?;
    Some(keywords.remove(at).1)
}
