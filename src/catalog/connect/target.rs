//! What a connection is made to: the written address, completed as libpq completes it.

use super::environment::Environment;
use super::passfile::{self, Lookup};
use super::password::Password;
use super::service;
use super::settings::Settings;
use super::tls_files::{self, TlsFiles};
use super::url::DatabaseUrl;
use crate::error::{Error, Result};
use crate::finding::Code;
use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Everything a connection needs.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) hosts: Vec<Host>,
    pub(super) user: String,
    pub(super) database: String,
    pub(super) options: Option<String>,
    pub(super) application_name: String,
    /// The limit of one attempt; none where it was set to 0.
    pub(super) timeout: Option<Duration>,
    pub(super) channel_binding: postgres::config::ChannelBinding,
    pub(super) wanted: SessionKind,
    pub(super) tls: TlsFiles,
}

/// One of the servers to try, in order.
#[derive(Debug)]
pub(super) struct Host {
    pub(super) location: Location,
    pub(super) port: u16,
    pub(super) password: Option<Password>,
    /// Why the password file was not used, for the error when a password turns out to be missing.
    pub(super) password_file_trouble: Option<String>,
}

#[derive(Debug)]
pub(super) enum Location {
    /// A directory with a socket `.s.PGSQL.PORT`.
    Socket(PathBuf),
    /// A name, and the address that saves looking it up.
    Network { name: String, address: Option<IpAddr> },
}

/// `target_session_attrs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SessionKind {
    Any,
    ReadWrite,
    ReadOnly,
    Primary,
    Standby,
    PreferStandby,
}

/// libpq's default is no limit; a gate in CI must not hang for the two minutes of a dropped packet.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);

/// Completes `url`: what is written, then the service's settings, then variables, then defaults.
pub(super) fn complete(url: &DatabaseUrl, environment: &Environment) -> Result<Target> {
    let variables = environment.settings()?;
    let mut settings = url.settings.clone();
    let service = settings.value("service").or_else(|| variables.value("service"));
    if let Some(name) = service {
        let file = settings.value("servicefile").or_else(|| variables.value("servicefile"));
        let service = service::service_settings(name, file, environment)?;
        settings.complete_from(&service);
    }
    settings.complete_from(&variables);

    let user = settings.value("user").or_else(|| environment.account()).ok_or_else(|| {
        invalid("no user is given, and the account of this process has no name", "add `user=NAME`, or set PGUSER")
    })?;
    let database = settings.value("dbname").unwrap_or(user);
    let hosts = hosts(&settings, environment, user, database)?;
    Ok(Target {
        hosts,
        user: user.to_owned(),
        database: database.to_owned(),
        options: settings.value("options").map(str::to_owned),
        application_name: settings.value("application_name").unwrap_or("limbeck").to_owned(),
        timeout: timeout(settings.value("connect_timeout"))?,
        channel_binding: channel_binding(settings.value("channel_binding"))?,
        wanted: session_kind(settings.value("target_session_attrs"))?,
        tls: tls_files::tls_files(&settings, environment)?,
    })
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.location {
            Location::Socket(directory) => write!(f, "{}/.s.PGSQL.{}", directory.display(), self.port),
            Location::Network { name, .. } if name.contains(':') => write!(f, "[{name}]:{}", self.port),
            Location::Network { name, .. } => write!(f, "{name}:{}", self.port),
        }
    }
}

fn hosts(settings: &Settings, environment: &Environment, user: &str, database: &str) -> Result<Vec<Host>> {
    let list = |name| settings.value(name).map(|text| text.split(',').collect::<Vec<_>>());
    let (names, addresses, ports) = (list("host"), list("hostaddr"), list("port"));
    let count = names.as_ref().or(addresses.as_ref()).map_or(1, Vec::len);
    let uneven = |what: &str| {
        invalid(&format!("the number of {what} does not fit the number of hosts"), "give as many as there are hosts")
    };
    if names.is_some() && addresses.as_ref().is_some_and(|addresses| addresses.len() != count) {
        return Err(uneven("`hostaddr` addresses"));
    }
    let ports = ports.unwrap_or_else(|| vec![""]);
    if ports.len() != 1 && ports.len() != count {
        return Err(uneven("ports"));
    }
    let mut hosts = Vec::new();
    for index in 0..count {
        let part = |list: &Option<Vec<&str>>| {
            list.as_ref().and_then(|list| list.get(index)).map_or("", |text| text.trim()).to_owned()
        };
        let port = port(ports.get(index).or(ports.first()).map_or("", |port| port.trim()))?;
        for location in locations(&part(&names), &part(&addresses), port)? {
            let (password, password_file_trouble) = password(settings, environment, &location, port, database, user);
            hosts.push(Host { location, port, password, password_file_trouble });
        }
    }
    Ok(hosts)
}

