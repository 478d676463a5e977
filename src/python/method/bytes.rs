//! The methods of `bytes`.

use super::signature::Signature;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) const METHODS: &[Signature] = &[
    ("decode", "encoding=s? errors=s?"),
    ("endswith", "o n? n?"),
    ("hex", "sep=o? bytes_per_sep=i?"),
    ("join", "o"),
    ("replace", "b b i?"),
    ("split", "sep=B? maxsplit=i?"),
    ("startswith", "o n? n?"),
    ("strip", "B?"),
];

impl Vm {
    pub(super) fn call_bytes_method(
        &mut self,
        bytes: &[u8],
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        if let Some(why) = arguments.unknown() {
            return Ok(Value::Unknown(why.clone()));
        }
        let given = match arguments.positional.first() {
            Some(Value::Bytes(given)) => Some(given.clone()),
            _ => None,
        };
        match (name, given) {
            ("decode", _) => self.decode_bytes(bytes, arguments, 0, place),
            ("hex", _) if arguments.positional.is_empty() && arguments.keywords.is_empty() => {
                Ok(Value::str(bytes.iter().map(|b| format!("{b:02x}")).collect::<String>()))
            }
            ("startswith", Some(prefix)) if arguments.positional.len() == 1 => {
                Ok(Value::Bool(bytes.starts_with(&prefix)))
            }
            ("endswith", Some(suffix)) if arguments.positional.len() == 1 => Ok(Value::Bool(bytes.ends_with(&suffix))),
            ("strip", None) if arguments.positional.is_empty() => Ok(Value::Bytes(bytes.trim_ascii().into())),
            _ => Ok(self.unknown(format!("method `{name}` of bytes is not evaluated"), place)),
        }
    }
}
