//! Evaluates the Python that version files use. Knows nothing of Alembic, SQLAlchemy or schemas: the host gives those
//! their meaning through [`Foreign`] objects and a [`World`].
//!
//! Three promises. *It terminates*: steps, depth and sizes are bounded ([`limits`]), and text that would overflow the
//! parser is refused ([`parse()`]). *It does not guess*: what cannot be determined is [`Value::Unknown`], with its
//! reason and place, and a branch on it is taken both ways and joined. *It has no effects*: nothing is imported, opened
//! or run; all it can reach is the [`World`].
//!
//! A host makes a [`Vm`] with its world, loads modules ([`Vm::load_module`]) and calls their functions ([`Vm::call`]).

mod arguments;
mod arithmetic;
mod assign;
mod attribute;
mod branch;
mod builtin;
mod call;
mod choice;
mod class_attribute;
mod compare;
mod construct;
mod convert;
mod enumeration;
mod exception;
mod expression;
mod foreign;
mod format;
mod frame;
mod generator;
mod guard;
mod import;
mod instance;
mod iterate;
mod join;
mod journal;
mod library;
pub mod limits;
mod membership;
mod method;
mod namespace;
mod object;
mod object_method;
mod operate;
mod operator;
mod order;
mod parse;
mod raise;
mod recursion;
mod scope;
mod slice;
mod statement;
mod subscript;
#[cfg(test)]
mod tests;
mod truth;
mod unknown;
mod value;
mod vm;
mod world;

pub use arguments::Arguments;
pub use foreign::{Assigned, Exit, Foreign, Outcome, Truth};
pub use frame::Frame;
pub use join::{join_values, same};
pub use library::{Opaque, Varying, VaryingKind, json_text, json_value};
pub use namespace::Namespace;
pub use object::{
    Builtin, Class, Dict, DictKind, Entries, Function, Instance, Key, Layout, List, Members, Method, Module, Native,
    NoKey, Set, SetKind, Shared,
};
pub use operator::{BinaryOperator, Comparison, Side, UnaryOperator};
pub use parse::{Parsed, blocks, parse, span};
pub use raise::{Exception, Raise};
pub use unknown::{Piece, Sample, Unknown};
pub use value::{Descriptor, Range, Slice, Type, Value};
pub use vm::Vm;
pub use world::{Imported, State, Variable, World};
