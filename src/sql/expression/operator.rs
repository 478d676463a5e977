//! Operators and the keywords that are operators: `IN`, `LIKE`, `BETWEEN`, `IS` (PostgreSQL 15, `gram.y`,
//! `parse_expr.c`).

use crate::sql::Context;
use crate::sql::expression::convert::{convert, convert_all};
use crate::sql::expression::node::{Constant, Node};
use squawk_syntax::ast::{self, AstNode, BinOp, PostfixOp, PrefixOp};

/// Returns the tree of `left operator right`.
pub(super) fn binary(own: &ast::BinExpr, context: &Context<'_>) -> Option<Node> {
    let (lhs, rhs, operator) = (own.lhs()?, own.rhs()?, own.op()?);
    let left = || convert(&lhs, context);
    let right = || convert(&rhs, context);
    let plain = |operator: &str| operate(left()?, operator, &rhs, context);
    if let Some(name) = custom(&operator) {
        return chain(left()?, name, &rhs, context);
    }
    match &operator {
        BinOp::And(_) => Some(join(left()?, right()?, Joined::And)),
        BinOp::Or(_) => Some(join(left()?, right()?, Joined::Or)),
        BinOp::AtTimeZone(_) => Some(Node::builtin("timezone", vec![right()?, left()?])),
        BinOp::Caret(_) => plain("^"),
        BinOp::Eq(_) => plain("="),
        BinOp::Gteq(_) => plain(">="),
        BinOp::LAngle(_) => plain("<"),
        BinOp::Lteq(_) => plain("<="),
        BinOp::RAngle(_) => plain(">"),
        BinOp::Neq(_) | BinOp::Neqb(_) => plain("<>"),
        BinOp::Minus(_) => plain("-"),
        BinOp::Plus(_) => plain("+"),
        BinOp::Percent(_) => plain("%"),
        BinOp::Slash(_) => plain("/"),
        BinOp::Star(_) => plain("*"),
        BinOp::Overlaps(_) => Some(Node::operator(left()?, "OVERLAPS", right()?)),
        BinOp::Like(_) => plain("~~"),
        BinOp::Ilike(_) => plain("~~*"),
        BinOp::NotLike(_) => plain("!~~"),
        BinOp::NotIlike(_) => plain("!~~*"),
        BinOp::SimilarTo(_) => similar(left()?, "~", right()?),
        BinOp::NotSimilarTo(_) => similar(left()?, "!~", right()?),
        BinOp::Escape(_) => escape(left()?, right()?),
        BinOp::In(_) => one_of(&left()?, &rhs, Membership::In, context),
        BinOp::NotIn(_) => one_of(&left()?, &rhs, Membership::NotIn, context),
        BinOp::Is(_) => is(left()?, &rhs, ""),
        BinOp::IsNot(_) => is(left()?, &rhs, "NOT "),
        BinOp::IsDistinctFrom(_) => Some(compare(left()?, "IS DISTINCT FROM", right()?)),
        BinOp::IsNotDistinctFrom(_) => Some(Node::Not(Box::new(compare(left()?, "IS DISTINCT FROM", right()?)))),
        BinOp::CustomOp(_) | BinOp::OperatorCall(_) | BinOp::ColonColon(_) | BinOp::ColonEq(_) | BinOp::FatArrow(_) => {
            None
        }
    }
}

/// Returns the tree of `operator expression`.
pub(super) fn prefix(own: &ast::PrefixExpr, context: &Context<'_>) -> Option<Node> {
    let of = convert(&own.expr()?, context)?;
    Some(match own.op()? {
        PrefixOp::Not(_) => Node::Not(Box::new(of)),
        PrefixOp::Plus(_) => of,
        PrefixOp::Minus(_) => negate(of),
        PrefixOp::CustomOp(op) => unary(&op.syntax().text().to_string(), of),
        PrefixOp::OperatorCall(op) => unary(&operator_named(&op), of),
    })
}

/// Returns the tree of `expression operator`.
pub(super) fn postfix(own: &ast::PostfixExpr, context: &Context<'_>) -> Option<Node> {
    let of = Box::new(convert(&own.expr()?, context)?);
    Some(match own.op()? {
        PostfixOp::IsNull(_) => Node::Is(of, "NULL".into()),
        PostfixOp::NotNull(_) => Node::Is(of, "NOT NULL".into()),
        PostfixOp::AtLocal(_) => return None,
        other => {
            let words = other.syntax_element().to_string().to_ascii_uppercase();
            let words: Vec<&str> = words.split_whitespace().skip(1).collect();
            Node::Is(of, words.join(" "))
        }
    })
}

