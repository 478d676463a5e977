//! DROP of every kind of object, and COMMENT ON.

use crate::operation::Operation;
use crate::schema::Touched;
use crate::sql::read::cursor::Cursor;
use crate::sql::read::object::{Kind, kind, object};
use crate::sql::statement::{Grammar, Statement};

/// Reads what follows `DROP`.
pub(super) fn drop_objects(cursor: &mut Cursor<'_>) -> Option<Statement> {
    let kind = kind(cursor)?;
    if kind == Kind::Foreign {
        return Some(drop_foreign(cursor));
    }
    if kind == Kind::Index {
        cursor.take("concurrently");
    }
    let missing = cursor.if_exists();
    let mut objects = vec![object(kind, cursor)?];
    while cursor.take_symbol(",") {
        objects.push(object(kind, cursor)?);
    }
    let behavior = cursor.behavior();
    cursor.is_at_end().then(|| Statement::Operations(vec![Operation::Drop { objects, missing, behavior }]))
}

/// What is no part of a schema may take parts of one along.
fn drop_foreign(cursor: &Cursor<'_>) -> Statement {
    let takes_more = cursor.remaining().last().is_some_and(|token| token.is_word("cascade"))
        || cursor.first_words(2) == "drop owned";
    if takes_more {
        let reason = "limbeck does not follow what this drops along";
        return Statement::unparsed(reason, vec![Touched::Everything], Grammar::Unknown);
    }
    Statement::Ignored { words: cursor.first_words(3) }
}

/// Reads what follows `COMMENT ON`.
pub(super) fn comment(cursor: &mut Cursor<'_>) -> Option<Statement> {
    let kind = kind(cursor)?;
    if kind == Kind::Foreign {
        return Some(Statement::Ignored { words: cursor.first_words(3) });
    }
    let object = object(kind, cursor)?;
    if !cursor.take("is") {
        return None;
    }
    let text = if cursor.take("null") { None } else { Some(cursor.string()?) };
    // An empty comment is no comment.
    let text = text.filter(|text| !text.is_empty());
    cursor.is_at_end().then(|| Statement::Operations(vec![Operation::Comment { object, text }]))
}
