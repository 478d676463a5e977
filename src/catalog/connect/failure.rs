//! What went wrong between limbeck and the server, and what to type next. Repeats no password.

use super::password::Password;
use super::ssl_mode::SslMode;
use super::target::{Host, Location, Target};
use crate::error::Error;
use crate::finding::Code;
use postgres::error::SqlState;
use std::error::Error as _;
use std::io;

/// Says why the name of a host has no address.
pub(super) fn unknown_host(name: &str, error: &io::Error) -> Error {
    let message = format!("the host `{name}` has no address: {error}");
    Error::new(
        Code::UNKNOWN_HOST,
        message,
        format!("correct the host in the database URL; `getent hosts {name}` tries the name"),
    )
}

/// Says that an attempt took too long.
pub(super) fn timed_out(target: &Target, host: &Host) -> Error {
    let seconds = target.timeout.map_or(0, |limit| limit.as_secs());
    let message = format!("`{host}` did not answer within {seconds} s");
    Error::new(
        Code::CONNECTION_TIMEOUT,
        message,
        format!("check the network with `{}`, or add `connect_timeout=60` to the database URL", ready(host)),
    )
}

/// Says why an attempt to connect failed.
pub(super) fn connect_failure(target: &Target, host: &Host, error: &postgres::Error) -> Error {
    if let Some(refusal) = error.as_db_error() {
        return server_refusal(target, host, refusal);
    }
    let text = chain(error);
    if text.contains("password missing") {
        return password_missing(target, host);
    }
    // The kind of a `postgres::Error` shows only in its text.
    match error.to_string().as_str() {
        "error performing TLS handshake" => return tls_failure(target, host, &text),
        "authentication error" => {
            let message = format!("`{host}` and limbeck agree on no way to authenticate: {text}");
            return Error::new(
                Code::AUTHENTICATION_FAILED,
                message,
                "give the role another method in `pg_hba.conf`: scram-sha-256, md5, cert or trust",
            );
        }
        _ => {}
    }
    match io_kind(error) {
        // A refusal after the handshake (no client certificate, under TLS 1.3) is an alert inside an I/O error.
        Some(_) if text.contains("alert") => tls_failure(target, host, &text),
        Some(io::ErrorKind::ConnectionRefused | io::ErrorKind::NotFound) => {
            let message = format!("no server listens at `{host}` ({})", last(error));
            Error::new(
                Code::CANNOT_CONNECT,
                message,
                format!("start the server, or correct host and port; `{}` asks it", ready(host)),
            )
        }
        Some(io::ErrorKind::TimedOut) => timed_out(target, host),
        _ => {
            let message = format!("cannot connect to `{host}`: {text}");
            Error::new(Code::CANNOT_CONNECT, message, format!("check that PostgreSQL answers there: `{}`", ready(host)))
        }
    }
}

/// Says why a query failed.
pub(super) fn query_failure(sql: &str, error: &postgres::Error) -> Error {
    let Some(refusal) = error.as_db_error() else {
        let lost = error.is_closed() || io_kind(error).is_some();
        let code = if lost { Code::CONNECTION_LOST } else { Code::QUERY_FAILED };
        let message = if lost {
            format!("the connection to the server was lost: {}", chain(error))
        } else {
            format!("{} failed: {}", quote(sql), chain(error))
        };
        return Error::new(
            code,
            message,
            if lost {
                "look in the server's log, and run limbeck again"
            } else {
                "report it with the server's version: this is a defect of limbeck"
            },
        );
    };
    let state = refusal.code();
    let (code, help) = match state.code() {
        "42501" => {
            (Code::PERMISSION_DENIED, "grant the role what it may not read, or connect as the owner of the schema")
        }
        "57014" | "55P03" => (
            Code::QUERY_TIMEOUT,
            "run limbeck again when the server is less busy; `SELECT * FROM pg_locks WHERE NOT granted` shows who waits",
        ),
        "57P01" | "57P02" | "57P03" => (Code::CONNECTION_LOST, "run limbeck again when the server is up"),
        _ => (Code::QUERY_FAILED, "run the query in psql to see it alone"),
    };
    let place = refusal.where_().map(|place| format!(" ({})", place.lines().next().unwrap_or(""))).unwrap_or_default();
    Error::new(code, format!("{} failed: {} ({}){place}", quote(sql), refusal.message(), state.code()), help)
}

/// Returns whether the attempt may be tried again with the other kind of encryption, as libpq does for `allow`
/// and `prefer`: not after a wrong password.
pub(super) fn concerns_encryption(error: &Error) -> bool {
    error.code == Code::TLS_FAILED || error.code == Code::CONNECTION_NOT_ALLOWED
}

/// Returns whether the next host of the list may be tried: not after a server has answered ("If a connection is
/// established successfully, but authentication fails, the remaining hosts in the list are not tried").
pub(super) fn next_host_may_answer(error: &Error) -> bool {
    [Code::CANNOT_CONNECT, Code::CONNECTION_TIMEOUT, Code::UNKNOWN_HOST, Code::SERVER_REFUSED].contains(&error.code)
}

