//! `Column` as a plain value, and the column definition it becomes (SQLAlchemy 2.1 `PGDDLCompiler.get_column_specification`).

use crate::name::{Name, QualifiedName};
use crate::operation::{ColumnDefinition, Generation, SequenceOptions, TypeRef};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::constraint::Constraint;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::naming::Conventions;
use crate::replay::sqlalchemy::sequence::Sequence;
use crate::replay::sqlalchemy::table::Table;
use crate::replay::sqlalchemy::text::expression;
use crate::replay::sqlalchemy::types::{Affinity, SqlType};
use crate::schema::{DataType, Expression, Identity, Unknown};
use crate::sql::Context;
use std::rc::Rc;

/// A column and what it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub name: Option<String>,
    pub key: Option<String>,
    pub data_type: SqlType,
    /// `None` where nothing was said: not null for primary keys and identities.
    pub nullable: Option<bool>,
    pub primary_key: bool,
    pub autoincrement: Autoincrement,
    pub default: PythonDefault,
    /// Whether `onupdate=` gives it a value where an UPDATE does not.
    pub on_update: bool,
    pub server_default: ServerDefault,
    pub identity: Option<IdentityOptions>,
    pub computed: Option<Computed>,
    pub unique: bool,
    pub index: bool,
    pub system: bool,
    pub comment: Option<String>,
    pub foreign_keys: Vec<Constraint>,
    /// The CHECKs that stand in the column.
    pub checks: Vec<Constraint>,
    /// Something about it that could not be determined.
    pub unknown: Option<Unknown>,
}

/// `autoincrement=`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Autoincrement {
    #[default]
    Auto,
    IgnoreForeignKey,
    Always,
    Never,
}

/// `default=`: nothing in the database, but a column with one is no serial.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PythonDefault {
    #[default]
    None,
    Value,
    Sequence(Sequence),
}

/// `server_default=`.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ServerDefault {
    #[default]
    None,
    /// A string, which is sent in quotes.
    Text(String),
    Clause(Clause),
    /// A string that is not known, and one that is taken wherever it is: without one it is any.
    Like {
        sample: Option<Rc<str>>,
        why: Unknown,
    },
    /// `FetchedValue`: the server is said to have one already.
    Fetched,
}

/// `Identity(…)`.
#[derive(Clone, Debug, PartialEq)]
pub struct IdentityOptions {
    pub always: bool,
    pub options: SequenceOptions,
}

/// `Computed(…)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    pub expression: Clause,
    /// `Some(false)` is refused before PostgreSQL 18.
    pub persisted: Option<bool>,
}

impl Column {
    /// Returns a nullable column of this type.
    #[must_use]
    pub fn new(name: &str, data_type: SqlType) -> Self {
        Self {
            name: Some(name.to_string()),
            key: None,
            data_type,
            nullable: None,
            primary_key: false,
            autoincrement: Autoincrement::Auto,
            default: PythonDefault::None,
            on_update: false,
            server_default: ServerDefault::None,
            identity: None,
            computed: None,
            unique: false,
            index: false,
            system: false,
            comment: None,
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            unknown: None,
        }
    }

