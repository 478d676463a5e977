//! A look at a database: one read-only transaction, with one snapshot and predictable text.

use super::open::{Connection, connect_for_writing};
use super::url::DatabaseUrl;
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::name::Name;
use crate::sql::names_of_path;
use postgres::Row;
use postgres::types::{FromSql, ToSql};
use std::fmt;

/// A connection inside `REPEATABLE READ READ ONLY`, which PostgreSQL lets nobody leave but by ending the
/// transaction; and this type takes no statement that does.
pub struct Session {
    connection: Connection,
    server: Server,
}

/// What was true of the session before limbeck changed its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Server {
    version: u32,
    database: String,
    user: String,
    search_path: Vec<Name>,
}

/// Everything is `LOCAL` to the transaction: behind a pooler, the server's connection goes on to somebody else.
///
/// With `search_path` at pg_catalog, `pg_get_expr` and its kin write every other name qualified. `row_security` off
/// makes a policy that would hide rows of the version table an error.
const SETTINGS: &str = "
SET LOCAL default_transaction_read_only = on;
SET LOCAL statement_timeout = '60s';
SET LOCAL lock_timeout = '5s';
SET LOCAL search_path = pg_catalog;
SET LOCAL row_security = off;
SET LOCAL extra_float_digits = 1;
SET LOCAL DateStyle = 'ISO, MDY';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL TimeZone = 'UTC';
SET LOCAL bytea_output = 'hex';
SET LOCAL standard_conforming_strings = on;
SELECT set_config(name, CASE WHEN vartype = 'bool' THEN 'off' ELSE '0' END, true)
FROM pg_settings
WHERE name IN ('jit', 'quote_all_identifiers', 'idle_in_transaction_session_timeout', 'transaction_timeout');
SAVEPOINT limbeck;
";

/// Connects to look. The server is asked for a transaction that cannot write before anything else.
///
/// # Errors
/// A code of its own for each thing that can be in the way: `unknown-host`, `cannot-connect`, `authentication-failed` …
pub fn connect(url: &DatabaseUrl) -> Result<Session> {
    let mut connection = connect_for_writing(url)?;
    connection.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    let server = read_server(&mut connection)?;
    connection.execute(SETTINGS)?;
    Ok(Session { connection, server })
}

/// Returns a column of a row, by its name or position; a type that does not fit is an error.
///
/// # Errors
/// `query-failed`.
pub fn field<'row, T: FromSql<'row>>(row: &'row Row, column: &str) -> Result<T> {
    row.try_get(column).map_err(|error| {
        let message = format!("the column `{column}` of a catalog query cannot be read: {error}");
        Error::new(Code::QUERY_FAILED, message, "report it with the server's version: this is a defect of limbeck")
    })
}

impl Session {
    /// Runs one statement and returns its rows. After an error the session goes on, with the same snapshot.
    ///
    /// # Errors
    /// `query-failed`, `permission-denied`, `query-timeout`, `connection-lost`.
    pub fn query(&mut self, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        if !only_reads(sql) {
            let message = "a statement that is no query was given to a session that only looks";
            return Err(Error::new(Code::QUERY_FAILED, message, "report it: this is a defect of limbeck"));
        }
        self.connection.query(sql, parameters).inspect_err(|_| {
            // The error that counts is the first one; a lost connection shows again at the next query.
            let _ = self.connection.execute("ROLLBACK TO SAVEPOINT limbeck");
        })
    }

    /// Runs one query that its values may stop, as [`Session::query`] does.
    ///
    /// # Errors
    /// As [`Session::query`].
    pub fn compute(&mut self, sql: &str) -> Result<std::result::Result<Vec<Row>, (String, String)>> {
        if !only_reads(sql) {
            let message = "a statement that is no query was given to a session that only looks";
            return Err(Error::new(Code::QUERY_FAILED, message, "report it: this is a defect of limbeck"));
        }
        let answer = self.connection.compute(sql);
        if !matches!(answer, Ok(Ok(_))) {
            let _ = self.connection.execute("ROLLBACK TO SAVEPOINT limbeck");
        }
        answer
    }

    /// Returns the server's `server_version_num`: 150004 is 15.4.
    #[must_use]
    pub fn server_version(&self) -> u32 {
        self.server.version
    }

    /// Returns the name of the database.
    #[must_use]
    pub fn database(&self) -> &str {
        &self.server.database
    }

    /// Returns the role limbeck is connected as.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.server.user
    }

    /// Returns the role's own search path without the schemas it may not use: the first that exists is where an
    /// unqualified `CREATE TABLE` goes, and where Alembic's version table is.
    #[must_use]
    pub fn search_path(&self) -> &[Name] {
        &self.server.search_path
    }
}

impl fmt::Display for Session {
    /// Writes the server that was reached, and the database: `db:5432/app`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.connection.fmt(f)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("connection", &self.connection).field("server", &self.server).finish()
    }
}

/// Returns whether a statement is of a kind that can neither end the transaction nor, inside it, write. What a query's
/// parts might try (`WITH x AS (DELETE …)`), PostgreSQL refuses with 25006.
fn only_reads(sql: &str) -> bool {
    let first = sql.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    ["SELECT", "WITH", "SHOW", "VALUES", "TABLE"].contains(&first.as_str())
}

fn read_server(connection: &mut Connection) -> Result<Server> {
    let sql = "SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int4 AS version,
        pg_catalog.current_database() AS database, current_user AS role,
        pg_catalog.current_setting('search_path') AS search_path,
        ARRAY(SELECT nspname::pg_catalog.text FROM pg_catalog.pg_namespace
            WHERE NOT pg_catalog.has_schema_privilege(oid, 'USAGE')) AS closed,
        EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = current_user) AS own_schema";
    let rows = connection.query(sql, &[])?;
    let row = rows.first().ok_or_else(|| {
        Error::new(Code::QUERY_FAILED, "the server does not say its version", "look in the server's log")
    })?;
    let user: String = field(row, "role")?;
    let closed: Vec<String> = field(row, "closed")?;
    let mut search_path = names_of_path(&field::<String>(row, "search_path")?);
    if field(row, "own_schema")? {
        search_path.iter_mut().filter(|name| name.as_str() == "$user").for_each(|name| *name = Name::verbatim(&user));
    }
    let is_open = |name: &Name| !closed.iter().any(|own| own == name.as_str());
    search_path.retain(|name| !matches!(name.as_str(), "" | "$user") && is_open(name));
    Ok(Server {
        version: u32::try_from(field::<i32>(row, "version")?).unwrap_or_default(),
        database: field(row, "database")?,
        user,
        search_path,
    })
}