/// `BETWEEN` is two comparisons.
pub(super) fn between(own: &ast::BetweenExpr, context: &Context<'_>) -> Option<Node> {
    let target = convert(&own.target()?, context)?;
    let (start, end) = (convert(&own.start()?, context)?, convert(&own.end()?, context)?);
    let is_negated = own.not_token().is_some();
    let within = |start: Node, end: Node| {
        let (above, below, joined) = if is_negated { ("<", ">", Joined::Or) } else { (">=", "<=", Joined::And) };
        join(Node::operator(target.clone(), above, start), Node::operator(target.clone(), below, end), joined)
    };
    if matches!(own.between_symmetry(), Some(ast::BetweenSymmetry::Symmetric(_))) {
        let joined = if is_negated { Joined::And } else { Joined::Or };
        return Some(join(within(start.clone(), end.clone()), within(end, start), joined));
    }
    Some(within(start, end))
}

/// Returns the text of an operator that is not grammar.
fn custom(operator: &BinOp) -> Option<String> {
    match operator {
        BinOp::CustomOp(op) => Some(op.syntax().text().to_string().replace("!=", "<>")),
        BinOp::OperatorCall(op) => Some(operator_named(op)),
        _ => None,
    }
}

/// The parser nests these operators to the right; PostgreSQL, to the left.
fn chain(left: Node, operator: String, rhs: &ast::Expr, context: &Context<'_>) -> Option<Node> {
    let (mut node, mut operator, mut rest) = (left, operator, rhs.clone());
    while let ast::Expr::BinExpr(next) = &rest {
        let Some(following) = next.op().as_ref().and_then(custom) else { break };
        node = operate(node, &operator, &next.lhs()?, context)?;
        (operator, rest) = (following, next.rhs()?);
    }
    operate(node, &operator, &rest, context)
}

enum Joined {
    And,
    Or,
}

#[derive(Clone, Copy, PartialEq)]
enum Membership {
    In,
    NotIn,
}

/// Chains of `AND` and of `OR` are flat, however they were bracketed.
fn join(left: Node, right: Node, joined: Joined) -> Node {
    let mut all = Vec::new();
    for node in [left, right] {
        match (node, &joined) {
            (Node::And(own), Joined::And) | (Node::Or(own), Joined::Or) => all.extend(own),
            (other, _) => all.push(other),
        }
    }
    match joined {
        Joined::And => Node::And(all),
        Joined::Or => Node::Or(all),
    }
}

fn operate(left: Node, operator: &str, rhs: &ast::Expr, context: &Context<'_>) -> Option<Node> {
    if let ast::Expr::CallExpr(own) = rhs {
        let quantified = if let Some(any) = own.any_fn() {
            Some(("ANY", any.expr(), any.select_variant().is_some()))
        } else if let Some(some) = own.some_fn() {
            Some(("ANY", some.expr(), some.select_variant().is_some()))
        } else {
            own.all_fn().map(|all| ("ALL", all.expr(), all.select_variant().is_some()))
        };
        if let Some((quantifier, array, is_query)) = quantified {
            if is_query {
                return None;
            }
            let array = Box::new(convert(&array?, context)?);
            return Some(Node::Quantified { left: Box::new(left), operator: operator.to_string(), quantifier, array });
        }
    }
    let right = convert(rhs, context)?;
    Some(compare(left, operator, right))
}

/// Rows are compared element by element (`make_row_comparison_op`).
fn compare(left: Node, operator: &str, right: Node) -> Node {
    match (left, right) {
        (Node::Row(left), Node::Row(right))
            if left.len() == right.len() && matches!(operator, "=" | "<>" | "IS DISTINCT FROM") =>
        {
            let pairs = left.into_iter().zip(right).map(|(left, right)| Node::operator(left, operator, right));
            if operator == "=" { Node::And(pairs.collect()) } else { Node::Or(pairs.collect()) }
        }
        (left, right) => Node::operator(left, operator, right),
    }
}

fn unary(operator: &str, of: Node) -> Node {
    Node::Operator { left: None, operator: operator.to_string(), right: Box::new(of) }
}

