//! What a statement needs from outside the schema: roles, extensions, tablespaces, collations, operator classes.

use super::known::{COLLATIONS, CONTRIB, ROLES};
use super::types::Category;
use super::{Asked, Judge, Judged, Open, open, refused};
use crate::name::{Name, quote_literal};
use crate::schema::{DataType, Refusal, SqlState, TypeBase};
use crate::sql::data_type::data_type;
use crate::sql::read::Cursor;
use squawk_syntax::ast::{self, AstNode};

impl Judge<'_> {
    /// Judges what a statement needs from outside the schema.
    pub(super) fn outside(&self, own: &ast::Stmt, text: &str) -> Judged<()> {
        let words = words(text);
        self.roles(&words);
        self.extension(&words);
        self.tablespace(&words);
        self.setting(&words)?;
        self.types(own)?;
        self.kind(own, text)
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
            if ROLES.contains(&name.to_ascii_lowercase().as_str())
                || self.ground.beside.roles.contains(&Name::verbatim(name))
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

    /// Judges the lengths of types, and the collations.
    fn types(&self, own: &ast::Stmt) -> Judged<()> {
        for node in own.syntax().descendants() {
            if let Some(of) = ast::CollationRef::cast(node.clone()) {
                let name = of.syntax().text().to_string().trim_matches('"').to_string();
                let is_known = COLLATIONS.iter().any(|own| own.eq_ignore_ascii_case(&name)) || name.ends_with("-x-icu");
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
            if let Some(own) = ast::Column::cast(node.clone()) {
                self.column_fits(&own)?;
            }
            let Some(of) = ast::Type::cast(node) else { continue };
            let written = of.syntax().text().to_string().to_ascii_lowercase();
            let bits =
                |word: &str| written.strip_prefix(word).map(|own| own.trim().trim_matches(['(', ')']).parse::<u32>());
            if matches!(bits("float"), Some(Ok(0 | 54..))) || matches!(bits("bit"), Some(Ok(0))) {
                return refused(SqlState::INVALID_PARAMETER_VALUE, format!("type {written} has no such precision"));
            }
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
                ("numeric", _)
                    if of
                        .modifiers
                        .split(',')
                        .nth(1)
                        .and_then(|own| own.trim().parse::<i64>().ok())
                        .is_some_and(|own| own.abs() > 1000) =>
                {
                    let message = format!("NUMERIC scale of {} must be between -1000 and 1000", of.to_sql());
                    return refused(SqlState::INVALID_PARAMETER_VALUE, message);
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

    /// Judges what a column says more than once, a collation of what has none, and types that no column has.
    fn column_fits(&self, own: &ast::Column) -> Judged<()> {
        let Some(of) = own.ty() else { return Ok(()) };
        let text = of.syntax().text().to_string().to_ascii_lowercase();
        let all = || own.syntax().descendants();
        let count = |is: fn(&ast::Constraint) -> bool| all().filter_map(ast::Constraint::cast).filter(is).count();
        let nulls = count(|own| matches!(own, ast::Constraint::NullConstraint(_)));
        let not_nulls = count(|own| matches!(own, ast::Constraint::NotNullConstraint(_)));
        let defaults = count(|own| matches!(own, ast::Constraint::DefaultConstraint(_)));
        let is_serial = text.contains("serial");
        if defaults + usize::from(is_serial) > 1 || nulls > 0 && (not_nulls > 0 || is_serial) {
            return open("a column has contradicting constraints");
        }
        if ["record", "unknown", "void", "cstring", "trigger"].contains(&text.trim()) || text.starts_with("any") {
            return open(format!("limbeck does not know whether a column can be {text}"));
        }
        let is_collated = all().any(|own| ast::CollationRef::can_cast(own.kind()));
        let base = DataType { array: false, ..self.type_named(&of).unwrap_or_else(|_| DataType::builtin("integer")) };
        if is_collated && self.category(&base) != Category::Text {
            return open("limbeck does not know whether a collation fits");
        }
        Ok(())
    }
}

pub(super) fn server(sql: String, refusal: Option<Refusal>) -> Option<Asked> {
    Some(Asked { sql, about: Vec::new(), refusal })
}

/// Returns the words of a statement: names as they are meant, everything else in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
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
