//! What may stand without brackets where PostgreSQL's grammar takes only simple expressions (15, `gram.y`: `b_expr`).

use super::{Judged, refused};
use crate::schema::SqlState;
use squawk_syntax::ast::{self, AstNode, BinOp, PrefixOp};

/// Refuses an expression that has to stand in brackets behind DEFAULT.
pub(super) fn check(expr: &ast::Expr) -> Judged<()> {
    let word = match expr {
        ast::Expr::BinExpr(own) => match own.op() {
            Some(op) if !is_simple(&op) => {
                let (text, lhs) =
                    (own.syntax().text().to_string(), own.lhs().map(|lhs| lhs.syntax().text().to_string()));
                lhs.and_then(|lhs| Some(text.strip_prefix(&lhs)?.trim_start().to_owned()))
            }
            _ => return [own.lhs(), own.rhs()].iter().flatten().try_for_each(check),
        },
        ast::Expr::PrefixExpr(own) => match own.op() {
            Some(PrefixOp::Not(not)) => Some(not.to_string()),
            _ => return own.expr().iter().try_for_each(check),
        },
        ast::Expr::PostfixExpr(own) => own.op().map(|op| op.syntax_element().to_string()),
        ast::Expr::BetweenExpr(_) => Some("between".to_owned()),
        ast::Expr::CastExpr(own) if own.colon_colon().is_some() => return own.expr().iter().try_for_each(check),
        // What follows is the column's collation.
        ast::Expr::Collate(own) => return own.expr().iter().try_for_each(check),
        _ => None,
    };
    // `IS DISTINCT FROM` and `NOT NULL` may follow: the server stops behind these words.
    let mut words = word.iter().flat_map(|own| own.split_whitespace()).peekable();
    if matches!(expr, ast::Expr::BinExpr(_)) {
        words.next_if(|own| own.eq_ignore_ascii_case("is"));
        words.next_if(|own| own.eq_ignore_ascii_case("not"));
    }
    match words.next() {
        Some(word) => refused(SqlState::SYNTAX_ERROR, format!("syntax error at or near \"{word}\"")),
        None => Ok(()),
    }
}

fn is_simple(op: &BinOp) -> bool {
    !matches!(
        op,
        BinOp::And(_)
            | BinOp::Or(_)
            | BinOp::AtTimeZone(_)
            | BinOp::Like(_)
            | BinOp::Ilike(_)
            | BinOp::NotLike(_)
            | BinOp::NotIlike(_)
            | BinOp::SimilarTo(_)
            | BinOp::NotSimilarTo(_)
            | BinOp::Escape(_)
            | BinOp::In(_)
            | BinOp::NotIn(_)
            | BinOp::Is(_)
            | BinOp::IsNot(_)
            | BinOp::Overlaps(_)
    )
}
