//! libpq's connection settings: which there are, which variable sets each, and what limbeck does with it.

use super::password::Password;
use crate::error::{Error, Result};
use crate::finding::Code;
use std::collections::BTreeMap;

/// Settings by libpq's keyword; the password is kept apart, so that printing them cannot show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    values: BTreeMap<&'static str, String>,
    pub(super) password: Option<Password>,
}

/// One of libpq's keywords.
pub(super) struct Keyword {
    pub(super) name: &'static str,
    /// The environment variable that sets it where nothing else does.
    pub(super) variable: Option<&'static str>,
    treatment: Treatment,
}

#[derive(Clone, Copy)]
enum Treatment {
    Used,
    /// Has no bearing on which database is read, nor on how safe the way to it is.
    Ignored,
    /// A demand that limbeck cannot meet, unless the value is one of these.
    RefusedUnless(&'static [&'static str]),
}

/// Every keyword, after `PQconninfoOptions` in PostgreSQL 18's fe-connect.c.
pub(super) const KEYWORDS: &[Keyword] = {
    use Treatment::{Ignored, RefusedUnless, Used};
    const fn keyword(name: &'static str, variable: &'static str, treatment: Treatment) -> Keyword {
        Keyword { name, variable: if variable.is_empty() { None } else { Some(variable) }, treatment }
    }
    &[
        keyword("application_name", "PGAPPNAME", Used),
        keyword("channel_binding", "PGCHANNELBINDING", Used),
        keyword("client_encoding", "PGCLIENTENCODING", Ignored),
        keyword("connect_timeout", "PGCONNECT_TIMEOUT", Used),
        keyword("dbname", "PGDATABASE", Used),
        keyword("fallback_application_name", "", Ignored),
        keyword("gssdelegation", "PGGSSDELEGATION", Ignored),
        keyword("gssencmode", "PGGSSENCMODE", RefusedUnless(&["disable", "prefer"])),
        keyword("gsslib", "PGGSSLIB", Ignored),
        keyword("host", "PGHOST", Used),
        keyword("hostaddr", "PGHOSTADDR", Used),
        keyword("keepalives", "", Ignored),
        keyword("keepalives_count", "", Ignored),
        keyword("keepalives_idle", "", Ignored),
        keyword("keepalives_interval", "", Ignored),
        keyword("krbsrvname", "PGKRBSRVNAME", Ignored),
        keyword("load_balance_hosts", "PGLOADBALANCEHOSTS", Ignored),
        keyword("max_protocol_version", "PGMAXPROTOCOLVERSION", Ignored),
        keyword("min_protocol_version", "PGMINPROTOCOLVERSION", RefusedUnless(&["3.0"])),
        keyword("options", "PGOPTIONS", Used),
        keyword("passfile", "PGPASSFILE", Used),
        keyword("password", "PGPASSWORD", Used),
        keyword("port", "PGPORT", Used),
        keyword("replication", "", RefusedUnless(&["0", "false", "off", "no"])),
        keyword("require_auth", "PGREQUIREAUTH", RefusedUnless(&[])),
        keyword("requirepeer", "PGREQUIREPEER", RefusedUnless(&[])),
        keyword("service", "PGSERVICE", Used),
        keyword("servicefile", "PGSERVICEFILE", Used),
        keyword("sslcert", "PGSSLCERT", Used),
        keyword("sslcertmode", "PGSSLCERTMODE", Used),
        keyword("sslcompression", "PGSSLCOMPRESSION", Ignored),
        keyword("sslcrl", "PGSSLCRL", RefusedUnless(&[])),
        keyword("sslcrldir", "PGSSLCRLDIR", RefusedUnless(&[])),
        keyword("sslkey", "PGSSLKEY", Used),
        keyword("sslkeylogfile", "", Ignored),
        keyword("sslmode", "PGSSLMODE", Used),
        keyword("sslnegotiation", "PGSSLNEGOTIATION", Used),
        keyword("sslrootcert", "PGSSLROOTCERT", Used),
        keyword("sslsni", "PGSSLSNI", Used),
        keyword("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION", Used),
        keyword("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION", Used),
        keyword("target_session_attrs", "PGTARGETSESSIONATTRS", Used),
        keyword("tcp_user_timeout", "", Ignored),
        keyword("user", "PGUSER", Used),
    ]
};

