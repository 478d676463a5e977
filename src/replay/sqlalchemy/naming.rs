//! The names that SQLAlchemy gives to constraints and indexes: naming conventions, `conv`, and cutting what is too long
//! (SQLAlchemy 2.1 `sql/naming.py`, `IdentifierPreparer._truncate_and_render_maxlen_name`).

use crate::name::{MAX_BYTES, Name};
use crate::replay::sqlalchemy::failure::Failure;
use crate::schema::Unknown;
use md5::{Digest, Md5};
use std::collections::BTreeMap;

/// The name a constraint or index was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum GivenName {
    /// `None`: the convention's, or PostgreSQL's default.
    #[default]
    None,
    /// Like `None`, but decided when the DDL is rendered (the checks of `Boolean` and `Enum`).
    Deferred,
    /// A plain string.
    Plain(String),
    /// `op.f`, `conv`: final, and cut if it is too long.
    Final(String),
}

/// What kind of thing a convention is for: the keys `ix`, `uq`, `ck`, `fk`, `pk`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefix {
    Index,
    Unique,
    Check,
    ForeignKey,
    PrimaryKey,
}

/// `MetaData(naming_convention=…)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Conventions {
    templates: BTreeMap<&'static str, Result<String, Unknown>>,
    /// Why these are only taken to be the project's.
    unread: Option<Unknown>,
}

/// What the tokens of a template are taken from.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    pub prefix: Prefix,
    pub schema: Option<&'a str>,
    pub table: &'a str,
    /// Key and name of each column of the constraint.
    pub columns: Vec<(String, String)>,
    pub referred_table: Option<String>,
    pub referred_columns: Vec<String>,
}

impl Default for Conventions {
    /// Returns SQLAlchemy's own: only indexes are named.
    fn default() -> Self {
        Self { templates: BTreeMap::from([("ix", Ok("ix_%(column_0_label)s".to_string()))]), unread: None }
    }
}

impl Prefix {
    /// Returns the key in `naming_convention`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Index => "ix",
            Self::Unique => "uq",
            Self::Check => "ck",
            Self::ForeignKey => "fk",
            Self::PrimaryKey => "pk",
        }
    }

    /// Returns the prefix whose key or class name is `key`.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "ix" | "Index" => Self::Index,
            "uq" | "UniqueConstraint" => Self::Unique,
            "ck" | "CheckConstraint" => Self::Check,
            "fk" | "ForeignKeyConstraint" => Self::ForeignKey,
            "pk" | "PrimaryKeyConstraint" => Self::PrimaryKey,
            _ => return None,
        })
    }
}

impl Conventions {
    /// Returns no conventions at all, which is what an explicit dictionary starts from.
    #[must_use]
    pub fn none() -> Self {
        Self { templates: BTreeMap::new(), unread: None }
    }

    /// Returns SQLAlchemy's own, in place of those of the project, which cannot be read.
    #[must_use]
    pub fn in_place_of_unread(why: Unknown) -> Self {
        Self { unread: Some(why), ..Self::default() }
    }

    /// Returns the same, which may be others.
    #[must_use]
    pub fn doubted(self, why: Unknown) -> Self {
        Self { unread: Some(why), ..self }
    }

    /// Returns why a name that these make up may be another one.
    #[must_use]
    pub fn unread(&self) -> Option<&Unknown> {
        self.unread.as_ref()
    }

    /// Returns whether a constraint or index that is given a name has that one.
    #[must_use]
    pub fn keep_names(&self) -> bool {
        let keeps = |own: &Result<String, Unknown>| own.as_ref().is_ok_and(|own| !own.contains("constraint_name"));
        self.templates.values().all(keeps)
    }

    /// Sets the template of one kind; an unknown one makes the names of that kind unknown.
    pub fn set(&mut self, prefix: Prefix, template: Result<String, Unknown>) {
        self.templates.insert(prefix.key(), template);
    }

