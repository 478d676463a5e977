//! Bodies in PL/pgSQL: what its compiler wants of them (PostgreSQL 15, `pl_gram.y`). Of a body that is not surely well formed,
//! limbeck does not say that it is taken.

use super::assign::Stored;
use super::expression::selecting;
use super::from::{Column, Scope};
use super::types::Own;
use super::{Judge, Judged, Trouble, open, unread};
use crate::name::Name;
use crate::operation::RelationRef;
use crate::schema::{DataType, SqlState};
use crate::sql::names::{name_at, name_of, parse_relation};
use crate::sql::scan::tokens;
use squawk_syntax::ast::{self, AstNode};
use squawk_syntax::{SyntaxKind, SyntaxNode};
use std::collections::BTreeSet;

/// What a routine gives back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Returns {
    Nothing,
    /// A row of a trigger.
    Trigger,
    Value,
    Rows,
    /// What is in its output arguments.
    Outputs,
}

/// Names that are always there.
const NAMES: &[&str] = &["found", "sqlstate", "sqlerrm"];

impl Judge<'_> {
    /// Judges a body, with the names of the arguments.
    pub(super) fn plpgsql(&self, text: &str, returns: Returns, arguments: &[Name]) -> Judged<()> {
        let (text, targets) = without_into(text);
        let parse = squawk_syntax::SourceFile::parse(&format!("DO $limbeck${text}$limbeck$"));
        let Some(ast::Stmt::Do(whole)) = parse.tree().stmts().next() else { return open("limbeck cannot read a body") };
        let body = unread(whole.plpgsql())?;
        let tree = body.syntax();
        if !body.errors().is_empty() || unread(ast::Plpgsql::cast(tree.clone()))?.block().is_none() {
            return open("limbeck cannot read all of a body in PL/pgSQL");
        }
        let mut names: Vec<Name> =
            arguments.iter().cloned().chain(NAMES.iter().map(|own| Name::verbatim(own))).collect();
        if returns == Returns::Trigger {
            names.extend(["new", "old"].map(Name::verbatim));
        }
        for node in tree.descendants() {
            if let Some(own) = ast::PlpgsqlVarName::cast(node.clone()) {
                names.push(name_at(&own));
            } else if let Some(own) = ast::PlpgsqlForIStmt::cast(node) {
                names.extend(own.vars().map(|own| name_of(&own.syntax().text().to_string())));
            }
        }
        if let Some(own) = targets.iter().find(|own| !names.contains(own)) {
            return open(format!("limbeck does not know the variable `{own}` of a body"));
        }
        for node in tree.descendants() {
            self.part(&node, returns, &names)?;
        }
        Ok(())
    }

    fn part(&self, node: &SyntaxNode, returns: Returns, names: &[Name]) -> Judged<()> {
        let is_named = |own: &str| names.contains(&name_of(own));
        if let Some(own) = ast::PlpgsqlVarNameRef::cast(node.clone())
            .map(|own| own.syntax().text().to_string())
            .or_else(|| ast::PlpgsqlForVariable::cast(node.clone()).map(|own| own.syntax().text().to_string()))
            && !is_named(own.trim())
        {
            return open(format!("limbeck does not know the variable `{}` of a body", own.trim()));
        }
        if let Some(own) = ast::PlpgsqlVarDecl::cast(node.clone()) {
            return self.declared(&own);
        }
        if let Some(own) = ast::PlpgsqlDeclareSection::cast(node.clone()) {
            let all: Vec<String> = own
                .syntax()
                .descendants()
                .filter_map(ast::PlpgsqlVarName::cast)
                .map(|own| own.syntax().text().to_string())
                .collect();
            if all.iter().collect::<BTreeSet<_>>().len() < all.len() {
                return open("limbeck does not know whether a variable is declared twice");
            }
        }
        if ast::PlpgsqlAssertStmt::can_cast(node.kind()) {
            return open("limbeck does not weigh an ASSERT");
        }
        let leaves = ast::PlpgsqlExitStmt::can_cast(node.kind()) || ast::PlpgsqlContinueStmt::can_cast(node.kind());
        let is_loop = |own: SyntaxNode| own.children_with_tokens().any(|own| own.kind() == SyntaxKind::LOOP_KW);
        if leaves && !node.ancestors().any(is_loop) {
            return open("limbeck does not know what is left");
        }
        if let Some(own) = ast::PlpgsqlRaiseStmt::cast(node.clone()) {
            let text =
                own.message().and_then(|own| own.literal()).and_then(|own| own.string_value()).unwrap_or_default();
            let wanted = text.replace("%%", "").matches('%').count();
            if own.message().is_some() && wanted != own.params().count() {
                return open("a RAISE has other parameters than its message");
            }
        }
        if let Some(own) = ast::PlpgsqlReturnStmt::cast(node.clone()) {
            let text = own.expr().map(|own| own.syntax().text().to_string().trim().to_ascii_lowercase());
            let fits = match (returns, text.as_deref()) {
                (Returns::Nothing | Returns::Rows | Returns::Outputs, None) | (Returns::Value, Some(_)) => true,
                (Returns::Trigger, Some(own)) => own == "null" || is_named(own),
                _ => false,
            };
            if !fits {
                return open("limbeck does not know whether a RETURN fits");
            }
        }
        let is_set = ast::PlpgsqlReturnNextStmt::can_cast(node.kind())
            || ast::PlpgsqlReturnQueryStmt::can_cast(node.kind())
            || ast::PlpgsqlReturnQueryExecuteStmt::can_cast(node.kind());
        if is_set && returns != Returns::Rows {
            return open("limbeck does not know whether a RETURN fits");
        }
        if let Some(own) = ast::PlpgsqlCondition::cast(node.clone()) {
            let text = own.syntax().text().to_string().to_ascii_lowercase();
            if own.ident_token().is_some() && text != "others" && !SqlState::is_condition(text.trim()) {
                return open(format!("limbeck does not know the condition `{text}`"));
            }
        }
        Ok(())
    }

    fn declared(&self, own: &ast::PlpgsqlVarDecl) -> Judged<()> {
        let of = unread(own.ty())?.syntax().text().to_string();
        let lower = of.trim().to_ascii_lowercase();
        let Some((name, kind)) = lower.split_once('%') else {
            return self.argument_type(of).map(|_| ());
        };
        let known = |name: &RelationRef| self.columns_of(&self.relation(name));
        let fits = match (kind, name.rsplit_once('.')) {
            ("rowtype", _) => parse_relation(name).and_then(|own| known(&own)).is_some(),
            ("type", Some((table, column))) => parse_relation(table)
                .and_then(|own| known(&own))
                .is_some_and(|all| all.iter().any(|own| own.name == name_of(column))),
            _ => false,
        };
        if fits { Ok(()) } else { open(format!("limbeck does not know the type `{of}`")) }
    }

    /// Judges a DO block: what its variables are given; its statements are judged one by one.
    pub(super) fn block(&self, own: &ast::Do) -> Judged<()> {
        let (Some(body), Some(text)) = (own.plpgsql(), own.body().and_then(|own| own.string_value())) else {
            return Ok(());
        };
        self.plpgsql(&text, Returns::Nothing, &[])?;
        let mut columns = Vec::new();
        for own in body.syntax().descendants().filter_map(ast::PlpgsqlVarDecl::cast) {
            let of = self.argument_type(unread(own.ty())?.syntax().text().to_string())?;
            if let Some(of) = of {
                columns.push(Column { name: name_at(&unread(own.name())?), own: Own::typed(of) });
            }
        }
        let scope = Scope::of_names(columns.clone());
        for node in body.syntax().descendants() {
            if let Some(own) = ast::PlpgsqlExecSqlStmt::cast(node.clone())
                && !matches!(own.stmt(), Some(ast::Stmt::SelectInto(_)))
                && own
                    .syntax()
                    .text()
                    .to_string()
                    .trim_start()
                    .get(..6)
                    .is_some_and(|own| own.eq_ignore_ascii_case("select"))
                && node.descendants().all(|own| !ast::PlpgsqlIntoClause::can_cast(own.kind()))
            {
                return open("limbeck does not know where the rows of a SELECT go");
            }
            let given = if let Some(own) = ast::PlpgsqlVarDecl::cast(node.clone()) {
                own.name()
                    .map(|own| name_at(&own))
                    .zip(own.init().and_then(|own| own.expr()).map(|own| own.syntax().text().to_string()))
            } else if let Some(own) = ast::PlpgsqlAssignStmt::cast(node) {
                let value = own.syntax().children().find_map(ast::PlpgsqlExpr::cast);
                let target = own.syntax().children().find_map(ast::PlpgsqlAssignTarget::cast);
                target
                    .map(|own| name_of(&own.syntax().text().to_string()))
                    .zip(value.map(|own| own.syntax().text().to_string()))
            } else {
                None
            };
            let Some((name, text)) = given else { continue };
            let Some(column) = columns.iter().find(|own| own.name == name) else {
                return open(format!("limbeck does not know what `{name}` takes"));
            };
            let super::types::Of::Type(of) = &column.own.of else { continue };
            self.given(&name, of, &text, &scope)?;
        }
        Ok(())
    }

    fn given(&self, name: &Name, of: &DataType, text: &str, scope: &Scope) -> Judged<()> {
        selecting(text)?;
        // What its queries find, the block is carried out with.
        let given = self.value_of(text, scope).and_then(|own| self.assign(&own, name, of, Stored::Row));
        match given {
            Err(Trouble::Refused(_)) => open(format!("whether `{name}` takes what it is given is not known")),
            _ => Ok(()),
        }
    }
}