    /// Returns the name, empty if it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// Returns the key by which Python finds it in its table.
    #[must_use]
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or_else(|| self.name())
    }

    /// Returns whether NULL is allowed.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        self.nullable.unwrap_or(!self.primary_key && self.identity.is_none())
    }

    /// Returns whether it can be the table's autoincrement column when it is the only primary key
    /// (`PrimaryKeyConstraint._autoincrement_column`).
    #[must_use]
    pub fn can_autoincrement(&self) -> bool {
        let integer =
            matches!(self.data_type.affinity(), Affinity::Integer | Affinity::BigInteger | Affinity::SmallInteger);
        match self.autoincrement {
            Autoincrement::Always => true,
            Autoincrement::Never => false,
            Autoincrement::Auto | Autoincrement::IgnoreForeignKey => {
                integer
                    && !matches!(self.default, PythonDefault::Value)
                    && matches!(self.server_default, ServerDefault::None)
                    && self.computed.is_none()
                    && (self.foreign_keys.is_empty() || self.autoincrement == Autoincrement::IgnoreForeignKey)
            }
        }
    }

    /// Returns why a default may be too long for the column: ADD COLUMN computes it (PostgreSQL 15, `StoreAttrDefault`).
    #[must_use]
    pub fn unmeasured_default(&self, data_type: &TypeRef) -> Option<&Unknown> {
        let ServerDefault::Like { sample: None, why } = &self.server_default else { return None };
        let is_bounded = resolved(data_type).is_none_or(|own| !own.modifiers.is_empty() || own.is_builtin("character"));
        is_bounded.then_some(why)
    }

    /// Returns the definition in CREATE TABLE or ADD COLUMN. `serial` says whether it is the autoincrement column of a
    /// table that is being created.
    ///
    /// # Errors
    /// Says which exception the DDL compiler raises. What is merely unknown about type or default stays inside.
    pub fn definition(
        &self,
        serial: Serial,
        table: &Table,
        conventions: &Conventions,
    ) -> Result<ColumnDefinition, Failure> {
        let name = self.name.as_deref().filter(|name| !name.is_empty()).ok_or_else(|| match &self.unknown {
            Some(unknown) if self.name.is_none() => Failure::Unknown(unknown.clone()),
            _ => Failure::raises("ArgumentError", "Column must be constructed with a non-blank name"),
        })?;
        let mut definition =
            ColumnDefinition::new(Name::verbatim(name), TypeRef::Resolved(DataType::builtin("integer")));
        let doubtful = self.doubtful_serial().filter(|_| self.primary_key);
        if self.serial_word(serial).is_some() {
            definition.data_type = TypeRef::Serial(DataType::builtin(self.serial_type()));
        } else {
            match self.data_type.compile(table.schema.as_deref()) {
                Ok(compiled) => {
                    definition.data_type = compiled.data_type;
                    definition.collation = compiled.collation;
                }
                Err(Failure::Unknown(unknown)) => definition.data_type = TypeRef::Resolved(DataType::unknown(unknown)),
                Err(raises) => return Err(raises),
            }
            definition.default = match doubtful {
                Some(unknown) => Some(Expression::unknown(unknown.clone())),
                None => self.server_default.to_expression(resolved(&definition.data_type).as_ref())?,
            };
        }
        if let Some(computed) = &self.computed {
            let ground = table.ground();
            definition.generation = Generation::Stored(computed.to_expression(&ground.context())?);
        }
        if let Some(identity) = &self.identity {
            let kind = if identity.always { Identity::Always } else { Identity::ByDefault };
            definition.generation = Generation::Identity(kind, identity.options.clone());
        }
        definition.not_null = !self.is_nullable();
        for check in &self.checks {
            definition.constraints.extend(check.definition(table, conventions)?);
        }
        Ok(definition)
    }

    /// Returns why it is not known whether it can be a serial: it can if its type is an integer.
    #[must_use]
    pub fn doubtful_serial(&self) -> Option<&Unknown> {
        let unknown = self.data_type.as_unknown().filter(|_| self.data_type.affinity() == Affinity::Other)?;
        let integer = Self { data_type: SqlType::generic("Integer"), ..self.clone() };
        (integer.can_autoincrement() && integer.is_serial()).then_some(unknown)
    }

    /// Returns the word that stands for type and default of an autoincrement column.
    #[must_use]
    pub fn serial_word(&self, serial: Serial) -> Option<&'static str> {
        let doubtful = self.doubtful_serial().filter(|_| self.primary_key);
        if serial == Serial::Plain || !self.is_serial() || doubtful.is_some() {
            return None;
        }
        Some(match self.serial_type() {
            "bigint" => "BIGSERIAL",
            "smallint" => "SMALLSERIAL",
            _ => "SERIAL",
        })
    }

    fn is_serial(&self) -> bool {
        let free = match &self.default {
            PythonDefault::None => true,
            PythonDefault::Value => false,
            PythonDefault::Sequence(sequence) => sequence.optional,
        };
        self.primary_key && self.identity.is_none() && free
    }

    fn serial_type(&self) -> &'static str {
        match self.data_type.on_postgresql().affinity() {
            Affinity::BigInteger => "bigint",
            Affinity::SmallInteger => "smallint",
            _ => "integer",
        }
    }
}

