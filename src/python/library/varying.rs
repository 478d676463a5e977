//! Values that differ from run to run: what `datetime.now()`, `uuid4()` and `time.time()` give. Nothing of one is known but
//! its kind, and what another one of that kind looks like.

use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::operator::{BinaryOperator, Comparison, Side};
use crate::python::unknown::{Sample, Unknown};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// Such a value.
pub struct Varying {
    kind: Kind,
    why: Unknown,
}

/// What is known of it.
#[derive(Clone, PartialEq)]
pub enum Kind {
    /// A `datetime`, and whether it has a time zone, if that is known.
    Moment { aware: Option<bool> },
    /// A `date`.
    Day,
    /// A `timedelta`.
    Span,
    /// A UUID that no other call gives, spelled like this one.
    Uuid(Rc<str>),
    /// Seconds since 1970.
    Seconds,
    /// A whole number of about this size.
    Whole(i128),
}

/// How a moment is spelled at its longest (Python library, `datetime.__str__`).
const MOMENT: &str = "2000-01-01 00:00:00.000001+00:00";
const DAY: &str = "2000-01-01";
/// How many random bytes are never the same.
const UNIQUE: usize = 16;
/// Seconds since 1970, as of 2023.
const NOW: i128 = 1_700_000_000;

impl Varying {
    /// Returns a value of this kind that is not known because of `why`.
    #[must_use]
    pub fn of(kind: Kind, why: Unknown) -> Value {
        Value::foreign(Self { kind, why })
    }

    /// Returns why it is not known.
    #[must_use]
    pub fn why(&self) -> &Unknown {
        &self.why
    }

    /// Returns what is known of it.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Returns its class.
    pub(in crate::python) fn class(&self) -> &'static str {
        match self.kind {
            Kind::Moment { .. } => "datetime.datetime",
            Kind::Day => "datetime.date",
            Kind::Span => "datetime.timedelta",
            Kind::Uuid(_) => "uuid.UUID",
            Kind::Seconds => "float",
            Kind::Whole(_) => "int",
        }
    }

    fn with(&self, kind: Kind) -> Value {
        Self::of(kind, self.why.clone())
    }

    /// Returns it as a whole number, where it is a number.
    #[must_use]
    pub fn truncated(&self) -> Option<Value> {
        match self.kind {
            Kind::Seconds => Some(self.with(Kind::Whole(NOW))),
            Kind::Whole(number) => Some(self.with(Kind::Whole(number))),
            Kind::Moment { .. } | Kind::Day | Kind::Span | Kind::Uuid(_) => None,
        }
    }

    /// Returns a value as what is computed of it may use it: of a number nothing is known there.
    pub(in crate::python) fn to_compute(value: Value) -> Value {
        match value.downcast::<Self>() {
            Some(own) if own.truncated().is_some() => Value::Unknown(own.why.clone()),
            _ => value,
        }
    }

    /// Returns why it is not known which other values it equals: only a UUID is like no other.
    pub(in crate::python) fn of_no_identity(value: &Value) -> Option<Unknown> {
        let own = value.downcast::<Self>()?;
        (!matches!(own.kind, Kind::Uuid(_))).then(|| own.why.clone())
    }

    fn spelled(&self, text: &str) -> Value {
        let sample = match self.kind {
            Kind::Uuid(_) => Sample::NewText(text.into()),
            _ => Sample::Text(text.into()),
        };
        Value::Unknown(Unknown::like(sample, &self.why))
    }
}

/// `datetime.now` and its kind: with a time zone if one is given.
pub(super) fn moment(class: &str, maker: &str, arguments: &Arguments, place: &Place) -> Value {
    let why = Unknown::new(format!("`{class}.{maker}()` differs from run to run"), place);
    if class == "datetime.date" {
        return Varying::of(Kind::Day, why);
    }
    let zone = arguments.find(0, "tz").filter(|_| maker == "now").unwrap_or(Value::None);
    Varying::of(Kind::Moment { aware: has_zone(&zone) }, why)
}

fn has_zone(zone: &Value) -> Option<bool> {
    match zone {
        Value::None => Some(false),
        // What a module gives as a time zone is one.
        Value::Unknown(unknown) => unknown.is_imported().then_some(true),
        _ => Some(true),
    }
}

/// `time.time`.
pub(super) fn seconds(_: &mut Vm, _: Arguments, place: &Place) -> Outcome {
    Ok(Varying::of(Kind::Seconds, differs(place)))
}

/// `time.time_ns`.
pub(super) fn nanoseconds(_: &mut Vm, _: Arguments, place: &Place) -> Outcome {
    Ok(Varying::of(Kind::Whole(NOW * 1_000_000_000), differs(place)))
}

/// `uuid.uuid4`: no other call gives the same.
pub(super) fn uuid(vm: &mut Vm, _: Arguments, place: &Place) -> Outcome {
    vm.serials += 1;
    let text = format!("a{:07x}-0000-4000-8000-00000000000a", vm.serials);
    Ok(Varying::of(Kind::Uuid(text.into()), differs(place)))
}

/// `secrets.token_hex`: two digits for each byte.
pub(super) fn token_hex(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    Ok(token(vm, &arguments, |bytes| bytes * 2, place))
}