impl Settings {
    /// Sets what `name` says, the last value winning; an empty one unsets. An unknown name, or a demand that cannot be met, is an error.
    pub(super) fn set(&mut self, name: &str, value: &str) -> Result<()> {
        // The pass phrase of a key: limbeck reads no encrypted keys, and says so when it meets one.
        if name == "sslpassword" {
            return Ok(());
        }
        let Some(keyword) = KEYWORDS.iter().find(|keyword| keyword.name == name) else {
            return Err(unknown(name));
        };
        match keyword.treatment {
            Treatment::Used if name == "password" => {
                self.password = (!value.is_empty()).then(|| Password::new(value));
            }
            Treatment::Used if value.is_empty() => {
                self.values.remove(name);
            }
            Treatment::Used => {
                self.values.insert(keyword.name, value.to_owned());
            }
            Treatment::Ignored => {}
            Treatment::RefusedUnless(harmless) if value.is_empty() || harmless.contains(&value) => {}
            Treatment::RefusedUnless(_) => return Err(refused(name)),
        }
        Ok(())
    }

    /// Takes over what is not set here.
    pub(super) fn complete_from(&mut self, other: &Settings) {
        for (name, value) in &other.values {
            self.values.entry(name).or_insert_with(|| value.clone());
        }
        if self.password.is_none() {
            self.password.clone_from(&other.password);
        }
    }

    /// Returns a value, which is never empty.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Returns every name and value but the password.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.values.iter().map(|(name, value)| (*name, value.as_str()))
    }
}

fn unknown(name: &str) -> Error {
    let help = "remove it, or see \"Parameter Key Words\" in PostgreSQL's manual for the names there are";
    // A password with an unescaped `?` or blank ends up here: only what looks like a name is repeated.
    let plain = name.len() <= 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let (message, help) = match name {
        "schema" => ("`schema` is no PostgreSQL connection option", "remove it, and pass `--schema NAME`"),
        _ if plain => {
            return Error::new(
                Code::INVALID_DATABASE_URL,
                format!("`{name}` is no PostgreSQL connection option"),
                help,
            );
        }
        _ => (
            "the database URL has an option that PostgreSQL does not know",
            "percent-encode `?`, `&`, `=` and blanks in the password",
        ),
    };
    Error::new(Code::INVALID_DATABASE_URL, message, help)
}

fn refused(name: &str) -> Error {
    let message = format!("limbeck cannot do what the connection option `{name}` demands");
    Error::new(
        Code::UNSUPPORTED_CONNECTION_OPTION,
        message,
        format!(
            "remove `{name}`, or audit a snapshot: `pg_dump --schema-only > schema.sql` and `limbeck --snapshot schema.sql audit`"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demands_that_cannot_be_met_are_refused_and_harmless_options_taken() {
        let mut settings = Settings::default();
        for (name, value) in [("gssencmode", "prefer"), ("keepalives_idle", "30"), ("sslcrl", "")] {
            settings.set(name, value).expect("harmless");
        }
        assert_eq!(settings.iter().count(), 0);
        for (name, value) in [("gssencmode", "require"), ("sslcrl", "x.crl"), ("require_auth", "scram-sha-256")] {
            assert_eq!(settings.set(name, value).expect_err(name).code, Code::UNSUPPORTED_CONNECTION_OPTION);
        }
    }

    #[test]
    fn an_unknown_option_is_repeated_only_where_it_looks_like_a_name() {
        let mut settings = Settings::default();
        assert!(settings.set("pgbouncer", "true").expect_err("unknown").message.contains("pgbouncer"));
        let message = settings.set("Hunter2@db/app", "").expect_err("unknown").message;
        assert!(!message.contains("Hunter2"));
    }

    #[test]
    fn debug_shows_no_password() {
        let mut settings = Settings::default();
        settings.set("password", "hunter2").expect("known");
        assert!(!format!("{settings:?}").contains("hunter2"));
    }
}
