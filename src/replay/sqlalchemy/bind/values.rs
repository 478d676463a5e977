//! Plain values out of the evaluator's: names, flags, numbers, literals. What is not known keeps its reason.

use super::expression::ExpressionObject;
use super::names::ConvObject;
use crate::python::{Instance, Opaque, Piece, Raise, Sample, Unknown as Python, Value, Varying, VaryingKind, Vm};
use crate::replay::sqlalchemy::clause::{Clause, Literal};
use crate::replay::sqlalchemy::naming::GivenName;
pub use crate::replay::{from_python, to_python};
use crate::schema::{Unknown, VagueName};
use crate::source::Place;
use std::rc::Rc;
use std::sync::Arc;

/// Returns the text of a string, `None` for Python's `None`.
///
/// # Errors
/// Why the text is not known, or that the value is no string.
pub fn optional_text(value: Option<&Value>) -> Result<Option<String>, Unknown> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => text(value).map(Some),
    }
}

/// Returns the text of a string.
///
/// # Errors
/// Why the text is not known, or that the value is no string.
pub fn text(value: &Value) -> Result<String, Unknown> {
    if let Some(text) = value.as_str() {
        return Ok(text.to_string());
    }
    if let Some(name) = value.downcast::<ConvObject>() {
        return Ok(name.0.to_string());
    }
    Err(match value {
        Value::Unknown(unknown) => from_python(unknown),
        other => Unknown::new(format!("a `{}` stands where a string is expected", other.type_name()), None),
    })
}

/// Returns what a constraint or index was named.
///
/// # Errors
/// Why the name is not known.
pub fn given_name(value: Option<&Value>) -> Result<GivenName, Unknown> {
    match value {
        None | Some(Value::None) => Ok(GivenName::None),
        Some(value) => match value.downcast::<ConvObject>() {
            Some(name) => Ok(GivenName::Final(name.0.to_string())),
            None => text(value).map(GivenName::Plain),
        },
    }
}

/// Returns what is known of a name.
#[must_use]
pub fn vague_name(unknown: &Python) -> VagueName {
    let mut parts = vec![String::new()];
    for piece in unknown.pieces() {
        match (piece, parts.last_mut()) {
            (Piece::Text(text), Some(last)) => last.push_str(text),
            _ => parts.push(String::new()),
        }
    }
    VagueName::around(parts.into_iter().map(Arc::from).collect())
}

/// Returns whether a flag counts as true, `None` for Python's `None` and for nothing at all.
///
/// # Errors
/// Why the flag is not known.
pub fn flag(value: Option<&Value>) -> Result<Option<bool>, Unknown> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(*flag)),
        Some(Value::Int(number)) => Ok(Some(*number != 0)),
        Some(Value::Str(text)) => Ok(Some(!text.is_empty())),
        Some(Value::Unknown(unknown)) => Err(from_python(unknown)),
        Some(_) => Ok(Some(true)),
    }
}

/// Returns a number, `None` for Python's `None` and for nothing at all.
///
/// # Errors
/// Why the number is not known, or that the value is none.
pub fn number(value: Option<&Value>) -> Result<Option<i64>, Unknown> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(Value::Unknown(unknown)) => Err(from_python(unknown)),
        Some(value) => match value.as_int().and_then(|number| i64::try_from(number).ok()) {
            Some(number) => Ok(Some(number)),
            None => Err(Unknown::new(format!("a `{}` stands where a number is expected", value.type_name()), None)),
        },
    }
}

/// Returns the SQL of a value: an expression as it is, anything else as a literal.
#[must_use]
pub fn clause(value: &Value) -> Clause {
    nested_clause(value, 0)
}

/// Returns the SQL of a value as the driver sends it: a list is an array (psycopg2, `adapter_list.c`).
#[must_use]
pub fn adapted(value: &Value) -> Clause {
    let Value::List(items) = value else { return clause(value) };
    let items = match items.content() {
        Ok(items) => items,
        Err(unknown) => return Clause::Unknown(from_python(&unknown)),
    };
    // What it makes of nothing but NULLs depends on its version; lists in lists have brackets of their own.
    if !items.is_empty() && items.iter().all(|own| matches!(own, Value::None | Value::List(_))) {
        return Clause::Unknown(Unknown::new("how the driver sends a list is not followed", None));
    }
    let separated = items
        .iter()
        .enumerate()
        .flat_map(|(at, own)| (at > 0).then(|| Clause::text(", ")).into_iter().chain([clause(own)]));
    match items.is_empty() {
        true => Clause::text("'{}'"),
        false => {
            Clause::Pieces([Clause::text("ARRAY[")].into_iter().chain(separated).chain([Clause::text("]")]).collect())
        }
    }
}

/// Returns the SQL of the items of a list in parentheses; without any, a query of no rows (`visit_empty_set_expr`,
/// dialects/postgresql/base.py, 2.1).
#[must_use]
pub fn expanded(value: &Value) -> Clause {
    match clause(value) {
        Clause::List(items) if items.is_empty() => Clause::text("(SELECT CAST(NULL AS INTEGER) WHERE 1!=1)"),
        own @ (Clause::List(_) | Clause::Unknown(_)) => own,
        _ => Clause::Unknown(Unknown::new("what an expanding parameter is given is no list", None)),
    }
}

/// How deep lists lie in lists: a list may hold itself.
const MAX_DEPTH: usize = 6;

