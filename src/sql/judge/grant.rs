//! GRANT, REVOKE and ALTER DEFAULT PRIVILEGES: what they name is there, and has such privileges (PostgreSQL 15, `aclchk.c`).
//! The roles are asked for elsewhere.

use super::{Judge, Judged, open, refused};
use crate::name::Name;
use crate::operation::{ObjectRef, RelationRef};
use crate::schema::{SqlState, Stored};
use crate::sql::read::Cursor;
use crate::sql::read::object::{Kind, kind, object};

const OF_TABLES: &[&str] = &["select", "insert", "update", "delete", "truncate", "references", "trigger"];
const OF_SEQUENCES: &[&str] = &["select", "update", "usage"];
const OF_ROUTINES: &[&str] = &["execute"];
const OF_TYPES: &[&str] = &["usage"];
const OF_SCHEMAS: &[&str] = &["create", "usage"];

/// The words for all objects of a kind, and what can be granted on them.
const PLURALS: &[(&str, &[&str])] = &[
    ("tables", OF_TABLES),
    ("sequences", OF_SEQUENCES),
    ("functions", OF_ROUTINES),
    ("procedures", OF_ROUTINES),
    ("routines", OF_ROUTINES),
    ("types", OF_TYPES),
    ("schemas", OF_SCHEMAS),
];

impl Judge<'_> {
    pub(super) fn grant(&self, text: &str) -> Judged<()> {
        let mut cursor = Cursor::new(text);
        if ["with grant option", "granted by"].iter().any(|own| text.to_ascii_lowercase().contains(own)) {
            return open("limbeck does not weigh a GRANT with an option");
        }
        let is_default = cursor.take("alter default privileges");
        if is_default && cursor.take("for") {
            return open("limbeck does not weigh the privileges of another role");
        }
        let in_schema = is_default && cursor.take("in schema");
        if in_schema {
            self.schemas(&mut cursor)?;
        }
        cursor.next();
        cursor.take("grant option for");
        let Some((privileges, columns)) = privileges(&mut cursor) else { return unweighed() };
        if is_default || cursor.take("all") {
            let Some((of, allowed)) = PLURALS.iter().find(|(words, _)| cursor.take(words)) else { return unweighed() };
            if !columns.is_empty() || (in_schema && *of == "schemas") {
                return unweighed();
            }
            are_of(&privileges, allowed)?;
            return match is_default {
                true => Ok(()),
                false if cursor.take("in schema") => self.schemas(&mut cursor),
                false => unweighed(),
            };
        }
        // Whether it is a domain, or a procedure, the schema does not tell.
        if cursor.take("domain") || cursor.take("procedure") {
            return unweighed();
        }
        let kind = kind(&mut cursor).unwrap_or(Kind::Table);
        let allowed = match kind {
            Kind::Table => OF_TABLES,
            Kind::Sequence => OF_SEQUENCES,
            Kind::Schema => OF_SCHEMAS,
            Kind::Routine => OF_ROUTINES,
            Kind::Type => OF_TYPES,
            _ => return unweighed(),
        };
        loop {
            match object(kind, &mut cursor) {
                Some(ObjectRef::Table(name)) => self.granted(&name, &privileges, &columns)?,
                Some(named) if columns.is_empty() => {
                    are_of(&privileges, allowed).and_then(|()| self.is_there(named))?
                }
                _ => return unweighed(),
            }
            if !cursor.take_symbol(",") {
                return Ok(());
            }
        }
    }

    /// Judges what is granted on what `TABLE` means: a table, a view or a sequence.
    fn granted(&self, name: &RelationRef, privileges: &[String], columns: &[Name]) -> Judged<()> {
        let full = self.relation(name);
        let known = match self.ground.schema.relation(&full) {
            None => return self.missing(name),
            Some(Stored::Sequence(_)) if columns.is_empty() => return are_of(privileges, OF_SEQUENCES),
            Some(Stored::Table(_) | Stored::View(_)) => {
                are_of(privileges, OF_TABLES).map(|()| self.columns_of(&full))?
            }
            Some(_) => return unweighed(),
        };
        if columns.is_empty() {
            return Ok(());
        }
        are_of(privileges, &["select", "insert", "update", "references"])?;
        let Some(known) = known else { return open(format!("the columns of `{name}` are not known")) };
        match columns.iter().find(|own| known.iter().all(|known| known.name != **own)) {
            Some(column) => {
                let message = format!("column \"{column}\" of relation \"{}\" does not exist", full.name);
                refused(SqlState::UNDEFINED_COLUMN, message)
            }
            None => Ok(()),
        }
    }

    fn schemas(&self, cursor: &mut Cursor<'_>) -> Judged<()> {
        loop {
            let Some(name) = cursor.name() else { return unweighed() };
            self.is_there(ObjectRef::Schema(name))?;
            if !cursor.take_symbol(",") {
                return Ok(());
            }
        }
    }
}

fn unweighed<T>() -> Judged<T> {
    open("limbeck does not weigh what is granted")
}

/// Judges that these are privileges of a kind.
fn are_of(privileges: &[String], allowed: &[&str]) -> Judged<()> {
    match privileges.iter().find(|own| *own != "all" && !allowed.contains(&own.as_str())) {
        Some(own) => open(format!("whether {} can be granted is not known", own.to_ascii_uppercase())),
        None => Ok(()),
    }
}

/// Takes the privileges, with the columns that they are restricted to, up to `ON`.
fn privileges(cursor: &mut Cursor<'_>) -> Option<(Vec<String>, Vec<Name>)> {
    let (mut privileges, mut columns) = (Vec::new(), Vec::new());
    loop {
        privileges.push(cursor.next()?.text.to_ascii_lowercase());
        cursor.take("privileges");
        if cursor.take_symbol("(") {
            loop {
                columns.push(cursor.name()?);
                if !cursor.take_symbol(",") {
                    break;
                }
            }
            if !cursor.take_symbol(")") {
                return None;
            }
        }
        if cursor.take("on") {
            return Some((privileges, columns));
        }
        if !cursor.take_symbol(",") {
            return None;
        }
    }
}
