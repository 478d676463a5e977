//! Constraints and `ForeignKey` as Python sees them.

use super::class::rest;
use super::column::ColumnObject;
use super::names::conv;
use super::values::{clause, clause_or_text, flag, from_python, given_name, optional_text, text, to_python};
use crate::python::{Arguments, Assigned, Foreign, Namespace, Outcome, Raise, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind, ForeignKey};
use crate::replay::sqlalchemy::naming::{Conventions, GivenName};
use crate::replay::sqlalchemy::table::Table;
use crate::schema::Unknown;
use crate::source::Place;
use std::rc::Rc;

/// A constraint, possibly of a table.
pub struct ConstraintObject {
    made: Constraint,
    /// The table it belongs to, as SQL names it.
    pub table: Option<Rc<str>>,
    overrides: Rc<Namespace>,
}

impl ConstraintObject {
    /// Returns the object of a constraint.
    #[must_use]
    pub fn new(constraint: Constraint, table: Option<Rc<str>>) -> Self {
        Self { made: constraint, table, overrides: Rc::default() }
    }

    /// Keeps the name that it has in the first table it is given to.
    pub fn keep_name(&self, vm: &mut Vm, table: &Table, conventions: &Conventions) {
        let own = self.constraint();
        if let (GivenName::Plain(_), Ok(Some(name))) = (&own.name, own.rendered_name(table, conventions)) {
            vm.bind(&self.overrides, "name", conv(&Value::str(name.as_str())));
        }
    }

    /// Returns the constraint as it is now.
    #[must_use]
    pub fn constraint(&self) -> Constraint {
        let mut own = self.made.clone();
        for (name, value) in self.overrides.entries() {
            if let Err(unknown) = options(&mut own, &name, &value) {
                own.unknown = Some(unknown);
            }
        }
        own
    }
}

/// Returns the constraint that a value is.
#[must_use]
pub fn as_constraint(value: &Value) -> Option<Constraint> {
    Some(value.downcast::<ConstraintObject>()?.constraint())
}

/// Makes a primary key.
pub fn construct_primary_key(_vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
    let (columns, unknown) = column_keys(&arguments.positional);
    finish(ConstraintKind::PrimaryKey { columns }, unknown, &arguments, 0)
}

/// Makes a unique constraint.
pub fn construct_unique(_vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
    let (columns, unknown) = column_keys(&arguments.positional);
    finish(ConstraintKind::Unique { columns, nulls_not_distinct: false }, unknown, &arguments, 0)
}

/// Makes a check.
pub fn construct_check(_vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
    let condition = arguments.find(0, "sqltext").map_or(Clause::text(""), |value| clause_or_text(&value));
    finish(ConstraintKind::Check { condition }, None, &arguments, 1)
}

/// Makes the reference of one column: `ForeignKey("table.column")`.
pub fn construct_foreign_key(_vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let target = arguments.find(0, "column").unwrap_or(Value::None);
    let (schema, table, column, unknown) = target_of(&target, place);
    let kind = ConstraintKind::ForeignKey(ForeignKey {
        columns: vec![String::new()],
        schema,
        table,
        referenced: vec![column],
        on_delete: None,
        on_update: None,
        match_kind: None,
        use_alter: false,
    });
    finish(kind, unknown, &arguments, 1)
}

/// Makes the reference of several columns.
pub fn construct_foreign_key_constraint(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let columns = arguments.find(0, "columns").unwrap_or(Value::None);
    let targets = arguments.find(1, "refcolumns").unwrap_or(Value::None);
    let (columns, targets) = match (vm.items(&columns, place)?, vm.items(&targets, place)?) {
        (Ok(columns), Ok(targets)) => (columns, targets),
        (Err(unknown), _) | (_, Err(unknown)) => return Ok(Value::Unknown(unknown)),
    };
    let (columns, mut unknown) = column_keys(&columns);
    let (mut schema, mut table, mut referenced) = (None, String::new(), Vec::new());
    for target in &targets {
        let (own_schema, own_table, column, why) = target_of(target, place);
        unknown = unknown.or(why);
        (schema, table) = (own_schema, own_table);
        referenced.push(column);
    }
    let kind = ConstraintKind::ForeignKey(ForeignKey {
        columns,
        schema,
        table,
        referenced,
        on_delete: None,
        on_update: None,
        match_kind: None,
        use_alter: false,
    });
    finish(kind, unknown, &arguments, 2)
}

