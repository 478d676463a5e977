//! `uuid`.

use super::opaque::{Opaque, OpaqueClass, own_text};
use super::{hashlib, varying};
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::Builtin;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "uuid1", call: varying::uuid },
    Builtin { name: "uuid3", call: |vm, a, p| named(vm, &a, 3, p) },
    Builtin { name: "uuid4", call: varying::uuid },
    Builtin { name: "uuid5", call: |vm, a, p| named(vm, &a, 5, p) },
];

/// The namespaces of RFC 9562, appendix A.
const NAMESPACES: &[(&str, &str)] = &[
    ("NAMESPACE_DNS", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
    ("NAMESPACE_URL", "6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
    ("NAMESPACE_OID", "6ba7b812-9dad-11d1-80b4-00c04fd430c8"),
    ("NAMESPACE_X500", "6ba7b814-9dad-11d1-80b4-00c04fd430c8"),
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    let class = OpaqueClass { name: CLASS, makers: &[], values: &[], moments: &[], text };
    let namespaces = NAMESPACES.iter().map(|(name, text)| (*name, spelled(text)));
    std::iter::once(("UUID", Value::foreign(class))).chain(namespaces).collect()
}

const CLASS: &str = "uuid.UUID";

fn spelled(text: &str) -> Value {
    let arguments = Arguments::positional(vec![Value::str(text)]);
    Value::foreign(Opaque { class: CLASS, arguments, text: Some(text.into()) })
}

fn text(arguments: &Arguments) -> Option<Rc<str>> {
    let text = own_text(arguments)?;
    let bare = text.replace("urn:", "").replace("uuid:", "");
    let digits = bare.trim_matches(['{', '}']).replace('-', "").to_lowercase();
    if digits.len() != 32 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    Some(grouped(&digits).into())
}

fn grouped(digits: &str) -> String {
    [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| digits.get(range).unwrap_or_default()).join("-")
}

/// A UUID that a namespace and a name give (RFC 9562, 5.3 and 5.5).
fn named(vm: &mut Vm, arguments: &Arguments, version: u8, place: &Place) -> Outcome {
    let (namespace, name) = (vm.argument(arguments, 0, "namespace", place)?, vm.argument(arguments, 1, "name", place)?);
    if let Value::Str(_) = namespace {
        return Err(vm.error("AttributeError", "'str' object has no attribute 'bytes'", place));
    }
    let namespace = namespace.downcast::<Opaque>().filter(|own| own.class == CLASS).and_then(|own| own.text.clone());
    let (Some(namespace), Some(name)) = (namespace, name.as_str()) else {
        return super::not_evaluated(vm, arguments.clone(), place);
    };
    let digits = namespace.replace('-', "");
    let bytes = (0..16).filter_map(|at| u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok());
    let all: Vec<u8> = bytes.chain(name.bytes()).collect();
    let hashed = if version == 3 { hashlib::md5(&all) } else { hashlib::sha1(&all) };
    let marked = hashed
        .iter()
        .take(16)
        .enumerate()
        .map(|(at, byte)| match at {
            6 => byte & 0x0f | version << 4,
            8 => byte & 0x3f | 0x80,
            _ => *byte,
        })
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>();
    Ok(spelled(&grouped(&marked)))
}
