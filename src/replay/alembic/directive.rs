//! One call of a directive: its arguments, where it goes, and what it can touch while that is not yet carried out.

use super::call::{Call, Signature};
use crate::name::{Name, QualifiedName};
use crate::operation::{AlterTable, IfExists, Operation, RelationRef, Scope};
use crate::python::{Arguments, Outcome, Raise, Value, Vm};
use crate::replay::Session;
use crate::replay::sqlalchemy::bind::server;
use crate::replay::sqlalchemy::bind::table::as_table;
use crate::replay::sqlalchemy::bind::values;
use crate::replay::sqlalchemy::column::Column;
use crate::replay::sqlalchemy::compiler::{Ddl, relation};
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::naming::{Conventions, GivenName};
use crate::replay::sqlalchemy::table::Table;
use crate::replay::sqlalchemy::types::{Kind, SqlType};
use crate::schema::{DataType, Making, Schema, Touched, Unknown, VagueConstraints, VagueName, base_type};
use crate::source::Place;

/// A directive in progress.
pub struct Directive<'a> {
    pub session: &'a Session,
    pub vm: &'a mut Vm,
    pub call: Call,
    /// The names of the positional arguments.
    pub parameters: &'static [&'static str],
    pub place: &'a Place,
    /// What becomes unknown if an argument is.
    pub touched: Touched,
    /// Where it can only touch constraints: which.
    pub constraints: Option<VagueConstraints>,
}

/// Why a directive sends nothing.
pub enum Stop {
    Raise(Raise),
    Failure(Failure),
}

/// What the body of a directive returns.
pub type Done<T = Value> = Result<T, Stop>;

