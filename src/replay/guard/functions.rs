//! Functions and casts that guards use.

use super::cell::Cell;
use super::evaluate::{Evaluation, Scope, among};
use super::query::Expression;
use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;

impl Evaluation<'_> {
    pub(super) fn call(&self, name: &str, arguments: &[Expression], scope: &Scope<'_>) -> Result<Cell, String> {
        let first = || match arguments.first() {
            Some(argument) => self.value(argument, scope),
            None => Ok(Cell::Null),
        };
        let path = &self.schema.search_path;
        Ok(match name {
            "current_schema" => path.first().map_or(Cell::Null, |name| Cell::text(name.as_str())),
            "current_schemas" => Cell::List(path.iter().map(|name| Cell::text(name.as_str())).collect()),
            "in_current_schemas" => {
                let schemas: Vec<Cell> = path.iter().map(|name| Cell::text(name.as_str())).collect();
                among(&first()?, &schemas)
            }
            "pg_table_is_visible" | "pg_type_is_visible" => match first()? {
                Cell::Object(_, name) => Cell::Bool(path.contains(&name.schema)),
                _ => Cell::Unknown,
            },
            "to_regclass" | "to_regtype" => match first()? {
                Cell::Text(text) => self.regular(&text, name == "to_regclass").unwrap_or(Cell::Null),
                Cell::Null => Cell::Null,
                _ => Cell::Unknown,
            },
            "lower" | "upper" => match first()? {
                Cell::Text(text) if name == "lower" => Cell::text(&text.to_lowercase()),
                Cell::Text(text) => Cell::text(&text.to_uppercase()),
                other => other,
            },
            "coalesce" => {
                for argument in arguments {
                    match self.value(argument, scope)? {
                        Cell::Null => {}
                        other => return Ok(other),
                    }
                }
                Cell::Null
            }
            "array_length" | "cardinality" => match (first()?, arguments.get(1)) {
                (Cell::List(items) | Cell::Vector(items), None | Some(Expression::Number(1))) => {
                    match i64::try_from(items.len()) {
                        Ok(0) if name == "array_length" => Cell::Null,
                        Ok(length) => Cell::Number(length),
                        Err(_) => Cell::Unknown,
                    }
                }
                (Cell::Null, _) => Cell::Null,
                _ => Cell::Unknown,
            },
            "quote_ident" => match first()? {
                Cell::Text(text) => Cell::text(&Name::verbatim(&text).quoted()),
                other => other,
            },
            _ => return Err(format!("the function `{name}` is not modelled")),
        })
    }

    pub(super) fn cast(&self, value: Cell, target: &str) -> Result<Cell, String> {
        Ok(match (target, value) {
            ("regclass", Cell::Text(text)) => {
                self.regular(&text, true).ok_or_else(|| format!("relation \"{text}\" does not exist"))?
            }
            ("regtype", Cell::Text(text)) => {
                self.regular(&text, false).ok_or_else(|| format!("type \"{text}\" does not exist"))?
            }
            ("regclass" | "regtype" | "oid" | "regnamespace", own @ Cell::Object(..)) => own,
            ("text" | "varchar" | "name", Cell::Object(_, name)) => {
                let visible = self.schema.search_path.contains(&name.schema);
                Cell::text(&if visible { name.name.quoted() } else { name.quoted() })
            }
            ("text" | "varchar" | "name" | "char" | "information_schema", own @ (Cell::Text(_) | Cell::Null)) => own,
            ("text" | "varchar", Cell::Number(number)) => Cell::text(&number.to_string()),
            ("regnamespace", Cell::Text(text)) => {
                let name = Name::verbatim(&text);
                Cell::Object("namespace", QualifiedName::new(name.clone(), name))
            }
            ("bool" | "boolean", own @ (Cell::Bool(_) | Cell::Null)) => own,
            ("int" | "integer" | "int4" | "bigint", own @ (Cell::Number(_) | Cell::Null)) => own,
            (_, own @ Cell::List(_)) => own,
            _ => Cell::Unknown,
        })
    }

    /// Returns the relation or type that a text names, as `regclass` reads it.
    fn regular(&self, text: &str, relation: bool) -> Option<Cell> {
        let mut parts: Vec<Name> = Vec::new();
        let mut rest = text.trim();
        loop {
            let (part, after) = if let Some(quoted) = rest.strip_prefix('"') {
                let end = quoted.find('"')?;
                (Name::verbatim(quoted.get(..end)?), quoted.get(end + 1..)?)
            } else {
                let end = rest.find('.').unwrap_or(rest.len());
                (Name::folded(rest.get(..end)?), rest.get(end..)?)
            };
            parts.push(part);
            match after.strip_prefix('.') {
                Some(after) => rest = after,
                None => break,
            }
        }
        let name = parts.pop()?;
        let reference = RelationRef { schema: parts.pop(), name };
        if relation {
            let backed = || {
                let full = self.schema.full_name(&reference);
                let own = self.schema.tables().any(|table| {
                    table.name.schema == full.schema
                        && table.constraints.get(&full.name).is_some_and(crate::schema::Constraint::has_index)
                });
                own.then_some(full)
            };
            return self.schema.find_relation(&reference).or_else(backed).map(|name| Cell::Object("class", name));
        }
        self.schema.find_type(&reference).map(|name| Cell::Object("type", name))
    }
}