/// Whether a column is its table's autoincrement column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serial {
    Autoincrement,
    Plain,
}

impl ServerDefault {
    /// Returns the default of a column of type `target` as an expression, `None` without one.
    ///
    /// # Errors
    /// Says which exception the DDL compiler raises.
    pub fn to_expression(&self, target: Option<&DataType>) -> Result<Option<Expression>, Failure> {
        let text = match self {
            Self::None | Self::Fetched => return Ok(None),
            Self::Text(text) => Ok(crate::name::quote_literal(text)),
            Self::Clause(clause) => clause.to_ddl(),
            Self::Like { sample, why } => {
                let is_taken = target.is_some_and(|target| match sample {
                    Some(sample) => takes(target, sample),
                    None => is_text(target),
                });
                // Whatever it is, it stands in quotes: a default it is.
                let why = why.clone().set();
                return Ok(Some(Expression::unknown(if is_taken { why.taken() } else { why })));
            }
        };
        let context = Context { target, columns: Some(&[]), ..Context::default() };
        expression(text, &context).map(Some)
    }
}

/// Returns whether every text like the `sample` of a moment is a literal of a type (PostgreSQL 15, 8.5.1): a text that is
/// too long for a column is refused when a column is added.
fn takes(target: &DataType, sample: &str) -> bool {
    let text = target.to_sql();
    let longest =
        text.strip_prefix("character varying(").and_then(|rest| rest.strip_suffix(')')?.parse::<usize>().ok());
    match &*text {
        "text" | "character varying" | "date" => true,
        _ if text.ends_with(']') => false,
        _ => text.starts_with("timestamp") || longest.is_some_and(|longest| longest >= sample.len() + OFFSET),
    }
}

/// Returns whether any text is a literal of a type. One that is too long is only refused once it is computed.
fn is_text(target: &DataType) -> bool {
    let names = ["text", "character varying", "character"];
    !target.array && names.iter().any(|name| target.is_builtin(name))
}

/// How much longer a moment's text is with its offset from UTC: `+00:00`, to the microsecond at most.
const OFFSET: usize = 16;

impl Computed {
    fn to_expression(&self, context: &Context<'_>) -> Result<Expression, Failure> {
        if self.persisted == Some(false) {
            let message = "PostrgreSQL computed columns do not support 'virtual' persistence; set the 'persisted' flag to None or True for PostgreSQL support.";
            return Err(Failure::raises("CompileError", message));
        }
        expression(self.expression.to_ddl(), context)
    }
}

/// Returns the type as far as it can be told without a schema: a bare name is taken to live in `public`.
pub(super) fn resolved(data_type: &TypeRef) -> Option<DataType> {
    match data_type {
        TypeRef::Resolved(own) | TypeRef::Serial(own) => own.as_unknown().is_none().then(|| own.clone()),
        TypeRef::Named { name, modifiers, array } => {
            let own =
                DataType::user(QualifiedName::new(Name::public(), name.clone())).with_modifiers(modifiers.clone());
            Some(if *array { own.into_array() } else { own })
        }
    }
}

/// Returns a column's name: SQLAlchemy sends it as it is, and the server cuts it.
pub(super) fn column_name(name: &str) -> Name {
    Name::verbatim(name)
}
