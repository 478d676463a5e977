//! Calls of functions that are not PostgreSQL's own: those of the history, and those that an extension brings.

use super::functions::OF_EXTENSIONS;
use super::types::{Of, Own, Stability};
use super::{Judge, Judged, open, refused};
use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::schema::{DataType, Key, RoutineKind, SqlState};
use crate::sql::data_type::data_type;
use crate::sql::{builtin, is_of_extension};

impl Judge<'_> {
    /// Returns whether an extension is there whose functions, types and operators are not listed here.
    pub(super) fn has_extensions(&self) -> bool {
        let known = ["plpgsql", "uuid-ossp", "pgcrypto"];
        self.ground.schema.extensions().any(|own| !known.contains(&own.name.as_str()))
    }

    /// Returns whether an extension is there that may bring casts, or operators for types of PostgreSQL.
    pub(super) fn has_operators(&self) -> bool {
        let known =
            ["plpgsql", "uuid-ossp", "pgcrypto", "pg_trgm", "btree_gin", "btree_gist", "unaccent", "fuzzystrmatch"];
        self.ground.schema.extensions().any(|own| !known.contains(&own.name.as_str()))
    }

    /// Returns whether the history has a function of this name.
    pub(super) fn has_routine(&self, word: &str) -> bool {
        let schema = self.ground.schema;
        let names = schema.objects().map_while(|(key, _)| match key {
            Key::Namespace(own) => Some(QualifiedName::new(own.clone(), Name::verbatim(word))),
            _ => None,
        });
        names.into_iter().any(|own| schema.routines_named(&own).next().is_some())
    }

    pub(super) fn routine(&self, name: &RelationRef, arguments: &[Own]) -> Judged<Own> {
        let schema = self.ground.schema;
        let found: Vec<_> = schema
            .full_names(name)
            .flat_map(|full| schema.routines_named(&full).cloned().collect::<Vec<_>>())
            .collect();
        let same: Vec<_> = found.iter().filter(|own| own.arguments.len() == arguments.len()).collect();
        if let ([own], true) =
            (same.as_slice(), found.len() == 1 && found.iter().all(|own| own.kind == RoutineKind::Function))
        {
            for (given, of) in arguments.iter().zip(&own.arguments) {
                match &given.of {
                    Of::Null => {}
                    Of::Literal => self.reads(given.literal.as_deref().unwrap_or(""), of)?,
                    Of::Type(from) if self.base(from).base == self.base(of).base && from.array == of.array => {}
                    Of::Type(_) => {
                        return open(format!("limbeck does not know whether {name}() takes {}", given.word()));
                    }
                }
            }
            let upper = format!(" {} ", own.signature);
            let stability = match () {
                () if upper.contains(" IMMUTABLE ") => Stability::Immutable,
                () if upper.contains(" STABLE ") => Stability::Stable,
                () => Stability::Volatile,
            };
            let Some(of) = returned(&own.signature) else {
                return open(format!("limbeck does not know what {name}() returns"));
            };
            return Ok(Own { stability, ..Own::typed(of) }.after(arguments).nullable().failing());
        }
        if !found.is_empty() {
            return open(format!("limbeck does not know whether {name}() takes its arguments"));
        }
        let word = name.name.as_str();
        let brought = OF_EXTENSIONS.iter().find(|(_, names, _)| {
            names.iter().any(|own| word == *own || (own.ends_with('_') && word.starts_with(own)))
        });
        if let Some((extension, _, gives)) = brought
            && schema.extensions().any(|own| own.name.as_str() == *extension)
        {
            if gives.is_empty() || word.starts_with("uuid_generate_v3") || word.starts_with("uuid_generate_v5") {
                return open(format!("limbeck does not weigh {word}()"));
            }
            return Ok(Own { stability: Stability::Volatile, null: false, ..Own::builtin(gives) });
        }
        if self.has_extensions()
            || self.has_routine(word)
            || (brought.is_none() && is_of_extension(&name.name))
            || builtin::is_function(word)
        {
            return open(format!("whether there is a function {name}() is not known"));
        }
        if name.schema.as_ref().is_some_and(|own| !schema.has_namespace(own)) {
            return open(format!("whether there is a function {name}() is not known"));
        }
        let words: Vec<String> = arguments.iter().map(Own::word).collect();
        refused(SqlState::UNDEFINED_FUNCTION, format!("function {name}({}) does not exist", words.join(", ")))
    }
}

/// Returns the type behind RETURNS in the canonical text of a function.
fn returned(signature: &str) -> Option<DataType> {
    let rest = signature.split_once("RETURNS ")?.1;
    let end = [" LANGUAGE", " IMMUTABLE", " STABLE", " STRICT", " SECURITY", " COST", " PARALLEL", " VOLATILE"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()
        .unwrap_or(rest.len());
    let text = rest.get(..end)?.trim();
    if text.starts_with("SETOF") || text.starts_with("TABLE") || text == "trigger" || text == "void" {
        return None;
    }
    match data_type(text) {
        crate::operation::TypeRef::Resolved(of) if of.as_unknown().is_none() => Some(of),
        _ => None,
    }
}
