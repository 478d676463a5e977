//! Names and their values, in the order they were first bound: a frame's variables, a module's globals, attributes.

use super::value::Value;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// A mutable mapping from names to values. Change it through [`super::Vm::bind`], so that branches can be undone.
#[derive(Default)]
pub struct Namespace {
    pub(super) names: RefCell<Names>,
}

/// The content of a [`Namespace`]: insertion order, and an index once it is long.
#[derive(Clone, Default)]
pub(super) struct Names {
    pub(super) entries: Vec<(Rc<str>, Value)>,
    index: HashMap<Rc<str>, usize>,
}

/// Up to here a scan is faster than hashing.
const SCANNED: usize = 12;

impl Namespace {
    /// Returns the value of `name`.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Value> {
        self.names.borrow().find(name).cloned()
    }

    /// Tells whether `name` is bound.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.names.borrow().find(name).is_some()
    }

    /// Returns every name with its value, in the order they were first bound.
    #[must_use]
    pub fn entries(&self) -> Vec<(Rc<str>, Value)> {
        self.names.borrow().entries.clone()
    }

    /// Binds without a journal: only for a namespace nobody else has seen yet.
    pub fn define(&self, name: &str, value: Value) {
        self.names.borrow_mut().bind(name, value);
    }
}

impl Names {
    pub(super) fn find(&self, name: &str) -> Option<&Value> {
        self.position(name).and_then(|at| self.entries.get(at)).map(|(_, value)| value)
    }

    pub(super) fn bind(&mut self, name: &str, value: Value) {
        if let Some(at) = self.position(name) {
            if let Some(entry) = self.entries.get_mut(at) {
                entry.1 = value;
            }
            return;
        }
        self.entries.push((Rc::from(name), value));
        if self.entries.len() > SCANNED {
            self.reindex();
        }
    }

    pub(super) fn unbind(&mut self, name: &str) -> Option<Value> {
        let at = self.position(name)?;
        let (_, value) = self.entries.remove(at);
        self.index.clear();
        self.reindex();
        Some(value)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Rc<str>, &Value)> {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    fn position(&self, name: &str) -> Option<usize> {
        if self.index.is_empty() {
            self.entries.iter().position(|(bound, _)| &**bound == name)
        } else {
            self.index.get(name).copied()
        }
    }

    fn reindex(&mut self) {
        if self.entries.len() <= SCANNED {
            return;
        }
        for (at, (name, _)) in self.entries.iter().enumerate().skip(self.index.len()) {
            self.index.insert(name.clone(), at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_order_and_finds_names_before_and_after_indexing() {
        let mut names = Names::default();
        for n in 0..40 {
            names.bind(&format!("n{n}"), Value::Int(n));
        }
        names.unbind("n3");
        names.bind("n5", Value::None);
        assert!(matches!(names.find("n39"), Some(Value::Int(39))));
        assert!(matches!(names.find("n5"), Some(Value::None)));
        assert!(names.find("n3").is_none());
        assert_eq!(names.iter().map(|(name, _)| name.to_string()).nth(3).as_deref(), Some("n4"));
    }
}
