//! `sslmode`: how much encryption, and whose certificate.

use crate::error::{Error, Result};
use crate::finding::Code;

/// libpq's six modes, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SslMode {
    /// Never encrypted.
    Disable,
    /// Encrypted only where the server demands it.
    Allow,
    /// Encrypted where the server can: libpq's default.
    Prefer,
    /// Encrypted, whoever answers.
    Require,
    /// The certificate must come from a trusted authority.
    VerifyCa,
    /// And must be for this host.
    VerifyFull,
}

impl SslMode {
    /// Reads libpq's word for a mode.
    pub(super) fn parse(text: &str) -> Result<Self> {
        Ok(match text {
            "disable" => Self::Disable,
            "allow" => Self::Allow,
            "prefer" => Self::Prefer,
            "require" => Self::Require,
            "verify-ca" => Self::VerifyCa,
            "verify-full" => Self::VerifyFull,
            _ => {
                return Err(Error::new(
                    Code::INVALID_DATABASE_URL,
                    "the connection setting `sslmode` has a value that is none of the six",
                    "write `sslmode=` and one of disable, allow, prefer, require, verify-ca, verify-full",
                ));
            }
        })
    }
}
