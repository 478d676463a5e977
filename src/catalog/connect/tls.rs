//! The TLS side of a connection: rustls with ring, configured as the settings say.

use super::ssl_mode::SslMode;
use super::tls_files::{ClientCertificate, Negotiation, Roots, ServerNameIndication, TlsFiles, Version};
use super::tls_verifier::{Authorities, Check, Verifier};
use crate::error::{Error, Result};
use crate::finding::Code;
use rustls::client::WebPkiServerVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use std::path::Path;
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// Returns what makes connections encrypted.
pub(super) fn tls_connector(files: &TlsFiles) -> Result<MakeRustlsConnect> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Verifier { check: check(files, &provider)?, provider: Arc::clone(&provider) };
    let builder = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&versions(files.versions))
        .map_err(|error| broken(format!("TLS cannot be set up: {error}"), "leave out the TLS version settings"))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    let mut config = match &files.client {
        None => builder.with_no_client_auth(),
        Some(client) => {
            let (chain, key) = read_client(client)?;
            let name = client.certificate.display();
            builder.with_client_auth_cert(chain, key).map_err(|error| {
                broken(
                    format!("the client certificate `{name}` cannot be used: {error}"),
                    "check that `sslcert` and `sslkey` belong together",
                )
            })?
        }
    };
    config.enable_sni = files.server_name == ServerNameIndication::Send;
    if files.negotiation == Negotiation::Direct {
        config.alpn_protocols = vec![b"postgresql".to_vec()];
    }
    Ok(MakeRustlsConnect::new(config))
}

fn check(files: &TlsFiles, provider: &Arc<CryptoProvider>) -> Result<Check> {
    Ok(match files.mode {
        SslMode::Disable | SslMode::Allow | SslMode::Prefer | SslMode::Require => Check::Nothing,
        SslMode::VerifyCa => Check::Authority(authorities(&files.roots, provider)?),
        SslMode::VerifyFull => Check::AuthorityAndName(authorities(&files.roots, provider)?),
    })
}

fn authorities(roots: &Roots, provider: &Arc<CryptoProvider>) -> Result<Authorities> {
    let mut store = RootCertStore::empty();
    let listed = match roots {
        Roots::System => rustls_native_certs::load_native_certs().certs,
        Roots::File(path) => read_certificates(path, "sslrootcert")?,
    };
    let (added, _) = store.add_parsable_certificates(listed.iter().cloned());
    if added == 0 {
        let (message, help) = match roots {
            Roots::System => (
                "this system has no list of certificate authorities".to_owned(),
                "install `ca-certificates`, or add `sslrootcert=FILE`",
            ),
            Roots::File(path) => (
                format!("`{}` holds no certificate of an authority", path.display()),
                "set `sslrootcert` to a PEM file",
            ),
        };
        return Err(broken(message, help));
    }
    let listed = if *roots == Roots::System { Vec::new() } else { listed };
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(provider)).build().map_err(
        |error| broken(format!("the certificate authorities cannot be used: {error}"), "check `sslrootcert`"),
    )?;
    Ok(Authorities { verifier, listed })
}

fn read_client(client: &ClientCertificate) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
    let chain = read_certificates(&client.certificate, "sslcert")?;
    let path = &client.key;
    let text = std::fs::read(path).map_err(|error| unreadable(path, "sslkey", &error))?;
    refuse_open_key(path)?;
    let key = PrivateKeyDer::from_pem_slice(&text).map_err(|_| {
        let what = if text.windows(9).any(|window| window == b"ENCRYPTED") {
            "is encrypted"
        } else {
            "is not a private key in PEM"
        };
        broken(
            format!("the key `{}` {what}", path.display()),
            "write it plain: `openssl pkey -in KEY -out PLAIN`, and `chmod 600 PLAIN`",
        )
    })?;
    Ok((chain, key))
}

fn read_certificates(path: &Path, setting: &str) -> Result<Vec<CertificateDer<'static>>> {
    let text = std::fs::read(path).map_err(|error| unreadable(path, setting, &error))?;
    let certificates: std::result::Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    certificates.ok().filter(|certificates| !certificates.is_empty()).ok_or_else(|| {
        broken(format!("`{}` holds no certificate in PEM", path.display()), &format!("set `{setting}` to a PEM file"))
    })
}

/// A key others may read is refused, as by libpq (`initialize_SSL`): root's may be readable to its group.
#[cfg(unix)]
fn refuse_open_key(path: &Path) -> Result<()> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(path, "sslkey", &error))?;
    let forbidden = if metadata.uid() == 0 { 0o037 } else { 0o077 };
    if metadata.mode() & forbidden == 0 {
        return Ok(());
    }
    Err(broken(format!("the key `{}` may be read by others", path.display()), &format!("chmod 600 {}", path.display())))
}

#[cfg(not(unix))]
fn refuse_open_key(_: &Path) -> Result<()> {
    Ok(())
}

fn versions((oldest, newest): (Version, Version)) -> Vec<&'static SupportedProtocolVersion> {
    let both = [(Version::Tls13, &rustls::version::TLS13), (Version::Tls12, &rustls::version::TLS12)];
    both.into_iter().filter(|(version, _)| (oldest..=newest).contains(version)).map(|(_, rustls)| rustls).collect()
}

fn unreadable(path: &Path, setting: &str, error: &std::io::Error) -> Error {
    let message = format!("cannot read `{}`: {error}", path.display());
    Error::new(Code::UNREADABLE_FILE, message, format!("set `{setting}` to a file that this account may read"))
}

fn broken(message: String, help: &str) -> Error {
    Error::new(Code::TLS_FAILED, message, help)
}
