//! `ALTER … RENAME TO`, `SET SCHEMA` and `OWNER TO`, which are alike for every kind of object, and the few more that only
//! name things.

use crate::operation::{AlterTable, IfExists, LabelPosition, ObjectRef, Operation, Scope};
use crate::operation::{IfNotExists, RelationRef};
use crate::sql::read::cursor::Cursor;
use crate::sql::read::object::{Kind, kind, object};
use crate::sql::statement::Statement;

/// Reads what follows `ALTER`; none for what needs the whole grammar.
pub(super) fn alter(cursor: &mut Cursor<'_>) -> Option<Statement> {
    if cursor.take("system") || cursor.take("default privileges") {
        return Some(Statement::Ignored { words: cursor.first_words(3) });
    }
    let kind = kind(cursor)?;
    if kind == Kind::Foreign {
        return Some(Statement::Ignored { words: cursor.first_words(3) });
    }
    let missing = cursor.if_exists();
    if cursor.take("all in tablespace") {
        return Some(Statement::Ignored { words: cursor.first_words(3) });
    }
    let own = object(kind, cursor)?;
    if cursor.take("owner to") {
        cursor.next();
        return cursor.is_at_end().then(|| Statement::Ignored { words: "alter owner".to_string() });
    }
    if cursor.take("rename to") {
        let to = cursor.name()?;
        return finish(cursor, Operation::Rename { object: own, to, missing });
    }
    if cursor.take("set schema") {
        let schema = cursor.name()?;
        return finish(cursor, Operation::SetSchema { object: own, schema, missing });
    }
    match own {
        ObjectRef::Index(index) => alter_index(index, missing, cursor),
        ObjectRef::Type(name) => alter_type(name, cursor),
        ObjectRef::View(view) | ObjectRef::MaterializedView(view) => alter_view(kind, view, missing, cursor),
        ObjectRef::Extension(_) => Some(Statement::Ignored { words: cursor.first_words(2) }),
        ObjectRef::Other(..) | ObjectRef::Trigger(..) => Some(Statement::Ignored { words: cursor.first_words(3) }),
        _ => None,
    }
}

fn finish(cursor: &Cursor<'_>, operation: Operation) -> Option<Statement> {
    cursor.is_at_end().then(|| Statement::Operations(vec![operation]))
}

fn alter_index(parent: RelationRef, missing: IfExists, cursor: &mut Cursor<'_>) -> Option<Statement> {
    if cursor.take("attach partition") {
        let action = AlterTable::AttachIndex { index: cursor.relation()? };
        return finish(cursor, Operation::AlterTable { table: parent, scope: Scope::Descendants, missing, action });
    }
    let is_ignored =
        ["set tablespace", "set statistics", "alter", "no depends", "depends"].iter().any(|words| cursor.take(words));
    is_ignored.then(|| Statement::Ignored { words: "alter index".to_string() })
}

fn alter_view(kind: Kind, view: RelationRef, missing: IfExists, cursor: &mut Cursor<'_>) -> Option<Statement> {
    if cursor.take("rename") {
        cursor.take("column");
        let column = cursor.name()?;
        if !cursor.take("to") {
            return None;
        }
        let to = cursor.name()?;
        return finish(cursor, Operation::Rename { object: ObjectRef::Column(view, column), to, missing });
    }
    let ignored: &[&str] = match kind {
        // Its options are part of a view, and not followed here.
        Kind::View => &["alter", "no depends", "depends"],
        _ => &["set", "reset", "cluster", "alter", "no depends", "depends"],
    };
    let is_ignored = ignored.iter().any(|words| cursor.take(words));
    is_ignored.then(|| Statement::Ignored { words: "alter view".to_string() })
}

fn alter_type(name: RelationRef, cursor: &mut Cursor<'_>) -> Option<Statement> {
    if cursor.take("add value") {
        let existing = if cursor.take("if not exists") { IfNotExists::Skip } else { IfNotExists::Fail };
        let label = cursor.string()?;
        let position = if cursor.take("before") {
            Some(LabelPosition::Before(cursor.string()?))
        } else if cursor.take("after") {
            Some(LabelPosition::After(cursor.string()?))
        } else {
            None
        };
        return finish(cursor, Operation::AddEnumLabel { name, label, position, existing });
    }
    if cursor.take("rename value") {
        let from = cursor.string()?;
        let to = if cursor.take("to") { cursor.string()? } else { return None };
        return finish(cursor, Operation::RenameEnumLabel { name, from, to });
    }
    if cursor.take("rename attribute") {
        let attribute = cursor.name()?;
        let to = if cursor.take("to") { cursor.name()? } else { return None };
        cursor.behavior();
        let object = ObjectRef::Attribute(name, attribute);
        return finish(cursor, Operation::Rename { object, to, missing: IfExists::Fail });
    }
    None
}
