//! The arguments of one call, before they are bound to parameters.

use super::unknown::Unknown;
use super::value::Value;
use std::rc::Rc;

/// Positional and keyword arguments of a call, stars already spread.
#[derive(Clone, Default, Debug)]
pub struct Arguments {
    pub positional: Vec<Value>,
    pub keywords: Vec<(Rc<str>, Value)>,
    /// Set where `*args` or `**kwargs` was spread from something unknown: there may be more arguments.
    pub rest: Option<Unknown>,
    /// Whether keywords may be among these.
    pub rest_is_named: bool,
}

impl Arguments {
    /// Returns arguments that are all positional.
    #[must_use]
    pub fn positional(values: Vec<Value>) -> Self {
        Self { positional: values, ..Self::default() }
    }

    /// Returns the argument at position `index`, or called `name`. Where more arguments may have been given than is
    /// known, one that is not there is unknown, not absent.
    #[must_use]
    pub fn find(&self, index: usize, name: &str) -> Option<Value> {
        self.positional
            .get(index)
            .cloned()
            .or_else(|| self.keyword(name))
            .or_else(|| self.rest.clone().map(Value::Unknown))
    }

    /// Returns the keyword argument called `name`.
    #[must_use]
    pub fn keyword(&self, name: &str) -> Option<Value> {
        self.keywords.iter().find(|(given, _)| &**given == name).map(|(_, value)| value.clone())
    }

    /// Removes and returns the keyword argument called `name`.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.keywords.iter().position(|(given, _)| &**given == name)?;
        Some(self.keywords.remove(at).1)
    }

    /// Returns the same arguments with `first` before them, as a bound method passes its receiver.
    #[must_use]
    pub fn preceded_by(mut self, first: Value) -> Self {
        self.positional.insert(0, first);
        self
    }

    /// Returns the first unknown among the arguments.
    #[must_use]
    pub fn unknown(&self) -> Option<&Unknown> {
        let values = self.positional.iter().chain(self.keywords.iter().map(|(_, value)| value));
        values.filter_map(Value::as_unknown).next().or(self.rest.as_ref())
    }
}
