//! The syntax tree of a version file, and where the file is damaged: syntax errors, conflict markers.

use super::fold::span;
use crate::finding::{Code, Finding, Severity};
use crate::source::{Source, Span};
use ruff_python_ast::{PySourceType, Stmt};
use ruff_python_parser::parse_unchecked_source;

/// Python's tokenizer refuses more nested brackets than this (`MAXLEVEL`, CPython Parser/tokenizer).
const MAX_BRACKETS: usize = 200;

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
    let text = match first_too_deep(source.text()) {
        None => source.text(),
        Some(at) => {
            let line = source.text().get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
            let message = format!("more than {MAX_BRACKETS} nested brackets: limbeck reads nothing from this line on");
            findings.push(
                Finding::new(Code::SYNTAX_ERROR, Severity::Error, message)
                    .help("Python refuses such a file too (`too many nested parentheses`); simplify the expression")
                    .place(source.place(Span::new(line, at))),
            );
            source.text().get(..line).unwrap_or("")
        }
    };
    let parsed = parse_unchecked_source(text, PySourceType::Python);
    let errors: Vec<(Span, String)> =
        parsed.errors().iter().map(|error| (span(&error.location), error.error.to_string())).collect();
    let conflicts = if errors.is_empty() { Vec::new() } else { conflicts_in(source) };
    for conflict in &conflicts {
        let message = "unresolved merge conflict";
        findings.push(
            Finding::new(Code::MERGE_CONFLICT, Severity::Error, message)
                .help("resolve the conflict; if both sides added a revision here, `alembic merge heads` joins them")
                .place(source.place(*conflict)),
        );
    }
    if let (Some((span, message)), true) = (errors.first(), conflicts.is_empty()) {
        findings.push(
            Finding::new(
                Code::SYNTAX_ERROR,
                Severity::Error,
                format!("Python cannot parse this file: {}", lower(message)),
            )
            .help("correct the file; Alembic stops at it, and limbeck believes only what stands clear of the damage")
            .place(source.place(*span)),
        );
    }
    Syntax {
        body: parsed.into_syntax().body.into_iter().collect(),
        findings,
        errors: errors.into_iter().map(|(span, _)| span).collect(),
        conflicts,
    }
}

impl Syntax {
    /// Returns why what is written at `span` cannot be trusted.
    pub(super) fn damage(&self, source: &Source, span: Span) -> Option<&'static str> {
        if self.conflicts.iter().any(|conflict| conflict.start < span.end && span.start < conflict.end) {
            return Some("it lies in an unresolved merge conflict");
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

/// Returns where the brackets, counted without regard to strings, first nest too deeply.
fn first_too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().enumerate().find_map(|(at, byte)| {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth > MAX_BRACKETS).then_some(at)
    })
}

fn lower(message: &str) -> String {
    let mut characters = message.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