fn locations(name: &str, address: &str, port: u16) -> Result<Vec<Location>> {
    let network = |name: &str, address| vec![Location::Network { name: name.to_owned(), address }];
    if !address.is_empty() {
        let parsed = address
            .parse()
            .map_err(|_| invalid("`hostaddr` is not an IP address", "write the name of the host as `host`"))?;
        return Ok(network(if name.is_empty() { address } else { name }, Some(parsed)));
    }
    Ok(match name {
        "" => default_sockets(port),
        _ if name.starts_with('/') => vec![Location::Socket(name.into())],
        _ if name.starts_with('@') => {
            return Err(Error::new(
                Code::UNSUPPORTED_CONNECTION_OPTION,
                "limbeck cannot use a socket in the abstract namespace",
                "give the directory of another socket of the server, or its host",
            ));
        }
        _ => network(name, name.parse().ok()),
    })
}

/// Without a host libpq uses the socket directory it was built with: Debian's and PyPI's, or PostgreSQL's own.
fn default_sockets(port: u16) -> Vec<Location> {
    let directories = ["/var/run/postgresql", "/tmp"];
    let there = directories.iter().find(|directory| Path::new(directory).join(format!(".s.PGSQL.{port}")).exists());
    vec![Location::Socket(there.unwrap_or(&"/var/run/postgresql").into())]
}

/// Returns the password that is set, or the password file's, with what is wrong with that file.
fn password(
    settings: &Settings,
    environment: &Environment,
    location: &Location,
    port: u16,
    database: &str,
    user: &str,
) -> (Option<Password>, Option<String>) {
    if let Some(password) = &settings.password {
        return (Some(password.clone()), None);
    }
    let file = settings.value("passfile").map(PathBuf::from).or_else(|| environment.in_home(".pgpass"));
    let Some(file) = file else { return (None, None) };
    let host = match location {
        Location::Network { name, .. } => name.clone(),
        Location::Socket(directory) if ["/var/run/postgresql", "/tmp"].iter().any(|d| Path::new(d) == directory) => {
            "localhost".to_owned()
        }
        Location::Socket(directory) => directory.to_string_lossy().into_owned(),
    };
    match passfile::look_up(&file, &host, port, database, user) {
        Lookup::Found(password) => (Some(password), None),
        Lookup::Nothing => (None, None),
        Lookup::Unusable(reason) => (None, Some(reason)),
    }
}

fn port(text: &str) -> Result<u16> {
    if text.is_empty() {
        return Ok(5432);
    }
    text.parse()
        .ok()
        .filter(|port| *port != 0)
        .ok_or_else(|| invalid("the port is not a number from 1 to 65535", "PostgreSQL's usual port is 5432"))
}

/// As in libpq: 0 or less is no limit, and 1 is taken for 2.
fn timeout(text: Option<&str>) -> Result<Option<Duration>> {
    let Some(text) = text else { return Ok(Some(DEFAULT_TIMEOUT)) };
    // asyncpg and others take fractions.
    let seconds: f64 =
        text.trim().parse().map_err(|_| invalid("`connect_timeout` is not a number", "write it in seconds"))?;
    if !seconds.is_finite() || seconds <= 0.0 {
        return Ok(None);
    }
    Ok(Some(Duration::from_secs_f64(seconds.clamp(2.0, 86_400.0))))
}

fn channel_binding(text: Option<&str>) -> Result<postgres::config::ChannelBinding> {
    use postgres::config::ChannelBinding;
    match text {
        None | Some("prefer") => Ok(ChannelBinding::Prefer),
        Some("disable") => Ok(ChannelBinding::Disable),
        Some("require") => Ok(ChannelBinding::Require),
        Some(_) => Err(invalid("`channel_binding` is none of disable, prefer, require", "write one of these")),
    }
}

