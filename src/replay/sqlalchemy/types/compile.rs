//! What PostgreSQL's type compiler makes of a type (SQLAlchemy 2.1 `PGTypeCompiler`), as the type of a column.

use super::{Arguments, Kind, SqlType, Visit, find};
use crate::name::{Name, QualifiedName};
use crate::operation::TypeRef;
use crate::replay::sqlalchemy::failure::Failure;
use crate::schema::DataType;

/// A column's type with the collation that stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnType {
    pub data_type: TypeRef,
    pub collation: Option<Name>,
}

impl SqlType {
    /// Returns the column type on PostgreSQL, for a column of a table in `table_schema`.
    ///
    /// # Errors
    /// Says which exception the compiler raises, or why the type is not known.
    pub fn compile(&self, table_schema: Option<&str>) -> Result<ColumnType, Failure> {
        match &self.on_postgresql().kind {
            Kind::Known(arguments) => compile_arguments(arguments, table_schema),
            Kind::Decorated { implementation, .. } => implementation.compile(table_schema),
            Kind::Text(text) | Kind::Compiled { text: Ok(text), .. } => Ok(ColumnType::of(crate::sql::data_type(text))),
            Kind::Compiled { text: Err(unknown), .. } => Err(Failure::Unknown(unknown.clone())),
            Kind::Named { name, modifiers } => Ok(ColumnType::of(named(name, modifiers))),
            Kind::Unknown(unknown) => Err(Failure::Unknown(unknown.clone())),
        }
    }
}

impl ColumnType {
    /// Returns the type with its own collation.
    #[must_use]
    pub fn of(data_type: TypeRef) -> Self {
        Self { data_type, collation: None }
    }
}

fn compile_arguments(arguments: &Arguments, table_schema: Option<&str>) -> Result<ColumnType, Failure> {
    let builtin = |name: &str| DataType::builtin(name);
    let resolved = |data_type: DataType| Ok(ColumnType::of(TypeRef::Resolved(data_type)));
    match arguments.class.visit {
        Visit::Plain(name) => resolved(builtin(name)),
        Visit::Text(name) => Ok(ColumnType {
            data_type: TypeRef::Resolved(builtin(name).with_modifiers(text_length(name, arguments))),
            collation: arguments.collation.as_deref().filter(|text| !text.is_empty()).map(Name::verbatim),
        }),
        Visit::Word(word) => Ok(ColumnType::of(named(word, &length(arguments)))),
        Visit::BareWord(word) => Ok(ColumnType {
            data_type: named(word, ""),
            collation: arguments.collation.as_deref().filter(|text| !text.is_empty()).map(Name::verbatim),
        }),
        Visit::Numeric => resolved(builtin("numeric").with_modifiers(match (arguments.precision, arguments.scale) {
            (None, _) => String::new(),
            // PostgreSQL fills in the scale 0, and `format_type` shows it.
            (Some(precision), scale) => format!("{precision},{}", scale.unwrap_or(0)),
        })),
        Visit::Float => match arguments.precision {
            Some(1..=24) => resolved(builtin("real")),
            None | Some(0 | 25..=53) => resolved(builtin("double precision")),
            Some(precision) => Ok(ColumnType::of(crate::sql::data_type(&format!("FLOAT({precision})")))),
        },
        Visit::Timestamp => resolved(moment("timestamp", arguments)),
        Visit::Time => resolved(moment("time", arguments)),
        Visit::Interval if !arguments.native => resolved(builtin("timestamp without time zone")),
        Visit::Interval => {
            let fields = arguments.fields.as_deref().map(str::to_ascii_lowercase).unwrap_or_default();
            let precision = arguments.precision.map(|precision| format!("({precision})")).unwrap_or_default();
            if fields.is_empty() && precision.is_empty() {
                return resolved(builtin("interval"));
            }
            let text = if fields.is_empty() {
                format!("interval{precision}")
            } else {
                format!("interval {fields}{precision}")
            };
            Ok(ColumnType::of(crate::sql::data_type(&text)))
        }
        Visit::Bit if arguments.varying => resolved(builtin("bit varying").with_modifiers(length(arguments))),
        Visit::Bit => {
            let length = arguments.length.filter(|length| *length != 0).unwrap_or(1);
            resolved(builtin("bit").with_modifiers(length.to_string()))
        }
        Visit::Uuid if arguments.native => resolved(builtin("uuid")),
        Visit::Uuid => resolved(builtin("character").with_modifiers("32")),
        Visit::Enum => compile_enum(arguments, table_schema),
        Visit::Domain => match &arguments.domain {
            Some((schema, name, _)) => Ok(ColumnType::of(user(schema.as_deref(), name))),
            None => Err(raises("CompileError", "PostgreSQL DOMAIN type requires a name.")),
        },
        Visit::Array => compile_array(arguments, table_schema),
        Visit::Null => Err(raises(
            "CompileError",
            "Can't generate DDL for NullType(); did you forget to specify a type on this Column?",
        )),
        Visit::Decorator(implementation) => match find(super::Home::Generic, implementation) {
            Some(class) => SqlType::of(class).compile(table_schema),
            None => Err(raises("NotImplementedError", arguments.class.name)),
        },
        Visit::Abstract => Err(raises("AttributeError", "a type without implementation")),
        Visit::Unsupported => {
            let name = arguments.class.name;
            Err(raises(
                "UnsupportedCompilationError",
                &format!("the PostgreSQL type compiler can't render element of type {name}"),
            ))
        }
        Visit::Broken => {
            let name = arguments.class.name;
            Err(raises(
                "AttributeError",
                &format!("the PostgreSQL type compiler can't use a {name} of another dialect"),
            ))
        }
    }
}

