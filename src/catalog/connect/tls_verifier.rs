//! Whether a server's certificate is accepted under each `sslmode`.

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, SignatureScheme};
use std::sync::Arc;

/// What a certificate is checked for; the signature of the handshake always is.
#[derive(Debug)]
pub(super) enum Check {
    /// `allow`, `prefer`, `require`: encryption, whoever answers.
    Nothing,
    /// `verify-ca`: from one of the authorities.
    Authority(Authorities),
    /// `verify-full`: and for the host's name.
    AuthorityAndName(Authorities),
}

/// Those who are trusted.
#[derive(Debug)]
pub(super) struct Authorities {
    pub(super) verifier: Arc<WebPkiServerVerifier>,
    /// The certificates of the root file themselves: one of them may be the server's own.
    pub(super) listed: Vec<CertificateDer<'static>>,
}

/// rustls's hook for [`Check`].
#[derive(Debug)]
pub(super) struct Verifier {
    pub(super) check: Check,
    pub(super) provider: Arc<CryptoProvider>,
}

impl Authorities {
    fn accept(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        stapled: &[u8],
        now: UnixTime,
    ) -> Result<(), Error> {
        let result = self.verifier.verify_server_cert(certificate, intermediates, name, stapled, now);
        match result {
            // The manual's own recipe (`openssl req -x509`) makes a self-signed server certificate that is marked as an
            // authority. webpki has checked its dates by then; OpenSSL accepts it where the root file lists it.
            Err(Error::InvalidCertificate(CertificateError::Other(_) | CertificateError::UnknownIssuer))
                if self.listed.iter().any(|listed| listed == certificate) =>
            {
                rustls::client::verify_server_name(&ParsedCertificate::try_from(certificate)?, name)
            }
            result => result.map(|_| ()),
        }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        stapled: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let result = match &self.check {
            Check::Nothing => Ok(()),
            // The name is looked at last: an error about it means that the chain is good.
            Check::Authority(authorities) => match authorities.accept(certificate, intermediates, name, stapled, now) {
                Err(Error::InvalidCertificate(
                    CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
                )) => Ok(()),
                result => result,
            },
            Check::AuthorityAndName(authorities) => authorities.accept(certificate, intermediates, name, stapled, now),
        };
        result.map(|()| ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
