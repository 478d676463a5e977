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

/// The directives that take any number of positional arguments.
const VARIABLE: &[&str] = &["create_table", "create_exclude_constraint"];

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
        let Arguments { positional, keywords, rest: open, .. } = arguments;
        if !VARIABLE.contains(&signature.name) && positional.len() > signature.parameters.len() {
            // The `Operations` object counts.
            let (least, most, given) = (signature.required + 1, signature.parameters.len() + 1, positional.len() + 1);
            let takes = if least == most { most.to_string() } else { format!("from {least} to {most}") };
            return Err(format!("{}() takes {takes} positional arguments but {given} were given", signature.name));
        }
        let mut positional = positional.into_iter();
        let named = signature.parameters.iter().map_while(|name| Some((Rc::from(*name), positional.next()?)));
        let mut bound: Vec<(Rc<str>, Value)> = named.collect();
        for (name, value) in keywords {
            if bound.iter().any(|(known, _)| *known == name) {
                return Err(format!("{}() got multiple values for argument '{name}'", signature.name));
            }
            bound.push((name, value));
        }
        if let Some(known) = keywords_of(signature.name)
            && let Some((name, _)) =
                bound.iter().find(|(name, _)| !known.contains(&&**name) && !signature.parameters.contains(&&**name))
        {
            return Err(format!("{}() got an unexpected keyword argument '{name}'", signature.name));
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

/// Returns the keywords of a directive that takes no others, those that only its batch form has included
/// (`alembic/operations/base.py`, Alembic 1.20.1).
fn keywords_of(directive: &str) -> Option<&'static [&'static str]> {
    Some(match directive {
        "add_column" => {
            &["schema", "if_not_exists", "inline_references", "inline_primary_key", "insert_before", "insert_after"]
        }
        "bulk_insert" => &["multiinsert"],
        "create_primary_key" | "rename_table" => &["schema"],
        "create_table_comment" | "drop_table_comment" => &["existing_comment", "schema"],
        "drop_constraint" => &["schema", "if_exists"],
        "execute" => &["execution_options"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNATURE: Signature =
        Signature { name: "drop_index", parameters: &["index_name", "table_name"], required: 1 };

    #[test]
    fn positional_and_keyword_arguments_find_their_parameters() {
        let mut arguments = Arguments::positional(vec![Value::str("ix"), Value::str("t")]);
        arguments.keywords.push((Rc::from("schema"), Value::str("app")));
        let call = Call::bind(SIGNATURE, arguments).unwrap();
        assert_eq!(call.value("table_name").unwrap().as_str().as_deref(), Some("t"));
        assert_eq!(call.others(&["index_name", "table_name"]).len(), 1);
        assert!(call.value("if_exists").is_none());
    }

    #[test]
    fn what_python_refuses_is_refused() {
        assert!(Call::bind(SIGNATURE, Arguments::default()).is_err());
        assert!(Call::bind(SIGNATURE, Arguments::positional(vec![Value::None, Value::None, Value::None])).is_err());
        let mut twice = Arguments::positional(vec![Value::str("ix")]);
        twice.keywords.push((Rc::from("index_name"), Value::None));
        assert!(Call::bind(SIGNATURE, twice).is_err());
        let rename = Signature { name: "rename_table", parameters: &["old_table_name", "new_table_name"], required: 2 };
        let mut more = Arguments::positional(vec![Value::str("a"), Value::str("b")]);
        more.keywords.push((Rc::from("if_exists"), Value::None));
        assert!(Call::bind(rename, more).is_err());
    }
}
