//! CREATE FUNCTION and CREATE VIEW: the language, the types, the body of a function in SQL, the columns a view keeps.

use super::from::{Column, Scope, Source};
use super::select::Output;
use super::types::{Of, Own};
use super::{Asked, Judge, Judged, Trouble, open, refused, unread};
use crate::name::{Name, quote_literal};
use crate::operation::{RelationRef, TypeRef};
use crate::schema::{DataType, Refusal, SqlState, Stored as Object};
use crate::sql::data_type::data_type;
use crate::sql::names::{name_at, relation_at};
use crate::sql::scan::{Kind, string_value, tokens};
use squawk_syntax::ast::{self, AstNode};

/// Words that a statement of PL/pgSQL begins with.
const WORDS: &[&str] = &[
    "alter",
    "analyze",
    "assert",
    "begin",
    "call",
    "case",
    "close",
    "comment",
    "commit",
    "continue",
    "copy",
    "create",
    "delete",
    "do",
    "drop",
    "else",
    "elsif",
    "elseif",
    "end",
    "execute",
    "exception",
    "exit",
    "fetch",
    "for",
    "foreach",
    "get",
    "grant",
    "if",
    "insert",
    "lock",
    "loop",
    "merge",
    "move",
    "notify",
    "null",
    "open",
    "perform",
    "raise",
    "refresh",
    "reindex",
    "return",
    "revoke",
    "rollback",
    "select",
    "set",
    "truncate",
    "update",
    "vacuum",
    "values",
    "when",
    "while",
    "with",
    "declare",
];

