//! `string`.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::Builtin;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) static FUNCTIONS: &[Builtin] =
    &[Builtin { name: "capwords", call: capwords }, Builtin { name: "Template", call: super::not_evaluated }];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    let (lower, upper, digits) = ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789");
    let punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    vec![
        ("ascii_lowercase", Value::str(lower)),
        ("ascii_uppercase", Value::str(upper)),
        ("ascii_letters", Value::str(format!("{lower}{upper}"))),
        ("digits", Value::str(digits)),
        ("hexdigits", Value::str("0123456789abcdefABCDEF")),
        ("punctuation", Value::str(punctuation)),
        ("whitespace", Value::str(" \t\n\r\u{b}\u{c}")),
        ("printable", Value::str(format!("{digits}{lower}{upper}{punctuation} \t\n\r\u{b}\u{c}"))),
    ]
}

fn capwords(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "s", place)?;
    let Some(text) = value.as_str() else { return Ok(vm.unknown("the text is not known", place)) };
    let words = text.split_whitespace().map(|word| {
        let mut chars = word.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
        first + &chars.as_str().to_lowercase()
    });
    Ok(Value::str(words.collect::<Vec<_>>().join(" ")))
}