/// Makes `ExcludeConstraint((column, operator), …)`.
pub fn construct_exclude(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let mut elements = Vec::new();
    let mut unknown = None;
    let classes = super::index::text_map(arguments.keyword("ops").as_ref()).unwrap_or_default();
    for element in &arguments.positional {
        match vm.items(element, place)? {
            Ok(pair) => match pair.as_slice() {
                [target, operator] => {
                    let (key, target) = match text(target) {
                        Ok(name) => (name.clone(), Clause::Column { table: None, name: name.into() }),
                        Err(_) => (String::new(), clause(target)),
                    };
                    let operator = text(operator).unwrap_or_else(|why| {
                        unknown = Some(why);
                        String::new()
                    });
                    let class = classes.get(&key).map(|class| format!(" {class}")).unwrap_or_default();
                    elements
                        .push(Clause::Pieces(vec![target, Clause::text(&format!("{class} WITH {operator}"))].into()));
                }
                _ => {
                    unknown = Some(Unknown::new("an element of an exclusion constraint is a pair", Some(place.clone())))
                }
            },
            Err(why) => unknown = Some(from_python(&why)),
        }
    }
    let using = arguments.keyword("using").and_then(|value| value.as_str()).unwrap_or_else(|| "gist".into());
    let mut pieces = vec![Clause::text(&format!("USING {} ", using.to_lowercase())), Clause::List(elements.into())];
    if let Some(condition) = arguments.keyword("where").filter(|value| !matches!(value, Value::None)) {
        pieces.extend([Clause::text(" WHERE ("), clause_or_text(&condition), Clause::text(")")]);
    }
    finish(ConstraintKind::Exclude { definition: Clause::Pieces(pieces.into()) }, unknown, &arguments, usize::MAX)
}

/// Returns the keys of columns given by name or as objects.
#[must_use]
pub fn column_keys(values: &[Value]) -> (Vec<String>, Option<Unknown>) {
    let mut unknown = None;
    let keys = values.iter().filter_map(|value| match column_key(value) {
        Ok(key) => Some(key),
        Err(why) => {
            unknown = Some(why);
            None
        }
    });
    let keys = keys.collect();
    (keys, unknown)
}

/// Returns the key of a column given by name or as an object.
///
/// # Errors
/// Why it is not known.
pub fn column_key(value: &Value) -> Result<String, Unknown> {
    if let Some(column) = value.downcast::<ColumnObject>() {
        return Ok(column.column().key().to_string());
    }
    if let Some(Clause::Column { name, .. }) = super::as_clause(value) {
        return Ok(name.to_string());
    }
    text(value)
}

/// The schema, table and column that a reference names, and why it is not known.
type Target = (Option<String>, String, Option<String>, Option<Unknown>);

fn target_of(value: &Value, place: &Place) -> Target {
    if let Some(column) = value.downcast::<ColumnObject>() {
        return match &column.table {
            Some(table) => {
                let (schema, table) = split_table(table);
                (schema, table, Some(column.column().name().to_string()), None)
            }
            None => {
                let why = "the column that is referred to belongs to no table here";
                (None, String::new(), None, Some(Unknown::new(why, Some(place.clone()))))
            }
        };
    }
    match text(value) {
        Ok(target) => {
            // "table.column", "schema.table.column"; a table alone takes the column's own key.
            let mut parts: Vec<&str> = target.split('.').collect();
            let column = (parts.len() > 1).then(|| parts.pop()).flatten().map(str::to_string);
            let table = parts.pop().unwrap_or_default().to_string();
            let schema = (!parts.is_empty()).then(|| parts.join("."));
            (schema, table, column, None)
        }
        Err(unknown) => (None, String::new(), None, Some(unknown)),
    }
}

