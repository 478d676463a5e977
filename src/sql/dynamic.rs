//! What a text of SQL or PL/pgSQL that is not carried out may touch: what its words name, those inside its strings included;
//! everything where a command is put together while it runs.

use crate::schema::Touched;
use crate::sql::Surroundings;
use crate::sql::read::touched;
use crate::sql::scan::{Kind, Token, string_value, tokens};

/// Returns what the words of a text name, those inside its strings included.
#[must_use]
pub fn touched_by_text(text: &str, surroundings: &Surroundings<'_>) -> Vec<Touched> {
    let outer = text.replace('$', " ");
    let plain = outer.replace('\'', " ");
    if runs_unknown_text(&outer, surroundings) || takes_along(&plain) {
        return vec![Touched::Everything];
    }
    let found = touched(&plain, surroundings);
    let is_catalog = |own: &Touched| matches!(own, Touched::Table(name) if is_catalog_name(name));
    let found: Vec<Touched> = found.into_iter().filter(|own| !is_catalog(own)).collect();
    if found.is_empty() { vec![Touched::Everything] } else { found }
}

/// Returns whether a text of a routine has commands that change a schema, or may have.
#[must_use]
pub fn changes_schema(text: &str) -> bool {
    const CHANGING: [&str; 8] = ["alter", "call", "comment", "create", "drop", "execute", "import", "search_path"];
    let plain = text.replace(['$', '\''], " ");
    tokens(&plain).any(|token| CHANGING.iter().any(|word| token.is_word(word)))
}

/// Returns whether a statement of the text drops something with what depends on it, which it does not name.
fn takes_along(text: &str) -> bool {
    let words: Vec<Token<'_>> = tokens(text).collect();
    words.split(|token| token.is_symbol(";")).any(|statement| {
        let mut pairs = statement.iter().zip(statement.iter().skip(1));
        let is_action = |before: &Token<'_>| before.is_word("delete") || before.is_word("update");
        statement.iter().any(|token| token.is_word("drop"))
            && pairs.any(|(before, token)| token.is_word("cascade") && !is_action(before))
    })
}

/// Returns whether an `EXECUTE` runs a text whose target only its variables say.
fn runs_unknown_text(text: &str, surroundings: &Surroundings<'_>) -> bool {
    let all: Vec<Token<'_>> = tokens(text).collect();
    all.iter().enumerate().filter(|(_, token)| token.is_word("execute")).any(|(at, _)| {
        let rest = all.get(at + 1..).unwrap_or_default();
        let is_call =
            rest.first().is_some_and(|next| ["function", "procedure", "on"].iter().any(|word| next.is_word(word)));
        !is_call && !names_its_target(rest, surroundings)
    })
}

/// Returns whether the text that begins here says in its first literal what it is about.
fn names_its_target(rest: &[Token<'_>], surroundings: &Surroundings<'_>) -> bool {
    let rest = match rest {
        [function, bracket, rest @ ..] if function.is_word("format") && bracket.is_symbol("(") => rest,
        rest => rest,
    };
    let [literal, after, ..] = rest else { return false };
    let Some(value) = string_value(literal.text).filter(|_| matches!(literal.kind, Kind::String { .. })) else {
        return false;
    };
    if value.trim_start().to_ascii_lowercase().starts_with(['s', 'i', 'u', 'd']) && !changes_schema(&value) {
        return true;
    }
    let is_cut = after.is_symbol("|") && value.ends_with(|c: char| c.is_alphanumeric() || "_.\"".contains(c));
    let found = touched(&value, surroundings);
    !is_cut && !found.is_empty() && !found.contains(&Touched::Everything)
}

fn is_catalog_name(name: &crate::name::QualifiedName) -> bool {
    matches!(name.schema.as_str(), "pg_catalog" | "information_schema") || name.name.as_str().starts_with("pg_")
}
