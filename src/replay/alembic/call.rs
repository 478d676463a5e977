//! The arguments of one directive, bound to its parameters. What they mean is for the directive.

use crate::python::{Arguments, Unknown, Value};
use std::rc::Rc;

/// How a directive is called: its name, then its positional parameters, those that must be given first.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    pub name: &'static str,
    pub parameters: &'static [&'static str],
    /// How many of them must be given.
    pub required: usize,
}

/// A call whose arguments are bound.
#[derive(Clone, Debug)]
pub struct Call {
    bound: Vec<(Rc<str>, Value)>,
    /// Positional arguments beyond the parameters: `*columns`.
    pub rest: Vec<Value>,
    /// Set where `*args` or `**kwargs` was spread from something unknown.
    pub open: Option<Unknown>,
}

impl Call {
    /// Binds `arguments` to the parameters of `signature`.
    ///
    /// # Errors
    /// The message of Python's `TypeError`.
    pub fn bind(signature: Signature, arguments: Arguments) -> Result<Self, String> {
        let Arguments { positional, keywords, rest: open } = arguments;
        let mut positional = positional.into_iter();
        let named = signature.parameters.iter().map_while(|name| Some((Rc::from(*name), positional.next()?)));
        let mut bound: Vec<(Rc<str>, Value)> = named.collect();
        for (name, value) in keywords {
            if bound.iter().any(|(known, _)| *known == name) {
                return Err(format!("{}() got multiple values for argument '{name}'", signature.name));
            }
            bound.push((name, value));
        }
        let mut required = signature.parameters.iter().take(signature.required);
        match required.find(|name| !bound.iter().any(|(known, _)| &**known == **name)) {
            Some(missing) if open.is_none() => {
                Err(format!("{}() missing 1 required positional argument: '{missing}'", signature.name))
            }
            _ => Ok(Self { bound, rest: positional.collect(), open }),
        }
    }

    /// Returns the argument called `name`. Where more may have been given than is known, one that is not there is
    /// unknown, not absent.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<Value> {
        let found = self.bound.iter().find(|(known, _)| &**known == name).map(|(_, value)| value.clone());
        found.or_else(|| self.open.clone().map(Value::Unknown))
    }

    /// Returns the keyword arguments that are not among `known`.
    #[must_use]
    pub fn others(&self, known: &[&str]) -> Vec<(Rc<str>, Value)> {
        self.bound.iter().filter(|(name, _)| !known.contains(&&**name)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNATURE: Signature =
        Signature { name: "drop_index", parameters: &["index_name", "table_name"], required: 1 };

    #[test]
    fn positional_and_keyword_arguments_find_their_parameters() {
        let mut arguments = Arguments::positional(vec![Value::str("ix"), Value::str("t"), Value::str("more")]);
        arguments.keywords.push((Rc::from("schema"), Value::str("app")));
        let call = Call::bind(SIGNATURE, arguments).unwrap();
        assert_eq!(call.value("table_name").unwrap().as_str().as_deref(), Some("t"));
        assert_eq!(call.rest.len(), 1);
        assert_eq!(call.others(&["index_name", "table_name"]).len(), 1);
        assert!(call.value("if_exists").is_none());
    }

    #[test]
    fn what_python_refuses_is_refused() {
        assert!(Call::bind(SIGNATURE, Arguments::default()).is_err());
        let mut twice = Arguments::positional(vec![Value::str("ix")]);
        twice.keywords.push((Rc::from("index_name"), Value::None));
        assert!(Call::bind(SIGNATURE, twice).is_err());
    }
}