/// `secrets.token_urlsafe`: four characters for three bytes.
pub(super) fn token_urlsafe(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    Ok(token(vm, &arguments, |bytes| (bytes * 4).div_ceil(3), place))
}

/// A string of random characters (Python library, `secrets`: 32 bytes unless told otherwise).
fn token(vm: &mut Vm, arguments: &Arguments, length: fn(usize) -> usize, place: &Place) -> Value {
    vm.serials += 1;
    let given = arguments.positional.first().cloned().or_else(|| arguments.keyword("nbytes"));
    let bytes = match given {
        None | Some(Value::None) => Some(32),
        Some(own) => own.as_int().and_then(|own| usize::try_from(own).ok()).filter(|own| (1..=1024).contains(own)),
    };
    let why = differs(place);
    let Some(bytes) = bytes else { return Value::Unknown(why) };
    let length = length(bytes);
    let text: String = format!("a{:x}_{:a<length$}", vm.serials, "").chars().take(length).collect();
    let sample = if bytes < UNIQUE { Sample::Text(text.into()) } else { Sample::NewText(text.into()) };
    Value::Unknown(Unknown::like(sample, &why))
}

fn differs(place: &Place) -> Unknown {
    Unknown::new(format!("`{}` differs from run to run", place.text()), place)
}

impl Foreign for Varying {
    fn type_name(&self) -> &str {
        self.class().rsplit('.').next().unwrap_or_default()
    }

    fn attribute(self: Rc<Self>, _: &mut Vm, name: &str, _: &Place) -> Outcome {
        Ok(match (&self.kind, name) {
            (Kind::Uuid(text), "hex") => self.spelled(&text.replace('-', "")),
            _ => Value::Unknown(self.why.clone()),
        })
    }

    fn call_method(self: Rc<Self>, _: &mut Vm, name: &str, arguments: Arguments, _: &Place) -> Outcome {
        Ok(match (&self.kind, name) {
            (Kind::Moment { .. }, "isoformat") if arguments.positional.is_empty() => {
                self.spelled(&MOMENT.replace(' ', "T"))
            }
            (Kind::Day, "isoformat") => self.spelled(DAY),
            (Kind::Moment { aware }, "replace") => {
                let zone = arguments.keyword("tzinfo").or_else(|| arguments.positional.get(7).cloned());
                self.with(Kind::Moment { aware: zone.map_or(*aware, |zone| has_zone(&zone)) })
            }
            (Kind::Moment { .. }, "astimezone") => self.with(Kind::Moment { aware: Some(true) }),
            (Kind::Moment { aware: Some(false) }, "utcoffset") => Value::None,
            (Kind::Moment { aware: Some(true) }, "utcoffset") => self.with(Kind::Span),
            (Kind::Moment { .. }, "date") => self.with(Kind::Day),
            (Kind::Moment { .. }, "timestamp") => self.with(Kind::Seconds),
            _ => Value::Unknown(self.why.clone()),
        })
    }

    fn binary(self: Rc<Self>, vm: &mut Vm, operator: BinaryOperator, other: &Value, _: Side, place: &Place) -> Outcome {
        use BinaryOperator::{Add, Subtract};
        // A `timedelta` before or after it: no other operand is taken, but another moment, whose distance it then is.
        let is_moved = matches!(
            (&self.kind, operator, other),
            (Kind::Moment { .. } | Kind::Day, Add | Subtract, Value::Foreign(_))
        ) && other.downcast::<Self>().is_none_or(|own| own.kind == Kind::Span);
        let is_refused = matches!(other, Value::Str(_) | Value::None | Value::List(_))
            || !matches!(self.kind, Kind::Seconds | Kind::Whole(_)) && matches!(other, Value::Int(_) | Value::Float(_));
        if is_refused && matches!(operator, Add | Subtract) {
            let (own, other) = (self.type_name(), other.type_name());
            let message = format!("unsupported operand type(s) for {}: '{own}' and '{other}'", operator.symbol());
            return Err(vm.error("TypeError", &message, place));
        }
        Ok(if is_moved { self.with(self.kind.clone()) } else { Value::Unknown(self.why.clone()) })
    }

    fn item(self: Rc<Self>, vm: &mut Vm, _: &Value, place: &Place) -> Outcome {
        let message = format!("'{}' object is not subscriptable", self.type_name());
        Err(vm.error("TypeError", &message, place))
    }

    fn iterate(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        let message = format!("'{}' object is not iterable", self.type_name());
        Err(vm.error("TypeError", &message, place))
    }

    fn compare(self: Rc<Self>, _: &mut Vm, _: Comparison, _: &Value, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.why.clone()))
    }

    fn str(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(match &self.kind {
            Kind::Moment { .. } => self.spelled(MOMENT),
            Kind::Day => self.spelled(DAY),
            Kind::Uuid(text) => self.spelled(text),
            Kind::Whole(number) => self.spelled(&number.to_string()),
            Kind::Seconds | Kind::Span => Value::Unknown(self.why.clone()),
        })
    }

    fn repr(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.why.clone()))
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.kind == self.kind)
    }

    fn copied(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }
}
