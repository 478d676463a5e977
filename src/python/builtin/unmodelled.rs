//! What values of the built-in types have in CPython 3.11 and is not evaluated: unknown, where anything else is missing.

use crate::python::object::DictKind;
use crate::python::value::Value;

/// Tells whether a value has an attribute of which only the name is known here.
pub(super) fn has(value: &Value, name: &str) -> bool {
    let names = match value {
        Value::Str(_) => STR,
        Value::Bytes(_) => BYTES,
        Value::Int(_) | Value::Bool(_) => INT,
        Value::Float(_) => FLOAT,
        Value::Slice(_) => "indices",
        Value::Iterator(_) => ITERATOR,
        Value::Dict(dict) if matches!(dict.kind, DictKind::Counter) => "subtract total elements",
        _ => "",
    };
    let common = name.starts_with("__") && name.ends_with("__") && COMMON.split_whitespace().any(|own| own == name);
    common || names.split_whitespace().any(|own| own == name)
}

const STR: &str = "format_map";
const BYTES: &str = "capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha isascii isdigit \
    islower isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix \
    replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title \
    translate upper zfill";
const INT: &str = "as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes";
const FLOAT: &str = "as_integer_ratio conjugate fromhex hex imag is_integer real";
const ITERATOR: &str = "gi_code gi_frame gi_running gi_suspended gi_yieldfrom";
const COMMON: &str = "__delattr__ __dir__ __eq__ __format__ __ge__ __getattribute__ __getstate__ __gt__ __hash__ __init__ \
    __init_subclass__ __le__ __lt__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ \
    __str__ __subclasshook__";