fn session_kind(text: Option<&str>) -> Result<SessionKind> {
    Ok(match text {
        None | Some("any") => SessionKind::Any,
        Some("read-write") => SessionKind::ReadWrite,
        Some("read-only") => SessionKind::ReadOnly,
        Some("primary") => SessionKind::Primary,
        Some("standby") => SessionKind::Standby,
        // asyncpg has `prefer-standby` too, spelled like libpq's.
        Some("prefer-standby") => SessionKind::PreferStandby,
        Some(_) => {
            return Err(invalid(
                "`target_session_attrs` has a value that is none",
                "write any, read-write, read-only, primary, standby or prefer-standby",
            ));
        }
    })
}

fn invalid(message: &str, help: &str) -> Error {
    Error::new(Code::INVALID_DATABASE_URL, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(url: &str, variables: &[(&str, &str)]) -> Target {
        let url = DatabaseUrl::parse(url).expect(url);
        complete(&url, &Environment::of(variables)).unwrap_or_else(|error| panic!("{url}: {error}"))
    }

    fn shown(target: &Target) -> String {
        target.hosts.iter().map(|host| format!("{host}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_written_comes_before_variables_and_variables_before_defaults() {
        let variables = [("PGHOST", "envhost"), ("PGPORT", "6000"), ("PGUSER", "envuser"), ("PGPASSWORD", "envpass")];
        let target = completed("postgresql://u@db/app", &variables);
        assert_eq!((shown(&target).as_str(), &*target.user, &*target.database), ("db:6000", "u", "app"));
        let target = completed("postgresql://", &variables);
        assert_eq!((shown(&target).as_str(), &*target.user, &*target.database), ("envhost:6000", "envuser", "envuser"));
        let target = completed("postgresql://", &[("PGDATABASE", "envdb"), ("PGHOST", "h")]);
        assert_eq!((shown(&target).as_str(), &*target.database), ("h:5432", "envdb"));
        let target = completed("postgresql://db", &[]);
        assert_eq!((shown(&target).as_str(), &*target.user, &*target.database), ("db:5432", "account", "account"));
    }

    #[test]
    fn a_service_comes_before_variables() {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("services");
        std::fs::write(&file, "[prod]\nhost=svc\nport=7000\nuser=svcuser\n").expect("writes");
        let variables = [("PGSERVICE", "prod"), ("PGSERVICEFILE", file.to_str().expect("UTF-8")), ("PGHOST", "env")];
        assert_eq!(shown(&completed("postgresql://u@/app", &variables)), "svc:7000");
        assert_eq!(shown(&completed("postgresql://u@db/app", &variables)), "db:7000");
        let url = DatabaseUrl::parse("postgresql://?service=none").expect("valid");
        assert!(complete(&url, &Environment::of(&variables)).expect_err("no such service").message.contains("`none`"));
    }

    #[test]
    fn several_hosts_sockets_and_addresses() {
        assert_eq!(shown(&completed("postgresql://a:1,b,[::1]:3/app", &[])), "a:1 b:5432 [::1]:3");
        assert_eq!(shown(&completed("host=a,b port=7", &[])), "a:7 b:7");
        assert_eq!(shown(&completed("host=/run/x port=7", &[])), "/run/x/.s.PGSQL.7");
        assert_eq!(shown(&completed("hostaddr=127.0.0.1", &[])), "127.0.0.1:5432");
        for text in [
            "host=a,b port=1,2,3",
            "host=a port=0",
            "host=a port=70000",
            "host=@x",
            "hostaddr=db",
            "host=a connect_timeout=soon",
        ] {
            let url = DatabaseUrl::parse(text).expect(text);
            assert!(complete(&url, &Environment::of(&[])).is_err(), "{text}");
        }
    }

    #[test]
    fn nothing_in_a_target_shows_the_password() {
        let target = completed("postgresql://u:hunter2@db/app", &[]);
        assert!(!format!("{target:?}").contains("hunter2"));
    }
}