/// Binds the arguments and runs `body`; an unknown in it touches what the directive can touch.
///
/// # Errors
/// The Python exception that the directive raises.
pub fn run(
    session: &Session,
    vm: &mut Vm,
    signature: Signature,
    arguments: Arguments,
    place: &Place,
    body: impl FnOnce(&mut Directive<'_>) -> Done,
) -> Outcome {
    let call = match Call::bind(signature, arguments) {
        Ok(call) => call,
        // Another Alembic may take other arguments.
        Err(message) => return Err(session.errors().raise(vm, "TypeError", &message, place)),
    };
    let parameters = signature.parameters;
    let touched = Touched::Everything;
    let mut directive = Directive { session, vm, call, parameters, place, touched, constraints: None };
    match body(&mut directive) {
        Ok(value) => Ok(value),
        Err(Stop::Raise(raise)) => Err(raise),
        Err(Stop::Failure(Failure::Raises { class, message })) => {
            Err(session.errors().raise_known(directive.vm, class, &message, place))
        }
        Err(Stop::Failure(Failure::Unknown(unknown))) => {
            match directive.constraints.take() {
                Some(like) => {
                    session.unknown_constraints(directive.vm, like, &values::to_python(&unknown), place);
                }
                None => {
                    let touched = directive.touched.clone();
                    directive.unknown(touched, unknown);
                }
            }
            Ok(Value::None)
        }
    }
}

impl Directive<'_> {
    /// Returns the text of an argument, `None` where it is absent or `None`.
    pub fn text(&self, name: &str) -> Done<Option<String>> {
        Ok(values::optional_text(self.call.value(name).as_ref())?)
    }

    /// Returns the text of an argument that SQL cannot do without.
    pub fn name(&self, name: &str) -> Done<String> {
        match self.text(name)? {
            Some(text) => Ok(text),
            None => Err(Failure::raises("TypeError", format!("`{name}` is None")).into()),
        }
    }

    /// Returns whether a flag is set.
    pub fn flag(&self, name: &str) -> Done<bool> {
        Ok(values::flag(self.call.value(name).as_ref())?.unwrap_or(false))
    }

    /// Returns the name that a constraint or index was given.
    pub fn given_name(&self, name: &str) -> Done<GivenName> {
        Ok(values::given_name(self.call.value(name).as_ref())?)
    }

    /// Returns the texts of a list argument; a single string counts as Python iterates over it.
    pub fn texts(&mut self, name: &str) -> Done<Vec<String>> {
        let Some(value) = self.call.value(name).filter(|value| !matches!(value, Value::None)) else {
            return Ok(Vec::new());
        };
        let items = self.vm.items(&value, self.place)?.map_err(|unknown| values::from_python(&unknown))?;
        Ok(items.iter().map(values::text).collect::<Result<_, _>>()?)
    }

    /// Returns the table that two arguments name; from here on only that is touched.
    pub fn table(&mut self, table: &str, schema: &str) -> Done<RelationRef> {
        let name = self.table_name(table)?;
        let reference = RelationRef {
            schema: self.text(schema)?.map(|schema| Name::verbatim(&schema)),
            name: Name::verbatim(&name),
        };
        self.touched = Touched::Table(self.full_name(&reference));
        Ok(reference)
    }

    /// Refuses keywords that a class of SQLAlchemy does not take: `own` are its own, `of_postgresql` the options that
    /// PostgreSQL's dialect has for it. Those of other dialects are left alone (`DialectKWArgs._validate_dialect_kwargs`).
    ///
    /// # Errors
    /// SQLAlchemy's exception.
    pub fn check_options(&self, class: &str, own: &[&str], of_postgresql: &[&str]) -> Done<()> {
        let known = [self.parameters, own].concat();
        for (name, _) in self.call.others(&known) {
            let Some((dialect, option)) = name.split_once('_').filter(|(dialect, _)| !dialect.is_empty()) else {
                let message = format!("Additional arguments should be named <dialectname>_<argument>, got '{name}'");
                return Err(Failure::raises("TypeError", message).into());
            };
            if dialect == "postgresql" && !of_postgresql.contains(&option) {
                let message = format!(
                    "Argument '{name}' is not accepted by dialect 'postgresql' on behalf of <class \
                     'sqlalchemy.sql.schema.{class}'>"
                );
                return Err(Failure::raises("ArgumentError", message).into());
            }
        }
        Ok(())
    }

    /// Says that only constraints can be touched: those that two arguments name, as far as these are known.
    pub fn only_constraints(&mut self, name: &str, table: &str, making: Making) {
        let vague = |value: Option<Value>| match value {
            Some(Value::Str(text)) => VagueName::known(&text),
            Some(Value::Unknown(unknown)) => values::vague_name(&unknown),
            _ => VagueName::any(),
        };
        // A naming convention may make another name of the one that is given.
        let name = if self.conventions().keep_names() { vague(self.call.value(name)) } else { VagueName::any() };
        let table = vague(self.call.value(table));
        self.constraints = Some(VagueConstraints { table, name, making });
    }

    /// Returns the name of a table; a `Table` in its place counts as its own text.
    pub fn table_name(&self, table: &str) -> Done<String> {
        match self.call.value(table).as_ref().and_then(as_table) {
            Some(own) => Ok(own.qualified().to_string()),
            None => self.name(table),
        }
    }

    /// Returns the relation that a name stands for now.
    pub fn full_name(&self, reference: &RelationRef) -> QualifiedName {
        self.session.with_recorder(|recorder| recorder.schema().full_name(reference))
    }

    /// Returns a table of this name as SQLAlchemy sees it, with the columns that the schema has: expressions mean them.
    pub fn owner(&self, reference: &RelationRef) -> Table {
        let mut owner = Table::new(reference.name.as_str(), reference.schema.as_ref().map(Name::as_str));
        let full = self.full_name(reference);
        let columns = self.session.with_schema(|schema| schema.table(&full).map(|table| table.columns.clone()));
        owner.columns = columns
            .unwrap_or_default()
            .iter()
            .map(|column| {
                let kind = match column.data_type.as_unknown() {
                    Some(unknown) => Kind::Unknown(unknown.clone()),
                    None => Kind::Text(column.data_type.to_sql()),
                };
                Column::new(column.name.as_str(), SqlType::from_kind(kind))
            })
            .collect();
        owner
    }

    /// Returns the type of a column, of a domain the one below it, if the schema knows it.
    pub fn column_type(&self, table: &RelationRef, column: &Name) -> Option<DataType> {
        let full = self.full_name(table);
        let found = |schema: &Schema| Some(base_type(schema, &schema.table(&full)?.column(column)?.data_type));
        self.session.with_schema(found).filter(|own| own.as_unknown().is_none())
    }

    /// Returns the naming conventions of the project's metadata.
    pub fn conventions(&self) -> Conventions {
        self.session.conventions()
    }

    /// Sends a statement.
    pub fn send(&mut self, ddl: Ddl) -> Done<()> {
        let Some(why) = self.conventions().unread().cloned() else {
            return Ok(self.session.apply_as(self.vm, ddl.operation, ddl.sql, self.place)?);
        };
        Ok(self.session.apply_made_up(self.vm, ddl, &why, self.place)?)
    }

    /// Sends `ALTER TABLE` with this action, whose text is `sql`.
    pub fn alter(&mut self, table: &RelationRef, action: AlterTable, sql: &str) -> Done<()> {
        let sql = format!("ALTER TABLE {} {sql}", relation(table));
        let (table, scope, missing) = (table.clone(), Scope::Descendants, IfExists::Fail);
        self.send(Ddl::new(Operation::AlterTable { table, scope, missing, action }, sql))
    }

    /// Notes what the outcome depends on besides.
    pub fn demand(&mut self, reason: &str) -> Done<()> {
        Ok(server::demand(self.vm, reason, self.place)?)
    }

    /// Records that `touched` is unknown.
    pub fn unknown(&mut self, touched: Touched, unknown: Unknown) {
        self.session.unknown(self.vm, touched, &values::to_python(&unknown), self.place);
    }
}

impl From<Raise> for Stop {
    fn from(raise: Raise) -> Self {
        Self::Raise(raise)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Unknown> for Stop {
    fn from(unknown: Unknown) -> Self {
        Self::Failure(Failure::Unknown(unknown))
    }
}
