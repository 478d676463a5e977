//! One question about rows, put to a live server: in the read-only transaction that the catalog was read in, and not for long.

use super::connect::{Session, field};
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::name::Name;
use crate::sql::first_unsafe_call;

/// What a question was answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    Truth(bool),
    Count(i64),
}

/// Each question has five seconds; a search path of no schema finds what is qualified.
const SETTINGS: &str =
    "SELECT pg_catalog.set_config('statement_timeout', '5s', true), pg_catalog.set_config('search_path', $1, true)";

/// Asks a SELECT of one boolean that computes with the values of rows: it answers, or the server says of a value with
/// SQLSTATE and message what is wrong with it.
///
/// What it computes is written in version files: it is not put to the server where it calls what may do more than compute.
///
/// # Errors
/// The server refuses it for another reason or takes too long, or it answers something else; or it was not asked.
pub fn compute(session: &mut Session, sql: &str) -> Result<std::result::Result<bool, (String, String)>> {
    if let Some(name) = first_unsafe_call(sql) {
        let message = format!("`{name}` may do more than compute");
        return Err(Error::new(Code::PROBE_FAILED, message, "ask it yourself, where nothing can be lost"));
    }
    session.query(SETTINGS, &[&"pg_catalog"])?;
    let rows = match session.compute(sql)? {
        Ok(rows) => rows,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let truth = rows.first().map(|row| row.try_get::<_, bool>(0));
    match truth {
        Some(Ok(truth)) => Ok(Ok(truth)),
        _ => Err(Error::new(
            Code::PROBE_FAILED,
            "it does not answer yes or no",
            "report it: this is a defect of limbeck",
        )),
    }
}

/// Asks a SELECT of one row and one column, `boolean` or `bigint`.
///
/// # Errors
/// The server refuses it or takes too long, or it answers something else.
pub fn ask(session: &mut Session, path: &[Name], sql: &str) -> Result<Reply> {
    let path: Vec<String> = path.iter().map(Name::quoted).collect();
    let path = if path.is_empty() { "pg_catalog".to_owned() } else { path.join(", ") };
    session.query(SETTINGS, &[&path])?;
    let rows = session.query(sql, &[])?;
    let odd = || {
        let help = "it must be a SELECT of one row with one boolean: `SELECT EXISTS (SELECT FROM …)`";
        Error::new(Code::PROBE_FAILED, "it does not answer yes or no", help)
    };
    let [row] = &rows[..] else { return Err(odd()) };
    let [column] = row.columns() else { return Err(odd()) };
    match column.type_().name() {
        "bool" => field::<Option<bool>>(row, column.name())?.map(Reply::Truth).ok_or_else(odd),
        "int8" => field::<Option<i64>>(row, column.name())?.map(Reply::Count).ok_or_else(odd),
        _ => Err(odd()),
    }
}
