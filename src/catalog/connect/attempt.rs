//! One attempt to connect to one address, with libpq's second try for `allow` and `prefer`.

use super::failure;
use super::password::Password;
use super::ssl_mode::SslMode;
use super::target::{Host, Location, Target};
use super::tls_files::Negotiation;
use crate::error::{Error, Result};
use crate::finding::Code;
use postgres::Client;
use postgres::config::{SslMode as Encryption, SslNegotiation};
use std::net::IpAddr;
use std::sync::mpsc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// Connects to `host`, at `address` where it is not a socket.
pub(super) fn attempt(
    target: &Target,
    host: &Host,
    address: Option<IpAddr>,
    tls: &MakeRustlsConnect,
) -> Result<Client> {
    let connect = |encryption| connect_once(target, host, address, encryption, tls);
    if matches!(host.location, Location::Socket(_)) {
        return connect(Encryption::Disable);
    }
    match target.tls.mode {
        SslMode::Disable => connect(Encryption::Disable),
        SslMode::Allow => second_try(connect(Encryption::Disable), || connect(Encryption::Require)),
        SslMode::Prefer => second_try(connect(Encryption::Prefer), || connect(Encryption::Disable)),
        SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => connect(Encryption::Require),
    }
}

/// Tries again where encryption, or the lack of it, may have been the trouble; the first error tells more.
fn second_try(first: Result<Client>, second: impl FnOnce() -> Result<Client>) -> Result<Client> {
    first.or_else(|error| if failure::concerns_encryption(&error) { second().map_err(|_| error) } else { Err(error) })
}

fn connect_once(
    target: &Target,
    host: &Host,
    address: Option<IpAddr>,
    encryption: Encryption,
    tls: &MakeRustlsConnect,
) -> Result<Client> {
    let config = configure(target, host, address, encryption);
    let tls = tls.clone();
    let (sender, receiver) = mpsc::channel();
    // `postgres` limits only the opening of the socket; a server that accepts and says nothing would hold us for ever.
    let thread = std::thread::Builder::new().name("connect".to_owned());
    let started = thread.spawn(move || drop(sender.send(config.connect(tls))));
    if let Err(error) = started {
        let message = format!("cannot start a thread: {error}");
        return Err(Error::new(Code::CANNOT_CONNECT, message, "raise the limit of processes (`ulimit -u`)"));
    }
    let answer = match target.timeout {
        Some(limit) => receiver.recv_timeout(limit).map_err(|_| failure::timed_out(target, host))?,
        None => receiver.recv().map_err(|_| failure::timed_out(target, host))?,
    };
    answer.map_err(|error| failure::connect_failure(target, host, &error))
}

fn configure(target: &Target, host: &Host, address: Option<IpAddr>, encryption: Encryption) -> postgres::Config {
    let mut config = postgres::Config::new();
    config.user(&target.user).dbname(&target.database).application_name(&target.application_name);
    config.port(host.port).ssl_mode(encryption).channel_binding(target.channel_binding);
    match &host.location {
        Location::Socket(directory) => {
            config.host_path(directory);
        }
        Location::Network { name, .. } => {
            config.host(name);
        }
    }
    if let Some(address) = address {
        config.hostaddr(address);
    }
    if let Some(limit) = target.timeout {
        config.connect_timeout(limit);
    }
    if let Some(options) = &target.options {
        config.options(options);
    }
    if let Some(password) = host.password.as_ref().map(Password::reveal) {
        config.password(password);
    }
    if target.tls.negotiation == Negotiation::Direct && encryption == Encryption::Require {
        config.ssl_negotiation(SslNegotiation::Direct);
    }
    config
}
