//! Which certificates and keys a connection uses. Reads none of them.

use super::environment::Environment;
use super::settings::Settings;
use super::ssl_mode::SslMode;
use crate::error::{Error, Result};
use crate::finding::Code;
use std::path::PathBuf;

/// The TLS side of a connection's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TlsFiles {
    pub(super) mode: SslMode,
    pub(super) roots: Roots,
    pub(super) client: Option<ClientCertificate>,
    pub(super) negotiation: Negotiation,
    pub(super) server_name: ServerNameIndication,
    /// The oldest and the newest version of TLS that may be spoken.
    pub(super) versions: (Version, Version),
}

/// Whom to trust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Roots {
    /// The operating system's authorities.
    System,
    File(PathBuf),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClientCertificate {
    pub(super) certificate: PathBuf,
    pub(super) key: PathBuf,
}

/// Whether TLS is asked for first, or begins at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Negotiation {
    Ask,
    Direct,
}

/// Whether the host's name is sent in the clear at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ServerNameIndication {
    Send,
    Omit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    Tls12,
    Tls13,
}

/// Reads the settings, with libpq's defaults in `~/.postgresql`.
pub(super) fn tls_files(settings: &Settings, environment: &Environment) -> Result<TlsFiles> {
    let existing = |path: &str| environment.in_home(path).filter(|path| path.exists());
    let system = settings.value("sslrootcert") == Some("system");
    let written = settings.value("sslmode").map(SslMode::parse).transpose()?;
    let mut mode = written.unwrap_or(if system { SslMode::VerifyFull } else { SslMode::Prefer });
    if system && mode != SslMode::VerifyFull {
        return Err(invalid("`sslrootcert=system` allows only `sslmode=verify-full`", "leave `sslmode` out"));
    }
    let file = settings.value("sslrootcert").filter(|_| !system).map(PathBuf::from);
    let file = file.or_else(|| if system { None } else { existing(".postgresql/root.crt") });
    // "If a root CA file exists, the behavior of sslmode=require will be the same as that of verify-ca."
    if mode == SslMode::Require && file.is_some() {
        mode = SslMode::VerifyCa;
    }
    let negotiation = match settings.value("sslnegotiation") {
        None | Some("postgres") => Negotiation::Ask,
        Some("direct") if mode >= SslMode::Require => Negotiation::Direct,
        Some("direct") => return Err(invalid("`sslnegotiation=direct` needs encryption", "add `sslmode=require`")),
        Some(_) => return Err(invalid("`sslnegotiation` is neither `postgres` nor `direct`", "leave it out")),
    };
    let server_name =
        if settings.value("sslsni") == Some("0") { ServerNameIndication::Omit } else { ServerNameIndication::Send };
    let oldest = version(settings.value("ssl_min_protocol_version"), Version::Tls12)?;
    let newest = version(settings.value("ssl_max_protocol_version"), Version::Tls13)?;
    if oldest > newest {
        return Err(invalid(
            "`ssl_min_protocol_version` is newer than `ssl_max_protocol_version`",
            "leave one of them out",
        ));
    }
    let client = client_certificate(settings, environment)?;
    let roots = file.map_or(Roots::System, Roots::File);
    Ok(TlsFiles { mode, roots, client, negotiation, server_name, versions: (oldest, newest) })
}

fn client_certificate(settings: &Settings, environment: &Environment) -> Result<Option<ClientCertificate>> {
    let demand = settings.value("sslcertmode");
    if demand == Some("disable") {
        return Ok(None);
    }
    let written = |name| settings.value(name).map(PathBuf::from);
    let certificate =
        written("sslcert").or_else(|| environment.in_home(".postgresql/postgresql.crt").filter(|path| path.exists()));
    let key = written("sslkey").or_else(|| environment.in_home(".postgresql/postgresql.key"));
    match (certificate, key) {
        (Some(certificate), Some(key)) => Ok(Some(ClientCertificate { certificate, key })),
        (Some(_), None) => Err(invalid("`sslcert` is given without `sslkey`", "add `sslkey=FILE`")),
        (None, _) if demand == Some("require") => {
            Err(invalid("`sslcertmode=require` without a certificate", "add `sslcert=FILE`"))
        }
        (None, _) => Ok(None),
    }
}

fn version(text: Option<&str>, default: Version) -> Result<Version> {
    match text {
        None => Ok(default),
        Some("TLSv1.3") => Ok(Version::Tls13),
        // rustls speaks nothing older than 1.2, which is more than is asked.
        Some("TLSv1" | "TLSv1.1") if default == Version::Tls12 => Ok(Version::Tls12),
        Some("TLSv1.2") => Ok(Version::Tls12),
        Some(_) => {
            Err(invalid("the TLS version in the database URL is not one limbeck speaks", "write TLSv1.2 or TLSv1.3"))
        }
    }
}

fn invalid(message: &str, help: &str) -> Error {
    Error::new(Code::INVALID_DATABASE_URL, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<TlsFiles> {
        let mut settings = Settings::default();
        for (name, value) in pairs {
            settings.set(name, value)?;
        }
        tls_files(&settings, &Environment::of(&[]))
    }

    #[test]
    fn modes_and_roots_are_libpqs() {
        let mode = |pairs: &[(&str, &str)]| read(pairs).expect("valid").mode;
        assert_eq!(mode(&[]), SslMode::Prefer);
        assert_eq!(mode(&[("sslrootcert", "system")]), SslMode::VerifyFull);
        assert_eq!(mode(&[("sslmode", "require")]), SslMode::Require);
        assert_eq!(mode(&[("sslmode", "require"), ("sslrootcert", "ca.crt")]), SslMode::VerifyCa);
        for pairs in [
            &[("sslmode", "require"), ("sslrootcert", "system")][..],
            &[("sslmode", "Require")],
            &[("sslnegotiation", "direct")],
            &[("sslcert", "x.crt")],
            &[("ssl_min_protocol_version", "TLSv1.3"), ("ssl_max_protocol_version", "TLSv1.2")],
        ] {
            assert!(read(pairs).is_err(), "{pairs:?}");
        }
    }
}
