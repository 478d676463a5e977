//! The address of a database as somebody wrote it, and how it is shown without its password.

use super::settings::Settings;
use super::uri::Dialect;
use super::{key_value, percent, placeholder, uri};
use crate::error::{Error, Result};
use crate::finding::Code;
use std::fmt;

/// What was written about the database to connect to; what was not comes from the environment when connecting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseUrl {
    pub(super) settings: Settings,
}

impl DatabaseUrl {
    /// Reads SQLAlchemy's `postgresql+driver://…`, libpq's `postgresql://…`, or libpq's `host=… dbname=…`.
    /// No error repeats the text: it may hold a password.
    ///
    /// # Errors
    /// `placeholder-database-url`, `not-postgresql`, `invalid-database-url`, `unsupported-connection-option`.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        if let Some(error) = placeholder::placeholder_error(text) {
            return Err(error);
        }
        let settings = match text.split_once("://") {
            Some((scheme, rest)) if is_scheme(scheme) => uri::parse(rest, dialect(scheme)?)?,
            _ if text.contains('=') => key_value::parse(text)?,
            _ => return Err(neither()),
        };
        Ok(Self { settings })
    }

    /// Returns the address that says nothing, so that `PGHOST`, `PGDATABASE` … and libpq's defaults say all.
    #[must_use]
    pub fn from_environment() -> Self {
        Self { settings: Settings::default() }
    }
}

impl fmt::Display for DatabaseUrl {
    /// Writes a URL without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |name| self.settings.value(name);
        f.write_str("postgresql://")?;
        if let Some(user) = part("user") {
            write!(f, "{}@", percent::encode(user, ""))?;
        }
        let in_authority = part("host").is_none_or(|host| !host.contains(['/', '@']));
        if in_authority {
            write_hosts(f, part("host").unwrap_or(""), part("port").unwrap_or(""))?;
        }
        if let Some(database) = part("dbname") {
            write!(f, "/{}", percent::encode(database, ""))?;
        }
        let shown = |name: &str| match name {
            "user" | "dbname" => false,
            "host" | "port" => !in_authority,
            _ => true,
        };
        for (index, (name, value)) in self.settings.iter().filter(|(name, _)| shown(name)).enumerate() {
            let mark = if index == 0 { if part("dbname").is_none() { "/?" } else { "?" } } else { "&" };
            write!(f, "{mark}{name}={}", percent::encode(value, "/,"))?;
        }
        Ok(())
    }
}

fn write_hosts(f: &mut fmt::Formatter<'_>, hosts: &str, ports: &str) -> fmt::Result {
    let mut ports = ports.split(',').cycle();
    for (index, host) in hosts.split(',').enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let host = if host.contains(':') { format!("[{host}]") } else { percent::encode(host, "") };
        let port = ports.next().unwrap_or("");
        let colon = if port.is_empty() { "" } else { ":" };
        write!(f, "{comma}{host}{colon}{port}")?;
    }
    Ok(())
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-._:".contains(&b))
}

fn dialect(scheme: &str) -> Result<Dialect> {
    let (name, driver) = scheme.split_once('+').unwrap_or((scheme, ""));
    match (name.to_ascii_lowercase().as_str(), driver) {
        ("postgres", "") => Ok(Dialect::Libpq),
        ("postgresql" | "postgres", "" | "psycopg" | "psycopg2" | "psycopg_async" | "psycopg2cffi" | "pygresql") => {
            Ok(Dialect::OverLibpq)
        }
        ("postgresql" | "postgres", _) => Ok(Dialect::OtherDriver),
        ("jdbc:postgresql", _) => Err(Error::new(
            Code::INVALID_DATABASE_URL,
            "this is a JDBC URL",
            "write `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`",
        )),
        (name, _) => Err(Error::new(
            Code::NOT_POSTGRESQL,
            format!("limbeck reads PostgreSQL only, and this database URL is of `{name}`"),
            "pass `--database postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, or `--empty` to judge the files alone",
        )),
    }
}

