//! Core statements: `select`, `insert`, `update`, `delete`, and what their methods make of them.

use super::collection::CollectionObject;
use super::column::ColumnObject;
use super::expression::{conjunction, expression};
use super::legacy;
use super::row::Binder;
use super::table::{as_table, queried_table};
use super::values::{clause, clause_or_text, refuse_text};
use crate::name::Name;
use crate::operation::RelationRef;
use crate::python::{Arguments, Comparison, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::compiler::identifier;
use crate::replay::sqlalchemy::source::Source;
use crate::replay::sqlalchemy::statement::{Kind, Row, Statement, Tail};
use crate::replay::sqlalchemy::types::{Kind as TypeKind, SqlType};
use crate::schema::Unknown;
use crate::source::Place;
use std::rc::Rc;

/// A statement.
pub struct StatementObject {
    pub statement: Statement,
}

impl Statement {
    /// Adds the tables that columns belong to.
    pub(super) fn read_from(&mut self, value: &Value) {
        if as_table(value).is_some_and(|own| own.is_alias()) {
            return self.opaque("another name of a table");
        }
        let table = if let Some(column) = value.downcast::<ColumnObject>() {
            column.table.clone()
        } else {
            queried_table(value).map(|table| table.qualified())
        };
        let Some(table) = table else { return };
        let reference = reference(&table);
        if !self.tables.contains(&reference) {
            self.from.push(Source::Table(reference.clone()));
            self.tables.push(reference);
        }
    }

    /// Adds what `select` is given.
    pub(super) fn add_column(&mut self, value: &Value) {
        self.read_from(value);
        let of_table = queried_table(value).map(|own| own.table().columns).unwrap_or_default();
        let own = value.downcast::<ColumnObject>().map(|own| own.column());
        self.converts |= of_table.iter().chain(&own).any(|column| converts(&column.data_type));
        if let Some(table) = queried_table(value) {
            let columns = table.table().columns;
            let own = table.qualified();
            self.columns.extend(
                columns.iter().map(|column| Clause::Column { table: Some(own.clone()), name: column.name().into() }),
            );
            if columns.is_empty() {
                self.columns.push(Clause::text("*"));
            }
        } else {
            let own = clause_or_text(value);
            own.each_column(&mut |table, _| {
                let Some(reference) = table.map(reference).filter(|own| !self.tables.contains(own)) else { return };
                self.from.push(Source::Table(reference.clone()));
                self.tables.push(reference);
            });
            self.columns.push(own);
        }
    }

    pub(super) fn set(&mut self, binder: &mut Binder<'_>, arguments: &Arguments) {
        let columns = std::mem::take(&mut self.columns_of_target);
        for value in &arguments.positional {
            match value {
                Value::List(rows) if self.kind == Kind::Insert && self.rows.is_empty() => match rows.content() {
                    // The values of one row.
                    Ok(values) if !values.iter().all(is_row) => {
                        match binder.row_of(&columns, &Value::tuple(values.to_vec())) {
                            Ok(row) => self.add_values(row),
                            Err(unknown) => self.unknown = Some(unknown),
                        }
                    }
                    Ok(rows) => rows.iter().for_each(|row| match binder.row_of(&columns, row) {
                        Ok(row) => self.rows.push(row),
                        Err(unknown) => self.unknown = Some(unknown),
                    }),
                    Err(unknown) => self.unknown = Some(super::values::from_python(&unknown)),
                },
                row => match binder.row_of(&columns, row) {
                    Ok(row) => self.add_values(row),
                    Err(unknown) => self.unknown = Some(unknown),
                },
            }
        }
        let named = arguments.keywords.iter().map(|(name, value)| binder.value_of(&columns, name, value));
        self.add_values(named.collect());
        if self.knows_target {
            let dictionaries = arguments.positional.iter().filter_map(keys_of).flatten();
            let keys = dictionaries.chain(arguments.keywords.iter().map(|(name, _)| name.to_string()));
            self.unconsumed.extend(keys.filter(|key| !columns.iter().any(|own| own.key() == key)));
        }
        self.columns_of_target = columns;
    }

    /// Sets more columns of the row; what was set before is replaced.
    fn add_values(&mut self, row: Row) {
        if row.is_empty() {
            return;
        }
        if self.rows.len() > 1 {
            self.opaque("values");
        } else if let Some(own) = self.rows.first_mut() {
            own.retain(|(name, _)| !row.iter().any(|(new, _)| new == name));
            own.extend(row);
        } else {
            self.rows.push(row);
        }
    }

    /// `insert.from_select(names, select)`.
    fn fill_from(&mut self, arguments: &Arguments) {
        let names = arguments.find(0, "names").map(|names| super::index::key_list(&names));
        let select = arguments.find(1, "select").and_then(|own| own.downcast::<StatementObject>());
        match (names, select.as_ref().and_then(|own| own.statement.sql())) {
            (Some(Ok(names)), Some(sql)) => {
                self.tables.extend(select.iter().flat_map(|own| own.statement.tables.iter().cloned()));
                self.source = Some((names, Clause::text(&sql)));
            }
            _ => self.opaque("from_select"),
        }
    }

    pub(super) fn opaque(&mut self, what: &str) {
        self.unknown = self.unknown.take().or_else(|| Some(Unknown::new(format!("`{what}` is not rendered"), None)));
    }
}

/// Returns the columns of `ON CONFLICT`, each with its parentheses; none where they are not plain names.
fn conflict_target(arguments: &Arguments) -> Option<String> {
    if arguments.rest.is_some() || arguments.keywords.iter().any(|(name, _)| &**name != "index_elements") {
        return None;
    }
    match arguments.keyword("index_elements") {
        None => arguments.positional.is_empty().then(String::new),
        Some(names) => {
            let names = super::index::key_list(&names).ok()?;
            Some(format!(" ({})", names.iter().map(|own| identifier(own)).collect::<Vec<_>>().join(", ")))
        }
    }
}

/// Returns whether a project's type makes something else of a value that is read.
fn converts(data_type: &SqlType) -> bool {
    const METHODS: [&str; 3] = ["process_result_value", "result_processor", "column_expression"];
    match &data_type.on_postgresql().kind {
        TypeKind::Decorated { object: Some(object), implementation, .. } => {
            METHODS.iter().any(|name| object.0.class.find(name).is_some()) || converts(implementation)
        }
        _ => false,
    }
}

/// Returns the keys of a dictionary of values, as far as they are texts.
fn keys_of(value: &Value) -> Option<Vec<String>> {
    let Value::Dict(pairs) = value else { return None };
    let pairs = pairs.entries.content().ok()?;
    Some(pairs.iter().filter_map(|(key, _)| Some(key.as_str()?.to_string())).collect())
}

fn is_row(value: &Value) -> bool {
    matches!(value, Value::Dict(_) | Value::Tuple(_) | Value::List(_) | Value::Unknown(_))
}

pub(super) fn reference(qualified: &str) -> RelationRef {
    let table = super::table::empty_table(qualified);
    RelationRef { schema: table.schema.as_deref().map(Name::verbatim), name: Name::verbatim(&table.name) }
}

impl Foreign for StatementObject {
    fn type_name(&self) -> &str {
        match self.statement.kind {
            Kind::Select => "Select",
            Kind::Insert => "Insert",
            Kind::Update => "Update",
            Kind::Delete => "Delete",
        }
    }

    /// A statement of the same kind, of which only the tables are known that both name.
    fn join(&self, other: &Value, why: &PythonUnknown) -> Option<Value> {
        let (own, other) = (&self.statement, other.downcast::<Self>()?);
        let other = &other.statement;
        if own.kind != other.kind || (own.kind != Kind::Select && own.tables != other.tables) {
            return None;
        }
        let mut statement = Statement::new(own.kind);
        statement.tables = own.tables.iter().filter(|table| other.tables.contains(table)).cloned().collect();
        statement.unknown = Some(super::values::from_python(why));
        let all = [own, other].map(|own| if own.either.is_empty() { vec![own.clone()] } else { own.either.clone() });
        statement.either = all.concat();
        Some(Value::foreign(Self { statement }))
    }

    fn has_method(&self, name: &str) -> bool {
        !matches!(name, "c" | "columns" | "selected_columns" | "exported_columns" | "table" | "excluded" | "froms")
            && !name.starts_with("__")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "c" | "columns" | "selected_columns" | "exported_columns" | "excluded" => {
                let why = PythonUnknown::new(format!("`{name}` of a statement is not modelled"), place);
                let own = if name == "excluded" { "excluded" } else { "anon_1" };
                Value::foreign(CollectionObject::open(own.into(), why))
            }
            "table" => match self.statement.tables.first() {
                Some(table) => super::table::named_table(&table.to_string()),
                None => super::opaque::opaque("table"),
            },
            _ => super::opaque::opaque(name),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let mut statement = Statement { either: Vec::new(), ..self.statement.clone() };
        match name {
            "where" | "filter" => {
                legacy::LIST_OF_COLUMNS.used_if(legacy::is_list(arguments.positional.first()), vm, place)?;
                refuse_text(vm, &arguments.positional, place)?;
                statement.conditions.push(conjunction("AND", &arguments.positional));
            }
            "filter_by" => {
                for (name, value) in &arguments.keywords {
                    let own = Clause::Column { table: None, name: name.clone() };
                    statement.conditions.push(Clause::joined("=", vec![own, clause(value)]));
                }
            }
            "values" => statement.set(&mut Binder { vm, place }, &arguments),
            "select_from" => arguments.positional.iter().for_each(|table| match table.downcast::<Self>() {
                Some(other) => {
                    statement.tables.extend(other.statement.tables.iter().cloned());
                    statement.opaque("join");
                }
                None => match table.downcast::<super::join::JoinObject>() {
                    Some(join) => statement.read_join(join.0.clone()),
                    None if queried_table(table).is_none() && table.downcast::<ColumnObject>().is_none() => {
                        statement.opaque("what is read from");
                    }
                    None => statement.read_from(table),
                },
            }),
            // `order_by(None)` takes back what was said before.
            "order_by" | "group_by" if matches!(&*arguments.positional, [Value::None]) => {
                statement.tail.remove(&if name == "order_by" { Tail::OrderBy } else { Tail::GroupBy });
            }
            "order_by" | "group_by" => {
                legacy::LIST_OF_COLUMNS.used_if(legacy::is_list(arguments.positional.first()), vm, place)?;
                let tail = if name == "order_by" { Tail::OrderBy } else { Tail::GroupBy };
                let mut pieces: Vec<Clause> = statement.tail.remove(&tail).into_iter().collect();
                for value in &arguments.positional {
                    pieces.extend((!pieces.is_empty()).then(|| Clause::text(", ")));
                    pieces.push(clause_or_text(value));
                }
                if !pieces.is_empty() {
                    statement.tail.insert(tail, Clause::Pieces(pieces.into()));
                }
            }
            "having" => {
                let own = arguments.positional.iter().map(clause_or_text);
                let all: Vec<Clause> = statement.tail.remove(&Tail::Having).into_iter().chain(own).collect();
                let all = if let [only] = &*all { only.clone() } else { Clause::joined("AND", all) };
                statement.tail.insert(Tail::Having, all);
            }
            "limit" | "offset" => {
                let tail = if name == "limit" { Tail::Limit } else { Tail::Offset };
                let own = arguments.positional.first().map_or(Clause::text("NULL"), clause);
                statement.tail.insert(tail, own);
            }
            "distinct" if arguments.positional.is_empty() && !statement.columns.is_empty() => {
                let first = statement.columns.remove(0);
                statement.columns.insert(0, Clause::Pieces(vec![Clause::text("DISTINCT "), first].into()));
            }
            "join" | "outerjoin" => {
                if let Err(why) = statement.join(name, &arguments) {
                    arguments.positional.iter().for_each(|table| statement.read_from(table));
                    statement.unknown = statement.unknown.or(Some(why));
                }
            }
            "join_from" => {
                arguments.positional.iter().for_each(|table| statement.read_from(table));
                statement.opaque("join_from");
            }
            "label" | "scalar_subquery" | "as_scalar" | "is_" | "in_" | "op" | "cast" => {
                let own = statement.to_clause();
                let label = arguments.positional.first().and_then(Value::as_str).filter(|_| name == "label");
                return Ok(match (own, label) {
                    (Clause::Unknown(_), _) => super::expression::unmodelled("a subquery", place),
                    (own, Some(label)) => expression(Clause::Label(Rc::new(own), label)),
                    (own, None) => expression(own),
                });
            }
            "exists" if statement.kind == Kind::Select => return Ok(super::exists::of(&statement)),
            "correlate" | "correlate_except" => statement.opaque(name),
            "from_select" if statement.kind == Kind::Insert => statement.fill_from(&arguments),
            "returning" if statement.kind != Kind::Select => {
                let mut returned = Statement::new(Kind::Select);
                arguments.positional.iter().for_each(|column| returned.add_column(column));
                statement.tail.insert(Tail::Returning, returned.returning());
            }
            "on_conflict_do_nothing" => match conflict_target(&arguments) {
                Some(target) => {
                    let own = Clause::text(&format!("ON CONFLICT{target} DO NOTHING"));
                    statement.tail.insert(Tail::OnConflict, own);
                }
                None => statement.opaque(name),
            },
            "execution_options" | "options" | "with_for_update" | "inline" | "self_group" | "return_defaults"
            | "unique" => {}
            "columns" | "add_columns" | "column" | "with_only_columns" => {
                legacy::LIST_OF_COLUMNS.used_if(legacy::is_list(arguments.positional.first()), vm, place)?;
                if name == "with_only_columns" {
                    statement.columns.clear();
                }
                arguments.positional.iter().for_each(|column| statement.add_column(column));
            }
            "compile" => {
                return Ok(match statement.sql() {
                    Some(sql) => Value::str(sql),
                    None => Value::Unknown(PythonUnknown::new("the text of this statement is not modelled", place)),
                });
            }
            // On the engine of its metadata, which is another connection.
            "execute" | "scalar" => {
                legacy::EXECUTED_BY_ITSELF.used(vm, place)?;
                return super::elsewhere::execute_elsewhere(vm, &Value::Foreign(self), place);
            }
            other => {
                for value in &arguments.positional {
                    if let Some(other) = value.downcast::<Self>() {
                        statement.tables.extend(other.statement.tables.iter().cloned());
                    }
                }
                statement.opaque(other);
            }
        }
        Ok(Value::foreign(Self { statement }))
    }

    fn compare(self: Rc<Self>, vm: &mut Vm, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
        match self.statement.to_clause() {
            Clause::Unknown(_) => Ok(super::expression::unmodelled("a subquery", place)),
            own => super::expression::compare(vm, &own, comparison, other, place),
        }
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(match self.statement.sql() {
            Some(sql) => Value::str(sql),
            None => Value::Unknown(PythonUnknown::new("the text of this statement is not modelled", place)),
        })
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.statement == self.statement)
    }
}
