//! Where the database is, read when it is first asked for: a server, a file, or nothing yet.

use super::Context;
use crate::audit::probes::Answer;
use crate::catalog::connect::{DatabaseUrl, connect};
use crate::catalog::{Catalog, Placed, VersionTable, Wanted, inspect, read_file};
use crate::error::{Error, Result};
use crate::finding::{Code, Finding};
use crate::name::Name;
use crate::script_directory::Setting;
use std::path::PathBuf;

/// Where a database is.
#[derive(Clone, Debug)]
pub enum Location {
    /// A dump or a snapshot.
    File(PathBuf),
    /// A new database.
    Empty,
    /// A server, as it was written; it may hold a password.
    Server(String),
}

/// What of a database is judged, and how names are looked up in it.
#[derive(Clone, Debug)]
pub(super) struct View<'a> {
    pub catalog: &'a Catalog,
    pub wanted: Wanted,
    pub placed: Placed,
    /// The schema of the one tenant it shows, of several.
    pub tenant: Option<&'a Name>,
    /// What was asked about rows.
    pub answers: &'a [Answer],
}

impl Context {
    /// Returns where the database is: a flag, `DATABASE_URL`, or `sqlalchemy.url`.
    ///
    /// # Errors
    /// Nothing says.
    pub fn location(&self) -> Result<Location> {
        let options = self.options();
        if let Some(file) = &options.snapshot {
            return Ok(Location::File(file.clone()));
        }
        if options.empty {
            return Ok(Location::Empty);
        }
        let variable = || std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty());
        let url = options.database.clone().or_else(variable);
        match url.or_else(|| self.project().ok().and_then(|project| project.url.clone())) {
            Some(url) => Ok(Location::Server(url)),
            None => Err(Error::new(
                Code::NO_DATABASE,
                "no database was named",
                "name one with `--database URL` or in `DATABASE_URL`, or a dump of one with `--snapshot FILE`",
            )),
        }
    }

    /// Returns the database as it was found.
    ///
    /// # Errors
    /// Nothing says where it is, or it cannot be read.
    pub fn catalog(&self) -> Result<&Catalog> {
        self.open_catalog(|| {
            let (wanted, location) = (self.named_table(), self.location()?);
            let mut catalog = match &location {
                Location::Empty => Catalog::default(),
                Location::File(file) => read_file(file, &wanted)?,
                Location::Server(url) => {
                    let mut session = connect(&DatabaseUrl::parse(url)?)?;
                    let catalog = inspect(&mut session, &wanted)?;
                    self.keep_session(session);
                    catalog
                }
            };
            if !matches!(location, Location::Empty) {
                self.check_schemas(&catalog)?;
            }
            catalog.settle_search_path(&wanted, self.placed());
            Ok(catalog)
        })
    }

    /// Returns who chose the schema of the version table.
    #[must_use]
    pub fn placed(&self) -> Placed {
        match self.scripts().map(|scripts| &scripts.env().version_table_schema) {
            Ok(Setting::Default) | Err(_) => Placed::ByPath,
            Ok(Setting::Known(..) | Setting::Unknown(..)) => Placed::ByConfiguration,
        }
    }

    /// Returns which version table is meant: the flags win over `env.py`.
    pub(super) fn named_table(&self) -> Wanted {
        let options = self.options();
        let env = self.scripts().map(|scripts| scripts.env().clone()).unwrap_or_default();
        let name =
            |flag: &Option<String>, setting: Option<String>| flag.clone().or(setting).map(|name| Name::verbatim(&name));
        Wanted {
            name: name(&options.version_table, env.version_table.known()),
            schema: name(&options.version_table_schema, env.version_table_schema.known()),
        }
    }

    /// Returns what `env.py` does not tell, and no flag does instead.
    #[must_use]
    pub fn environment_findings(&self) -> Vec<Finding> {
        let options = self.options();
        let asked = |finding: &Finding| {
            !(options.version_table.is_some() && finding.message.starts_with("`version_table`")
                || options.version_table_schema.is_some() && finding.message.starts_with("`version_table_schema`"))
        };
        let env = self.scripts().map(|scripts| scripts.env().findings()).unwrap_or_default();
        env.into_iter().filter(asked).collect()
    }

    /// Returns what was noticed while reading the database, and what `env.py` does not tell about it.
    #[must_use]
    pub fn database_findings(&self, catalog: &Catalog) -> Vec<Finding> {
        let mut findings = self.environment_findings();
        findings.extend(catalog.findings.iter().cloned());
        findings
    }

    /// Returns the rows of the version table; none where there is no such table.
    ///
    /// # Errors
    /// There is no database to ask, it cannot be asked, or it is a dump without rows.
    pub fn stamped_rows(&self) -> Result<Vec<String>> {
        let View { catalog, wanted, .. } = self.view()?;
        let Some(table) = catalog.version_table(&wanted)? else { return Ok(Vec::new()) };
        rows_of(catalog, table)?.ok_or_else(|| {
            Error::new(
                Code::NO_VERSION_ROWS,
                format!("the rows of `{}` are not in this file", table.name),
                format!("add them: `pg_dump --data-only --inserts -t {} >> FILE`", table.name.quoted()),
            )
        })
    }
}

/// Returns the rows of a version table, nothing where a file does not hold them.
///
/// # Errors
/// The server does not let this role read them, or not now: what is stamped is not known, which is not the same as nothing.
pub(super) fn rows_of(catalog: &Catalog, table: &VersionTable) -> Result<Option<Vec<String>>> {
    let told = format!("the rows of `{}` cannot be read", table.name);
    let refused = |finding: &&Finding| finding.message.starts_with(&told);
    match catalog.findings.iter().find(refused) {
        Some(finding) => Err(Error::new(finding.code, finding.message.as_str(), finding.help.as_str())),
        None => Ok(table.rows.clone()),
    }
}

impl Location {
    /// Returns the place for a message, without its password (`util.obfuscate_url_pw`).
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Empty => "an empty database".to_owned(),
            Self::Server(url) => without_password(url),
        }
    }
}

fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        // libpq's `key=value` form has its password among the words.
        let words = url.split_whitespace().filter(|word| !word.to_ascii_lowercase().contains("password"));
        return words.collect::<Vec<_>>().join(" ");
    };
    let rest = rest.split_once('?').map_or(rest, |(before, _)| before);
    match rest.rsplit_once('@') {
        Some((who, place)) => match who.split_once(':') {
            Some((user, _)) => format!("{scheme}://{user}:***@{place}"),
            None => format!("{scheme}://{who}@{place}"),
        },
        None => format!("{scheme}://{rest}"),
    }
}

/// Returns the error about a revision that nobody typed: the version table holds it.
#[must_use]
pub fn of_version_table(error: Error) -> Error {
    let help = "the version table holds it: `limbeck audit` says what is wrong there, and what to type".to_owned();
    Error { help, ..error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_printed() {
        assert_eq!(
            without_password("postgresql+psycopg2://u:s@cret@h:5/d?password=x"),
            "postgresql+psycopg2://u:***@h:5/d"
        );
        assert_eq!(without_password("postgresql://h/d"), "postgresql://h/d");
        assert_eq!(without_password("host=h password=x dbname=d"), "host=h dbname=d");
        assert_eq!(without_password("postgresql://u@h/d"), "postgresql://u@h/d");
    }
}
