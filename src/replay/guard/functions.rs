//! Functions, operators and casts that guards use.

use super::cell::{Cell, Class, all, any};
use super::definition::is_visible;
use super::evaluate::{Evaluation, failure};
use super::identity::namespace;
use super::pg_constraint::constraint_text;
use super::pg_index::index_text_of;
use super::relation::{database, relation_oid};
use super::type_names::INTERNAL;
use super::wanted::Wanted;
use crate::name::{Name, QualifiedName};
use crate::schema::Unknown;

/// Returns a number that was computed; of what type it is, and so how large it may be, is not looked into.
fn computed(number: Option<i64>) -> Cell {
    number.filter(|own| i32::try_from(*own).is_ok()).map_or(Cell::Unknown, Cell::Number)
}

impl Evaluation<'_> {
    pub(super) fn call(&self, name: &str, arguments: Vec<Cell>) -> Result<Cell, Unknown> {
        let first = arguments.first().cloned().unwrap_or(Cell::Null);
        let second = arguments.get(1).cloned().unwrap_or(Cell::Null);
        let text = |change: &dyn Fn(&str) -> String| match &first {
            Cell::Text(own) => Cell::text(&change(own)),
            Cell::Null => Cell::Null,
            // Its words are in lower case.
            Cell::Among(_) if name == "lower" => first.clone(),
            _ => Cell::Unknown,
        };
        let or_null = |cell: Cell| if first == Cell::Null { Cell::Null } else { cell };
        Ok(match (name, arguments.len()) {
            ("current_schema", 0) => self.path().first().map_or(Cell::Null, |name| Cell::text(name.as_str())),
            ("current_schemas", 1) => self.current_schemas(&first),
            ("current_database" | "current_catalog", 0) => database(),
            ("current_user" | "session_user" | "user", 0) => Cell::Something,
            ("pg_table_is_visible" | "pg_type_is_visible", 1) => match &first {
                Cell::Object(_, name) => is_visible(self.schema, name).map_or(Cell::Unknown, Cell::Bool),
                _ => or_null(Cell::Unknown),
            },
            ("to_regclass" | "to_regtype" | "to_regnamespace", 1) => match &first {
                Cell::Text(own) => self.named(own, name.trim_start_matches("to_"))?.unwrap_or(Cell::Null),
                _ => or_null(Cell::Unknown),
            },
            // Case beyond ASCII depends on the locale.
            ("lower" | "upper", 1) if matches!(&first, Cell::Text(own) if !own.is_ascii()) => Cell::Something,
            ("lower", 1) => text(&|own| own.to_lowercase()),
            ("upper", 1) => text(&|own| own.to_uppercase()),
            ("trim" | "btrim", 1) => text(&|own| own.trim_matches(' ').to_string()),
            ("quote_ident", 1) => text(&|own| Name::verbatim(own).quoted()),
            ("length" | "char_length", 1) => match &first {
                Cell::Text(own) => Cell::size(own.chars().count()),
                _ => or_null(Cell::Unknown),
            },
            ("replace", 3) => match &*arguments {
                [Cell::Text(own), Cell::Text(from), Cell::Text(to)] if !from.is_empty() => {
                    Cell::text(&own.replace(&**from, to))
                }
                _ => Cell::Unknown,
            },
            ("coalesce", _) => {
                let mut known = arguments.iter().skip_while(|cell| **cell == Cell::Null);
                match known.next() {
                    Some(cell) if cell.is_null() == Cell::Bool(false) => cell.clone(),
                    Some(_) => Cell::Unknown,
                    None => Cell::Null,
                }
            }
            ("nullif", 2) => match first.compare("=", &second) {
                Cell::Bool(true) => Cell::Null,
                Cell::Bool(false) | Cell::Null => first,
                _ => Cell::Unknown,
            },
            ("array_length", 2) => match (&first, &second) {
                (Cell::List(items, _), Cell::Number(1)) if !items.is_empty() => Cell::size(items.len()),
                (Cell::List(..), Cell::Number(_)) => Cell::Null,
                _ => or_null(Cell::Unknown),
            },
            ("cardinality", 1) => match &first {
                Cell::List(items, _) => Cell::size(items.len()),
                _ => or_null(Cell::Unknown),
            },
            ("pg_get_constraintdef", 1 | 2) => match &first {
                Cell::Object(Class::Constraint, _) => constraint_text(self.schema, &first),
                _ => or_null(Cell::Unknown),
            },
            ("pg_get_indexdef", 1) => match &first {
                Cell::Object(Class::Relation | Class::NamedRelation, name) => index_text_of(self.schema, name),
                _ => or_null(Cell::Unknown),
            },
            ("pg_get_expr", 2 | 3) => match &first {
                Cell::Something => Cell::Something,
                _ => or_null(Cell::Unknown),
            },
            ("format_type", 2) => type_text(&first, &second),
            _ => self.not_modelled(format!("the function `{name}` is not modelled")),
        })
    }

    /// Returns the schemas of the search path that are there.
    fn path(&self) -> Vec<&Name> {
        self.schema.search_path.iter().filter(|name| self.schema.has_namespace(name)).collect()
    }

    fn current_schemas(&self, implicit: &Cell) -> Cell {
        let own = self.path().into_iter().map(|name| Cell::text(name.as_str()));
        match implicit {
            Cell::Bool(true) => Cell::list([Cell::text("pg_catalog")].into_iter().chain(own)),
            Cell::Bool(false) => Cell::list(own),
            _ => Cell::Unknown,
        }
    }

    /// Returns `left operator right`, a literal first read as what it is compared with.
    pub(super) fn compared(&self, operator: &str, left: Cell, right: Cell) -> Result<Cell, Unknown> {
        let (left, right) = match (left, right) {
            (own @ Cell::Object(class, _), Cell::Text(text)) if class.is_named() => {
                let text = self.cast(Cell::Text(text), word(class))?;
                (own, text)
            }
            (Cell::Text(text), own @ Cell::Object(class, _)) if class.is_named() => {
                let text = self.cast(Cell::Text(text), word(class))?;
                (text, own)
            }
            (own @ Cell::List(..), text @ Cell::Text(_)) => (own, self.array(text)),
            (text @ Cell::Text(_), own @ Cell::List(..)) => (self.array(text), own),
            other => other,
        };
        Ok(left.compare(operator, &right))
    }

    /// Returns the array that a text is: `{a,b}`.
    pub(super) fn array(&self, own: Cell) -> Cell {
        let Cell::Text(text) = &own else { return own };
        let Some(inside) = text.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
            return Cell::Unknown;
        };
        if inside.contains(['"', '{', '\\']) {
            return Cell::Unknown;
        }
        let item = |item: &str| if item.eq_ignore_ascii_case("null") { Cell::Null } else { Cell::text(item) };
        let items = inside.split(',').map(str::trim).filter(|own| !own.is_empty());
        Cell::list(items.map(item))
    }

    pub(super) fn arithmetic(&self, operator: &str, left: &Cell, right: &Cell) -> Cell {
        if *left == Cell::Null || *right == Cell::Null {
            // An array goes on with NULL.
            let is_list = matches!(left, Cell::List(..)) || matches!(right, Cell::List(..));
            return if is_list { Cell::Unknown } else { Cell::Null };
        }
        match (operator, left, right) {
            ("+", Cell::Number(a), Cell::Number(b)) => computed(a.checked_add(*b)),
            ("-", Cell::Number(a), Cell::Number(b)) => computed(a.checked_sub(*b)),
            ("*", Cell::Number(a), Cell::Number(b)) => computed(a.checked_mul(*b)),
            ("||", Cell::Text(a), Cell::Text(b)) => Cell::text(&format!("{a}{b}")),
            ("||", Cell::Text(a), Cell::Number(b)) => Cell::text(&format!("{a}{b}")),
            ("||", Cell::Number(a), Cell::Text(b)) => Cell::text(&format!("{a}{b}")),
            ("@>" | "<@" | "&&", own, other) => match (operator, self.array(own.clone()), self.array(other.clone())) {
                ("@>", Cell::List(a, _), Cell::List(b, _)) => contains(&a, &b),
                ("<@", Cell::List(a, _), Cell::List(b, _)) => contains(&b, &a),
                (_, Cell::List(a, _), Cell::List(b, _)) => any(a.iter().map(|item| has(&b, item))),
                _ => Cell::Unknown,
            },
            _ => self.not_modelled(format!("the operator `{operator}` is not modelled here")),
        }
    }

    /// Matches a regular expression that is plain text between optional anchors.
    pub(super) fn regex(&self, operand: &Cell, pattern: &Cell, folded: bool) -> Cell {
        let (Cell::Text(pattern), false) = (pattern, *operand == Cell::Null) else {
            let null = *operand == Cell::Null || *pattern == Cell::Null;
            return if null { Cell::Null } else { Cell::Unknown };
        };
        let (start, rest) = pattern.strip_prefix('^').map_or(("%", &**pattern), |rest| ("", rest));
        let (end, plain) = rest.strip_suffix('$').map_or(("%", rest), |rest| ("", rest));
        if !plain.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-')) {
            return self.not_modelled("this regular expression is not modelled");
        }
        operand.like(&Cell::text(&format!("{start}{}{end}", plain.replace('_', "\\_"))), folded)
    }

    pub(super) fn cast(&self, value: Cell, target: &str) -> Result<Cell, Unknown> {
        if let Some(target) = target.strip_suffix("[]") {
            let Cell::List(items, first) = self.array(value.clone()) else {
                return Ok(if value == Cell::Null { Cell::Null } else { Cell::Unknown });
            };
            let items = items.iter().map(|item| self.cast(item.clone(), target)).collect::<Result<Vec<_>, _>>()?;
            return Ok(Cell::List(items.into(), first));
        }
        // A cast cuts off what is too long (`varchar`, `varchar.c`).
        if let Some(length) = target.strip_prefix("varchar(").and_then(|own| own.strip_suffix(')')) {
            return Ok(match (self.cast(value, "varchar")?, length.parse()) {
                (Cell::Text(text), Ok(length)) => Cell::Text(text.chars().take(length).collect::<String>().into()),
                (Cell::Null, _) => Cell::Null,
                _ => Cell::Unknown,
            });
        }
        Ok(match (target, value) {
            (_, Cell::Null) => Cell::Null,
            ("regclass" | "regtype" | "regnamespace", Cell::Text(text)) => match self.named(&text, target)? {
                Some(own) => own,
                None => return Err(failure(format!("{} \"{text}\" does not exist", target.trim_start_matches("reg")))),
            },
            ("regclass", Cell::Object(Class::Relation | Class::NamedRelation, name)) => {
                Cell::Object(Class::NamedRelation, name)
            }
            ("regtype", Cell::Object(Class::Type | Class::NamedType, name)) => Cell::Object(Class::NamedType, name),
            ("regnamespace", Cell::Object(Class::Namespace | Class::NamedNamespace, name)) => {
                Cell::Object(Class::NamedNamespace, name)
            }
            ("oid", Cell::Object(class, name)) => Cell::Object(class.of_oid(), name),
            ("regclass" | "regtype" | "regnamespace", Cell::System) => Cell::System,
            ("text" | "varchar" | "name", Cell::System) => super::system::text(),
            ("oid", own @ (Cell::System | Cell::Number(_))) => own,
            ("text" | "varchar" | "name", Cell::Object(Class::Database, name)) => Cell::Object(Class::Database, name),
            ("text" | "varchar" | "name", Cell::Object(class, name)) => self.printed(class, &name),
            ("text" | "varchar" | "name" | "char" | "sql_identifier", own @ (Cell::Text(_) | Cell::Among(_))) => own,
            ("text" | "varchar", Cell::Label(label)) => Cell::Text(label),
            ("text" | "varchar", Cell::Number(number)) => Cell::text(&number.to_string()),
            ("text" | "varchar", Cell::Bool(truth)) => Cell::text(if truth { "true" } else { "false" }),
            ("bool" | "boolean", own @ Cell::Bool(_)) => own,
            ("int" | "integer" | "int4" | "int8" | "bigint" | "int2" | "smallint", own) => match own {
                Cell::Number(number) if !is_in_range(target, number) => Cell::Unknown,
                Cell::Number(_) | Cell::Position(..) => own,
                Cell::Text(text) => match text.trim().parse() {
                    Ok(number) if is_in_range(target, number) => Cell::Number(number),
                    _ => Cell::Unknown,
                },
                Cell::Bool(truth) => Cell::Number(i64::from(truth)),
                _ => Cell::Unknown,
            },
            _ => Cell::Unknown,
        })
    }

    /// Returns what a value of a `reg…` type is as text.
    pub(super) fn printed(&self, class: Class, name: &QualifiedName) -> Cell {
        match class {
            Class::NamedType if name.schema.as_str() == "pg_catalog" => {
                type_text(&Cell::Object(Class::Type, name.clone()), &Cell::Number(-1))
            }
            // The types of arrays are printed otherwise.
            Class::NamedType if self.schema.type_named(name).is_none() => Cell::Something,
            Class::NamedRelation | Class::NamedType => match is_visible(self.schema, name) {
                Some(true) => Cell::text(&name.name.quoted()),
                Some(false) => Cell::text(&name.quoted()),
                None => Cell::Something,
            },
            Class::NamedNamespace => Cell::text(&name.name.quoted()),
            _ => Cell::Something,
        }
    }

    /// Returns what a text names, as `regclass`, `regtype` and `regnamespace` read it; nothing where it is not there.
    fn named(&self, text: &str, target: &str) -> Result<Option<Cell>, Unknown> {
        let Some(mut parts) = parts(text) else { return Ok(Some(Cell::Unknown)) };
        let (Some(name), schema) = (parts.pop(), parts.pop()) else { return Ok(Some(Cell::Unknown)) };
        if !parts.is_empty() {
            return Ok(Some(Cell::Unknown));
        }
        let (relation, column, within) = match target {
            "regclass" => ("pg_class", "relname", "relnamespace"),
            "regtype" => ("pg_type", "typname", "typnamespace"),
            _ => ("pg_namespace", "nspname", ""),
        };
        let path = match schema {
            Some(schema) => vec![schema],
            None if within.is_empty() => vec![name.clone()],
            None => [Name::verbatim("pg_catalog")].into_iter().chain(self.schema.search_path.iter().cloned()).collect(),
        };
        if target == "regtype"
            && let Some((internal, _)) = INTERNAL.iter().find(|(_, own)| *own == name.as_str())
        {
            let name = QualifiedName::new(Name::verbatim("pg_catalog"), Name::verbatim(internal));
            return Ok(Some(Cell::Object(Class::NamedType, name)));
        }
        let rows = self.relation(None, relation, &Wanted::named(column, name.as_str()))?;
        let at = |column: &str| rows.columns.iter().position(|own| **own == *column);
        let (column, within) = (at(column), at(within));
        for schema in path {
            let wanted = namespace(&schema);
            let mut doubt = None;
            for row in &rows.rows {
                let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).cloned().unwrap_or(Cell::Unknown);
                let inside = if within.is_some() { cell(within).compare("=", &wanted) } else { Cell::Bool(true) };
                let named = cell(column).compare("=", &Cell::text(name.as_str()));
                match (all([inside, named].into_iter()), &row.doubt) {
                    (Cell::Bool(true), None) => return Ok(Some(object(target, schema, name))),
                    (Cell::Bool(false) | Cell::Null, _) => {}
                    (_, why) => doubt = doubt.or(why.clone()).or_else(|| Some(self.reason())),
                }
            }
            if let Some(why) = doubt {
                return Ok(Some(self.open(&why)));
            }
        }
        Ok(None)
    }
}

