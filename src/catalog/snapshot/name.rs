//! Names in a snapshot: a plain one as it is stored, a qualified one as SQL spells it.

use crate::name::{Name, QualifiedName};
use serde::{Deserialize, Serialize};

/// A qualified name, written `public.users` or `public."Users"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Qualified(pub(super) QualifiedName);

/// Returns names as they are stored.
pub(super) fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.as_str().to_string()).collect()
}

/// Returns the names with these texts.
pub(super) fn names(texts: &[String]) -> Vec<Name> {
    texts.iter().map(|text| Name::verbatim(text)).collect()
}

/// Whether a value is the one that stands for what is not written.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Whether a truth is the one that stands for what is not written where that is `true`.
pub(super) fn is_true(value: &bool) -> bool {
    *value
}

/// The default of what is true where it is not written.
pub(super) fn yes() -> bool {
    true
}

impl From<Qualified> for String {
    fn from(name: Qualified) -> Self {
        name.0.quoted()
    }
}

impl TryFrom<String> for Qualified {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = || {
            let (schema, rest) = identifier(&text)?;
            let (name, rest) = identifier(rest.strip_prefix('.')?)?;
            rest.is_empty().then(|| Self(QualifiedName::new(schema, name)))
        };
        read().ok_or_else(|| format!("`{text}` is not a name with its schema, like `public.users`"))
    }
}

/// Reads an identifier, quoted or not, and returns what follows it.
fn identifier(text: &str) -> Option<(Name, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find('.').unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'));
        return is_word.then(|| (Name::folded(word), rest));
    };
    let mut name = String::new();
    let mut characters = quoted.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if c != '"' {
            name.push(c);
        } else if characters.next_if(|(_, next)| *next == '"').is_some() {
            name.push('"');
        } else {
            return Some((Name::verbatim(&name), quoted.get(at + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_qualified_name_comes_back(schema in ".{0,20}", name in ".{0,20}") {
            let own = Qualified(QualifiedName::new(Name::verbatim(&schema), Name::verbatim(&name)));
            prop_assert_eq!(Qualified::try_from(String::from(own.clone())), Ok(own));
        }
    }

    #[test]
    fn what_is_no_qualified_name_is_refused() {
        for text in ["", "users", "a.", ".b", "a.b.c", "a b.c", "\"a.b", "\"a\"b.c"] {
            assert!(Qualified::try_from(text.to_string()).is_err(), "{text}");
        }
        assert_eq!(Qualified::try_from("Public.Users".to_string()).unwrap().0.to_string(), "public.users");
    }
}
