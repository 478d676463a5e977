//! Connections to PostgreSQL from whatever spelling a user has. Knows nothing of catalogs or revisions.
//!
//! The way: text -> [`DatabaseUrl`] (what was written) -> target (completed by service file, environment, password
//! file and libpq's defaults) -> one attempt after another -> [`Session`], which cannot write.
//!
//! Rules are libpq's (PostgreSQL 18, "Database Connection Control Functions") and `sqlalchemy.engine.url`'s (2.1).

mod attempt;
mod environment;
mod failure;
mod key_value;
mod open;
mod passfile;
mod password;
mod percent;
mod placeholder;
mod service;
mod session;
mod settings;
mod ssl_mode;
mod target;
mod tls;
mod tls_files;
mod tls_verifier;
mod uri;
mod url;

pub use open::{Connection, connect_for_writing};
pub use password::Password;
pub use postgres::Row;
pub use postgres::types::ToSql;
pub use session::{Session, connect, field};
pub use url::DatabaseUrl;
