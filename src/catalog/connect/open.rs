//! Opening a connection: the hosts of the list in order, until one is what is wanted.

use super::attempt::attempt;
use super::environment::Environment;
use super::failure;
use super::target::{self, Host, Location, SessionKind, Target};
use super::tls;
use super::url::DatabaseUrl;
use crate::error::{Error, Result};
use crate::finding::Code;
use postgres::types::ToSql;
use postgres::{Client, Row};
use std::fmt;
use std::net::{IpAddr, ToSocketAddrs};

/// A connection that may write. Everything that only looks uses [`super::Session`].
pub struct Connection {
    client: Client,
    shown: String,
}

/// Connects without beginning a transaction: for the one door that writes.
///
/// # Errors
/// A code of its own for each thing that can be in the way: `unknown-host`, `cannot-connect`, `authentication-failed` …
pub fn connect_for_writing(url: &DatabaseUrl) -> Result<Connection> {
    open(&target::complete(url, &Environment::of_this_process())?)
}

impl Connection {
    /// Runs one statement with parameters and returns its rows.
    ///
    /// # Errors
    /// `query-failed`, `permission-denied`, `query-timeout`, `connection-lost`.
    pub fn query(&mut self, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        self.client.query(sql, parameters).map_err(|error| failure::query_failure(sql, &error))
    }

    /// Runs one query that its values may stop: what the server says of them is the SQLSTATE and the message.
    ///
    /// # Errors
    /// As [`Connection::query`].
    pub fn compute(&mut self, sql: &str) -> Result<std::result::Result<Vec<Row>, (String, String)>> {
        match self.client.query(sql, &[]) {
            Ok(rows) => Ok(Ok(rows)),
            Err(error) => {
                match error.as_db_error().filter(|own| ["22", "23"].contains(&own.code().code().get(..2).unwrap_or("")))
                {
                    Some(refusal) => Ok(Err((refusal.code().code().to_owned(), refusal.message().to_owned()))),
                    None => Err(failure::query_failure(sql, &error)),
                }
            }
        }
    }

    /// Runs several statements; outside a transaction they are one.
    ///
    /// # Errors
    /// As [`Connection::query`].
    pub fn execute(&mut self, sql: &str) -> Result<()> {
        self.client.batch_execute(sql).map_err(|error| failure::query_failure(sql, &error))
    }

    /// Returns whether the connection is gone.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }
}

impl fmt::Display for Connection {
    /// Writes the server that was reached, and the database: `db:5432/app`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connection({})", self.shown)
    }
}

fn open(target: &Target) -> Result<Connection> {
    let wanted: &[SessionKind] = match target.wanted {
        SessionKind::PreferStandby => &[SessionKind::Standby, SessionKind::Any],
        kind => &[kind],
    };
    let tls = tls::tls_connector(&target.tls)?;
    let mut failures: Vec<Error> = Vec::new();
    for kind in wanted {
        failures.clear();
        for host in &target.hosts {
            match connect_host(target, host, *kind, &tls) {
                Ok(client) => return Ok(Connection { client, shown: format!("{host}/{}", target.database) }),
                Err(error) if failure::next_host_may_answer(&error) => failures.push(error),
                Err(error) => return Err(error),
            }
        }
    }
    Err(together(failures))
}

/// Tries every address of a host.
fn connect_host(
    target: &Target,
    host: &Host,
    kind: SessionKind,
    tls: &tokio_postgres_rustls::MakeRustlsConnect,
) -> Result<Client> {
    let mut failure = None;
    for address in addresses(host)? {
        match attempt(target, host, address, tls).and_then(|client| demand(client, host, kind)) {
            Err(error) if failure::next_host_may_answer(&error) => failure = Some(error),
            result => return result,
        }
    }
    Err(failure.unwrap_or_else(|| failure::unknown_host(&host.to_string(), &std::io::ErrorKind::NotFound.into())))
}

fn addresses(host: &Host) -> Result<Vec<Option<IpAddr>>> {
    match &host.location {
        Location::Socket(_) => Ok(vec![None]),
        Location::Network { address: Some(address), .. } => Ok(vec![Some(*address)]),
        Location::Network { name, address: None } => {
            let found =
                (name.as_str(), host.port).to_socket_addrs().map_err(|error| failure::unknown_host(name, &error))?;
            Ok(found.map(|address| Some(address.ip())).collect())
        }
    }
}

/// Holds a server to `target_session_attrs`.
fn demand(mut client: Client, host: &Host, kind: SessionKind) -> Result<Client> {
    if kind == SessionKind::Any {
        return Ok(client);
    }
    let sql = "SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only') = 'on'";
    let row = client.query_one(sql, &[]).map_err(|error| failure::query_failure(sql, &error))?;
    let read = |index: usize| row.try_get::<_, bool>(index).map_err(|error| failure::query_failure(sql, &error));
    let (standby, read_only) = (read(0)?, read(1)?);
    let (fits, word) = match kind {
        SessionKind::Any => (true, "any"),
        SessionKind::ReadWrite => (!read_only && !standby, "read-write"),
        SessionKind::ReadOnly => (read_only || standby, "read-only"),
        SessionKind::Primary => (!standby, "primary"),
        SessionKind::Standby | SessionKind::PreferStandby => (standby, "standby"),
    };
    if fits {
        return Ok(client);
    }
    let message = format!("the server at `{host}` is not `{word}`, as `target_session_attrs` demands");
    Err(Error::new(
        Code::SERVER_REFUSED,
        message,
        "name the other servers in the database URL, or leave out `target_session_attrs`",
    ))
}

/// The one failure, or all of them in one message.
fn together(mut failures: Vec<Error>) -> Error {
    match failures.pop() {
        None => Error::new(Code::INVALID_DATABASE_URL, "the database URL names no host", "add `host=NAME`"),
        Some(last) if failures.is_empty() => last,
        Some(mut last) => {
            failures.push(last.clone());
            last.message = failures.into_iter().map(|failure| failure.message).collect::<Vec<_>>().join("; ");
            last
        }
    }
}