fn neither() -> Error {
    Error::new(
        Code::INVALID_DATABASE_URL,
        "the database URL is neither a URL nor `name=value` pairs",
        "write `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, or `host=HOST dbname=DATABASE user=USER`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The settings of a URL as `name=value`, with the password, one a line.
    fn read(text: &str) -> String {
        let url = DatabaseUrl::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let mut lines: Vec<String> = url.settings.iter().map(|(n, v)| format!("{n}={v}")).collect();
        lines.extend(url.settings.password.iter().map(|password| format!("password={}", password.reveal())));
        lines.join(" ")
    }

    #[test]
    fn spellings_of_users() {
        for (text, expected) in [
            ("postgresql+psycopg2://u:p%40ss@db:5433/app", "dbname=app host=db port=5433 user=u password=p@ss"),
            (
                "postgresql+asyncpg://u:p@db/app?ssl=require&prepared_statement_cache_size=0",
                "dbname=app host=db sslmode=require user=u password=p",
            ),
            ("postgresql+asyncpg://u@db/app?timeout=3", "connect_timeout=3 dbname=app host=db user=u"),
            (
                "postgres://db/app?sslmode=require&options=-csearch_path%3Dapp",
                "dbname=app host=db options=-csearch_path=app sslmode=require",
            ),
            ("postgresql://u@/app?host=/var/run/postgresql", "dbname=app host=/var/run/postgresql user=u"),
            ("postgresql://%2Fvar%2Frun/app", "dbname=app host=/var/run"),
            ("postgresql:///app", "dbname=app"),
            ("postgresql://", ""),
            ("postgresql://:6543/app", "dbname=app port=6543"),
            (
                "postgresql://a:1,b:2/app?target_session_attrs=read-write",
                "dbname=app host=a,b port=1,2 target_session_attrs=read-write",
            ),
            ("postgresql+psycopg2://u:p@/app?host=a:1&host=b", "dbname=app host=a,b port=1, user=u password=p"),
            ("postgresql+psycopg://u@/app?host=a,b&port=1,2", "dbname=app host=a,b port=1,2 user=u"),
            ("postgresql://u@[::1]:5433/app", "dbname=app host=::1 port=5433 user=u"),
            ("postgresql://u:pa/s?s@db/app", "dbname=app host=db user=u password=pa/s?s"),
            ("postgresql://db:5432/a?application_name=x@y", "application_name=x@y dbname=a host=db port=5432"),
            ("postgresql://db/a?options=-c+statement_timeout%3D0", "dbname=a host=db options=-c statement_timeout=0"),
            ("  host=/tmp dbname=app user=u password='p q' \n", "dbname=app host=/tmp user=u password=p q"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn nothing_shows_the_password() {
        for text in [
            "postgresql+psycopg2://u:hunter2@db/app?sslmode=require",
            "host=db password=hunter2 user=u",
            "postgresql://db/app?password=hunter2",
        ] {
            let url = DatabaseUrl::parse(text).expect(text);
            assert!(!format!("{url} {url:?}").contains("hunter2"), "{text}");
        }
        // Passwords with characters that should have been escaped must not come back as a host, port or option.
        for text in [
            "postgresql://u:p@hunter2@db/app",
            "postgresql://u:p@hunter2/x@db/app",
            "postgresql://u@db:hunter2/app",
            "mysql://u:hunter2@db/app",
            "sqlite:///hunter2",
            "hunter2",
            "postgresql://u:p@x?hunter2@db/app",
            "postgresql+asyncpg://u:p@x?hunter2=1@db/app",
            "postgresql://u:p@x y hunter2/app",
            "host=db hunter2",
            "jdbc:postgresql://db/app?password=hunter2",
        ] {
            let error = DatabaseUrl::parse(text).expect_err(text);
            assert!(!format!("{error:?}").contains("hunter2"), "{text}: {error}");
        }
    }

    #[test]
    fn a_shown_url_is_read_again_as_the_same() {
        for text in [
            "postgresql+psycopg2://u%40x@db:5433/my%20app?sslmode=require&options=-csearch_path%3Dapp%2Cpublic",
            "postgresql://u@/app?host=/var/run/postgresql&port=5433",
            "postgresql://a:1,[::1]:2/app",
            "postgresql://?service=prod",
        ] {
            let url = DatabaseUrl::parse(text).expect(text);
            let again = DatabaseUrl::parse(&url.to_string()).unwrap_or_else(|error| panic!("{url}: {error}"));
            let values = |url: &DatabaseUrl| url.settings.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>();
            assert_eq!(values(&again), values(&url), "{url}");
        }
    }

    #[test]
    fn other_databases_are_named_in_the_refusal() {
        for (text, name) in
            [("sqlite:///app.db", "sqlite"), ("mysql+pymysql://u@db/app", "mysql"), ("mssql+pyodbc://x", "mssql")]
        {
            let error = DatabaseUrl::parse(text).expect_err(text);
            assert_eq!(error.code, Code::NOT_POSTGRESQL);
            assert!(error.message.contains(&format!("`{name}`")), "{error}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(postgres(ql)?(\\+asyncpg)?://)?[a-z@:/?&=%\\[\\],'\\\\ {}$0-9]{0,40}") {
            if let Ok(url) = DatabaseUrl::parse(&text) {
                let _ = url.to_string();
            }
        }

        /// However a password is mangled, what is shown and what is said holds none of it.
        #[test]
        fn no_password_is_repeated(before in "[@:/?&=%# ]{0,3}", after in "[@:/?&=%# ,\\[]{0,3}") {
            let said = match DatabaseUrl::parse(&format!("postgresql://u:p{before}HUNTER{after}x@db/app")) {
                Ok(url) if url.settings.value("host").is_none_or(|host| host == "db") => format!("{url} {url:?}"),
                Ok(url) => panic!("a part of the password is taken for a host: {:?}", url.settings.value("host")),
                Err(error) => format!("{error:?}"),
            };
            proptest::prop_assert!(!said.contains("HUNTER"), "{}", said);
        }
    }
}
