//! The objects values refer to: containers, functions, classes, modules. Not what operations on them mean.

mod beginning;
pub mod class;
pub mod dict;
pub mod function;
pub mod iterator;
pub mod key;
pub mod set;
pub mod shared;

pub(in crate::python) use beginning::Beginning;
pub use class::{Class, Instance, Layout, Module};
pub use dict::{Dict, DictKind, Entries};
pub use function::{Builtin, Function, Method, Native};
pub use iterator::{Cursor, Iterator, Supply};
pub use key::{Key, NoKey};
pub use set::{Members, Set, SetKind};
pub use shared::{List, Shared};
