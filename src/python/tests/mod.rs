//! A small host for tests: `op.NAME(...)` is recorded in order, `maybe` and `items` are unknown.

mod branches;
mod foreigners;
mod hostile;

use super::{Arguments, Foreign, Imported, Outcome, Raise, State, Unknown, Value, Vm, World};
use crate::source::{Place, Source};
use std::cell::RefCell;
use std::rc::Rc;

/// What happened: names of operations, or why it is not known whether something did.
#[derive(Default)]
struct Host {
    log: RefCell<Vec<String>>,
    told: RefCell<Vec<String>>,
    modules: Vec<(&'static str, &'static str, &'static str)>,
}

struct Op;

impl Foreign for Op {
    fn type_name(&self) -> &str {
        "op"
    }

    fn has_method(&self, name: &str) -> bool {
        name != "missing"
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let world = vm.world();
        let any: Rc<dyn std::any::Any> = world;
        let Ok(host) = any.downcast::<Host>() else { return Ok(Value::None) };
        if name == "fail" {
            return Err(vm.error("ValueError", "failed", place));
        }
        let shown = arguments.positional.iter().map(|value| format!("{value:?}").replace('"', "")).collect::<Vec<_>>();
        host.log.borrow_mut().push(format!("{name}({})", shown.join(",")));
        Ok(Value::None)
    }
}

impl World for Host {
    fn reaches_beyond(&self, value: &Value) -> bool {
        matches!(value, Value::Foreign(_))
    }

    fn import(&self, _: &mut Vm, module: &str, place: &Place) -> Imported {
        if let Some((_, path, text)) = self.modules.iter().find(|(name, ..)| *name == module) {
            return Imported::Source(Source::new(*path, *text));
        }
        match module {
            "host" => {
                let unknown = |reason: &str| Value::Unknown(Unknown::new(reason, place));
                Imported::Value(Value::foreign(Exports(vec![
                    ("op", Value::foreign(Op)),
                    ("maybe", unknown("maybe")),
                    ("perhaps", unknown("perhaps")),
                    ("items", unknown("items")),
                    ("text", Value::Unknown(Unknown::new("text", place))),
                ])))
            }
            _ => Imported::Missing(format!("no module `{module}`")),
        }
    }

    fn state(&self) -> State {
        Rc::new(self.log.borrow().clone())
    }

    fn is_same(&self, before: &State, after: &State) -> bool {
        before.downcast_ref::<Vec<String>>() == after.downcast_ref::<Vec<String>>()
    }

    fn resume(&self, state: &State) {
        if let Some(log) = state.downcast_ref::<Vec<String>>() {
            self.log.replace(log.clone());
        }
    }

    fn join(&self, taken: &State, other: &State, why: &Unknown) {
        let (Some(a), Some(b)) = (taken.downcast_ref::<Vec<String>>(), other.downcast_ref::<Vec<String>>()) else {
            return;
        };
        let common = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let mut log = a[..common].to_vec();
        let (a, b) = (a[common..].join(" "), b[common..].join(" "));
        if a != b {
            log.push(format!("{}?[{a}|{b}]", why.reason()));
        }
        self.log.replace(log);
    }

    fn called_unknown(&self, _: &mut Vm, callee: &Unknown, _: &Arguments, _: &Place) {
        self.told.borrow_mut().push(format!("called {}", callee.reason()));
    }

    fn may_raise(&self, _: &mut Vm, raise: &Raise, condition: &Unknown) {
        self.told.borrow_mut().push(format!("{} raises {}", condition.reason(), raise.class_name()));
    }
}

/// A module of the host.
struct Exports(Vec<(&'static str, Value)>);

impl Foreign for Exports {
    fn type_name(&self) -> &str {
        "module"
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        match self.0.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => Ok(value.clone()),
            None => Err(vm.error("AttributeError", name, place)),
        }
    }
}

/// What a script left: the log, what the host was told, `result`, and what was raised.
struct Ran {
    log: String,
    told: String,
    result: String,
    raised: String,
}

fn run(text: &str) -> Ran {
    run_with(text, Vec::new())
}

fn run_with(text: &str, modules: Vec<(&'static str, &'static str, &'static str)>) -> Ran {
    run_after("", text, modules)
}

/// Runs `text` with the evaluator that has run `before`.
fn run_after(before: &str, text: &str, modules: Vec<(&'static str, &'static str, &'static str)>) -> Ran {
    let [before, text] = [before, text]
        .map(|text| format!("from host import *\nfrom host import op, maybe, perhaps, items, text\n{text}"));
    let run = move || {
        let host = Rc::new(Host { modules, ..Host::default() });
        let mut vm = Vm::new(host.clone());
        let _ = vm.load_module(&Source::new("/project/versions/before.py", before), "versions.before");
        let source = Source::new("/project/versions/a.py", text);
        let parsed = Rc::new(super::parse(&source));
        let module = vm.prepare_module(parsed.clone(), "versions.a");
        let raised = vm.run_module(&module, &parsed).err();
        let place = source.place(Default::default());
        let result = match module.globals.find("result") {
            Some(value) => {
                vm.to_repr(&value, &place).map_or_else(|raise| format!("{raise:?}"), |text| format!("{text:?}"))
            }
            None => String::new(),
        };
        let result = result.trim_matches('"').replace("\\\"", "\"");
        let (log, told) = (host.log.borrow().join(" "), host.told.borrow().join("; "));
        Ran { log, told, result, raised: raised.map_or_else(String::new, |raise| format!("{raise:?}")) }
    };
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run).expect("a thread can be started");
    thread.join().expect("no panic")
}
