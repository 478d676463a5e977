//! What a statement that is not understood may have touched, told from its words; and the statements that touch nothing.

use crate::name::QualifiedName;
use crate::operation::RelationRef;
use crate::schema::Touched;
use crate::sql::Surroundings;
use crate::sql::scan::tokens;

/// Returns the first words of a statement, for messages.
pub(super) fn first_words(text: &str) -> String {
    let words: Vec<&str> = tokens(text).take(3).map(|token| token.text).collect();
    words.join(" ").to_ascii_lowercase()
}

/// Returns whether the statement changes nothing that is part of a schema.
pub(super) fn is_harmless(text: &str) -> bool {
    const HARMLESS: [&str; 28] = [
        "grant",
        "revoke",
        "analyze",
        "analyse",
        "vacuum",
        "cluster",
        "reindex",
        "refresh",
        "lock",
        "notify",
        "listen",
        "unlisten",
        "checkpoint",
        "discard",
        "explain",
        "show",
        "reset",
        "set",
        "deallocate",
        "prepare",
        "close",
        "fetch",
        "declare",
        "move",
        "security",
        "load",
        "reassign",
        "execute",
    ];
    const ADMINISTRATION: [&str; 11] = [
        "role",
        "user",
        "group",
        "database",
        "tablespace",
        "system",
        "default",
        "subscription",
        "publication",
        "large",
        "server",
    ];
    let words: Vec<String> = tokens(text).take(2).map(|token| token.text.to_ascii_lowercase()).collect();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    match word(0) {
        "create" | "alter" | "drop" => ADMINISTRATION.contains(&word(1)),
        "execute" => false,
        first => HARMLESS.contains(&first),
    }
}

/// Returns what the words name: the table behind ALTER TABLE and its like, else anything at all.
pub(super) fn of_text(text: &str, surroundings: &Surroundings<'_>) -> Vec<Touched> {
    let words: Vec<_> = tokens(text).take(12).collect();
    let lower: Vec<String> = words.iter().map(|token| token.text.to_ascii_lowercase()).collect();
    let starts_with = |own: &[&str]| own.iter().zip(&lower).all(|(own, word)| own == word) && lower.len() >= own.len();
    if lower.first().is_none_or(String::is_empty) {
        return Vec::new();
    }
    // Rows are no part of a schema.
    if ["insert", "update", "delete", "select", "with", "copy", "truncate"].iter().any(|word| starts_with(&[word])) {
        return Vec::new();
    }
    let skipped = |from: usize| {
        let noise = ["only", "if", "exists", "not"];
        (from..lower.len()).find(|at| !noise.contains(&lower.get(*at).map_or("", String::as_str)))
    };
    if starts_with(&["alter", "table"]) || starts_with(&["drop", "table"]) || starts_with(&["create", "table"]) {
        let named = skipped(2).and_then(|at| {
            let first = words.get(at)?.name()?;
            let dotted = words.get(at + 1).is_some_and(|token| token.is_symbol("."));
            let second = words.get(at + 2).filter(|_| dotted).and_then(|token| token.name());
            Some(match second {
                Some(name) => RelationRef { schema: Some(first), name },
                None => RelationRef::bare(first),
            })
        });
        if let Some(own) = named {
            let full: QualifiedName = surroundings.full_name(&own);
            return vec![Touched::Table(full)];
        }
    }
    vec![Touched::Everything]
}
