//! Operations that are not Alembic's own: those a project registers (`Operations.register_operation`), and those of
//! packages that are not read. The first are followed; the others are unknown and touch what they name.

use super::migrate_op::{self, OperationObject};
use super::operations::Operations;
use crate::python::{Arguments, Foreign, Outcome, Unknown, Value, Vm};
use crate::replay::Session;
use crate::replay::sqlalchemy::bind::values::flag;
use crate::schema::Touched;
use crate::source::Place;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a project has registered.
#[derive(Default)]
pub struct Registry {
    /// The directive's name, the class and the name of its class method.
    operations: RefCell<BTreeMap<String, (Value, String)>>,
    /// The class of an operation and the function that carries it out.
    implementations: RefCell<Vec<(Value, Value)>>,
}

/// `alembic.operations.Operations` and `BatchOperations`: the classes that operations are registered on.
pub struct OperationsClass {
    session: Session,
    registry: Rc<Registry>,
}

/// A directive that nobody knows.
struct UnknownOperation {
    session: Session,
    name: String,
    touched: Touched,
}

impl OperationsClass {
    /// Returns the class.
    #[must_use]
    pub fn new(session: Session, registry: Rc<Registry>) -> Self {
        Self { session, registry }
    }
}

impl Registry {
    /// Returns whether the project has registered a directive of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.operations.borrow().contains_key(name)
    }

    /// Returns the function that carries out a directive of Alembic's instead of its own.
    #[must_use]
    pub fn replacement(&self, directive: &str) -> Option<Value> {
        let implementations = self.implementations.borrow();
        let found = implementations.iter().rev().find(|(class, _)| migrate_op::is_of_directive(class, directive));
        found.map(|(_, function)| function.clone())
    }

    /// Returns whether a class has an implementation, which only `replace=True` replaces.
    fn is_implemented(&self, class: &Value) -> bool {
        let same =
            |own: &Value| matches!((own, class), (Value::Class(own), Value::Class(class)) if Rc::ptr_eq(own, class));
        migrate_op::own_name(class).is_some() || self.implementations.borrow().iter().any(|(own, _)| same(own))
    }

    /// Calls a registered directive: its class method makes the operation and invokes it.
    ///
    /// # Errors
    /// The Python exception that it raises.
    pub fn call(&self, session: &Session, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let found = self.operations.borrow().get(name).cloned();
        let Some((class, method)) = found else { return Ok(Value::None) };
        let operations = Value::foreign(Operations::new(session.clone()));
        vm.call_method(&class, &method, arguments.preceded_by(operations), place)
    }
}

/// `op.invoke(operation)`: runs what was registered for the operation's class.
///
/// # Errors
/// The Python exception that it raises.
pub fn invoke(session: &Session, vm: &mut Vm, arguments: &Arguments, place: &Place) -> Outcome {
    let operation = arguments.find(0, "operation").unwrap_or(Value::None);
    if let Some(own) = operation.downcast::<OperationObject>() {
        return match session.registry().replacement(own.directive()) {
            Some(function) => {
                let operations = Value::foreign(Operations::new(session.clone()));
                vm.call(&function, Arguments::positional(vec![operations, operation]), place)
            }
            None => own.carry_out(session, vm, place),
        };
    }
    let class = match &operation {
        Value::Instance(instance) => Some(instance.class.clone()),
        _ => None,
    };
    let registry = session.registry();
    let implementations = registry.implementations.borrow().clone();
    let matching =
        implementations.iter().rev().find(|(own, _)| class.as_ref().is_some_and(|class| class.derives_from(own)));
    if let Some((_, function)) = matching {
        let operations = Value::foreign(Operations::new(session.clone()));
        return vm.call(function, Arguments::positional(vec![operations, operation]), place);
    }
    Ok(migrate_op::unknown(session, vm, place))
}