fn split_table(table: &str) -> (Option<String>, String) {
    match table.rsplit_once('.') {
        Some((schema, table)) => (Some(schema.to_string()), table.to_string()),
        None => (None, table.to_string()),
    }
}

fn finish(kind: ConstraintKind, unknown: Option<Unknown>, arguments: &Arguments, positional: usize) -> Outcome {
    const FOREIGN_KEY: [&str; 7] =
        ["use_alter", "name", "onupdate", "ondelete", "deferrable", "initially", "link_to_name"];
    const FOREIGN_KEY_CONSTRAINT: [&str; 7] =
        ["name", "onupdate", "ondelete", "deferrable", "initially", "use_alter", "link_to_name"];
    const CHECK: [&str; 3] = ["name", "deferrable", "initially"];
    let mut own = Constraint::new(kind);
    own.unknown = unknown.or_else(|| rest(arguments));
    // After the columns, the parameters follow in the order that each class has.
    let parameters: &[&str] = match (&own.kind, positional) {
        (ConstraintKind::ForeignKey(_), 1) => &[],
        (ConstraintKind::ForeignKey(_), _) => &FOREIGN_KEY_CONSTRAINT,
        (ConstraintKind::Check { .. }, _) => &CHECK,
        _ => &[],
    };
    let parameters = if matches!(own.kind, ConstraintKind::ForeignKey(_)) && positional == 1 {
        // `_constraint` comes first and is SQLAlchemy's own.
        arguments.positional.get(2..).map_or(&[][..], |_| &FOREIGN_KEY[..])
    } else {
        parameters
    };
    let skipped = if parameters == FOREIGN_KEY.as_slice() { 2 } else { positional };
    let given = arguments.positional.iter().skip(skipped).zip(parameters.iter().copied());
    let given: Vec<(String, Value)> = given.map(|(value, name)| (name.to_string(), value.clone())).collect();
    let keywords = arguments.keywords.iter().map(|(name, value)| (name.to_string(), value.clone()));
    for (name, value) in given.into_iter().chain(keywords) {
        if let Err(unknown) = options(&mut own, &name, &value) {
            own.unknown = Some(unknown);
        }
    }
    Ok(Value::foreign(ConstraintObject::new(own, None)))
}

fn options(own: &mut Constraint, name: &str, value: &Value) -> Result<(), Unknown> {
    match (name, &mut own.kind) {
        ("name", _) => own.name = given_name(Some(value))?,
        ("deferrable", _) => own.deferrable = flag(Some(value))?,
        ("initially", _) => own.initially = optional_text(Some(value))?,
        ("comment", _) => own.comment = optional_text(Some(value))?,
        ("postgresql_not_valid", _) => own.not_valid = flag(Some(value))?.unwrap_or(false),
        ("postgresql_include", _) => own.include = super::index::key_list(value)?,
        ("postgresql_nulls_not_distinct", ConstraintKind::Unique { nulls_not_distinct, .. }) => {
            *nulls_not_distinct = flag(Some(value))?.unwrap_or(false);
        }
        ("ondelete", ConstraintKind::ForeignKey(own)) => own.on_delete = optional_text(Some(value))?,
        ("onupdate", ConstraintKind::ForeignKey(own)) => own.on_update = optional_text(Some(value))?,
        ("match", ConstraintKind::ForeignKey(own)) => own.match_kind = optional_text(Some(value))?,
        ("use_alter", ConstraintKind::ForeignKey(own)) => own.use_alter = flag(Some(value))?.unwrap_or(false),
        _ => {}
    }
    Ok(())
}

