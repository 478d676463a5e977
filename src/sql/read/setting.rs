//! `SET` and `RESET`, and `set_config`.

use crate::name::Name;
use crate::operation::{Lasting, Operation};
use crate::sql::Surroundings;
use crate::sql::read::cursor::Cursor;
use crate::sql::scan::{Kind, string_value, tokens};
use crate::sql::statement::Statement;

/// Reads what follows `SET`.
pub(super) fn set(cursor: &mut Cursor<'_>, surroundings: &Surroundings<'_>) -> Option<Statement> {
    let lasting = if cursor.take("local") { Lasting::Transaction } else { Lasting::Session };
    let _ = cursor.take("session");
    for words in ["transaction", "characteristics", "constraints", "role", "authorization", "time zone"] {
        if cursor.take(words) {
            return Some(Statement::Setting { name: words.to_string(), value: cursor.rest().to_string() });
        }
    }
    if cursor.take("schema") {
        return Some(search_path(vec![Name::verbatim(&cursor.string()?)], lasting));
    }
    let names = cursor.names()?;
    let name = names.iter().map(Name::as_str).collect::<Vec<_>>().join(".");
    if !(cursor.take("to") || cursor.take_symbol("=")) {
        return None;
    }
    if name != "search_path" {
        return Some(Statement::Setting { name, value: cursor.rest().to_string() });
    }
    if cursor.take("default") {
        return Some(search_path(usual_path(surroundings), lasting));
    }
    let mut path = Vec::new();
    loop {
        let token = cursor.next()?;
        path.push(match token.kind {
            Kind::String { .. } => Name::verbatim(&string_value(token.text)?),
            _ => token.name()?,
        });
        if !cursor.take_symbol(",") {
            break;
        }
    }
    cursor.is_at_end().then(|| search_path(path, lasting))
}

/// Reads what follows `RESET`.
pub(super) fn reset(cursor: &mut Cursor<'_>, surroundings: &Surroundings<'_>) -> Option<Statement> {
    let name = cursor.names()?.iter().map(Name::as_str).collect::<Vec<_>>().join(".");
    Some(match name.as_str() {
        "search_path" | "all" => search_path(usual_path(surroundings), Lasting::Session),
        _ => Statement::Setting { name, value: String::new() },
    })
}

/// Reads `SELECT set_config('search_path', value, …)`.
pub(super) fn set_config(text: &str) -> Option<Statement> {
    let mut cursor = Cursor::new(text);
    if !cursor.take("select") {
        return None;
    }
    let names = cursor.names()?;
    if names.last()?.as_str() != "set_config" || !cursor.take_symbol("(") {
        return None;
    }
    let name = cursor.string()?;
    if !cursor.take_symbol(",") {
        return None;
    }
    let value = cursor.string()?;
    if name != "search_path" {
        return Some(Statement::Setting { name, value });
    }
    if !cursor.take_symbol(",") {
        return None;
    }
    // The third argument says whether it ends with the transaction.
    let lasting = match cursor.next()?.text.trim_matches('\'').to_ascii_lowercase().as_str() {
        "true" | "t" | "on" | "yes" | "1" => Lasting::Transaction,
        "false" | "f" | "off" | "no" | "0" => Lasting::Session,
        _ => return None,
    };
    Some(search_path(names_of_path(&value), lasting))
}

/// Returns the names in the value of `search_path`, as `SHOW search_path` prints it (`SplitIdentifierString`).
#[must_use]
pub fn names_of_path(value: &str) -> Vec<Name> {
    tokens(value).filter_map(|token| token.name()).collect()
}

fn usual_path(surroundings: &Surroundings<'_>) -> Vec<Name> {
    surroundings.schema.map_or_else(|| vec![Name::public()], |schema| schema.usual_path.clone())
}

/// The schema of the user's name is not there, or nobody would have written the path like this; an empty name finds
/// nothing.
fn search_path(path: Vec<Name>, lasting: Lasting) -> Statement {
    let path = path.into_iter().filter(|name| !name.as_str().is_empty() && name.as_str() != "$user").collect();
    Statement::Operations(vec![Operation::SetSearchPath { path, lasting }])
}
