//! The names PostgreSQL chooses for what a statement leaves unnamed (PostgreSQL 15, `indexcmds.c`: makeObjectName,
//! ChooseRelationName, ChooseIndexName; `pg_constraint.c`: ChooseConstraintName).

use crate::name::{MAX_BYTES, Name, QualifiedName};
use crate::schema::{Expression, IndexKey, KeyTarget, Schema, Type, TypeKind};
use std::sync::Arc;

/// Among which names a chosen one must be new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NewAmong {
    Relations,
    Constraints,
    /// The name of a constraint and its index.
    Both,
}

/// What a chosen name consists of: the table, perhaps columns, and a suffix such as `fkey`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stem<'a> {
    pub table: &'a QualifiedName,
    pub addition: Option<&'a str>,
    pub label: &'a str,
}

impl Schema {
    /// Returns whether a relation, or an index that backs a constraint, is called `name`.
    pub(super) fn has_relation(&self, name: &QualifiedName) -> bool {
        self.relation(name).is_some() || self.constraint_index(name).is_some()
    }

    /// Returns whether no new relation can be called `name`: composite types are in the way as well.
    pub(super) fn is_relation_name_taken(&self, name: &QualifiedName) -> bool {
        let is_composite = |own: &Arc<Type>| matches!(own.kind, TypeKind::Composite { .. });
        self.has_relation(name) || self.type_named(name).is_some_and(is_composite)
    }

    /// Returns the first free name in the table's schema: `stem`, then `stem` with 1, 2, … behind its label.
    pub(super) fn choose_name(&self, stem: Stem<'_>, among: NewAmong, taken: &[Name]) -> Name {
        let mut label = stem.label.to_string();
        let mut pass = 0_u32;
        loop {
            let name = make_object_name(stem.table.name.as_str(), stem.addition, &label);
            let full = stem.table.sibling(name.clone());
            let is_taken = match among {
                NewAmong::Relations => self.is_relation_name_taken(&full),
                NewAmong::Constraints => self.constraint_owners(&full).next().is_some(),
                NewAmong::Both => self.is_relation_name_taken(&full) || self.constraint_owners(&full).next().is_some(),
            };
            if !is_taken && !taken.contains(&name) {
                return name;
            }
            pass += 1;
            label = format!("{}{pass}", stem.label);
        }
    }
}

/// Returns `name1_name2_label`, the longer of the two names cut until it all fits (makeObjectName).
pub(super) fn make_object_name(name1: &str, name2: Option<&str>, label: &str) -> Name {
    let overhead = label.len() + 1 + usize::from(name2.is_some());
    let available = MAX_BYTES.saturating_sub(overhead);
    let (mut first, mut second) = (name1.len(), name2.map_or(0, str::len));
    while first + second > available {
        if first > second {
            first -= 1;
        } else {
            second -= 1;
        }
    }
    let first = clip(name1, first);
    Name::verbatim(&match name2 {
        Some(name2) => format!("{first}_{}_{label}", clip(name2, second)),
        None => format!("{first}_{label}"),
    })
}

/// Returns the column part of a constraint's or index's name: the columns with underscores between them, until it is
/// longer than any name (ChooseIndexNameAddition).
pub(super) fn join_columns<'a>(columns: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for column in columns {
        if !text.is_empty() {
            text.push('_');
        }
        text.push_str(column);
        if text.len() > MAX_BYTES {
            break;
        }
    }
    text
}

/// Returns the names of an index's columns, made unique by a number (ChooseIndexColumnNames).
pub(super) fn index_columns(keys: &[IndexKey], include: &[Name]) -> Vec<String> {
    let keys = keys.iter().map(|key| match &key.target {
        KeyTarget::Column(name) => name.as_str().to_string(),
        KeyTarget::Expression(expression) => expression_name(expression).unwrap_or_else(|| "expr".to_string()),
    });
    let mut names: Vec<String> = Vec::new();
    for origin in keys.chain(include.iter().map(|name| name.as_str().to_string())) {
        let mut name = origin.clone();
        let mut number = 0;
        while names.contains(&name) {
            number += 1;
            let suffix = number.to_string();
            name = format!("{}{suffix}", clip(&origin, MAX_BYTES - suffix.len()));
        }
        names.push(name);
    }
    names
}

