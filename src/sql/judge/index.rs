//! Indexes and what excludes rows: keys, operator classes, storage.

use super::define::relation_in;
use super::from::{Scope, Source};
use super::known::CLASSES;
use super::outside::server;
use super::types::{Category, Of, Stability};
use super::{Judge, Judged, open, refused, unread};
use crate::name::quote_literal;
use crate::schema::{Refusal, SqlState};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Judge<'_> {
    pub(super) fn index(&self, own: &ast::CreateIndex) -> Judged<()> {
        let Some(name) = own.table_relation_name().and_then(|own| relation_in(own.syntax())) else { return Ok(()) };
        let full = self.relation(&name);
        let Some(columns) = self.columns_of(&full) else { return Ok(()) };
        let source = Source { alias: full.name, columns: Some(columns), merged: Vec::new() };
        let scope = Scope { sources: vec![source], with: Vec::new() };
        for item in own.partition_item_list().into_iter().flat_map(|own| own.partition_items()) {
            let expr = unread(item.expr())?;
            let value = self.expr(&expr, &[&scope])?;
            let method = own
                .using_method()
                .map_or_else(|| "btree".into(), |own| own.syntax().text().to_string().to_ascii_lowercase());
            let method = method.trim_start_matches("using").trim();
            match item.op_class_ref().map(|own| own.syntax().text().to_string()) {
                Some(class) => self.class(&class, method, self.category_of(&value))?,
                None if method == "brin"
                    && matches!(
                        self.category_of(&value),
                        Some(
                            Category::Json | Category::Jsonb | Category::Boolean | Category::Array | Category::Enum(_)
                        )
                    ) =>
                {
                    return open("limbeck does not know whether the key has an operator class");
                }
                None => {}
            }
            if matches!(expr, ast::Expr::CastExpr(_)) {
                return refused(SqlState::SYNTAX_ERROR, "syntax error at or near \"::\"");
            }
            if value.stability != Stability::Immutable {
                let message = "functions in index expression must be marked IMMUTABLE";
                return refused(SqlState::INVALID_OBJECT_DEFINITION, message);
            }
            if matches!(&value.of, Of::Type(of) if of.is_builtin("json")) {
                return open("limbeck does not know whether the key has an operator class");
            }
        }
        if let Some(params) = own.with_params() {
            self.storage(params.syntax())?;
        }
        if let Some(clause) = own.where_clause() {
            let value = self.condition(&unread(clause.expr())?, &[&scope], "WHERE")?;
            if value.stability != Stability::Immutable {
                let message = "functions in index predicate must be marked IMMUTABLE";
                return refused(SqlState::INVALID_OBJECT_DEFINITION, message);
            }
        }
        Ok(())
    }

    /// Judges an operator class of an access method: it is there, or an extension's, and takes the type.
    fn class(&self, text: &str, method: &str, key: Option<Category>) -> Judged<()> {
        let name = text.split('(').next().unwrap_or(text).rsplit('.').next().unwrap_or(text).trim();
        if let Some((_, methods, takes)) = CLASSES.iter().find(|(own, ..)| *own == name) {
            let fits = methods.contains(&method) && key.as_ref() == Some(takes);
            return if fits {
                Ok(())
            } else {
                open(format!("whether `{name}` is an operator class for this is not known"))
            };
        }
        let sql = format!(
            "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod WHERE c.opcname = {} AND m.amname = {})",
            quote_literal(name),
            quote_literal(method)
        );
        let message = format!("operator class \"{name}\" does not exist for access method \"{method}\"");
        let refusal = Refusal::new(SqlState::UNDEFINED_OBJECT, message);
        self.ask(format!("whether there is an operator class `{name}` is not known"), server(sql, Some(refusal)));
        Ok(())
    }

    pub(super) fn storage(&self, params: &SyntaxNode) -> Judged<()> {
        let text = params.text().to_string().to_ascii_lowercase();
        let inner = text.split_once('(').map_or("", |(_, own)| own.trim_end().trim_end_matches(')'));
        let fits = inner.split(',').all(|own| {
            let (name, value) = own.split_once('=').unwrap_or((own, ""));
            let value = value.trim();
            match name.trim() {
                "fillfactor" => value.parse::<u8>().is_ok_and(|own| (10..=100).contains(&own)),
                "autovacuum_enabled" => ["true", "false", "on", "off"].contains(&value),
                _ => false,
            }
        });
        if fits { Ok(()) } else { open("limbeck does not weigh what the storage is set to") }
    }

    /// Judges that what excludes each other has an operator class: numbers and strings have one by an extension.
    pub(super) fn excludes(&self, own: &ast::ExcludeConstraint, scope: &Scope) -> Judged<()> {
        let has_scalars = self.ground.schema.extensions().any(|own| own.name.as_str() == "btree_gist");
        for item in own.syntax().descendants().filter_map(ast::ConstraintExclusion::cast) {
            let value = self.expr(&unread(item.expr())?, &[scope])?;
            if self.category_of(&value) != Some(Category::Other) && !has_scalars {
                return open("limbeck does not know whether what excludes each other has an operator class");
            }
        }
        Ok(())
    }
}
