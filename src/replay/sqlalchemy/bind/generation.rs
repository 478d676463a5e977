//! What fills a column on the server, as Python sees it: `Identity`, `Computed`, `DefaultClause`, `FetchedValue`.

use super::class::rest;
use super::expression;
use super::sequence::{SequenceObject, sequence_options};
use super::values::{clause, clause_or_text, flag, from_python, to_python};
use crate::python::{Arguments, Foreign, Outcome, Sample, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::column::{Computed, IdentityOptions, ServerDefault};
use crate::schema::Unknown;
use crate::source::Place;
use std::rc::Rc;

/// `Identity(…)`.
pub struct IdentityObject(pub IdentityOptions);

/// `Computed(…)`.
pub struct ComputedObject(pub Computed);

/// `FetchedValue()` and `DefaultClause(…)`.
pub struct DefaultObject(pub ServerDefault);

/// Returns the server default that a value means.
///
/// # Errors
/// Why it is not known.
pub fn server_default(value: &Value) -> ServerDefault {
    if let Some(default) = value.downcast::<DefaultObject>() {
        return default.0.clone();
    }
    if let Some(sequence) = value.downcast::<SequenceObject>() {
        return ServerDefault::Clause(Clause::text(&sequence.0.next_value()));
    }
    match value {
        Value::None => ServerDefault::None,
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
            let reason = format!("`ArgumentError`: a `{}` is no server default", value.type_name());
            ServerDefault::Clause(Clause::Unknown(Unknown::new(reason, None)))
        }
        Value::Unknown(unknown) if unknown.pieces().is_empty() => {
            ServerDefault::Clause(Clause::Unknown(from_python(unknown)))
        }
        Value::Unknown(unknown) => {
            let sample = unknown.sample().map(|own| match own {
                Sample::Text(text) | Sample::NewText(text) => text,
            });
            ServerDefault::Like { sample, why: from_python(unknown) }
        }
        value => match super::values::text(value) {
            Ok(text) => ServerDefault::Text(text),
            Err(_) => ServerDefault::Clause(clause(value)),
        },
    }
}

/// Makes an identity.
pub fn construct_identity(_vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
    const PARAMETERS: [&str; 11] = [
        "always",
        "on_null",
        "start",
        "increment",
        "minvalue",
        "maxvalue",
        "nominvalue",
        "nomaxvalue",
        "cycle",
        "cache",
        "order",
    ];
    let made = (|| -> Result<IdentityOptions, Unknown> {
        if let Some(unknown) = rest(&arguments) {
            return Err(unknown);
        }
        let named = |name: &str| {
            let at = PARAMETERS.iter().position(|parameter| *parameter == name);
            at.and_then(|at| arguments.positional.get(at).cloned()).or_else(|| arguments.keyword(name))
        };
        let always = flag(named("always").as_ref())?.unwrap_or(false);
        Ok(IdentityOptions { always, options: sequence_options(&named)? })
    })();
    Ok(match made {
        Ok(options) => Value::foreign(IdentityObject(options)),
        Err(unknown) => Value::Unknown(to_python(&unknown)),
    })
}

/// Makes a computed column's expression.
pub fn construct_computed(_vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
    let expression = arguments.find(0, "sqltext").map_or(Clause::text(""), |value| clause_or_text(&value));
    Ok(match flag(arguments.find(1, "persisted").as_ref()) {
        Ok(persisted) => Value::foreign(ComputedObject(Computed { expression, persisted })),
        Err(unknown) => Value::Unknown(to_python(&unknown)),
    })
}

/// Makes a default clause.
pub fn construct_default(_vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
    let default = arguments.find(0, "arg").map_or(ServerDefault::Fetched, |value| server_default(&value));
    Ok(Value::foreign(DefaultObject(default)))
}

/// Makes a fetched value.
pub fn construct_fetched(_vm: &mut Vm, _arguments: Arguments, _place: &Place) -> Outcome {
    Ok(Value::foreign(DefaultObject(ServerDefault::Fetched)))
}

macro_rules! plain_objects {
    ($($object:ident $name:literal;)*) => {
        $(impl Foreign for $object {
            fn type_name(&self) -> &str {
                $name
            }

            fn same(&self, other: &Value) -> bool {
                other.downcast::<Self>().is_some_and(|other| other.0 == self.0)
            }
        })*
    };
}

plain_objects! {
    IdentityObject "Identity";
    ComputedObject "Computed";
}

impl Foreign for DefaultObject {
    fn type_name(&self) -> &str {
        "DefaultClause"
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match (name, &self.0) {
            ("arg", ServerDefault::Text(text)) => Value::str(text),
            ("arg", ServerDefault::Clause(own)) => expression::expression(own.clone()),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a default is not modelled"), place)),
        })
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.0 == self.0)
    }
}