    /// Returns the name in the DDL, `None` where PostgreSQL chooses it.
    ///
    /// # Errors
    /// Says which exception SQLAlchemy raises, or why the name is not known.
    pub fn name(&self, given: &GivenName, subject: &Subject<'_>) -> Result<Option<Name>, Failure> {
        let template = self.templates.get(subject.prefix.key());
        match (given, template) {
            (GivenName::Final(name), _) => Ok(Some(cut(name))),
            (GivenName::Plain(name), Some(Ok(template))) if template.contains("constraint_name") => {
                Ok(Some(cut(&fill(template, Some(name), subject)?)))
            }
            (GivenName::Plain(_), Some(Err(unknown))) => Err(Failure::Unknown(unknown.clone())),
            (GivenName::Plain(name), _) => explicit(name).map(Some),
            (GivenName::None | GivenName::Deferred, Some(Ok(template))) => {
                Ok(Some(cut(&fill(template, None, subject)?)))
            }
            (GivenName::None | GivenName::Deferred, Some(Err(unknown))) => Err(Failure::Unknown(unknown.clone())),
            (GivenName::None | GivenName::Deferred, None) => Ok(None),
        }
    }
}

impl GivenName {
    /// Returns the text that was given.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Plain(text) | Self::Final(text) => Some(text),
            Self::None | Self::Deferred => None,
        }
    }
}

/// Returns an identifier that the project wrote itself.
///
/// # Errors
/// SQLAlchemy refuses one that is longer than 63 characters.
pub fn explicit(name: &str) -> Result<Name, Failure> {
    if name.chars().count() > MAX_BYTES {
        let message = format!("Identifier '{name}' is longer than maximum of {MAX_BYTES} characters");
        return Err(Failure::raises("IdentifierError", message));
    }
    Ok(Name::verbatim(name))
}

/// Returns a generated identifier, cut as SQLAlchemy cuts it: 55 characters, `_` and the end of the MD5 of the whole.
#[must_use]
pub fn cut(name: &str) -> Name {
    if name.chars().count() <= MAX_BYTES {
        return Name::verbatim(name);
    }
    let kept: String = name.chars().take(MAX_BYTES - 8).collect();
    let digest = Md5::digest(name.as_bytes());
    let end: String = digest.iter().skip(14).map(|byte| format!("{byte:02x}")).collect();
    Name::verbatim(&format!("{kept}_{end}"))
}

