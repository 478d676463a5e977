//! What commands share: the options, and the project, opened when first asked for.

use super::tenants::Question;
use super::{Format, Options, Outcome, Output};
use crate::catalog::Catalog;
use crate::catalog::connect::Session;
use crate::config::Project;
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Severity};
use crate::history::History;
use crate::render::{diagnostic, json};
use crate::script_directory::ScriptDirectory;
use serde::Serialize;
use std::cell::{OnceCell, RefCell};

/// The options and everything opened because of them.
#[derive(Debug)]
pub struct Context {
    options: Options,
    output: Output,
    project: OnceCell<Project>,
    scripts: OnceCell<ScriptDirectory>,
    history: OnceCell<History>,
    catalog: OnceCell<Catalog>,
    pub(super) tenants: OnceCell<Option<Question>>,
    /// The session that the database was read in, where it is asked more than its catalog.
    pub(super) session: RefCell<Kept>,
}

/// Whether a session is kept.
#[derive(Debug, Default)]
pub(super) enum Kept {
    #[default]
    No,
    Wanted,
    Yes(Session),
}

impl Context {
    /// Returns a context in which nothing is opened yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let output = Output::new(&options);
        Self {
            options,
            output,
            project: OnceCell::new(),
            scripts: OnceCell::new(),
            history: OnceCell::new(),
            catalog: OnceCell::new(),
            tenants: OnceCell::new(),
            session: RefCell::new(Kept::No),
        }
    }

    /// Returns the options of the command line.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Returns where answers go.
    #[must_use]
    pub fn output(&self) -> &Output {
        &self.output
    }

    /// Returns the project's configuration.
    ///
    /// # Errors
    /// There is none, or it cannot be understood.
    pub fn project(&self) -> Result<&Project> {
        open(&self.project, || Project::find(&self.options.selection()))
    }

    /// Returns the project's scripts.
    ///
    /// # Errors
    /// As [`Context::project`], or the directories do not exist.
    pub fn scripts(&self) -> Result<&ScriptDirectory> {
        open(&self.scripts, || ScriptDirectory::open(self.project()?.layout.clone()))
    }

    /// Returns the project's history.
    ///
    /// # Errors
    /// As [`Context::scripts`]; a broken history is no error, see [`History::findings`].
    pub fn history(&self) -> Result<&History> {
        open(&self.history, || Ok(History::of(self.scripts()?)))
    }

    /// Returns what was noticed about the configuration and the history.
    ///
    /// # Errors
    /// As [`Context::history`].
    pub fn findings(&self) -> Result<Vec<Finding>> {
        let mut findings = self.project()?.findings.clone();
        findings.extend(self.history()?.findings().iter().cloned());
        Ok(findings)
    }

    /// Returns the database that `read` reads, once.
    pub(super) fn open_catalog(&self, read: impl FnOnce() -> Result<Catalog>) -> Result<&Catalog> {
        open(&self.catalog, read)
    }

    /// Keeps the session that the database was read in, where it was wanted.
    pub(super) fn keep_session(&self, session: Session) {
        let mut kept = self.session.borrow_mut();
        if matches!(*kept, Kept::Wanted) {
            *kept = Kept::Yes(session);
        }
    }

    /// Prints text, or the report as JSON, with the findings in their place: standard error, or inside the object.
    ///
    /// # Errors
    /// The format is neither.
    pub fn answer(&self, text: &str, report: &impl Serialize, findings: &[Finding]) -> Result<Outcome> {
        match self.options.format {
            Format::Text => {
                self.output.print(text);
                self.show(findings);
            }
            Format::Json => self.output.print(&json::object(report)?),
            other => return Err(self.unsupported(other)),
        }
        let broken = findings.iter().any(|finding| finding.severity == Severity::Error);
        Ok(if broken { Outcome::Findings } else { Outcome::Done })
    }

    /// Prints findings to standard error, but for notes, which `lint` and JSON tell.
    pub fn show(&self, findings: &[Finding]) {
        for finding in findings.iter().filter(|finding| finding.severity > Severity::Note) {
            self.output.complain(&diagnostic::finding(finding, self.output.paint()));
        }
    }

    /// Returns the error for a format the command does not have.
    #[must_use]
    pub fn unsupported(&self, format: Format) -> Error {
        let message = format!("this command has no format `{}`", format.as_str());
        Error::new(Code::USAGE, message, "use `--format text` or `--format json`")
    }
}

pub(super) fn open<T>(cell: &OnceCell<T>, make: impl FnOnce() -> Result<T>) -> Result<&T> {
    if let Some(value) = cell.get() {
        return Ok(value);
    }
    let value = make()?;
    Ok(cell.get_or_init(|| value))
}
