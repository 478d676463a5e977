//! Commands that the server runs only on their own, outside a transaction block: those that pass through
//! `PreventInTransactionBlock` (tcop/utility.c and commands/, PostgreSQL 15).

use crate::sql::read::Cursor;

/// Commands, by their first words.
const COMMANDS: &[(&str, &str)] = &[
    ("vacuum", "VACUUM"),
    ("create database", "CREATE DATABASE"),
    ("drop database", "DROP DATABASE"),
    ("create tablespace", "CREATE TABLESPACE"),
    ("drop tablespace", "DROP TABLESPACE"),
    ("alter system", "ALTER SYSTEM"),
    ("discard all", "DISCARD ALL"),
    ("drop index concurrently", "DROP INDEX CONCURRENTLY"),
    ("reindex schema", "REINDEX SCHEMA"),
    ("reindex database", "REINDEX DATABASE"),
    ("reindex system", "REINDEX SYSTEM"),
    ("commit prepared", "COMMIT PREPARED"),
    ("rollback prepared", "ROLLBACK PREPARED"),
];

/// Returns the command that a statement is, where the server runs it only outside a transaction block.
#[must_use]
pub fn top_level_command(text: &str) -> Option<&'static str> {
    let mut cursor = Cursor::new(text);
    if let Some((_, command)) = COMMANDS.iter().find(|(words, _)| cursor.take(words)) {
        return Some(command);
    }
    let has = |cursor: &Cursor<'_>, word: &str| cursor.remaining().iter().any(|token| token.is_word(word));
    if cursor.take("create index concurrently") || cursor.take("create unique index concurrently") {
        return Some("CREATE INDEX CONCURRENTLY");
    }
    if cursor.take("reindex") {
        return has(&cursor, "concurrently").then_some("REINDEX CONCURRENTLY");
    }
    if cursor.take("cluster") {
        return cursor.is_at_end().then_some("CLUSTER");
    }
    let detaches = cursor.take("alter table") && has(&cursor, "detach") && has(&cursor, "concurrently");
    detaches.then_some("ALTER TABLE ... DETACH CONCURRENTLY")
}