/// Returns a body without the `INTO` of its queries, which the parser does not know, and the variables that it names.
fn without_into(text: &str) -> (String, Vec<Name>) {
    let all: Vec<_> = tokens(text).collect();
    let mut out = text.to_owned();
    let mut names = Vec::new();
    let (mut first, mut starts) = (String::new(), true);
    for (at, token) in all.iter().enumerate() {
        let word = token.text.to_ascii_lowercase();
        if starts {
            first.clone_from(&word);
        }
        starts = matches!(word.as_str(), ";" | "begin" | "then" | "else" | "loop");
        let before = at.checked_sub(1).and_then(|own| all.get(own));
        let is_query = ["select", "insert", "update", "delete", "with"].contains(&first.as_str());
        if word != "into" || !is_query || before.is_some_and(|own| own.is_word("insert")) {
            continue;
        }
        let mut rest = all.iter().skip(at + 1).peekable();
        rest.next_if(|own| own.is_word("strict"));
        let mut end = token.end();
        while let Some(own) = rest.next() {
            names.push(name_of(own.text));
            end = own.end();
            while rest.next_if(|own| own.is_symbol(".")).is_some() {
                end = rest.next().map_or(end, |own| own.end());
            }
            if rest.next_if(|own| own.is_symbol(",")).is_none() {
                break;
            }
        }
        let blank = " ".repeat(end.saturating_sub(token.start));
        out.replace_range(token.start..end, &blank);
    }
    (out, names)
}
