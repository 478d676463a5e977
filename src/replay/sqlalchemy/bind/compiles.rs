//! `@compiles(Class, "dialect", …)`.

use super::class::ClassObject;
use super::opaque::Opaque;
use super::project_types::COMPILES;
use super::server;
use super::types::TypeClassObject;
use crate::python::{Arguments, Foreign, Outcome, Unknown, Value, Vm};
use crate::replay::compiled::{CompiledOtherwise, Compiles};
use crate::source::Place;
use std::rc::Rc;

/// Returns the decorator: on a class of the project the function is kept, on one of SQLAlchemy's it is noted that there
/// is one, where it holds for PostgreSQL.
pub fn construct(_vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
    let target = arguments.find(0, "class_").unwrap_or(Value::None);
    let dialects: Vec<Rc<str>> = arguments.positional.iter().skip(1).filter_map(Value::as_str).collect();
    Ok(Value::native("compiles", move |vm, arguments, place| {
        let compile = arguments.positional.first().cloned().unwrap_or(Value::None);
        if let Value::Class(class) = &target {
            let names = if dialects.is_empty() { vec![Rc::from("default")] } else { dialects.clone() };
            for name in names {
                vm.bind(&class.attributes, &format!("{COMPILES}{name}"), compile.clone());
            }
        } else if dialects.is_empty() || dialects.iter().any(|dialect| &**dialect == "postgresql") {
            note(vm, &target, place);
        }
        Ok(compile)
    }))
}

fn note(vm: &Vm, target: &Value, place: &Place) {
    let (class, kind): (Rc<str>, _) = if let Some(own) = target.downcast::<TypeClassObject>() {
        (own.class.name.into(), Compiles::Types)
    } else if let Some(own) = target.downcast::<ClassObject>() {
        (own.name.into(), Compiles::Elements)
    } else if let Some(own) = target.downcast::<Opaque>() {
        (own.type_name().into(), Compiles::Elements)
    } else if let Value::Native(function) = target {
        (function.name.clone(), Compiles::Elements)
    } else {
        return;
    };
    let reason = format!("`{class}` is compiled by a function of the project's own (`@compiles`)");
    let why = Unknown::new(reason, place);
    if let Some(session) = server::session(vm) {
        session.note_compiled(CompiledOtherwise { class, kind, why });
    }
}
