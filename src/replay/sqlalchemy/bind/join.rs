//! `a.join(b, condition)`: tables that are read together.

use super::statement::{StatementObject, reference};
use super::table::{TableObject, as_table};
use super::values::{clause_or_text, flag};
use crate::python::{Arguments, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::source::{Join, Source};
use crate::replay::sqlalchemy::statement::{Kind, Statement};
use crate::schema::Unknown;
use crate::source::Place;
use std::rc::Rc;

/// Joined tables.
pub struct JoinObject(pub Source);

/// Makes what `left.join(…)` or `left.outerjoin(…)` gives. What is joined on has to be said.
pub(super) fn joined(left: Source, name: &str, arguments: &Arguments) -> Result<Source, Unknown> {
    let unread = |what: &str| Unknown::new(format!("{what} is not followed"), None);
    let right = arguments.positional.first().cloned().or_else(|| arguments.keyword("right"));
    let right = right.or_else(|| arguments.keyword("target")).as_ref().and_then(source_of);
    let on = arguments.positional.get(1).cloned().or_else(|| arguments.keyword("onclause"));
    let right = right.ok_or_else(|| unread("what is joined"))?;
    let on =
        on.filter(|own| !matches!(own, Value::None)).ok_or_else(|| unread("what a join without a condition does"))?;
    let is_set = |at: usize, word: &str| {
        let own = arguments.positional.get(at).cloned().or_else(|| arguments.keyword(word));
        Ok(flag(own.as_ref())?.unwrap_or(false))
    };
    let is_outer = name == "outerjoin" || is_set(2, "isouter")?;
    let is_full = if name == "outerjoin" { is_set(2, "full")? } else { is_set(3, "full")? };
    let word = match () {
        () if is_full => "FULL OUTER JOIN",
        () if is_outer => "LEFT OUTER JOIN",
        () => "JOIN",
    };
    Ok(Source::Join(Rc::new(Join { left, right, word, on: clause_or_text(&on) })))
}

/// Returns what is read of a table, or of joined ones; nothing of one that has another name here.
pub(super) fn source_of(value: &Value) -> Option<Source> {
    if let Some(own) = value.downcast::<JoinObject>() {
        return Some(own.0.clone());
    }
    let table = super::table::queried_table(value).or_else(|| as_table(value))?;
    (!table.is_alias()).then(|| Source::Table(reference(&table.qualified())))
}

/// Carries out `join` or `outerjoin` of a table.
pub(super) fn of_table(table: &Rc<TableObject>, name: &str, arguments: &Arguments) -> Result<Value, Unknown> {
    let left =
        source_of(&Value::Foreign(table.clone())).ok_or_else(|| Unknown::new("another name of a table", None))?;
    Ok(Value::foreign(JoinObject(joined(left, name, arguments)?)))
}

impl Statement {
    /// Reads from joined tables: what they hold is not read by itself (`_hide_froms`, sql/selectable.py, 2.1).
    pub(super) fn read_join(&mut self, join: Source) {
        let held = join.tables();
        self.from.retain(|own| !matches!(own, Source::Table(own) if held.contains(own)));
        self.from.push(join);
        for table in held {
            if !self.tables.contains(&table) {
                self.tables.push(table);
            }
        }
    }

    /// Joins another table to the one that it reads from.
    pub(super) fn join(&mut self, name: &str, arguments: &Arguments) -> Result<(), Unknown> {
        let right = arguments.positional.first().cloned().or_else(|| arguments.keyword("target"));
        let right = right.as_ref().and_then(source_of);
        let mut others = self.from.iter().filter(|own| Some(*own) != right.as_ref());
        let (Some(left), None) = (others.next(), others.next()) else {
            return Err(Unknown::new("which table another one is joined to is not known", None));
        };
        let left = left.clone();
        let join = joined(left.clone(), name, arguments)?;
        self.from.retain(|own| *own != left);
        self.read_join(join);
        Ok(())
    }
}

impl Foreign for JoinObject {
    fn type_name(&self) -> &str {
        "Join"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "join" | "outerjoin" | "select" | "alias" | "subquery")
    }

    fn call_method(self: Rc<Self>, _: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let mut statement = Statement::new(Kind::Select);
        statement.tables = self.0.tables();
        statement.unknown = Some(Unknown::new(format!("`{name}` of a join is not followed"), Some(place.clone())));
        if matches!(name, "join" | "outerjoin") {
            match joined(self.0.clone(), name, &arguments) {
                Ok(join) => return Ok(Value::foreign(Self(join))),
                Err(why) => statement.unknown = Some(why),
            }
        }
        Ok(Value::foreign(StatementObject { statement }))
    }

    fn attribute(self: Rc<Self>, _: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(Value::Unknown(PythonUnknown::new(format!("`{name}` of a join is not modelled"), place)))
    }
}
