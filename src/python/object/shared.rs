//! Content that several values refer to and that can change or become unknown.

use crate::python::unknown::Unknown;
use crate::python::value::Value;
use std::cell::RefCell;

/// Mutable content of a container, or the reason it is no longer known. Change it through [`crate::python::Vm::edit`],
/// so that branches can be undone.
pub struct Shared<T>(pub(in crate::python) RefCell<Result<T, Unknown>>);

/// A Python list.
pub type List = Shared<Vec<Value>>;

impl<T: Clone> Shared<T> {
    /// Keeps `content`.
    #[must_use]
    pub fn new(content: T) -> Self {
        Self(RefCell::new(Ok(content)))
    }

    /// Keeps no content, only why it is not known.
    #[must_use]
    pub fn unknown(why: Unknown) -> Self {
        Self(RefCell::new(Err(why)))
    }

    /// Returns a copy of the content.
    ///
    /// # Errors
    /// The reason, where the content is not known.
    pub fn content(&self) -> Result<T, Unknown> {
        self.0.borrow().clone().map_err(|why| why.without_list())
    }

    /// Returns what `read` makes of the content.
    ///
    /// # Errors
    /// The reason, where the content is not known.
    pub fn read<R>(&self, read: impl FnOnce(&T) -> R) -> Result<R, Unknown> {
        match &*self.0.borrow() {
            Ok(content) => Ok(read(content)),
            Err(why) => Err(why.without_list()),
        }
    }
}
