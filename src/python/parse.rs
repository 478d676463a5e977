//! Source text to syntax tree. Never fails: what cannot be parsed comes back as errors beside what could.

use super::guard;
use crate::source::{Source, Span};
use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal};
use ruff_python_ast::{AnyNodeRef, ExprLambda, ModModule, PySourceType, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange, TextSize};
use std::cell::OnceCell;

/// A Python text with its syntax tree, as far as it could be parsed.
pub struct Parsed {
    pub source: Source,
    pub module: ModModule,
    /// What is wrong with the text, in order. With errors, the tree is partial: distrust the bodies of functions.
    pub errors: Vec<(String, Span)>,
}

/// One `def` or `lambda`: where it stands, and what its body binds.
pub(super) struct Code {
    pub kind: CodeKind,
    pub span: Span,
    at: TextSize,
    pub bindings: OnceCell<super::scope::Bindings>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodeKind {
    Function,
    Lambda,
}

/// Parses `source`. Text that would overflow the parser's stack is refused before: the tree is empty then, and the
/// error says why.
#[must_use]
pub fn parse(source: &Source) -> Parsed {
    if let Some(refused) = guard::refuse(source) {
        let module =
            ModModule { node_index: Default::default(), range: TextRange::default(), body: Default::default() };
        return Parsed { source: source.clone(), module, errors: vec![refused] };
    }
    let parsed = ruff_python_parser::parse_unchecked_source(source.text(), PySourceType::Python);
    let errors = parsed.errors().iter().map(|e| (e.error.to_string(), span(e.location))).collect();
    Parsed { source: source.clone(), module: parsed.into_syntax(), errors }
}

/// Returns the span of a range of the syntax tree.
#[must_use]
pub fn span(range: TextRange) -> Span {
    Span { start: range.start().to_u32(), end: range.end().to_u32() }
}

impl Code {
    pub(super) fn of_function(def: &StmtFunctionDef) -> Self {
        Self {
            kind: CodeKind::Function,
            span: span(def.name.range),
            at: def.name.range.start(),
            bindings: OnceCell::new(),
        }
    }

    pub(super) fn of_lambda(lambda: &ExprLambda) -> Self {
        Self { kind: CodeKind::Lambda, span: span(lambda.range), at: lambda.range.start(), bindings: OnceCell::new() }
    }
}

impl Parsed {
    /// Returns the `def` that `code` stands for.
    pub(super) fn function(&self, code: &Code) -> Option<&StmtFunctionDef> {
        let mut found = None;
        let mut body: &[Stmt] = &self.module.body;
        while let Some(stmt) = statement_at(body, code.at) {
            if let Stmt::FunctionDef(def) = stmt
                && def.name.range.start() == code.at
            {
                found = Some(def);
                break;
            }
            body = block_at(stmt, code.at)?;
        }
        found
    }

    /// Returns the statement that begins at an offset.
    pub(super) fn statement(&self, at: TextSize) -> Option<&Stmt> {
        let mut body: &[Stmt] = &self.module.body;
        loop {
            let stmt = statement_at(body, at)?;
            if stmt.start() == at {
                return Some(stmt);
            }
            body = block_at(stmt, at)?;
        }
    }

    /// Returns the `lambda` that `code` stands for.
    pub(super) fn lambda(&self, code: &Code) -> Option<&ExprLambda> {
        let mut body: &[Stmt] = &self.module.body;
        loop {
            let stmt = statement_at(body, code.at)?;
            match block_at(stmt, code.at) {
                Some(block) => body = block,
                None => {
                    let mut finder = LambdaFinder { at: code.at, found: None };
                    finder.visit_stmt(stmt);
                    return finder.found;
                }
            }
        }
    }
}

struct LambdaFinder<'a> {
    at: TextSize,
    found: Option<&'a ExprLambda>,
}

impl<'a> SourceOrderVisitor<'a> for LambdaFinder<'a> {
    fn enter_node(&mut self, node: AnyNodeRef<'a>) -> TraversalSignal {
        if self.found.is_some() || !node.range().contains_inclusive(self.at) {
            return TraversalSignal::Skip;
        }
        if let AnyNodeRef::ExprLambda(lambda) = node
            && lambda.range.start() == self.at
        {
            self.found = Some(lambda);
            return TraversalSignal::Skip;
        }
        TraversalSignal::Traverse
    }
}

fn statement_at(body: &[Stmt], at: TextSize) -> Option<&Stmt> {
    let index = body.partition_point(|stmt| stmt.end() <= at);
    body.get(index).filter(|stmt| stmt.start() <= at)
}

/// Returns the block of a compound statement in which `at` lies.
fn block_at(stmt: &Stmt, at: TextSize) -> Option<&[Stmt]> {
    blocks(stmt).into_iter().find(|block| statement_at(block, at).is_some())
}

/// Returns the blocks of statements directly in a compound statement.
#[must_use]
pub fn blocks(stmt: &Stmt) -> Vec<&[Stmt]> {
    match stmt {
        Stmt::FunctionDef(it) => vec![&it.body],
        Stmt::ClassDef(it) => vec![&it.body],
        Stmt::For(it) => vec![&it.body, &it.orelse],
        Stmt::While(it) => vec![&it.body, &it.orelse],
        Stmt::With(it) => vec![&it.body],
        Stmt::If(it) => {
            let clauses = it.elif_else_clauses.iter().map(|clause| &*clause.body);
            std::iter::once(&*it.body).chain(clauses).collect()
        }
        Stmt::Match(it) => it.cases.iter().map(|case| &*case.body).collect(),
        Stmt::Try(it) => {
            let handlers = it.handlers.iter().map(|ruff_python_ast::ExceptHandler::ExceptHandler(h)| &*h.body);
            let rest = [&*it.orelse, &*it.finalbody];
            std::iter::once(&*it.body).chain(handlers).chain(rest).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_keeps_its_header() {
        let parsed = parse(&Source::new("a.py", "revision = 'a'\n<<<<<<< HEAD\ndef upgrade(:\n  op.x(\n"));
        assert!(!parsed.errors.is_empty());
        assert!(matches!(parsed.module.body.first(), Some(Stmt::Assign(_))));
    }
}
