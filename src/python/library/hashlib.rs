//! `hashlib`: digests of bytes that are known. Of others the length is known.

use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::object::Builtin;
use crate::python::raise::Raise;
use crate::python::unknown::{Sample, Unknown};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use md5::Md5;
use sha1::Sha1;
use sha2::digest::DynDigest;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "md5", call: |vm, a, p| begin(vm, "md5", &a, p) },
    Builtin { name: "sha1", call: |vm, a, p| begin(vm, "sha1", &a, p) },
    Builtin { name: "sha224", call: |vm, a, p| begin(vm, "sha224", &a, p) },
    Builtin { name: "sha256", call: |vm, a, p| begin(vm, "sha256", &a, p) },
    Builtin { name: "sha384", call: |vm, a, p| begin(vm, "sha384", &a, p) },
    Builtin { name: "sha512", call: |vm, a, p| begin(vm, "sha512", &a, p) },
    Builtin { name: "blake2b", call: super::not_evaluated },
    Builtin { name: "blake2s", call: super::not_evaluated },
    Builtin { name: "new", call: by_name },
];

/// What the names of other digests begin with.
const OTHERS: &[&str] = &["blake2", "md4", "mdc2", "ripemd", "sha3", "sha512_", "shake", "sm3", "whirlpool"];

/// A digest that bytes are given to.
struct Hash {
    algorithm: &'static str,
    /// The bytes, in a list of the program: its branches have their own.
    parts: Value,
}

/// Returns the MD5 of some bytes.
pub(super) fn md5(bytes: &[u8]) -> Box<[u8]> {
    Md5::digest(bytes).as_slice().into()
}

/// Returns the SHA-1 of some bytes.
pub(super) fn sha1(bytes: &[u8]) -> Box<[u8]> {
    Sha1::digest(bytes).as_slice().into()
}

fn hasher(algorithm: &str) -> Option<Box<dyn DynDigest>> {
    Some(match algorithm {
        "md5" => Box::new(Md5::new()),
        "sha1" => Box::new(Sha1::new()),
        "sha224" => Box::new(Sha224::new()),
        "sha256" => Box::new(Sha256::new()),
        "sha384" => Box::new(Sha384::new()),
        "sha512" => Box::new(Sha512::new()),
        _ => return None,
    })
}

fn begin(vm: &mut Vm, algorithm: &'static str, arguments: &Arguments, place: &Place) -> Outcome {
    if let Some(why) = arguments.unknown() {
        return Ok(Value::Unknown(why.clone()));
    }
    // Later releases of Python call it `data`.
    let is_other = |(name, _): &(Rc<str>, Value)| !matches!(&**name, "string" | "data" | "usedforsecurity");
    if arguments.positional.len() > 1 || arguments.keywords.iter().any(is_other) {
        return Err(vm.error("TypeError", "takes one value", place));
    }
    if arguments.keyword("data").is_some() {
        return super::not_evaluated(vm, arguments.clone(), place);
    }
    let data = arguments.find(0, "string");
    data.iter().try_for_each(|own| is_bytes(vm, own, place))?;
    Ok(Value::foreign(Hash { algorithm, parts: Value::list(data.into_iter().collect()) }))
}

fn by_name(vm: &mut Vm, mut arguments: Arguments, place: &Place) -> Outcome {
    let name = vm.argument(&arguments, 0, "name", place)?;
    let known = FUNCTIONS.iter().find(|own| name.as_str().is_some_and(|name| name.eq_ignore_ascii_case(own.name)));
    if arguments.take("name").is_none() {
        arguments.positional.remove(0);
    }
    match known {
        Some(own) if own.name != "new" => (own.call)(vm, arguments, place),
        _ => match name.as_str().filter(|own| !OTHERS.iter().any(|other| own.starts_with(other))) {
            Some(own) => Err(vm.error("ValueError", &format!("unsupported hash type {own}"), place)),
            None => super::not_evaluated(vm, arguments, place),
        },
    }
}

/// Only bytes are taken (`GET_BUFFER_VIEW_OR_ERROUT`, `hashlib.h`).
fn is_bytes(vm: &mut Vm, data: &Value, place: &Place) -> Result<(), Raise> {
    match data {
        Value::Str(_) => Err(vm.error("TypeError", "Strings must be encoded before hashing", place)),
        Value::Bytes(_) | Value::Unknown(_) | Value::Foreign(_) => Ok(()),
        _ => Err(vm.error("TypeError", "object supporting the buffer API required", place)),
    }
}

impl Hash {
    fn computed(&self, vm: &mut Vm, hasher: &mut dyn DynDigest, place: &Place) -> Result<Result<(), Unknown>, Raise> {
        let parts = match vm.items_of(&self.parts, place)? {
            Ok(parts) => parts,
            Err(why) => return Ok(Err(why)),
        };
        for part in parts {
            match part {
                Value::Bytes(bytes) => hasher.update(&bytes),
                Value::Unknown(why) => return Ok(Err(why)),
                _ => return Ok(Err(Unknown::harmless("what is digested is not known", place))),
            }
        }
        Ok(Ok(()))
    }
}

impl Foreign for Hash {
    fn type_name(&self) -> &str {
        "_hashlib.HASH"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "update" | "digest" | "hexdigest" | "copy")
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match (name, hasher(self.algorithm)) {
            ("name", _) => Value::str(self.algorithm),
            ("digest_size", Some(own)) => Value::Int(own.output_size() as i128),
            _ => vm.unknown(format!("`{name}` of a digest is not evaluated"), place),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "update" => {
                let data = vm.argument(&arguments, 0, "data", place)?;
                is_bytes(vm, &data, place)?;
                return vm.call_attribute(&self.parts, "append", Arguments::positional(vec![data]), place);
            }
            "copy" => {
                let parts = vm.call_attribute(&self.parts, "copy", Arguments::positional(Vec::new()), place)?;
                return Ok(Value::foreign(Self { algorithm: self.algorithm, parts }));
            }
            _ => {}
        }
        if !arguments.positional.is_empty() || !arguments.keywords.is_empty() {
            return Err(vm.error("TypeError", "takes no arguments", place));
        }
        let Some(mut hasher) = hasher(self.algorithm) else { return Ok(vm.unknown("not evaluated", place)) };
        let known = self.computed(vm, &mut *hasher, place)?;
        let digits = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        Ok(match (name, known) {
            ("digest", Ok(())) => Value::Bytes(hasher.finalize().into()),
            ("digest", Err(why)) => Value::Unknown(why),
            (_, Ok(())) => Value::str(digits(&hasher.finalize())),
            (_, Err(_)) => {
                let why = Unknown::harmless("what is digested is not known", place);
                let like = "a".repeat(hasher.output_size() * 2);
                Value::Unknown(Unknown::like(Sample::Text(like.into()), &why))
            }
        })
    }
}
