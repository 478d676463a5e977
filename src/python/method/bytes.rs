//! The methods of `bytes`.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) const METHODS: &[&str] = &["decode", "hex", "startswith", "endswith", "strip", "split", "join", "replace"];

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
            ("decode", _) => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Value::str(text)),
                Err(_) => Err(self.error("UnicodeDecodeError", "'utf-8' codec can't decode the bytes", place)),
            },
            ("hex", _) => Ok(Value::str(bytes.iter().map(|b| format!("{b:02x}")).collect::<String>())),
            ("startswith", Some(prefix)) => Ok(Value::Bool(bytes.starts_with(&prefix))),
            ("endswith", Some(suffix)) => Ok(Value::Bool(bytes.ends_with(&suffix))),
            ("strip", None) => Ok(Value::Bytes(bytes.trim_ascii().into())),
            _ => Ok(self.unknown(format!("method `{name}` of bytes is not evaluated"), place)),
        }
    }
}