fn object(target: &str, schema: Name, name: Name) -> Cell {
    let name = QualifiedName::new(schema, name);
    match target {
        "regclass" => match relation_oid(&name) {
            Cell::Object(_, name) => Cell::Object(Class::NamedRelation, name),
            other => other,
        },
        "regtype" => Cell::Object(Class::NamedType, name),
        _ => Cell::Object(Class::NamedNamespace, name),
    }
}

fn word(class: Class) -> &'static str {
    match class {
        Class::NamedRelation => "regclass",
        Class::NamedType => "regtype",
        _ => "regnamespace",
    }
}

fn has(items: &[Cell], wanted: &Cell) -> Cell {
    any(items
        .iter()
        .map(|own| own.compare("=", wanted))
        .map(|cell| if cell == Cell::Null { Cell::Bool(false) } else { cell }))
}

fn contains(outer: &[Cell], inner: &[Cell]) -> Cell {
    all(inner.iter().map(|item| has(outer, item)))
}

/// Returns what `format_type` prints (`format_type_extended`, `format_type.c`).
fn type_text(own: &Cell, modifier: &Cell) -> Cell {
    let (Cell::Object(_, name), Cell::Number(modifier)) = (own, modifier) else { return Cell::Unknown };
    if name.schema.as_str() != "pg_catalog" {
        return Cell::Unknown;
    }
    let (element, array) = match name.name.as_str().strip_prefix('_') {
        Some(element) => (element, "[]"),
        None => (name.name.as_str(), ""),
    };
    let Some((_, shown)) = INTERNAL.iter().find(|(own, _)| *own == element) else { return Cell::Unknown };
    match modifier {
        -1 if element != "bpchar" => Cell::text(&format!("{shown}{array}")),
        // VARHDRSZ is 4.
        length if matches!(element, "varchar" | "bpchar") && *length > 4 => {
            Cell::text(&format!("{shown}({}){array}", length - 4))
        }
        _ => Cell::Unknown,
    }
}

/// Returns the parts of a name as the server reads them, nothing where it is more than a name.
fn parts(text: &str) -> Option<Vec<Name>> {
    let mut parts: Vec<Name> = Vec::new();
    let mut rest = text.trim();
    loop {
        let (part, after) = if let Some(quoted) = rest.strip_prefix('"') {
            let end = quoted.find('"')?;
            (Name::verbatim(quoted.get(..end)?), quoted.get(end + 1..)?)
        } else {
            let end = rest.find('.').unwrap_or(rest.len());
            let own = rest.get(..end)?;
            let is_plain = own.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | ' '));
            (Name::folded(Some(own).filter(|own| is_plain && !own.is_empty())?), rest.get(end..)?)
        };
        parts.push(part);
        match after.strip_prefix('.') {
            Some(after) => rest = after,
            None if after.is_empty() => return Some(parts),
            None => return None,
        }
    }
}

fn is_in_range(of: &str, number: i64) -> bool {
    match of {
        "int2" | "smallint" => i16::try_from(number).is_ok(),
        "int" | "integer" | "int4" => i32::try_from(number).is_ok(),
        _ => true,
    }
}
