//! What a statement needs from outside the schema: roles, extensions, tablespaces, settings, languages; and the kinds of
//! statements that are not weighed.

use super::known::{CLASSES, COLLATIONS, CONTRIB, ROLES, SETTINGS};
use super::{Asked, Judge, Judged, Open, open, refused};
use crate::name::{Name, quote_literal};
use crate::schema::{Refusal, SqlState, TypeBase};
use crate::sql::data_type::data_type;
use crate::sql::names::relation_at;
use crate::sql::read::Cursor;
use squawk_syntax::ast::{self, AstNode};

impl Judge<'_> {
    /// Judges what a statement needs from outside the schema.
    pub(super) fn outside(&self, own: &ast::Stmt, text: &str) -> Judged<()> {
        let words = words(text);
        self.roles(&words);
        self.extension(&words);
        self.tablespace(&words);
        self.setting(&words, text)?;
        self.types(own)?;
        self.kind(own, &words, text)
    }

    fn roles(&self, words: &[String]) {
        let first = words.first().map(String::as_str).unwrap_or_default();
        let at = |pair: [&str; 2]| {
            words.windows(2).position(|own| {
                own.first().is_some_and(|own| own == pair[0]) && own.get(1).is_some_and(|own| own == pair[1])
            })
        };
        let after = |from: usize| words.get(from..).unwrap_or(&[]);
        let mut names: Vec<&String> = Vec::new();
        match first {
            "grant" | "revoke" => {
                let end = words.iter().rposition(|own| own == if first == "grant" { "to" } else { "from" });
                names.extend(end.map(|at| list(after(at + 1))).unwrap_or_default());
            }
            "set" if words.get(1).is_some_and(|own| own == "role") => names.extend(list(after(2))),
            "alter" | "create" => {
                if let Some(at) = at(["owner", "to"]) {
                    names.extend(list(after(at + 2)));
                }
                if let Some(at) = words
                    .iter()
                    .position(|own| own == "authorization")
                    .filter(|_| words.get(1).is_some_and(|own| own == "schema"))
                {
                    names.extend(list(after(at + 1)));
                }
                let is_policy = words.get(1).is_some_and(|own| own == "policy");
                let to = words.iter().position(|own| own == "to").filter(|_| is_policy);
                names.extend(to.map(|at| list(after(at + 1))).unwrap_or_default());
                if words.get(1).is_some_and(|own| own == "default") {
                    let end = words.iter().rposition(|own| own == "to" || own == "from");
                    names.extend(end.map(|at| list(after(at + 1))).unwrap_or_default());
                }
            }
            "reassign" => names.extend(words.get(3)),
            _ => {}
        }
        for name in names {
            if ROLES.contains(&name.to_ascii_lowercase().as_str()) || self.ground.roles.contains(&Name::verbatim(name))
            {
                continue;
            }
            let sql =
                format!("SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {})", quote_literal(name));
            let refusal = Refusal::new(SqlState::UNDEFINED_OBJECT, format!("role \"{name}\" does not exist"));
            self.ask(format!("whether there is a role `{name}` is not known"), server(sql, Some(refusal)));
        }
    }

    fn extension(&self, words: &[String]) {
        let [create, extension, rest @ ..] = words else { return };
        if create != "create" || extension != "extension" {
            return;
        }
        let conditional = rest.first().is_some_and(|own| own == "if");
        let Some(name) = rest.get(if conditional { 3 } else { 0 }) else { return };
        if self.ground.schema.extensions().any(|own| own.name.as_str() == name) {
            return;
        }
        let sql = format!(
            "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = {})",
            quote_literal(name)
        );
        let refusal = Refusal::new(SqlState::FEATURE_NOT_SUPPORTED, format!("extension \"{name}\" is not available"));
        let reason = format!("whether the server has the extension `{name}` is not known");
        let is_assumed = CONTRIB.contains(&name.as_str());
        self.notes.borrow_mut().open.push(Open { reason, question: server(sql, Some(refusal)), is_assumed });
    }

    fn tablespace(&self, words: &[String]) {
        let is_definition = words.first().is_some_and(|own| own == "create" || own == "alter");
        let Some(at) = words.iter().position(|own| own == "tablespace").filter(|_| is_definition) else { return };
        let Some(name) = words.get(at + 1).filter(|own| own.as_str() != "pg_default") else { return };
        let sql =
            format!("SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_tablespace WHERE spcname = {})", quote_literal(name));
        let refusal = Refusal::new(SqlState::UNDEFINED_OBJECT, format!("tablespace \"{name}\" does not exist"));
        self.ask(format!("whether there is a tablespace `{name}` is not known"), server(sql, Some(refusal)));
    }

    fn setting(&self, words: &[String], text: &str) -> Judged<()> {
        let rest = match words {
            [set, rest @ ..] if set == "set" => rest,
            _ => return Ok(()),
        };
        let rest = match rest {
            [first, rest @ ..] if first == "local" || first == "session" && !rest.is_empty() => rest,
            rest => rest,
        };
        let Some(name) = rest.first() else { return Ok(()) };
        let is_own =
            text.split(['=', ' ']).any(|own| own.contains('.') && own.to_ascii_lowercase().starts_with(name.as_str()));
        if name == "role" || is_own {
            return Ok(());
        }
        if !SETTINGS.contains(&name.as_str()) {
            return open(format!("whether there is a setting `{name}` is not known"));
        }
        if name.ends_with("_timeout") {
            let value = rest.last().map(|own| own.trim_matches('\'').to_ascii_lowercase()).unwrap_or_default();
            let unit = value.trim_start_matches(|c: char| c.is_ascii_digit()).trim();
            let has_digits = value.starts_with(|c: char| c.is_ascii_digit()) || value == "default";
            if !has_digits || !["", "us", "ms", "s", "min", "h", "d", "default"].contains(&unit) {
                return open(format!("whether `{name}` takes {value} is not known"));
            }
        }
        Ok(())
    }

    /// Judges the lengths of types, and the collations.
    fn types(&self, own: &ast::Stmt) -> Judged<()> {
        for node in own.syntax().descendants() {
            if let Some(of) = ast::CollationRef::cast(node.clone()) {
                let name = of.syntax().text().to_string().trim_matches('"').to_string();
                let is_known = COLLATIONS.iter().any(|own| own.eq_ignore_ascii_case(&name))
                    || name.ends_with("-x-icu")
                    || name.contains('.');
                if !is_known {
                    let sql = format!(
                        "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_collation WHERE collname = {})",
                        quote_literal(&name)
                    );
                    let refusal =
                        Refusal::new(SqlState::UNDEFINED_OBJECT, format!("collation \"{name}\" does not exist"));
                    self.ask(format!("whether there is a collation `{name}` is not known"), server(sql, Some(refusal)));
                }
            }
            let Some(of) = ast::Type::cast(node) else { continue };
            let crate::operation::TypeRef::Resolved(of) = data_type(&of.syntax().text().to_string()) else { continue };
            let TypeBase::Builtin(name) = &of.base else { continue };
            let first = of.modifiers.split(',').next().and_then(|own| own.trim().parse::<i64>().ok());
            match (name.as_str(), first) {
                ("character varying" | "character", Some(length)) if length < 1 => {
                    let word = if name.as_str() == "character" { "char" } else { "varchar" };
                    return refused(
                        SqlState::INVALID_PARAMETER_VALUE,
                        format!("length for type {word} must be at least 1"),
                    );
                }
                ("character varying" | "character", Some(length)) if length > 10_485_760 => {
                    return refused(
                        SqlState::INVALID_PARAMETER_VALUE,
                        "length for type varchar cannot exceed 10485760",
                    );
                }
                ("numeric", Some(precision)) if !(1..=1000).contains(&precision) => {
                    let message = format!("NUMERIC precision {precision} must be between 1 and 1000");
                    return refused(SqlState::INVALID_PARAMETER_VALUE, message);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn kind(&self, own: &ast::Stmt, words: &[String], text: &str) -> Judged<()> {
        let word = |at: usize| words.get(at).map(String::as_str).unwrap_or_default();
        let names = || {
            let all = || own.syntax().descendants();
            let listed = all().filter_map(ast::RelationNameRef::cast).filter_map(|own| relation_at(&own));
            let tables = all().filter_map(ast::TableNameRef::cast).filter_map(|own| relation_at(&own));
            let mut cursor = Cursor::new(text);
            let is_view = cursor.take("refresh materialized view");
            cursor.take("concurrently");
            let views = is_view.then(|| cursor.relation()).flatten();
            listed.chain(tables).chain(views)
        };
        match (word(0), word(1)) {
            ("analyze" | "lock" | "refresh" | "grant" | "revoke" | "cluster" | "reindex", _) => {
                for name in names() {
                    if self.ground.schema.relation(&self.relation(&name)).is_none() {
                        return self.missing(&name);
                    }
                }
                Ok(())
            }
            ("explain", _) | ("copy", _) | ("load", _) | ("security", _) | ("import", _) => {
                open(format!("limbeck does not weigh {}", word(0).to_ascii_uppercase()))
            }
            (
                "create",
                kind @ ("cast" | "aggregate" | "operator" | "conversion" | "text" | "statistics" | "publication"
                | "subscription" | "server" | "foreign" | "event" | "access" | "transform" | "rule"),
            ) => open(format!("limbeck does not weigh CREATE {}", kind.to_ascii_uppercase())),
            ("create", kind @ ("role" | "user" | "group")) => {
                let Some(name) = words.get(2).filter(|_| kind != "user" || word(2) != "mapping") else { return Ok(()) };
                let sql =
                    format!("SELECT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {})", quote_literal(name));
                let refusal = Refusal::new(SqlState::DUPLICATE_OBJECT, format!("role \"{name}\" already exists"));
                self.ask(format!("whether there is a role `{name}` already is not known"), server(sql, Some(refusal)));
                Ok(())
            }
            (
                "alter",
                kind @ ("database" | "system" | "role" | "user" | "text" | "publication" | "server" | "function"
                | "procedure" | "routine"),
            ) if !words.iter().any(|own| own == "rename") => {
                open(format!("limbeck does not weigh ALTER {}", kind.to_ascii_uppercase()))
            }
            ("alter", "table")
                if words.iter().any(|own| matches!(own.as_str(), "cluster" | "replica" | "of" | "fillfactor"))
                    || words.windows(2).any(|own| {
                        own.first().is_some_and(|own| own == "set") && own.get(1).is_some_and(|own| own == "(")
                    }) =>
            {
                open("limbeck does not weigh what the table's storage is set to")
            }
            _ => Ok(()),
        }
    }

    /// Judges an operator class, which is there or an extension's.
    pub(super) fn class(&self, text: &str) {
        let name = text.split('(').next().unwrap_or(text).rsplit('.').next().unwrap_or(text).trim();
        if CLASSES.contains(&name) {
            return;
        }
        let sql =
            format!("SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_opclass WHERE opcname = {})", quote_literal(name));
        let refusal = Refusal::new(SqlState::UNDEFINED_OBJECT, format!("operator class \"{name}\" does not exist"));
        self.ask(format!("whether there is an operator class `{name}` is not known"), server(sql, Some(refusal)));
    }

    /// Refuses a relation that is not there.
    pub(super) fn missing<T>(&self, name: &crate::operation::RelationRef) -> Judged<T> {
        refused(SqlState::UNDEFINED_TABLE, format!("relation \"{name}\" does not exist"))
    }
}

fn server(sql: String, refusal: Option<Refusal>) -> Option<Asked> {
    Some(Asked { sql, about: Vec::new(), refusal })
}

/// Returns the words of a statement: names as they are meant, everything else in lower case.
fn words(text: &str) -> Vec<String> {
    Cursor::new(text)
        .remaining()
        .iter()
        .map(|token| match token.text.starts_with('"') {
            true => token.name().map_or_else(|| token.text.to_string(), |own| own.as_str().to_string()),
            false => token.text.to_ascii_lowercase(),
        })
        .collect()
}

/// Returns the names of a list that ends with another word.
fn list(words: &[String]) -> Vec<&String> {
    let mut found = Vec::new();
    let mut is_next = true;
    for word in words {
        match (word.as_str(), is_next) {
            (",", _) => is_next = true,
            ("group", true) => {}
            (_, true) => {
                found.push(word);
                is_next = false;
            }
            _ => break,
        }
    }
    found
}