/// The directives of alembic_postgresql_enum, which often only `env.py` imports.
const OF_POSTGRESQL_ENUM: [&str; 2] = ["sync_enum_values", "add_enum_value"];

/// Returns a directive that nobody has registered: that of a known package, or one whose call touches anything.
///
/// # Errors
/// As importing the package.
pub fn of_package(session: &Session, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
    if OF_POSTGRESQL_ENUM.contains(&name) {
        vm.import_module("alembic_postgresql_enum", place)?;
        if session.registry().has(name) {
            let (session, own) = (session.clone(), name.to_owned());
            return Ok(Value::native(name.to_owned(), move |vm, arguments, place| {
                session.registry().call(&session, vm, &own, arguments, place)
            }));
        }
    }
    let touched = Touched::Everything;
    Ok(Value::foreign(UnknownOperation { session: session.clone(), name: name.to_owned(), touched }))
}

/// Returns a directive of a batch that nobody knows; calling it touches the batch's table.
#[must_use]
pub fn unknown_batch_operation(session: &Session, touched: Touched, name: &str) -> Value {
    Value::foreign(UnknownOperation { session: session.clone(), name: name.to_owned(), touched })
}

impl Foreign for UnknownOperation {
    fn type_name(&self) -> &str {
        "operation"
    }

    fn call(self: Rc<Self>, vm: &mut Vm, _: Arguments, place: &Place) -> Outcome {
        let unknown = Unknown::new(format!("what `op.{}` does is not known", self.name), place);
        self.session.unknown(vm, self.touched.clone(), &unknown, place);
        Ok(Value::Unknown(unknown))
    }
}

impl Foreign for OperationsClass {
    fn type_name(&self) -> &str {
        "Operations"
    }

    fn is_class(&self) -> bool {
        true
    }

    fn is_instance(&self, value: &Value) -> Option<bool> {
        Some(value.downcast::<Operations>().is_some())
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "register_operation" | "implementation_for" | "context")
    }

    /// `Operations(migration_context)`.
    fn call(self: Rc<Self>, _vm: &mut Vm, _arguments: Arguments, _place: &Place) -> Outcome {
        Ok(Value::foreign(Operations::new(self.session.clone())))
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, arguments: Arguments, _place: &Place) -> Outcome {
        let registry = self.registry.clone();
        let named = arguments.find(0, "name").or_else(|| arguments.keyword("op_cls")).unwrap_or(Value::None);
        let replaces = flag(arguments.find(1, "replace").as_ref()).unwrap_or(Some(true)).unwrap_or(false);
        let source = arguments.find(1, "sourcename").and_then(|value| value.as_str());
        match name {
            "register_operation" => Ok(Value::native("register", move |_, arguments, _| {
                let class = arguments.positional.first().cloned().unwrap_or(Value::None);
                if let Some(name) = named.as_str() {
                    let method = source.clone().unwrap_or_else(|| name.clone()).to_string();
                    registry.operations.borrow_mut().insert(name.to_string(), (class.clone(), method));
                }
                Ok(class)
            })),
            "implementation_for" => Ok(Value::native("decorate", move |vm, arguments, place| {
                let function = arguments.positional.first().cloned().unwrap_or(Value::None);
                if !replaces && registry.is_implemented(&named) {
                    let named = match (&named, migrate_op::own_name(&named)) {
                        (_, Some(name)) => format!("alembic.operations.ops.{name}"),
                        (Value::Class(class), None) => class.name.to_string(),
                        _ => String::new(),
                    };
                    let message = format!(
                        "Can not set dispatch function for object <class '{named}'>: key already exists. To replace existing \
                         function, use replace=True."
                    );
                    return Err(vm.error("ValueError", &message, place));
                }
                registry.implementations.borrow_mut().push((named.clone(), function.clone()));
                Ok(function)
            })),
            // `with Operations.context(migration_context) as op:`.
            _ => Ok(Value::foreign(Operations::new(self.session.clone()))),
        }
    }
}
