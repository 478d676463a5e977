//! Reads a revision's header from the syntax tree: the four names Alembic looks up in the module, and its docstring.
//! Source: `Script.__init__` and `Script._from_path`, Alembic 1.20.1 script/base.py. Never guesses a computed value.

use super::docstring::{create_date, first_paragraph, strip};
use super::fold::{Constant, Value};
use super::scope::Scope;
use super::syntax::{Syntax, parse};
use super::{Field, Places, Revision, RevisionId};
use crate::finding::{Code, Finding, Severity};
use crate::source::{Source, Span};
use ruff_python_ast::{Expr, Stmt};
use std::path::Path;

/// What one version file gave: its revision where it names one, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Reading {
    pub revision: Option<Revision>,
    pub findings: Vec<Finding>,
}

/// Reads the header of a version file; `path` is the resolved path Alembic would print.
#[must_use]
pub fn read_revision(source: &Source, path: &Path) -> Reading {
    read_revision_beside(source, path, &|_| None)
}

/// Reads the header of a version file in a project whose own modules `modules` returns.
#[must_use]
pub fn read_revision_beside(source: &Source, path: &Path, modules: &dyn Fn(&str) -> Option<Source>) -> Reading {
    let syntax = parse(source);
    let mut header = Header { source, syntax: &syntax, findings: Vec::new(), scope: Scope::of(&syntax.body, modules) };
    let revision = header.read(path);
    let mut findings = header.findings;
    findings.splice(0..0, syntax.findings);
    Reading { revision, findings }
}

struct Header<'a> {
    source: &'a Source,
    syntax: &'a Syntax,
    findings: Vec<Finding>,
    scope: Scope<'a>,
}

/// A field's value: several texts with their places.
struct Texts {
    texts: Vec<(String, Span)>,
    whole: Option<Span>,
}

impl Header<'_> {
    fn read(&mut self, path: &Path) -> Option<Revision> {
        let (id, id_span) = self.read_id(path)?;
        let mut computed = Vec::new();
        let down = self.read_texts(Field::DownRevision, &id, &mut computed);
        let labels = self.read_texts(Field::BranchLabels, &id, &mut computed);
        let depends = self.read_texts(Field::DependsOn, &id, &mut computed);
        let long_doc = match self.scope.lookup("__doc__").map(|constant| constant.value) {
            Some(Value::Text(text)) => strip(&text).to_owned(),
            _ => docstring(&self.syntax.body).map_or("", strip).to_owned(),
        };
        let places = Places {
            revision: id_span,
            down_revision: down.whole,
            down_revisions: down.spans(),
            depends_on: depends.spans(),
            branch_labels: labels.spans(),
        };
        for finding in &mut self.findings {
            finding.revision.get_or_insert_with(|| id.clone());
        }
        Some(Revision {
            id: RevisionId::new(id),
            down_revisions: down.texts.into_iter().map(|(text, _)| RevisionId::new(text)).collect(),
            depends_on: depends.values(),
            branch_labels: labels.values(),
            doc: first_paragraph(&long_doc).to_owned(),
            create_date: create_date(&long_doc),
            long_doc,
            source: self.source.clone(),
            path: path.to_path_buf(),
            places,
            computed,
        })
    }

    fn read_id(&mut self, path: &Path) -> Option<(String, Option<Span>)> {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(constant) = self.lookup(Field::Revision) else {
            return self.read_legacy_id(&file);
        };
        let reason = match constant.value {
            Value::Text(id) => return Some((id, Some(constant.span))),
            Value::Unknown(reason) => reason,
            Value::None => "it is None".to_owned(),
            _ => "it is not a string".to_owned(),
        };
        let message = format!("the revision id of `{file}` is not known: {reason}");
        self.report(Code::COMPUTED_REVISION, message, "write the id as a string: `revision = \"…\"`", constant.span);
        None
    }

    /// Before 0.2, Alembic took the id from the file's name; it still does where the name is hexadecimal.
    fn read_legacy_id(&mut self, file: &str) -> Option<(String, Option<Span>)> {
        let stem = file.strip_suffix(".py").unwrap_or(file);
        if !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return Some((stem.to_owned(), None));
        }
        let message = format!("`{file}` lies among the version files but declares no `revision`");
        let help = "move it out of the version location, or give it `revision` and `down_revision`";
        self.report(Code::NOT_A_REVISION, message, help, Span::default());
        None
    }

    fn read_texts(&mut self, field: Field, id: &str, computed: &mut Vec<Field>) -> Texts {
        let Some(constant) = self.lookup(field) else {
            if field == Field::DownRevision {
                computed.push(field);
                let message = format!("`{id}` has no `down_revision`");
                let help = "add `down_revision = \"…\"`, or `down_revision = None` if it is the first one";
                self.report(Code::INCOMPLETE_HEADER, message, help, Span::default());
            }
            return Texts::none();
        };
        let whole = Some(constant.span);
        match texts_of(&constant) {
            // Python takes an empty string for no dependency, but for a parent without a name.
            Ok(texts) if field == Field::DependsOn && matches!(&texts[..], [(only, _)] if only.is_empty()) => {
                Texts::none()
            }
            Ok(texts) => Texts { texts, whole },
            Err((reason, span)) => {
                computed.push(field);
                let message = format!("`{field}` of `{id}` is not known: {reason}");
                let help = format!("write it out: `{field} = \"…\"`; limbeck reads version files without running them");
                self.report(computed_code(field), message, &help, span);
                Texts { texts: Vec::new(), whole }
            }
        }
    }

    /// Returns what a field is bound to, unknown where the file is damaged there.
    fn lookup(&self, field: Field) -> Option<Constant> {
        let constant = self.scope.lookup(field.as_str())?;
        Some(match self.syntax.damage(self.source, constant.span) {
            Some(reason) => Constant { value: Value::Unknown(reason.to_owned()), span: constant.span },
            None => constant,
        })
    }

    fn report(&mut self, code: Code, message: String, help: &str, span: Span) {
        let finding = Finding::new(code, Severity::Error, message).help(help).place(self.source.place(span));
        self.findings.push(finding);
    }
}

