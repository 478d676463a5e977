//! Where the history is: `alembic.ini`, `pyproject.toml`, `ALEMBIC_CONFIG`, flags; found and read as Alembic 1.20.1 does
//! (config.py). Reads configuration only: version files and `env.py` are for `script_directory`.

mod files;
mod ini;
mod layout;
mod options;
mod percent;
mod release;

pub use release::{Release, Version};

use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Severity};
use crate::script_directory::{Layout, Recursion};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What the command line says about the history.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// `-c`: an ini file, a `pyproject.toml`, or one of each.
    pub configs: Vec<PathBuf>,
    /// `-n`: the section of the ini file; `alembic` where it is not given.
    pub section: Option<String>,
    pub script_location: Option<PathBuf>,
    pub version_locations: Vec<PathBuf>,
    pub recursion: Recursion,
    /// `--engine`: the section that has the database's URL, where a history is for several databases.
    pub engine: Option<String>,
}

/// A project's configuration.
#[derive(Clone, Debug)]
pub struct Project {
    pub layout: Layout,
    /// `sqlalchemy.url`, where the configuration carries one: of the engine's section, where one is named.
    pub url: Option<String>,
    /// The options of the ini file's section that can be read, as `config.get_main_option` gives them.
    pub options: BTreeMap<String, String>,
    /// The configuration files that were read.
    pub files: Vec<PathBuf>,
    pub findings: Vec<Finding>,
    /// Which SQLAlchemy the project runs, as its files say.
    pub sqlalchemy: Release,
}

impl Project {
    /// Finds and reads the configuration that `selection` means.
    ///
    /// # Errors
    /// There is none, it cannot be understood, or it names a place that does not exist.
    pub fn find(selection: &Selection) -> Result<Self> {
        let flags_suffice = selection.script_location.is_some() || !selection.version_locations.is_empty();
        if flags_suffice && selection.configs.is_empty() {
            return layout::from_flags(selection);
        }
        let (candidates, mut missing) = files::candidates(selection)?;
        let mut tried = Vec::new();
        for candidate in candidates {
            let options = options::Options::read(&candidate, selection.section.as_deref())?;
            if options.has("script_location") || flags_suffice {
                let mut project = layout::from_options(&options, selection)?;
                project.findings.extend(missing.iter().map(|error| passed_over(error, &options)));
                return Ok(project);
            }
            tried.push((candidate, options));
        }
        Err(if missing.is_empty() { nothing_found(&tried, selection) } else { missing.remove(0) })
    }
}

/// A file that was named and is not there, where the other kind of file has what it takes.
fn passed_over(error: &Error, options: &options::Options) -> Finding {
    let read = options.describe_files();
    let instead = if read.is_empty() { String::new() } else { format!(", and reads {}", read.join(" and ")) };
    let message = format!("{}; Alembic passes over it{instead}", error.message);
    Finding::new(error.code, Severity::Warning, message).help(error.help.as_str())
}

fn nothing_found(tried: &[(files::Candidate, options::Options)], selection: &Selection) -> Error {
    let help = "run limbeck where `alembic.ini` lies, name it with `-c FILE`, or name the scripts with `--script-location DIR`";
    let read: Vec<String> = tried.iter().flat_map(|(_, options)| options.describe_files()).collect();
    if read.is_empty() {
        let names: Vec<String> = tried.iter().flat_map(|(candidate, _)| candidate.describe()).collect();
        let message = format!("no Alembic configuration found; looked for {}", names.join(", "));
        return Error::new(Code::NO_CONFIG, message, help);
    }
    let section = selection.section.as_deref().unwrap_or(options::DEFAULT_SECTION);
    let message = format!(
        "no `script_location` in {}: looked in `[{section}]` of the ini file and `[tool.alembic]` of pyproject.toml",
        read.join(", ")
    );
    let others: Vec<String> = tried.iter().flat_map(|(_, options)| options.sections_with_scripts()).collect();
    match &others[..] {
        [] => Error::new(Code::BAD_CONFIG, message, help),
        names => Error::new(Code::BAD_CONFIG, message, format!("choose a section with `-n`: {}", names.join(", "))),
    }
}

#[cfg(test)]
mod tests;
