//! Indexes and what excludes rows: keys, operator classes, storage (PostgreSQL 15, `DefineIndex`).

use super::define::{has_query, no_query, relation_in};
use super::from::Scope;
use super::types::{Category, Stability};
use super::{Judge, Judged, open, refused, unread};
use crate::name::quote_literal;
use crate::schema::SqlState;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// Operator classes of PostgreSQL and of `pg_trgm`, and the access methods that have them.
const CLASSES: &[(&str, &[&str])] = &[
    ("bpchar_pattern_ops", &["btree", "hash"]),
    ("gin_trgm_ops", &["gin"]),
    ("gist_trgm_ops", &["gist"]),
    ("jsonb_ops", &["btree", "gin", "hash"]),
    ("jsonb_path_ops", &["gin"]),
    ("text_ops", &["btree", "hash", "spgist"]),
    ("text_pattern_ops", &["btree", "hash"]),
    ("tsvector_ops", &["btree", "gin", "gist"]),
    ("varchar_ops", &["btree", "hash"]),
    ("varchar_pattern_ops", &["btree", "hash"]),
];

impl Judge<'_> {
    pub(super) fn index(&self, own: &ast::CreateIndex) -> Judged<()> {
        let Some(name) = own.table_relation_name().and_then(|own| relation_in(own.syntax())) else { return Ok(()) };
        let full = self.relation(&name);
        let Some(columns) = self.columns_of(&full) else { return Ok(()) };
        let scope = Scope::of(full.name, Some(columns));
        let method = own.using_method().map(|own| own.syntax().text().to_string().to_ascii_lowercase());
        let method = method.as_deref().map_or("btree", |own| own.trim_start_matches("using").trim());
        for item in own.partition_item_list().into_iter().flat_map(|own| own.partition_items()) {
            let expr = unread(item.expr())?;
            if has_query(&expr) {
                return open("limbeck does not weigh a query in a key");
            }
            let value = self.expr(&expr, &[&scope])?;
            match item.op_class_ref().map(|own| own.syntax().text().to_string()) {
                Some(class) => self.class(&class, method),
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
            // `CAST(… AS …)` may stand as it is (`func_expr_common_subexpr`, parser/gram.y).
            if matches!(&expr, ast::Expr::CastExpr(own) if own.colon_colon().is_some()) {
                return refused(SqlState::SYNTAX_ERROR, "syntax error at or near \"::\"");
            }
            if is_operation(&expr) {
                return refused(SqlState::SYNTAX_ERROR, "syntax error: an operation in an index needs parentheses");
            }
            if value.stability != Stability::Immutable {
                let message = "functions in index expression must be marked IMMUTABLE";
                return refused(SqlState::INVALID_OBJECT_DEFINITION, message);
            }
            if value.is_builtin("json") {
                return open("limbeck does not know whether the key has an operator class");
            }
        }
        if let Some(params) = own.with_params() {
            self.storage(params.syntax(), method != "gin" && method != "brin", false)?;
        }
        if let Some(clause) = own.where_clause() {
            let expr = unread(clause.expr())?;
            no_query(&expr, "index predicate")?;
            let value = self.condition(&expr, &[&scope], "WHERE")?;
            if value.stability != Stability::Immutable {
                let message = "functions in index predicate must be marked IMMUTABLE";
                return refused(SqlState::INVALID_OBJECT_DEFINITION, message);
            }
        }
        Ok(())
    }

    /// Judges that an operator class is one of the access method; which types it takes, the schema says.
    fn class(&self, text: &str, method: &str) {
        let name = text.split('(').next().unwrap_or(text).rsplit('.').next().unwrap_or(text).trim();
        if !CLASSES.iter().any(|(own, methods)| *own == name && methods.contains(&method)) {
            let of_method = format!("(SELECT oid FROM pg_catalog.pg_am WHERE amname = {})", quote_literal(method));
            let condition = format!("pg_opclass WHERE opcmethod = {of_method} AND opcname");
            self.needs_of_server(&format!("operator class for {method}"), name, &condition);
        }
    }

    /// Judges the storage parameters of a table or of an index (`reloptions.c`).
    pub(super) fn storage(&self, params: &SyntaxNode, has_fillfactor: bool, is_table: bool) -> Judged<()> {
        let text = params.text().to_string().to_ascii_lowercase();
        let inner = text.split_once('(').map_or("", |(_, own)| own.trim_end().trim_end_matches(')'));
        let fits = inner.split(',').all(|own| {
            let (name, value) = own.split_once('=').unwrap_or((own, ""));
            let value = value.trim();
            match name.trim() {
                "fillfactor" if has_fillfactor => value.parse::<u8>().is_ok_and(|own| (10..=100).contains(&own)),
                "autovacuum_enabled" if is_table => ["true", "false", "on", "off"].contains(&value),
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

/// Returns whether an expression is more than a column or a call, which an index takes in parentheses only (`index_elem`,
/// parser/gram.y).
fn is_operation(expr: &ast::Expr) -> bool {
    let is_collated = || expr.syntax().text().to_string().to_ascii_lowercase().contains("collate");
    match expr {
        ast::Expr::BinExpr(_) | ast::Expr::PostfixExpr(_) => !is_collated(),
        ast::Expr::CaseExpr(_) | ast::Expr::ArrayExpr(_) | ast::Expr::PrefixExpr(_) | ast::Expr::BetweenExpr(_) => true,
        _ => false,
    }
}
