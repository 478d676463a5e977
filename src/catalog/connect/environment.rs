//! The environment a connection is completed from: variables, the home directory, the account.

use super::settings::{KEYWORDS, Settings};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The variables that bear on a connection. Has no `Debug`: one of them is a password.
#[derive(Default)]
pub(super) struct Environment {
    variables: BTreeMap<String, String>,
    account: Option<String>,
}

impl Environment {
    /// Reads this process's environment.
    pub(super) fn of_this_process() -> Self {
        let relevant = |name: &str| name.starts_with("PG") || name == "HOME";
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| relevant(name))
            .collect();
        Self { variables, account: account_name() }
    }

    #[cfg(test)]
    pub(super) fn of(variables: &[(&str, &str)]) -> Self {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { variables, account: Some("account".to_owned()) }
    }

    /// Returns a variable; an empty one counts as none.
    pub(super) fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Returns a file in the home directory, which is `$HOME`, as libpq has it.
    pub(super) fn in_home(&self, path: &str) -> Option<PathBuf> {
        Some(Path::new(self.variable("HOME")?).join(path))
    }

    /// Returns the name of the operating system's account: libpq's default user.
    pub(super) fn account(&self) -> Option<&str> {
        self.account.as_deref()
    }

    /// Returns the settings that variables make.
    pub(super) fn settings(&self) -> Result<Settings> {
        let mut settings = Settings::default();
        for keyword in KEYWORDS {
            let Some((variable, value)) = keyword.variable.and_then(|name| Some((name, self.variable(name)?))) else {
                continue;
            };
            settings.set(keyword.name, value).map_err(|error| {
                let message = format!("{} (from the variable `{variable}`)", error.message);
                Error::new(error.code, message, format!("unset {variable}, or {}", error.help))
            })?;
        }
        Ok(settings)
    }
}

/// Finds the account of this process by the owner of `/proc/self`, or in `$USER` where there is none.
fn account_name() -> Option<String> {
    account_of_process().or_else(|| std::env::var("USER").ok()).or_else(|| std::env::var("LOGNAME").ok())
}

#[cfg(unix)]
fn account_of_process() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let id = std::fs::metadata("/proc/self").ok()?.uid().to_string();
    let accounts = std::fs::read_to_string("/etc/passwd").ok()?;
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == id).then(|| name.to_owned())
    })
}

#[cfg(not(unix))]
fn account_of_process() -> Option<String> {
    std::env::var("USERNAME").ok()
}
