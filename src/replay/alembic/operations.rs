//! The object `alembic.op`, and whatever else has its methods.

use super::batch::Batch;
use super::op;
use super::plugin;
use crate::python::{Arguments, Foreign, Outcome, Unknown, Value, Vm};
use crate::replay::Session;
use crate::replay::sqlalchemy::bind::connection::connection;
use crate::replay::sqlalchemy::bind::expression::expression;
use crate::replay::sqlalchemy::bind::names::conv;
use crate::replay::sqlalchemy::bind::values::clause;
use crate::schema::Touched;
use crate::source::Place;
use std::rc::Rc;

/// `alembic.op`, an `Operations` object.
pub struct Operations {
    session: Session,
}

/// The methods that are no directives.
const OTHERS: &[&str] = &[
    "batch_alter_table",
    "f",
    "get_bind",
    "get_context",
    "implementation_for",
    "inline_literal",
    "invoke",
    "register_operation",
    "run_async",
];

impl Operations {
    /// Returns the object of a session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

/// Calls a method that `op` and a batch have in common.
///
/// # Errors
/// The Python exception that it raises.
pub fn call_common(
    session: &Session,
    vm: &mut Vm,
    name: &str,
    arguments: &Arguments,
    place: &Place,
) -> Option<Outcome> {
    Some(match name {
        "f" => Ok(conv(&arguments.find(0, "name").unwrap_or(Value::None))),
        "get_bind" => Ok(connection()),
        "get_context" => Ok(Value::foreign(super::context::MigrationContext::new(session.clone()))),
        "inline_literal" => Ok(expression(clause(&arguments.find(0, "value").unwrap_or(Value::None)))),
        "run_async" => run_async(session, vm, arguments, place),
        "invoke" => plugin::invoke(session, vm, arguments, place),
        "implementation_for" | "register_operation" => {
            let class = plugin::OperationsClass::new(session.clone(), session.registry());
            Rc::new(class).call_method(vm, name, arguments.clone(), place)
        }
        _ => return None,
    })
}

/// `op.run_async(function, *args, **kw)`: the function runs at once, with an asynchronous connection before the arguments.
fn run_async(session: &Session, vm: &mut Vm, arguments: &Arguments, place: &Place) -> Outcome {
    let mut arguments = arguments.clone();
    if arguments.positional.is_empty() {
        let unknown = Unknown::new("`op.run_async` is called without a function that is known", place);
        session.unknown(vm, Touched::Everything, &unknown, place);
        return Ok(Value::None);
    }
    let function = arguments.positional.remove(0);
    let connection = connection();
    vm.call(&function, arguments.preceded_by(connection), place)
}

impl Foreign for Operations {
    fn type_name(&self) -> &str {
        "alembic.op"
    }

    fn has_method(&self, name: &str) -> bool {
        op::find(name).is_some() || OTHERS.contains(&name) || self.session.registry().has(name)
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        match name {
            "impl" | "migration_context" => {
                let context = Value::foreign(super::context::MigrationContext::new(self.session.clone()));
                if name == "impl" { vm.attribute(&context, "impl", place) } else { Ok(context) }
            }
            "__name__" => Ok(Value::str("alembic.op")),
            _ => plugin::of_package(&self.session, vm, name, place),
        }
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        if let Some(entry) = op::find(name) {
            if let Some(function) = self.session.registry().replacement(name)
                && let Some(operation) = super::migrate_op::of_call(name, arguments.clone())
            {
                return vm.call(&function, Arguments::positional(vec![Value::Foreign(self), operation]), place);
            }
            return entry.call(&self.session, vm, arguments, place);
        }
        if name == "batch_alter_table" {
            return Ok(Batch::open(&self.session, &arguments));
        }
        if let Some(outcome) = call_common(&self.session, vm, name, &arguments, place) {
            return outcome;
        }
        if self.session.registry().has(name) {
            return self.session.registry().call(&self.session, vm, name, arguments, place);
        }
        let callee = self.attribute(vm, name, place)?;
        vm.call(&callee, arguments, place)
    }
}