/// Returns the name that a column made by the expression would have: a function's, a column's, that of what is cast, or
/// else the type's (`parse_target.c`: FigureIndexColname).
fn expression_name(expression: &Expression) -> Option<String> {
    let text = expression.to_sql();
    let (operand, cast) = match split_cast(&text) {
        Some((operand, cast)) => (operand, Some(cast)),
        None => (text.as_str(), None),
    };
    let first = expression.columns().next().filter(|name| name.quoted() == operand);
    let own = first.map(|name| name.as_str().to_string()).or_else(|| call_name(operand));
    let case = operand.starts_with("CASE").then(|| "case".to_string());
    own.or_else(|| cast.map(type_name)).or(case)
}

/// Returns a type's name in `pg_type`, as casts are named after it.
fn type_name(shown: &str) -> String {
    let plain = shown.trim_end_matches("[]").split('(').next().unwrap_or(shown).trim();
    let name = match plain {
        "integer" => "int4",
        "bigint" => "int8",
        "smallint" => "int2",
        "boolean" => "bool",
        "real" => "float4",
        "double precision" => "float8",
        "character varying" => "varchar",
        "character" => "bpchar",
        "bit varying" => "varbit",
        "timestamp without time zone" => "timestamp",
        "timestamp with time zone" => "timestamptz",
        "time without time zone" => "time",
        "time with time zone" => "timetz",
        own => own.rsplit('.').next().unwrap_or(own).trim_matches('"'),
    };
    name.to_string()
}

/// Returns what is cast and the type, if the whole text is a cast.
fn split_cast(text: &str) -> Option<(&str, &str)> {
    let (operand, cast) = text.rsplit_once("::")?;
    let is_type = cast.chars().all(|c| c.is_alphanumeric() || "_ .\"(),[]".contains(c)) && !cast.contains(" = ");
    let inner = operand.strip_prefix('(').and_then(|own| own.strip_suffix(')'));
    let is_whole = |own: &str| own.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '"' || c == '.');
    let is_operand = is_whole(operand) || call_name(operand).is_some() || inner.is_some() && closes_at_end(operand, 0);
    (is_type && is_operand).then(|| (inner.filter(|_| closes_at_end(operand, 0)).unwrap_or(operand), cast))
}

/// Returns the name of the function, if the whole text is one call.
fn call_name(text: &str) -> Option<String> {
    let head = text.find('(').and_then(|at| text.get(..at))?;
    let name = head.rsplit('.').next().unwrap_or(head).trim_matches('"');
    let is_name = !name.is_empty() && head.chars().all(|c| c.is_alphanumeric() || "_.\"".contains(c));
    (is_name && closes_at_end(text, head.len())).then(|| name.to_lowercase())
}

/// Returns whether the bracket that opens at `at` closes with the last character.
fn closes_at_end(text: &str, at: usize) -> bool {
    let (mut depth, mut quoted) = (0_u32, false);
    for (offset, c) in text.char_indices().skip_while(|(offset, _)| *offset < at) {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return offset + 1 == text.len();
                }
            }
            _ => {}
        }
    }
    false
}

fn clip(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Part;

    #[test]
    fn cuts_the_longer_name() {
        assert_eq!(make_object_name("t", Some("a"), "key").as_str(), "t_a_key");
        assert_eq!(make_object_name("t", None, "pkey").as_str(), "t_pkey");
        // select from CREATE TABLE in PostgreSQL 15: both names are cut to the same length.
        let (table, column) = ("t".repeat(40), "c".repeat(40));
        let name = make_object_name(&table, Some(&column), "fkey");
        assert_eq!(name.as_str(), format!("{}_{}_fkey", "t".repeat(29), "c".repeat(28)));
        assert_eq!(make_object_name(&"ä".repeat(40), None, "pkey").as_str(), format!("{}_pkey", "ä".repeat(29)));
    }

    #[test]
    fn expressions_are_named_after_their_function() {
        let lower = Expression {
            parts: vec![Part::Text("lower(".into()), Part::Column(Name::folded("a")), Part::Text(")".into())],
        };
        let keys = [
            IndexKey::new(KeyTarget::Expression(lower.clone())),
            IndexKey::new(KeyTarget::Expression(lower)),
            IndexKey::new(KeyTarget::Expression(Expression::text("(a || b)"))),
            IndexKey::new(KeyTarget::Expression(Expression::text("f(a) || f(b)"))),
            IndexKey::new(KeyTarget::Expression(Expression::text("public.f(a, ')')"))),
            IndexKey::new(KeyTarget::Expression(Expression::text("lower(x)::text"))),
            IndexKey::new(KeyTarget::Expression(Expression::text("(a || b)::text"))),
        ];
        let names = index_columns(&keys, &[Name::folded("c")]);
        assert_eq!(names, ["lower", "lower1", "expr", "expr1", "f", "lower2", "text", "c"]);
    }
}