fn fill(template: &str, constraint_name: Option<&str>, subject: &Subject<'_>) -> Result<String, Failure> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('%') {
        filled.push_str(before);
        if let Some(after) = after.strip_prefix('%') {
            filled.push('%');
            rest = after;
            continue;
        }
        let Some((token, after)) = after.strip_prefix('(').and_then(|after| after.split_once(")s")) else {
            let reason = format!("the naming convention `{template}` is not a plain template");
            return Err(Failure::Unknown(Unknown::new(reason, None)));
        };
        filled.push_str(&value_of(token, constraint_name, subject)?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn value_of(token: &str, constraint_name: Option<&str>, subject: &Subject<'_>) -> Result<String, Failure> {
    match token {
        "table_name" => return Ok(subject.table.to_string()),
        "constraint_name" => {
            return constraint_name.map(str::to_string).ok_or_else(|| {
                let message = "Naming convention including %(constraint_name)s token requires that constraint is explicitly named.";
                Failure::raises("InvalidRequestError", message)
            });
        }
        "referred_table_name" => {
            return subject.referred_table.clone().ok_or_else(|| Failure::raises("AttributeError", "elements"));
        }
        _ => {}
    }
    let unsupported = || {
        let reason = format!("the token `%({token})s` of the naming convention is computed by the project");
        Failure::Unknown(Unknown::new(reason, None))
    };
    let (referred, rest) = match token.strip_prefix("referred_") {
        Some(rest) => (true, rest),
        None => (false, token),
    };
    let rest = rest.strip_prefix("column_").ok_or_else(unsupported)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (index, rest) = rest.split_at_checked(digits).ok_or_else(unsupported)?;
    let index: usize = index.parse().map_err(|_| unsupported())?;
    let (separator, attribute) = if let Some(attribute) = rest.strip_prefix("_N_") {
        (Some("_"), attribute)
    } else if let Some(attribute) = rest.strip_prefix("N_") {
        (Some(""), attribute)
    } else {
        (None, rest.strip_prefix('_').ok_or_else(unsupported)?)
    };
    let values = column_values(referred, attribute, subject).ok_or_else(unsupported)?;
    Ok(match separator {
        Some(separator) => values.join(separator),
        None => values.get(index).cloned().unwrap_or_default(),
    })
}

fn column_values(referred: bool, attribute: &str, subject: &Subject<'_>) -> Option<Vec<String>> {
    if referred {
        return (attribute == "name").then(|| subject.referred_columns.clone());
    }
    let value = |(key, name): &(String, String)| match attribute {
        "name" => Some(name.clone()),
        "key" => Some(key.clone()),
        "label" => Some(label(subject, name)),
        _ => None,
    };
    subject.columns.iter().map(value).collect()
}

/// The `_ddl_label` of a column: schema, table and name.
fn label(subject: &Subject<'_>, column: &str) -> String {
    match subject.schema {
        Some(schema) => format!("{}_{}_{column}", schema.replace('.', "_"), subject.table),
        None => format!("{}_{column}", subject.table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(prefix: Prefix) -> Subject<'static> {
        Subject {
            prefix,
            schema: None,
            table: "t",
            columns: vec![("a".into(), "a".into()), ("b".into(), "b_name".into())],
            referred_table: Some("other".into()),
            referred_columns: vec!["id".into()],
        }
    }

    fn named(template: &str, given: GivenName) -> Result<Option<Name>, Failure> {
        let mut conventions = Conventions::none();
        conventions.set(Prefix::ForeignKey, Ok(template.into()));
        conventions.name(&given, &subject(Prefix::ForeignKey))
    }

    #[test]
    fn a_given_name_is_kept_where_no_template_takes_it_up() {
        let keep = |template: Result<&str, Unknown>| {
            let mut conventions = Conventions::none();
            conventions.set(Prefix::Check, template.map(str::to_owned));
            conventions.keep_names()
        };
        assert!(Conventions::default().keep_names());
        assert!(keep(Ok("ck_%(table_name)s_%(column_0_name)s")));
        assert!(!keep(Ok("ck_%(table_name)s_%(constraint_name)s")));
        assert!(!keep(Err(Unknown::new("who knows", None))));
    }

    #[test]
    fn conventions_fill_their_tokens() {
        let name = |template| named(template, GivenName::None).unwrap().unwrap().to_string();
        assert_eq!(name("fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"), "fk_t_a_other");
        assert_eq!(name("%(column_0_N_name)s"), "a_b_name");
        assert_eq!(name("%(column_0N_key)s"), "ab");
        assert_eq!(name("%(column_1_label)s_%(referred_column_0_name)s"), "t_b_name_id");
        assert_eq!(name("%(column_2_name)s%%"), "%");
    }

    #[test]
    fn an_explicit_name_is_only_filled_in_where_the_template_asks_for_it() {
        let plain = GivenName::Plain("x".into());
        assert_eq!(named("fk_%(column_0_name)s", plain.clone()), Ok(Some(Name::verbatim("x"))));
        assert_eq!(named("ck_%(table_name)s_%(constraint_name)s", plain), Ok(Some(Name::verbatim("ck_t_x"))));
        assert_eq!(named("ck_%(constraint_name)s", GivenName::Final("y".into())), Ok(Some(Name::verbatim("y"))));
        assert!(matches!(named("ck_%(constraint_name)s", GivenName::None), Err(Failure::Raises { .. })));
        assert!(matches!(named("%(mine)s", GivenName::None), Err(Failure::Unknown(_))));
    }

    #[test]
    fn long_names_are_cut_as_sqlalchemy_cuts_them() {
        // Computed with SQLAlchemy 2.1.9.
        let long = "ix_a_table_with_a_rather_long_name_that_goes_on_and_a_column_that_does_too";
        assert_eq!(cut(long).as_str(), "ix_a_table_with_a_rather_long_name_that_goes_on_and_a_c_6fc7");
        assert!(explicit(long).is_err());
        assert_eq!(Conventions::default().name(&GivenName::None, &subject(Prefix::Unique)), Ok(None));
    }
}
