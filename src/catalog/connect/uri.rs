//! URLs: SQLAlchemy's `postgresql+driver://…` and libpq's `postgresql://…`, which differ in corners.

use super::percent;
use super::settings::Settings;
use crate::error::{Error, Result};
use crate::finding::Code;

/// Who reads this URL besides limbeck, which decides what `+` and unknown options in the query mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `postgres://`: libpq only; SQLAlchemy 1.4 and later refuse it.
    Libpq,
    /// `postgresql://` or a driver over libpq: SQLAlchemy decodes, libpq judges the options.
    OverLibpq,
    /// asyncpg, pg8000: options are arguments of that driver.
    OtherDriver,
}

/// Reads what follows `://`.
pub(super) fn parse(rest: &str, dialect: Dialect) -> Result<Settings> {
    let mut settings = Settings::default();
    let (user, rest) = split_user(rest);
    if let Some(user) = user {
        let (name, password) = user.split_once(':').map_or((user, None), |(name, password)| (name, Some(password)));
        settings.set("user", &decode(name)?)?;
        if let Some(password) = password {
            settings.set("password", &decode(password)?)?;
        }
    }
    let (location, query) = rest.split_once('?').map_or((rest, None), |(location, query)| (location, Some(query)));
    if location.contains('@') {
        return Err(invalid("the database URL has more than one `@` before its query"));
    }
    let (hosts, database) = location.split_once('/').unwrap_or((location, ""));
    set_hosts(&mut settings, hosts, &decode)?;
    settings.set("dbname", &decode(database)?)?;
    if let Some(query) = query {
        set_options(&mut settings, query, dialect)?;
    }
    Ok(settings)
}

/// Splits off `user:password`. Both readers end it at the first `@`; SQLAlchemy allows `/` and `?` in the password.
/// `host:5432/db@x` is libpq's: a password that starts with digits and a slash is not believed.
fn split_user(rest: &str) -> (Option<&str>, &str) {
    let Some((user, after)) = rest.split_once('@') else { return (None, rest) };
    let inside = user.find(['/', '?']);
    let is_user = inside.is_none_or(|end| {
        let authority = user.get(..end).unwrap_or(user);
        !authority.starts_with('[')
            && authority.split_once(':').is_some_and(|(_, port)| !port.bytes().all(|b| b.is_ascii_digit()))
    });
    if is_user { (Some(user), after) } else { (None, rest) }
}

/// Sets `host` and `port` from `a:1,b,[::1]:3`.
fn set_hosts(settings: &mut Settings, text: &str, decode: &dyn Fn(&str) -> Result<String>) -> Result<()> {
    let (mut hosts, mut ports) = (Vec::new(), Vec::new());
    for part in text.split(',') {
        let (host, port) = split_port(part)?;
        let host = decode(host)?;
        if host.contains(|c: char| c.is_whitespace() || c == '@') {
            return Err(invalid("the host in the database URL has a character that no host has"));
        }
        hosts.push(host);
        ports.push(port.to_owned());
    }
    // What is not written must stay unset, for the environment to say.
    if hosts.iter().any(|host| !host.is_empty()) {
        settings.set("host", &hosts.join(","))?;
    }
    if ports.iter().any(|port| !port.is_empty()) {
        settings.set("port", &ports.join(","))?;
    }
    Ok(())
}

fn split_port(part: &str) -> Result<(&str, &str)> {
    let bad_port = || invalid("the port in the database URL is not a number");
    let (host, port) = if let Some(rest) = part.strip_prefix('[') {
        let (host, after) = rest.split_once(']').ok_or_else(|| invalid("the database URL has a `[` without `]`"))?;
        let port = if after.is_empty() { "" } else { after.strip_prefix(':').ok_or_else(bad_port)? };
        (host, port)
    } else {
        part.rsplit_once(':').unwrap_or((part, ""))
    };
    if port.bytes().all(|b| b.is_ascii_digit()) && !host.contains([':', ']']) | part.starts_with('[') {
        Ok((host, port))
    } else {
        Err(bad_port())
    }
}

fn set_options(settings: &mut Settings, query: &str, dialect: Dialect) -> Result<()> {
    let mut hosts = Vec::new();
    for option in query.split('&').filter(|option| !option.is_empty()) {
        let (name, value) =
            option.split_once('=').ok_or_else(|| invalid("the database URL has an option without `=`"))?;
        // SQLAlchemy reads the query with `parse_qsl`, which takes `+` for a blank; libpq does not.
        let plus = if dialect == Dialect::Libpq { "+" } else { " " };
        let (name, value) = (decode(name)?, decode(&value.replace('+', plus))?);
        match name.as_str() {
            // SQLAlchemy's several hosts: `?host=a:1&host=b:2`.
            "host" => hosts.extend(value.split(',').map(str::to_owned)),
            // asyncpg's spelling of sslmode; libpq takes JDBC's `ssl=true`.
            "ssl" => settings.set("sslmode", if value == "true" { "require" } else { &value })?,
            "database" => settings.set("dbname", &value)?,
            "timeout" if dialect == Dialect::OtherDriver => settings.set("connect_timeout", &value)?,
            _ => match settings.set(&name, &value) {
                Err(error) if error.code == Code::INVALID_DATABASE_URL && is_argument(&name, dialect) => {}
                result => result?,
            },
        }
    }
    if hosts.is_empty() {
        return Ok(());
    }
    let with_port = |host: &str| !host.starts_with('/') && (host.starts_with('[') || host.matches(':').count() == 1);
    if hosts.iter().any(|host| with_port(host)) {
        return set_hosts(settings, &hosts.join(","), &|host| Ok(host.to_owned()));
    }
    settings.set("host", &hosts.join(","))
}

/// Returns whether a name that libpq does not know may be an argument of another driver, such as asyncpg's
/// `prepared_statement_cache_size`.
fn is_argument(name: &str, dialect: Dialect) -> bool {
    dialect == Dialect::OtherDriver && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

fn decode(text: &str) -> Result<String> {
    percent::decode(text).ok_or_else(|| invalid("a percent escape in the database URL is not UTF-8 text"))
}

fn invalid(message: &str) -> Error {
    let help = "write `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, special characters of the password as percent escapes: `@` is `%40`, `/` is `%2F`";
    Error::new(Code::INVALID_DATABASE_URL, message, help)
}