fn server_refusal(target: &Target, host: &Host, refusal: &postgres::error::DbError) -> Error {
    let words = without_password(refusal.message(), host.password.as_ref(), target);
    let (code, help) = match refusal.code() {
        state if *state == SqlState::INVALID_PASSWORD => (Code::AUTHENTICATION_FAILED, password_help(target, host)),
        state if *state == SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            (Code::CONNECTION_NOT_ALLOWED, not_allowed_help(target, &words))
        }
        state if *state == SqlState::INVALID_CATALOG_NAME => (
            Code::UNKNOWN_DATABASE,
            format!(
                "correct the database's name, or `createdb {}`; `psql --list` shows those there are",
                target.database
            ),
        ),
        state if *state == SqlState::TOO_MANY_CONNECTIONS => (
            Code::TOO_MANY_CONNECTIONS,
            "close a connection (`SELECT pid, usename, state FROM pg_stat_activity`) and run limbeck again".to_owned(),
        ),
        state if *state == SqlState::INSUFFICIENT_PRIVILEGE => (
            Code::PERMISSION_DENIED,
            format!("GRANT CONNECT ON DATABASE \"{}\" TO \"{}\"", target.database, target.user),
        ),
        _ => (Code::SERVER_REFUSED, "look in the server's log, and run limbeck again".to_owned()),
    };
    Error::new(
        code,
        format!("the server at `{host}` refused the connection: {words} ({})", refusal.code().code()),
        help,
    )
}

/// The server says in its own words, alike since PostgreSQL 14, what its `pg_hba.conf` was asked for.
fn not_allowed_help(target: &Target, words: &str) -> String {
    if words.contains("client certificate") {
        return "add `sslcert=FILE&sslkey=FILE` to the database URL".to_owned();
    }
    if target.tls.mode == SslMode::Disable && (words.contains("no encryption") || words.contains("SSL off")) {
        return "write `sslmode=require`: the server may allow this role only encrypted connections".to_owned();
    }
    let role = &target.user;
    format!(
        "check that the role `{role}` exists, and that the server's `pg_hba.conf` (`SHOW hba_file`) has a line for it"
    )
}

fn password_missing(target: &Target, host: &Host) -> Error {
    let message = format!("the server at `{host}` wants a password for `{}`, and none is given", target.user);
    Error::new(Code::AUTHENTICATION_FAILED, message, password_help(target, host))
}

fn password_help(target: &Target, host: &Host) -> String {
    if let Some(trouble) = &host.password_file_trouble {
        return trouble.clone();
    }
    let pattern = match &host.location {
        Location::Socket(_) => "localhost".to_owned(),
        Location::Network { name, .. } => name.replace(':', "\\:"),
    };
    let line = format!("{pattern}:{}:{}:{}:PASSWORD", host.port, target.database, target.user);
    format!(
        "set PGPASSWORD, or put the line `{line}` into ~/.pgpass; in a URL, percent-encode special characters of the password"
    )
}

fn tls_failure(target: &Target, host: &Host, text: &str) -> Error {
    let mode = target.tls.mode;
    let reason = text.rsplit("certificate: ").next().unwrap_or(text);
    let (message, help) = if text.contains("server does not support TLS") {
        (
            format!("the server at `{host}` offers no encryption, which `sslmode` demands"),
            "turn `ssl` on in the server, or write `sslmode=prefer` where the network is trusted".to_owned(),
        )
    } else if text.contains("UnknownIssuer") {
        (
            format!("the certificate of `{host}` comes from no authority that is trusted"),
            "add `sslrootcert=FILE` with the certificate of the server's authority".to_owned(),
        )
    } else if text.contains("not valid for name") || text.contains("NotValidForName") {
        (
            format!("the certificate of `{host}` is for another name: {reason}"),
            "connect by the name in the certificate, or write `sslmode=verify-ca`".to_owned(),
        )
    } else if text.to_lowercase().contains("certificaterequired") {
        (
            format!("the server at `{host}` wants a client certificate"),
            "add `sslcert=FILE&sslkey=FILE` to the database URL".to_owned(),
        )
    } else {
        (
            format!("no encrypted connection to `{host}`: {text}"),
            format!(
                "`openssl s_client -starttls postgres -connect {host}` shows the server's side; `sslmode` is {mode:?}"
            ),
        )
    };
    Error::new(Code::TLS_FAILED, message, help)
}

/// The command that asks a server whether it is there.
fn ready(host: &Host) -> String {
    let name = match &host.location {
        Location::Socket(directory) => directory.display().to_string(),
        Location::Network { name, .. } => name.clone(),
    };
    format!("pg_isready -h {name} -p {}", host.port)
}

fn without_password(text: &str, password: Option<&Password>, target: &Target) -> String {
    // A password that is also the user's name is no secret, and the message is about that name.
    let secret = password
        .map(Password::reveal)
        .filter(|secret| !secret.is_empty() && **secret != target.user && **secret != target.database);
    secret.map_or_else(|| text.to_owned(), |secret| text.replace(secret, "***"))
}

fn quote(sql: &str) -> String {
    let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(60).collect();
    if short.len() < line.len() { format!("the query `{short}…`") } else { format!("the query `{line}`") }
}

/// The error and its causes in one line.
fn chain(error: &postgres::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// The words of the last cause, without the number that only a programmer wants.
fn last(error: &postgres::Error) -> String {
    let text = chain(error);
    let words = text.rsplit(": ").next().unwrap_or_default();
    words.split(" (os error").next().unwrap_or(words).to_lowercase()
}

fn io_kind(error: &postgres::Error) -> Option<io::ErrorKind> {
    error.source().and_then(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind)
}