/// The minus of a number belongs to it; `- 1::int` negates the cast, which comes to the same.
fn negate(of: Node) -> Node {
    match of {
        Node::Constant(Constant { value, of: Some(own), implied, spelling })
            if crate::sql::expression::infer::is_number(&own) =>
        {
            let turned = |value: String| match value.strip_prefix('-') {
                Some(rest) => rest.to_string(),
                None if value == "0" => value,
                None => format!("-{value}"),
            };
            Node::Constant(Constant { value: turned(value), of: Some(own), implied, spelling: spelling.map(turned) })
        }
        other => unary("-", other),
    }
}

/// `similar_to_escape` is what PostgreSQL 13 and later print.
fn similar(left: Node, operator: &str, pattern: Node) -> Option<Node> {
    let pattern = match pattern {
        Node::Call(call) if call.builtin() == Some("like_escape") => Node::builtin("similar_to_escape", call.arguments),
        other => Node::builtin("similar_to_escape", vec![other]),
    };
    Some(Node::operator(left, operator, pattern))
}

/// `x LIKE y ESCAPE z`, whichever way the parser nests it.
fn escape(left: Node, character: Node) -> Option<Node> {
    match left {
        Node::Operator { left, operator, right } if operator.contains("~~") => {
            let pattern = Node::builtin("like_escape", vec![*right, character]);
            Some(Node::Operator { left, operator, right: Box::new(pattern) })
        }
        Node::Operator { left, operator, right } => match *right {
            Node::Call(mut call) if call.builtin() == Some("similar_to_escape") => {
                call.arguments.push(character);
                Some(Node::Operator { left, operator, right: Box::new(Node::Call(call)) })
            }
            _ => None,
        },
        pattern => Some(Node::builtin("like_escape", vec![pattern, character])),
    }
}

/// Several constants of a list are an array, before what is compared with columns (`transformAExprIn`).
fn one_of(left: &Node, rhs: &ast::Expr, membership: Membership, context: &Context<'_>) -> Option<Node> {
    let elements = match rhs {
        ast::Expr::TupleExpr(tuple) => convert_all(tuple.exprs(), context)?,
        ast::Expr::ParenExpr(paren) => vec![convert(&paren.expr()?, context)?],
        _ => return None,
    };
    let (operator, quantifier) = if membership == Membership::In { ("=", "ANY") } else { ("<>", "ALL") };
    let is_rows = matches!(left, Node::Row(_));
    let is_listed = |node: &Node| !is_rows && !has_column(node);
    let has_list = elements.iter().filter(|node| is_listed(node)).count() > 1;
    let (listed, single): (Vec<Node>, Vec<Node>) = elements.into_iter().partition(|node| has_list && is_listed(node));
    let mut tests = Vec::new();
    if has_list {
        tests.push(Node::Quantified {
            left: Box::new(left.clone()),
            operator: operator.into(),
            quantifier,
            // Unlike an array's, the types of a list's elements come from what is looked for.
            array: Box::new(Node::Row(listed)),
        });
    }
    tests.extend(single.into_iter().map(|node| compare(left.clone(), operator, node)));
    let joined = if membership == Membership::In { Node::Or } else { Node::And };
    if tests.len() > 1 { Some(joined(tests)) } else { tests.pop() }
}

fn has_column(node: &Node) -> bool {
    match node {
        Node::Constant(_) | Node::Null | Node::Relation(_) => false,
        Node::Cast(of, _) => has_column(of),
        Node::Call(call) => call.arguments.iter().any(has_column),
        Node::Operator { left, right, .. } => left.as_deref().is_some_and(has_column) || has_column(right),
        Node::Array(own) | Node::Row(own) => own.iter().any(has_column),
        _ => true,
    }
}

fn is(of: Node, rhs: &ast::Expr, not: &str) -> Option<Node> {
    let word = rhs.syntax().text().to_string().to_ascii_uppercase();
    let known = matches!(word.as_str(), "NULL" | "TRUE" | "FALSE" | "UNKNOWN" | "DOCUMENT");
    known.then(|| Node::Is(Box::new(of), format!("{not}{word}")))
}

/// Returns the operator of `OPERATOR(pg_catalog.=)` alone, any other with its schema.
fn operator_named(own: &ast::OperatorCall) -> String {
    let text = own.op().map(|op| op.syntax().text().to_string()).unwrap_or_default();
    let Some((schema, operator)) = text.rsplit_once('.') else { return text.trim().to_string() };
    let (schema, operator) = (schema.trim(), operator.trim().replace("!=", "<>"));
    if schema.eq_ignore_ascii_case("pg_catalog") { operator } else { format!("OPERATOR({schema}.{operator})") }
}
