//! What makes two values the same dictionary key: Python's `hash` and `==` for hashable values.

use super::class::Layout;
use crate::python::library::Varying;
use crate::python::unknown::Unknown;
use crate::python::value::{Type, Value};
use std::rc::Rc;

/// A hashable value reduced to what it is compared by: `1`, `1.0` and `True` are one key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    None,
    Ellipsis,
    Int(i128),
    Float(u64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    Tuple(Box<[Key]>),
    Set(Box<[Key]>),
    Type(Type),
    Identity(usize),
}

/// How many values a key may be made of: tuples of tuples of tuples can hold more than anything can go through.
const MAX_PARTS: usize = 100_000;

/// Why a value is no key.
#[derive(Clone, Debug)]
pub enum NoKey {
    /// The named type is not hashable.
    Unhashable(String),
    Unknown(Unknown),
}

/// Tells whether instances are compared by a method written in Python.
fn own_equality(instance: &super::class::Instance) -> bool {
    matches!(instance.class.find("__eq__").or_else(|| instance.class.find("__hash__")), Some(Value::Function(_)))
}

impl Key {
    /// Returns the key that `value` is in a dictionary or set.
    ///
    /// # Errors
    /// When the value is unknown or its type is not hashable.
    pub fn of(value: &Value) -> Result<Self, NoKey> {
        Self::within(value, &mut MAX_PARTS.clone())
    }

    fn within(value: &Value, left: &mut usize) -> Result<Self, NoKey> {
        let Some(less) = left.checked_sub(1) else {
            return Err(NoKey::Unknown(Unknown::anywhere("the key is too large to be evaluated")));
        };
        *left = less;
        Ok(match value {
            Value::None => Self::None,
            Value::Ellipsis | Value::NotImplemented => Self::Ellipsis,
            Value::Bool(b) => Self::Int(i128::from(*b)),
            Value::Int(n) => Self::Int(*n),
            Value::Float(f) => Self::of_float(*f),
            Value::Str(text) => Self::Str(text.clone()),
            Value::Bytes(bytes) => Self::Bytes(bytes.clone()),
            Value::Tuple(items) => {
                Self::Tuple(items.iter().map(|item| Self::within(item, left)).collect::<Result<_, _>>()?)
            }
            Value::Type(kind) => Self::Type(*kind),
            Value::Set(set) if set.is_frozen() => {
                let mut keys: Vec<Key> = set.members.read(|members| members.keys()).map_err(NoKey::Unknown)?;
                keys.sort();
                Self::Set(keys.into())
            }
            Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Slice(_) => {
                return Err(NoKey::Unhashable(value.type_name().to_string()));
            }
            Value::Unknown(why) => return Err(NoKey::Unknown(why.clone())),
            Value::Instance(instance) if own_equality(instance) => {
                let reason = format!("how a `{}` compares as a key is not evaluated", instance.class.name);
                return Err(NoKey::Unknown(Unknown::anywhere(reason)));
            }
            Value::Instance(instance) => match (&instance.class.layout(), &*instance.payload.borrow()) {
                (Layout::Dataclass(fields), _) => {
                    let values = fields.iter().filter_map(|field| instance.attributes.find(&field.name));
                    Self::Tuple(values.map(|value| Self::within(&value, left)).collect::<Result<_, _>>()?)
                }
                (_, Some(payload)) => Self::within(payload, left)?,
                (_, None) => Self::Identity(Rc::as_ptr(instance).addr()),
            },
            // Another call may give the same moment.
            Value::Foreign(_) if let Some(why) = Varying::of_no_identity(value) => return Err(NoKey::Unknown(why)),
            other => Self::Identity(other.address()),
        })
    }

    fn of_float(f: f64) -> Self {
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        let whole = f as i128;
        #[allow(clippy::cast_precision_loss, clippy::float_cmp)]
        let same = whole as f64 == f;
        if same && f.abs() < 1e30 { Self::Int(whole) } else { Self::Float(f.to_bits()) }
    }
}