fn nested_clause(value: &Value, depth: usize) -> Clause {
    let list = |items: &[Value]| {
        if depth > MAX_DEPTH {
            return Clause::Unknown(Unknown::new("the structure is nested too deeply to be written out", None));
        }
        Clause::List(items.iter().map(|item| nested_clause(item, depth + 1)).collect())
    };
    if let Some(object) = value.downcast::<ExpressionObject>() {
        return object.clause.clone();
    }
    if let Some(clause) = super::as_clause(value) {
        return clause;
    }
    if let Some(own) = value.downcast::<Varying>() {
        let why = from_python(own.why());
        return match varying_literal(own.kind()) {
            Some(sample) => Clause::Like { sample, why },
            None => Clause::Unknown(why),
        };
    }
    if let Some(literal) = value.downcast::<Opaque>().and_then(|own| opaque_literal(&own)) {
        return Clause::Literal(literal);
    }
    match value {
        Value::None => Clause::Literal(Literal::Null),
        Value::Bool(flag) => Clause::Literal(Literal::Bool(*flag)),
        Value::Int(number) => match i64::try_from(*number) {
            Ok(number) => Clause::Literal(Literal::Int(number)),
            Err(_) => Clause::Literal(Literal::Number(number.to_string().into())),
        },
        Value::Float(number) => Clause::Literal(Literal::Number(format!("{number:?}").into())),
        Value::List(items) => match items.content() {
            Ok(items) => list(&items),
            Err(unknown) => Clause::Unknown(from_python(&unknown)),
        },
        Value::Tuple(items) => list(items),
        Value::Set(set) => match set.members.content() {
            Ok(members) => Clause::List(members.iter().map(|item| nested_clause(item, depth + 1)).collect()),
            Err(unknown) => Clause::Unknown(from_python(&unknown)),
        },
        Value::Unknown(unknown) => unknown_clause(unknown),
        Value::Instance(instance) => instance_clause(instance, value),
        other => match other.as_str() {
            Some(text) => Clause::Literal(Literal::String(text)),
            None => {
                let reason = format!("the SQL of a `{}` is not modelled", other.type_name());
                Clause::Unknown(Unknown::new(reason, None))
            }
        },
    }
}

/// Returns the SQL of what is not known, where what may stand for it is.
fn unknown_clause(unknown: &Python) -> Clause {
    let sample = match unknown.sample() {
        None => return Clause::Unknown(from_python(unknown)),
        Some(Sample::Text(text)) => Literal::String(text),
        Some(Sample::NewText(text)) => Literal::New(text, None),
    };
    Clause::Like { sample, why: from_python(unknown) }
}

/// Returns what a driver sends for such a value (psycopg2, `adapter_datetime.c`; SQLAlchemy, `PGUuid`).
fn varying_literal(kind: &VaryingKind) -> Option<Literal> {
    Some(match kind {
        VaryingKind::Moment { .. } => Literal::Typed("2000-01-01 00:00:00.000001".into(), "timestamp"),
        VaryingKind::Day => Literal::Typed("2000-01-01".into(), "date"),
        VaryingKind::Uuid(text) => Literal::New(text.clone(), Some("uuid")),
        VaryingKind::Seconds => Literal::Number("1700000000.25".into()),
        VaryingKind::Whole(number) => Literal::Number(number.to_string().into()),
        VaryingKind::Span => return None,
    })
}

/// Returns the literal of a date, a time, a decimal or a UUID, if its text is known.
#[must_use]
pub fn opaque_literal(own: &Opaque) -> Option<Literal> {
    let text = own.text.clone()?;
    match own.class {
        "decimal.Decimal" => text.parse::<f64>().is_ok_and(f64::is_finite).then_some(Literal::Number(text)),
        "datetime.date" | "datetime.datetime" | "uuid.UUID" => Some(Literal::String(text)),
        _ => None,
    }
}

/// Returns the SQL of what may be an expression or SQL text: text stands as it is.
#[must_use]
pub fn clause_or_text(value: &Value) -> Clause {
    match value.as_str() {
        Some(text) => Clause::Text(text),
        None => clause(value),
    }
}

/// Refuses a plain string where a condition or column is expected (`coercions._no_text_coercion`, sql/coercions.py).
///
/// # Errors
/// SQLAlchemy's ArgumentError.
pub fn refuse_text(vm: &mut Vm, values: &[Value], place: &Place) -> Result<(), Raise> {
    match values.iter().find_map(|own| if let Value::Str(_) = own { own.as_str() } else { None }) {
        Some(text) => {
            let message = format!("Textual SQL expression '{text}' should be explicitly declared as text('{text}')");
            Err(super::server::raise(vm, "ArgumentError", &message, place))
        }
        None => Ok(()),
    }
}

fn instance_clause(instance: &Rc<Instance>, value: &Value) -> Clause {
    // An enum member is stored by its name, a `str` enum in plain SQL by its text.
    if let Some(text) = value.as_str() {
        return Clause::Literal(Literal::String(text));
    }
    if let Some(number) = value.as_int().and_then(|number| i64::try_from(number).ok()) {
        return Clause::Literal(Literal::Int(number));
    }
    let reason = format!("the SQL of a `{}` is not modelled", instance.class.name);
    Clause::Unknown(Unknown::new(reason, None))
}