impl Judge<'_> {
    pub(super) fn function(&self, own: &ast::CreateFunction) -> Judged<()> {
        let returns = own
            .ret_type()
            .and_then(|own| own.func_type())
            .map(|own| self.argument_type(own.syntax().text().to_string()));
        let mut columns = Vec::new();
        for param in own.param_list().into_iter().flat_map(|own| own.params()) {
            let of = self.argument_type(unread(param.func_type())?.syntax().text().to_string())?;
            if let (Some(name), Some(of)) = (param.name(), of) {
                columns.push(Column { name: name_at(&name), own: Own::typed(of) });
            }
        }
        let returns = returns.transpose()?.flatten();
        let text = own.syntax().text().to_string();
        let all: Vec<_> = tokens(&text).collect();
        let language = all
            .windows(2)
            .find(|pair| pair.first().is_some_and(|own| own.is_word("language")))
            .and_then(|pair| pair.get(1));
        let language =
            language.map_or_else(|| "sql".to_string(), |own| own.text.trim_matches(['\'', '"']).to_ascii_lowercase());
        let body = all.windows(2).find(|pair| {
            pair.first().is_some_and(|own| own.is_word("as"))
                && pair.get(1).is_some_and(|own| matches!(own.kind, Kind::String { .. }))
        });
        let body = body.and_then(|pair| string_value(pair.get(1)?.text));
        match (language.as_str(), body) {
            ("sql", Some(body)) => self.body(&body, columns, returns, &unread(own.name())?),
            ("plpgsql", Some(body)) => begins_well(&body),
            ("sql" | "plpgsql" | "c" | "internal", _) => Ok(()),
            _ => {
                let sql = format!(
                    "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_language WHERE lanname = {})",
                    quote_literal(&language)
                );
                let refusal =
                    Refusal::new(SqlState::UNDEFINED_OBJECT, format!("language \"{language}\" does not exist"));
                let question = Asked { sql, about: Vec::new(), refusal: Some(refusal) };
                self.ask(format!("whether there is a language `{language}` is not known"), Some(question));
                Ok(())
            }
        }
    }

    /// Returns the type of an argument or a result, nothing for one that is more than a type.
    fn argument_type(&self, text: String) -> Judged<Option<DataType>> {
        let lower = text.trim().to_ascii_lowercase();
        if lower.starts_with("setof") || lower.contains('%') || lower.starts_with("table") {
            return Ok(None);
        }
        match data_type(text.trim()) {
            TypeRef::Resolved(of) if of.as_unknown().is_none() && of.user_type().is_none() => Ok(Some(of)),
            TypeRef::Resolved(of) => {
                Ok(of.user_type().filter(|own| self.ground.schema.type_named(own).is_some()).map(|_| of.clone()))
            }
            TypeRef::Named { name, .. } => {
                let named = RelationRef::bare(name);
                let schema = self.ground.schema;
                match schema.find_type(&named) {
                    Some(full) => Ok(Some(DataType::user(full))),
                    None if schema.find_relation(&named).is_some() || lower.starts_with("any") => Ok(None),
                    None if ["trigger", "event_trigger", "record", "void", "cstring", "internal"]
                        .contains(&named.name.as_str()) =>
                    {
                        Ok(None)
                    }
                    None => open(format!("whether there is a type `{named}` is not known")),
                }
            }
            TypeRef::Serial(_) => open("limbeck does not know a type"),
        }
    }

    /// Judges the body of a function in SQL (`check_function_bodies`).
    fn body(
        &self,
        body: &str,
        columns: Vec<Column>,
        returns: Option<DataType>,
        name: &ast::FunctionName,
    ) -> Judged<()> {
        let unsure = || open(format!("limbeck does not check the body of the function `{}`", name.syntax().text()));
        let parse = squawk_syntax::SourceFile::parse(body);
        if !parse.errors().is_empty() {
            return unsure();
        }
        let statements: Vec<ast::Stmt> = parse.tree().stmts().collect();
        let ([ast::Stmt::Select(select)], Some(returns)) = (statements.as_slice(), returns) else { return unsure() };
        self.kept.set(true);
        let source = Source { alias: Name::verbatim(""), columns: Some(columns), merged: Vec::new() };
        let scope = Scope { sources: vec![source], with: Vec::new() };
        let output = self.select(select, &[&scope])?;
        let [column] = output.columns.as_slice() else { return unsure() };
        match &column.own.of {
            Of::Type(of)
                if self.base(of) == returns
                    || self.category(of) == self.category(&returns) && of.array == returns.array =>
            {
                Ok(())
            }
            Of::Null => Ok(()),
            _ => unsure(),
        }
    }

    /// Judges a view that may take the place of another: its columns keep their names and types.
    pub(super) fn replaces(&self, own: &ast::CreateView, columns: &[Column]) -> Judged<()> {
        let name = own.view().and_then(|own| {
            own.syntax()
                .descendants()
                .find_map(ast::RelationNameRef::cast)
                .and_then(|own| relation_at(&own))
                .or_else(|| crate::sql::names::parse_relation(&own.syntax().text().to_string()))
        });
        let (Some(name), Some(_)) = (name, own.or_replace()) else { return Ok(()) };
        let Some(Object::View(old)) = self.ground.schema.relation(&self.relation(&name)) else { return Ok(()) };
        let text = old.query.to_sql();
        let parse = squawk_syntax::SourceFile::parse(&text);
        let mut statements = parse.tree().stmts();
        let query = match (statements.next(), parse.errors().is_empty()) {
            (Some(ast::Stmt::Select(own)), true) => ast::SelectVariant::Select(own),
            _ => return open(format!("whether the columns of the view `{name}` keep their types is not known")),
        };
        let Ok(Output { columns: before, .. }) = self.variant(&query, &[]) else {
            return open(format!("whether the columns of the view `{name}` keep their types is not known"));
        };
        for (old, new) in before.iter().zip(columns) {
            let word = |own: &Own| match &own.of {
                Of::Type(of) => of.to_sql(),
                _ => "text".into(),
            };
            match (word(&old.own), word(&new.own)) {
                (old, new) if old == new => {}
                (was, now)
                    if old.own.literal.is_some()
                        || new.own.literal.is_some()
                        || was.split('(').next() == now.split('(').next() =>
                {
                    return open(format!(
                        "whether the columns of the view `{name}` keep their types ({was}, {now}) is not known"
                    ));
                }
                (was, now) => {
                    let message =
                        format!("cannot change data type of view column \"{}\" from {was} to {now}", old.name);
                    return refused(SqlState::INVALID_TABLE_DEFINITION, message);
                }
            }
        }
        Ok(())
    }
}

/// Judges the words that the statements of a body in PL/pgSQL begin with.
fn begins_well(body: &str) -> Judged<()> {
    let all: Vec<_> = tokens(body).collect();
    let mut starts = false;
    let mut declares = false;
    for (at, token) in all.iter().enumerate() {
        let word = token.text.to_ascii_lowercase();
        if starts && !declares && !WORDS.contains(&word.as_str()) && token.name().is_some() {
            let next = all.get(at + 1).map(|own| own.text).unwrap_or_default();
            if ![":=", "=", ".", "[", ":", "<<"].contains(&next) {
                return Err(Trouble::Open(format!(
                    "limbeck does not know the statement `{word}` of a function's body"
                )));
            }
        }
        starts = matches!(word.as_str(), ";" | "begin" | "then" | "else" | "loop");
        declares = match word.as_str() {
            "declare" => true,
            "begin" => false,
            _ => declares,
        };
    }
    Ok(())
}