impl Foreign for ConstraintObject {
    fn type_name(&self) -> &str {
        match self.made.kind {
            ConstraintKind::PrimaryKey { .. } => "PrimaryKeyConstraint",
            ConstraintKind::Unique { .. } => "UniqueConstraint",
            ConstraintKind::ForeignKey(_) => "ForeignKeyConstraint",
            ConstraintKind::Check { .. } => "CheckConstraint",
            ConstraintKind::Exclude { .. } => "ExcludeConstraint",
        }
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "copy" | "_copy" | "ddl_if")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        let own = self.constraint();
        if let Some(unknown) = &own.unknown {
            return Ok(Value::Unknown(to_python(unknown).or_at(place)));
        }
        let text = |text: Option<&str>| text.map_or(Value::None, Value::str);
        let table = self.table.as_deref();
        let column = |key: &str| {
            let column = crate::replay::sqlalchemy::column::Column::new(
                key,
                crate::replay::sqlalchemy::types::SqlType::generic("NullType"),
            );
            Value::foreign(ColumnObject::new(column, table.map(Rc::from)))
        };
        Ok(match (name, &own.kind) {
            ("name", _) => match &own.name {
                GivenName::Final(name) => Value::foreign(super::names::ConvObject(name.as_str().into())),
                name => text(name.text()),
            },
            ("columns", _) => {
                super::table::collection(own.columns().iter().map(|key| (key.clone(), column(key))).collect())
            }
            ("column_keys", _) => Value::list(own.columns().iter().map(Value::str).collect()),
            ("table" | "parent", _) => table.map_or(Value::None, super::table::named_table),
            ("deferrable", _) => own.deferrable.map_or(Value::None, Value::Bool),
            ("initially", _) => text(own.initially.as_deref()),
            ("ondelete", ConstraintKind::ForeignKey(own)) => text(own.on_delete.as_deref()),
            ("onupdate", ConstraintKind::ForeignKey(own)) => text(own.on_update.as_deref()),
            ("constraint", ConstraintKind::ForeignKey(_)) => Value::Foreign(self.clone()),
            ("referred_table", ConstraintKind::ForeignKey(own)) => super::table::named_table(&qualified(own)),
            ("target_fullname", ConstraintKind::ForeignKey(own)) => {
                let column = own.referenced_names().next().unwrap_or_default();
                Value::str(format!("{}.{column}", qualified(own)))
            }
            ("elements", ConstraintKind::ForeignKey(_)) => Value::list(vec![Value::Foreign(self.clone())]),
            ("column", ConstraintKind::ForeignKey(own)) => {
                let column = own.referenced_names().next().unwrap_or_default();
                let column = crate::replay::sqlalchemy::column::Column::new(
                    &column,
                    crate::replay::sqlalchemy::types::SqlType::generic("NullType"),
                );
                Value::foreign(ColumnObject::new(column, Some(qualified(own).into())))
            }
            ("sqltext", ConstraintKind::Check { condition }) => super::expression::expression(condition.clone()),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a constraint is not modelled"), place)),
        })
    }

    fn set_attribute(
        self: Rc<Self>,
        vm: &mut Vm,
        name: &str,
        value: &Value,
        _place: &Place,
    ) -> Result<Assigned, Raise> {
        vm.bind(&self.overrides, name, value.clone());
        Ok(Assigned::Taken)
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, _arguments: Arguments, place: &Place) -> Outcome {
        Ok(match name {
            "copy" | "_copy" => Value::foreign(Self::new(self.constraint(), None)),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a constraint is not modelled"), place)),
        })
    }

    fn same(&self, other: &Value) -> bool {
        as_constraint(other).is_some_and(|other| other == self.constraint())
    }
}

fn qualified(foreign_key: &ForeignKey) -> String {
    match &foreign_key.schema {
        Some(schema) => format!("{schema}.{}", foreign_key.table),
        None => foreign_key.table.clone(),
    }
}