impl Texts {
    fn none() -> Self {
        Self { texts: Vec::new(), whole: None }
    }

    fn spans(&self) -> Vec<Span> {
        self.texts.iter().map(|(_, span)| *span).collect()
    }

    fn values(self) -> Vec<String> {
        self.texts.into_iter().map(|(text, _)| text).collect()
    }
}

/// Returns the module's docstring.
fn docstring(body: &[Stmt]) -> Option<&str> {
    match body.first()? {
        Stmt::Expr(statement) => match &*statement.value {
            Expr::StringLiteral(literal) => Some(literal.value.to_str()),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the texts of a value as `util.to_tuple` sees it, or why there are none.
fn texts_of(constant: &Constant) -> Result<Vec<(String, Span)>, (String, Span)> {
    match &constant.value {
        Value::None => Ok(Vec::new()),
        Value::Text(text) => Ok(vec![(text.clone(), constant.span)]),
        Value::Sequence(elements) => match &elements[..] {
            [only] if matches!(only.value, Value::None) => Ok(Vec::new()),
            _ => elements.iter().map(text_of).collect(),
        },
        Value::Unknown(reason) => Err((reason.clone(), constant.span)),
        _ => Err(("it is neither a string nor a sequence of strings".into(), constant.span)),
    }
}

fn text_of(element: &Constant) -> Result<(String, Span), (String, Span)> {
    match &element.value {
        Value::Text(text) => Ok((text.clone(), element.span)),
        Value::Unknown(reason) => Err((reason.clone(), element.span)),
        _ => Err(("one of its elements is not a string".into(), element.span)),
    }
}

fn computed_code(field: Field) -> Code {
    match field {
        Field::Revision => Code::COMPUTED_REVISION,
        Field::DownRevision => Code::COMPUTED_DOWN_REVISION,
        Field::DependsOn => Code::COMPUTED_DEPENDS_ON,
        Field::BranchLabels => Code::COMPUTED_BRANCH_LABELS,
    }
}

#[cfg(test)]
mod tests;
