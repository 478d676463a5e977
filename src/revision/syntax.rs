//! The syntax tree of a version file, and where the file is damaged: syntax errors, conflict markers.

use crate::finding::{Code, Finding, Severity};
use crate::python;
use crate::source::{Source, Span};
use ruff_python_ast::Stmt;

/// The statements of a file, what is wrong with it, and where.
pub(super) struct Syntax {
    pub(super) body: Vec<Stmt>,
    pub(super) findings: Vec<Finding>,
    errors: Vec<Span>,
    conflicts: Vec<Span>,
}

/// Parses a file; damage becomes findings and the tree holds what could be recovered.
pub(super) fn parse(source: &Source) -> Syntax {
    let mut findings = Vec::new();
    let mut parsed = python::parse(source);
    if let Some(finding) = refused(&parsed) {
        // What stands before the part that no parser survives still tells the header.
        let line = finding.place.as_ref().map_or(0, |place| line_start(source, place.span.start as usize));
        let before = source.text().get(..line).unwrap_or("");
        parsed = python::parse(&Source::new(source.path(), before));
        findings.push(finding);
    }
    let conflicts = if parsed.errors.is_empty() { Vec::new() } else { conflicts_in(source) };
    for conflict in &conflicts {
        findings.push(
            Finding::new(Code::MERGE_CONFLICT, Severity::Error, "unresolved merge conflict")
                .help("resolve the conflict; if both sides added a revision here, `alembic merge heads` joins them")
                .place(source.place(*conflict)),
        );
    }
    if let (Some((message, span)), true) = (parsed.errors.first(), findings.is_empty()) {
        let message = format!("Python cannot parse this file: {}", lower(message));
        findings.push(
            Finding::new(Code::SYNTAX_ERROR, Severity::Error, message)
                .help(
                    "correct the file; Alembic stops at it, and limbeck believes only what stands clear of the damage",
                )
                .place(source.place(*span)),
        );
    }
    let errors = parsed.errors.into_iter().map(|(_, span)| span).collect();
    Syntax { body: parsed.module.body.into_iter().collect(), findings, errors, conflicts }
}

/// Returns the finding for a text the parser was not given, because it would overflow its stack.
fn refused(parsed: &python::Parsed) -> Option<Finding> {
    let ([(reason, span)], []) = (&parsed.errors[..], &parsed.module.body[..]) else { return None };
    let finding = Finding::new(Code::SYNTAX_ERROR, Severity::Error, format!("limbeck stops reading here: {reason}"));
    Some(finding.help("simplify the expression; Python refuses most such files too").place(parsed.source.place(*span)))
}

fn line_start(source: &Source, at: usize) -> usize {
    source.text().get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

impl Syntax {
    /// Returns why what is written at `span` cannot be trusted.
    pub(super) fn damage(&self, source: &Source, span: Span) -> Option<&'static str> {
        if self.conflicts.iter().any(|conflict| conflict.start < span.end && span.start < conflict.end) {
            return Some("it lies in an unresolved merge conflict");
        }
        if self.errors.is_empty() {
            return None;
        }
        let line = |at: u32| source.line_column(at).0;
        let lines = line(span.start)..=line(span.end);
        self.errors
            .iter()
            .any(|error| lines.contains(&line(error.start)) || lines.contains(&line(error.end)))
            .then_some("there is a syntax error on its line")
    }
}

/// Returns the ranges from each `<<<<<<<` line to its `>>>>>>>` line.
fn conflicts_in(source: &Source) -> Vec<Span> {
    let mut conflicts = Vec::new();
    let mut open = None;
    let mut at = 0;
    for line in source.text().split_inclusive('\n') {
        let end = at + line.trim_end().len();
        if line.starts_with("<<<<<<< ") {
            open = open.or(Some(at));
        } else if line.starts_with(">>>>>>> ")
            && let Some(start) = open.take()
        {
            conflicts.push(Span::new(start, end));
        }
        at += line.len();
    }
    conflicts.extend(open.map(|start| Span::new(start, source.text().len())));
    conflicts
}

fn lower(message: &str) -> String {
    let mut characters = message.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