fn compile_enum(arguments: &Arguments, table_schema: Option<&str>) -> Result<ColumnType, Failure> {
    let Some(enumeration) = &arguments.enumeration else {
        return Err(raises("CompileError", "PostgreSQL Enum type requires a name."));
    };
    if !arguments.native {
        if let (None, Some(unknown)) = (arguments.length, &enumeration.unknown) {
            return Err(Failure::Unknown(unknown.clone()));
        }
        let length = arguments.length.filter(|length| *length != 0);
        let modifiers = length.map(|length| length.to_string()).unwrap_or_default();
        return Ok(ColumnType::of(TypeRef::Resolved(DataType::builtin("character varying").with_modifiers(modifiers))));
    }
    if let (true, Some(unknown)) = (enumeration.likely_name, &enumeration.unknown) {
        return Err(Failure::Unknown(unknown.clone()));
    }
    match enumeration.name.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => Ok(ColumnType::of(user(enumeration.effective_schema(table_schema), name))),
        None => {
            let name = arguments.class.name;
            Err(raises("CompileError", &format!("PostgreSQL {name} type requires a name.")))
        }
    }
}

fn compile_array(arguments: &Arguments, table_schema: Option<&str>) -> Result<ColumnType, Failure> {
    let Some(item) = &arguments.item else {
        return Err(raises("TypeError", "ARRAY requires an element type"));
    };
    let ColumnType { data_type, collation } = item.compile(table_schema)?;
    if arguments.dimensions == Some(0) {
        return Ok(ColumnType { data_type, collation });
    }
    let data_type = match data_type {
        TypeRef::Resolved(data_type) => TypeRef::Resolved(data_type.into_array()),
        TypeRef::Named { name, modifiers, .. } => TypeRef::Named { name, modifiers, array: true },
        TypeRef::Serial(data_type) => TypeRef::Resolved(data_type.into_array()),
    };
    Ok(ColumnType { data_type, collation })
}

fn moment(name: &str, arguments: &Arguments) -> DataType {
    let zone = if arguments.timezone { "with" } else { "without" };
    // Only the classes of PostgreSQL have a precision; `fsp` of MySQL's is not sent.
    let precision = arguments.precision.map(|precision| precision.to_string()).unwrap_or_default();
    DataType::builtin(&format!("{name} {zone} time zone")).with_modifiers(precision)
}

fn text_length(name: &str, arguments: &Arguments) -> String {
    let length = length(arguments);
    // `CHAR` is `character(1)`.
    if name == "character" && length.is_empty() { "1".into() } else { length }
}

fn length(arguments: &Arguments) -> String {
    arguments.length.filter(|length| *length != 0).map(|length| length.to_string()).unwrap_or_default()
}

fn user(schema: Option<&str>, name: &str) -> TypeRef {
    match schema {
        Some(schema) => {
            TypeRef::Resolved(DataType::user(QualifiedName::new(Name::verbatim(schema), Name::verbatim(name))))
        }
        None => TypeRef::Named { name: Name::verbatim(name), modifiers: String::new(), array: false },
    }
}

fn named(name: &str, modifiers: &str) -> TypeRef {
    TypeRef::Named { name: Name::folded(name), modifiers: modifiers.into(), array: false }
}

fn raises(class: &'static str, message: &str) -> Failure {
    Failure::raises(class, message)
}
