//! Modules whose results differ from run to run, or whose values are not looked into: `datetime`, `time`, `random`,
//! `secrets`, `decimal`.

use super::opaque::{OpaqueClass, no_text, own_text};
use super::{no_effect, not_determined, varying};
use crate::python::arguments::Arguments;
use crate::python::object::Builtin;
use crate::python::value::Value;
use crate::python::vm::Vm;
use std::rc::Rc;

const MAKERS: &[&str] = &[
    "now",
    "utcnow",
    "today",
    "fromtimestamp",
    "utcfromtimestamp",
    "fromisoformat",
    "strptime",
    "combine",
    "fromordinal",
];

pub(super) static TIME: &[Builtin] = &[
    Builtin { name: "time", call: varying::seconds },
    Builtin { name: "time_ns", call: varying::nanoseconds },
    Builtin { name: "perf_counter", call: not_determined },
    Builtin { name: "monotonic", call: not_determined },
    Builtin { name: "strftime", call: not_determined },
    Builtin { name: "localtime", call: not_determined },
    Builtin { name: "gmtime", call: not_determined },
    Builtin { name: "sleep", call: no_effect },
];

pub(super) static RANDOM: &[Builtin] = &[
    Builtin { name: "choice", call: not_determined },
    Builtin { name: "choices", call: not_determined },
    Builtin { name: "randint", call: not_determined },
    Builtin { name: "random", call: not_determined },
    Builtin { name: "randrange", call: not_determined },
    Builtin { name: "sample", call: not_determined },
    Builtin { name: "seed", call: no_effect },
    Builtin { name: "SystemRandom", call: not_determined },
];

pub(super) static SECRETS: &[Builtin] = &[
    Builtin { name: "choice", call: not_determined },
    Builtin { name: "randbelow", call: not_determined },
    Builtin { name: "token_bytes", call: not_determined },
    Builtin { name: "token_hex", call: varying::token_hex },
    Builtin { name: "token_urlsafe", call: varying::token_urlsafe },
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    let class =
        |name, makers, values| Value::foreign(OpaqueClass { name, makers, values, moments: &[], text: no_text });
    let timezone =
        OpaqueClass { name: "datetime.timezone", makers: &[], values: &["utc"], moments: &[], text: no_text };
    vec![
        (
            "datetime",
            Value::foreign(OpaqueClass {
                name: "datetime.datetime",
                makers: MAKERS,
                values: &["min", "max"],
                moments: &["now", "utcnow", "today"],
                text: datetime_text,
            }),
        ),
        (
            "date",
            Value::foreign(OpaqueClass {
                name: "datetime.date",
                makers: MAKERS,
                values: &["min", "max"],
                moments: &["today"],
                text: date_text,
            }),
        ),
        ("time", class("datetime.time", MAKERS, &["min", "max"])),
        ("timedelta", class("datetime.timedelta", &[], &["min", "max"])),
        ("tzinfo", class("datetime.tzinfo", &[], &[])),
        ("timezone", Value::foreign(timezone)),
        (
            "UTC",
            Value::foreign(super::Opaque {
                class: "datetime.timezone",
                arguments: Arguments::positional(vec![Value::str("utc")]),
                text: Some(Rc::from("UTC")),
            }),
        ),
        ("MINYEAR", Value::Int(1)),
        ("MAXYEAR", Value::Int(9999)),
    ]
}

pub(super) fn decimal_values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    vec![(
        "Decimal",
        Value::foreign(OpaqueClass {
            name: "decimal.Decimal",
            makers: &["from_float"],
            values: &[],
            moments: &[],
            text: own_text,
        }),
    )]
}

fn date_text(arguments: &Arguments) -> Option<Rc<str>> {
    match arguments.positional.as_slice() {
        [year, month, day] => {
            let text = format!("{:04}-{:02}-{:02}", year.as_int()?, month.as_int()?, day.as_int()?);
            Some(Rc::from(text))
        }
        _ => None,
    }
}

/// Without a time zone.
fn datetime_text(arguments: &Arguments) -> Option<Rc<str>> {
    let parts: Vec<_> = arguments.positional.iter().map(Value::as_int).collect::<Option<_>>()?;
    if !(3..=7).contains(&parts.len()) || !arguments.keywords.is_empty() {
        return None;
    }
    let at = |index: usize| parts.get(index).copied().unwrap_or(0);
    let mut text = format!("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", at(0), at(1), at(2), at(3), at(4), at(5));
    if at(6) != 0 {
        text.push_str(&format!(".{:06}", at(6)));
    }
    Some(Rc::from(text))
}
