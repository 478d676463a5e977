//! GRANT, REVOKE and ALTER DEFAULT PRIVILEGES: what they name is there, and has such privileges (PostgreSQL 15, `aclchk.c`).
//! The roles are asked for elsewhere.

use super::{Judge, Judged, open, refused};
use crate::name::Name;
use crate::operation::ObjectRef;
use crate::schema::{SqlState, Stored};
use crate::sql::read::Cursor;
use crate::sql::read::object::{Kind, kind, object};

const OF_TABLES: &[&str] = &["select", "insert", "update", "delete", "truncate", "references", "trigger"];
const OF_SEQUENCES: &[&str] = &["select", "update", "usage"];

impl Judge<'_> {
    pub(super) fn grant(&self, text: &str) -> Judged<()> {
        let mut cursor = Cursor::new(text);
        if ["with grant option", "granted by"].iter().any(|own| text.to_ascii_lowercase().contains(own)) {
            return open("limbeck does not weigh a GRANT with an option");
        }
        if cursor.take("alter default privileges") {
            return self.defaults(&mut cursor);
        }
        cursor.next();
        cursor.take("grant option for");
        let Some((privileges, columns)) = privileges(&mut cursor) else {
            return open("limbeck does not weigh what is granted");
        };
        if cursor.take("all") {
            let is_sequences = cursor.take("sequences");
            let is_tables = cursor.take("tables");
            let allowed = match (is_tables, is_sequences) {
                (true, _) => OF_TABLES,
                (_, true) => OF_SEQUENCES,
                _ => &["execute"],
            };
            cursor.next();
            if !(is_tables || is_sequences) {
                cursor.next();
            }
            return self.allowed(&privileges, allowed).and_then(|()| self.schemas(&mut cursor));
        }
        let kind = kind(&mut cursor).unwrap_or(Kind::Table);
        let allowed = match kind {
            Kind::Table => OF_TABLES,
            Kind::Sequence => OF_SEQUENCES,
            Kind::Schema => &["create", "usage"],
            Kind::Routine => &["execute"],
            Kind::Type | Kind::Domain => &["usage"],
            _ => return open("limbeck does not weigh what is granted"),
        };
        loop {
            let Some(named) = object(kind, &mut cursor) else { return open("limbeck does not weigh what is granted") };
            self.granted(named, &privileges, allowed, &columns)?;
            if !cursor.take_symbol(",") {
                return Ok(());
            }
        }
    }

    fn granted(&self, named: ObjectRef, privileges: &[String], allowed: &[&str], columns: &[Name]) -> Judged<()> {
        let ObjectRef::Table(name) = &named else {
            self.allowed(privileges, allowed)?;
            return self.is_there(named);
        };
        let full = self.relation(name);
        let own = match self.ground.schema.relation(&full) {
            None => return self.missing(name),
            Some(Stored::Sequence(_)) => return self.allowed(privileges, OF_SEQUENCES),
            Some(own) => own,
        };
        self.allowed(privileges, allowed)?;
        if columns.is_empty() {
            return Ok(());
        }
        let known = match own {
            Stored::Table(_) => self.columns_of(&full),
            _ => None,
        };
        let Some(known) = known else { return open(format!("the columns of `{name}` are not known")) };
        match columns.iter().find(|own| known.iter().all(|known| known.name != **own)) {
            Some(column) => {
                let message = format!("column \"{column}\" of relation \"{}\" does not exist", full.name);
                refused(SqlState::UNDEFINED_COLUMN, message)
            }
            None => Ok(()),
        }
    }

    fn defaults(&self, cursor: &mut Cursor<'_>) -> Judged<()> {
        if cursor.take("for") {
            return open("limbeck does not weigh the privileges of another role");
        }
        if cursor.take("in schema") {
            self.schema_list(cursor)?;
        }
        let allowed = (cursor.take("grant") || cursor.take("revoke")).then(|| {
            cursor.take("grant option for");
            let (privileges, _) = privileges(cursor)?;
            let kinds: &[(&str, &[&str])] = &[
                ("tables", OF_TABLES),
                ("sequences", OF_SEQUENCES),
                ("functions", &["execute"]),
                ("routines", &["execute"]),
                ("types", &["usage"]),
                ("schemas", &["create", "usage"]),
            ];
            let (_, allowed) = kinds.iter().find(|(words, _)| cursor.take(words))?;
            Some(self.allowed(&privileges, allowed))
        });
        allowed.flatten().unwrap_or_else(|| open("limbeck does not weigh what is granted"))
    }

    fn schemas(&self, cursor: &mut Cursor<'_>) -> Judged<()> {
        if cursor.take("schema") || cursor.take("in schema") {
            return self.schema_list(cursor);
        }
        open("limbeck does not weigh what is granted")
    }

    fn schema_list(&self, cursor: &mut Cursor<'_>) -> Judged<()> {
        loop {
            let Some(name) = cursor.name() else { return open("limbeck does not weigh what is granted") };
            self.is_there(ObjectRef::Schema(name))?;
            if !cursor.take_symbol(",") {
                return Ok(());
            }
        }
    }

    fn allowed(&self, privileges: &[String], allowed: &[&str]) -> Judged<()> {
        match privileges.iter().find(|own| *own != "all" && !allowed.contains(&own.as_str())) {
            Some(own) => open(format!("whether {} can be granted is not known", own.to_ascii_uppercase())),
            None => Ok(()),
        }
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
