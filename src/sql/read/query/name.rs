//! What an output column is called that the query gives no name.

use crate::name::Name;
use crate::sql::names::{name_at, names_in};
use squawk_syntax::ast::{self, AstNode};

/// Returns the name PostgreSQL gives an output column that has none, `Some(None)` for `?column?` (15, `FigureColname`).
pub(in crate::sql) fn figure(expr: &ast::Expr) -> Option<Option<Name>> {
    let word = |word: &str| Some(Some(Name::verbatim(word)));
    match expr {
        ast::Expr::NameRef(own) => {
            let text = own.syntax().text().to_string().to_ascii_lowercase();
            Some(Some(if text.starts_with('"') { name_at(own) } else { Name::verbatim(&text) }))
        }
        ast::Expr::FieldExpr(own) if own.star_token().is_some() => None,
        ast::Expr::FieldExpr(own) => Some(Some(name_at(&own.field()?))),
        ast::Expr::CallExpr(own) => match own.expr() {
            Some(function) => Some(names_in(function.syntax())?.pop()),
            None if own.trim_fn().is_some() => None,
            None => word(own.syntax().text().to_string().split('(').next()?.trim().to_ascii_lowercase().as_str()),
        },
        ast::Expr::ParenExpr(own) => figure(&own.expr()?),
        ast::Expr::Collate(own) => figure(&own.expr()?),
        ast::Expr::IndexExpr(own) => figure(&own.base()?),
        // The name of the type, in PostgreSQL's own words, where the inner expression has none.
        ast::Expr::CastExpr(own) => match own.expr() {
            Some(inner) => figure(&inner)?.map(Some),
            None => None,
        },
        ast::Expr::CaseExpr(own) => match own.else_clause() {
            Some(other) => match other.expr()? {
                ast::Expr::Literal(_) => word("case"),
                other => figure(&other)?.map_or_else(|| word("case"), |name| Some(Some(name))),
            },
            None => word("case"),
        },
        ast::Expr::ArrayExpr(_) => word("array"),
        ast::Expr::Literal(own) if matches!(own.kind(), Some(ast::LitKind::True(_) | ast::LitKind::False(_))) => {
            word("bool")
        }
        // What PostgreSQL makes a call of is called as the function.
        ast::Expr::BinExpr(own) => match own.op()? {
            ast::BinOp::AtTimeZone(_) => word("timezone"),
            ast::BinOp::Overlaps(_) => word("overlaps"),
            ast::BinOp::ColonColon(_) | ast::BinOp::ColonEq(_) | ast::BinOp::FatArrow(_) => None,
            _ => Some(None),
        },
        ast::Expr::PostfixExpr(own) => match own.op()? {
            ast::PostfixOp::IsNormalized(_) => word("is_normalized"),
            ast::PostfixOp::AtLocal(_) => word("timezone"),
            _ => Some(None),
        },
        ast::Expr::Literal(_) | ast::Expr::PrefixExpr(_) | ast::Expr::BetweenExpr(_) => Some(None),
        _ => None,
    }
}

/// The name of an output column that has none.
pub(in crate::sql) fn nameless() -> Name {
    Name::verbatim("?column?")
}
