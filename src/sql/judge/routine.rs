//! CREATE FUNCTION: the language, the types, the body in SQL (PostgreSQL 15, `CreateFunction`, `fmgr_sql_validator`); and what
//! a routine or view keeps that takes the place of another (`ProcedureCreate`, `checkViewTupleDesc`).

use super::assign::Stored;
use super::body::Returns;
use super::define::relation_in;
use super::from::{Column, Scope};
use super::types::{Category, Of, Own};
use super::{Judge, Judged, open, refused, unread};
use crate::name::Name;
use crate::operation::{RelationRef, RoutineDefinition, TypeRef};
use crate::schema::{DataType, Routine, SqlState, Stored as Object};
use crate::sql::data_type::data_type;
use crate::sql::names::name_at;
use crate::sql::read::routine::{definition, language};
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;

/// Types whose names tell them apart for sure.
const STRINGS: &[&str] = &["text", "character varying"];

impl Judge<'_> {
    pub(super) fn function(&self, own: &ast::CreateFunction) -> Judged<()> {
        let returns = own
            .ret_type()
            .and_then(|own| own.func_type())
            .map(|own| self.argument_type(own.syntax().text().to_string()));
        let mut columns = Vec::new();
        let mut names: Vec<Name> = Vec::new();
        let mut has_default = false;
        for param in own.param_list().into_iter().flat_map(|own| own.params()) {
            let of = self.argument_type(unread(param.func_type())?.syntax().text().to_string())?;
            let name = param.name().map(|own| name_at(&own));
            let default = param.param_default().and_then(|own| own.expr());
            if (has_default && default.is_none()) || name.as_ref().is_some_and(|own| names.contains(own)) {
                return open("limbeck does not know whether the arguments fit together");
            }
            names.extend(name);
            has_default |= default.is_some();
            if let (Some(default), Some(of)) = (default, &of) {
                self.assign(&self.expr(&default, &[])?, &Name::verbatim("default"), of, Stored::Default)?;
            }
            if let (Some(name), Some(of)) = (param.name(), of) {
                columns.push(Column { name: name_at(&name), own: Own::typed(of) });
            }
        }
        let returns = returns.transpose()?.flatten();
        let language = own.option_list().and_then(|own| language(&own)).unwrap_or_else(|| "sql".to_string());
        let body = own.option_list().and_then(|own| definition(&own));
        match (language.as_str(), body) {
            ("sql", Some(body)) => self.body(&body, columns, returns, &unread(own.name())?),
            ("plpgsql", Some(body)) => self.plpgsql(&body, gives(own), &names),
            ("sql", None) => open("limbeck does not check the body of a function"),
            ("plpgsql" | "c" | "internal", _) => open("limbeck does not know what the function runs"),
            _ => {
                self.needs_of_server("language", &language, "pg_language WHERE lanname");
                Ok(())
            }
        }
    }

    /// Judges a function that may take the place of another: what calls see of it stays (`ProcedureCreate`).
    pub(super) fn keeps_its_call(&self, new: &RoutineDefinition) -> Judged<()> {
        let schema = self.ground.schema;
        let call = |signature: &str| signature.split(" LANGUAGE ").next().map(str::to_owned);
        let types: Vec<DataType> = new.arguments.iter().map(|own| self.resolved(own.clone())).collect();
        let is_other = |old: &Arc<Routine>| {
            let is_same = |(a, b): (&DataType, &DataType)| a.base == b.base && a.array == b.array;
            let replaces = types.len() == old.arguments.len() && types.iter().zip(&old.arguments).all(is_same);
            replaces && call(&new.signature) != call(&old.signature)
        };
        if schema.full_names(&new.name).any(|full| schema.routines_named(&full).any(is_other)) {
            return open(format!("whether the function `{}` keeps its arguments and result is not known", new.name));
        }
        Ok(())
    }

    /// Returns the type of an argument or a result, nothing for one that is more than a type.
    pub(super) fn argument_type(&self, text: String) -> Judged<Option<DataType>> {
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
        let scope = Scope::of_names(columns);
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
        let name = own.view().and_then(|own| relation_in(own.syntax()));
        let (Some(name), Some(_)) = (name, own.or_replace()) else { return Ok(()) };
        let Some(Object::View(old)) = self.ground.schema.relation(&self.relation(&name)) else { return Ok(()) };
        let Some(before) = self.columns_of(&old.name) else {
            return open(format!("whether the columns of the view `{name}` keep their types is not known"));
        };
        for (old, new) in before.into_iter().zip(columns) {
            let (was, now) = (self.category_of(&old.own), self.category_of(&new.own));
            let (old_word, new_word) = (old.own.word(), new.own.word());
            // Numbers and times are only known by their kind; strings are not of extensions.
            let are_strings = [&old.own, &new.own].iter().all(|own| STRINGS.iter().any(|name| own.is_builtin(name)));
            let differ = was != now || (are_strings && old_word != new_word);
            if differ && ![&was, &now].contains(&&Some(Category::Other)) {
                let message =
                    format!("cannot change data type of view column \"{}\" from {old_word} to {new_word}", old.name);
                return refused(SqlState::INVALID_TABLE_DEFINITION, message);
            }
            if old.own.of != new.own.of {
                return open(format!(
                    "whether the columns of the view `{name}` keep their types ({old_word}, {new_word}) is not known"
                ));
            }
        }
        Ok(())
    }
}

/// Returns what a function gives back.
fn gives(own: &ast::CreateFunction) -> Returns {
    let of = own.ret_type().map(|own| own.syntax().text().to_string().to_ascii_lowercase()).unwrap_or_default();
    let mut words = of.split(|own: char| !own.is_alphanumeric() && own != '_').filter(|own| !own.is_empty()).skip(1);
    let has_outputs = own.param_list().into_iter().flat_map(|own| own.params()).any(|own| {
        let text = own.syntax().text().to_string().to_ascii_lowercase();
        text.split_whitespace().next().is_some_and(|own| own == "out" || own == "inout")
    });
    match (words.next(), words.next()) {
        (Some("setof" | "table"), _) => Returns::Rows,
        _ if has_outputs => Returns::Outputs,
        (Some("trigger" | "event_trigger"), None) => Returns::Trigger,
        (Some("void"), None) => Returns::Nothing,
        _ => Returns::Value,
    }
}
