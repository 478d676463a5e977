//! Types (`PGTypeCompiler`).

use super::identifier;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::types::{Arguments, Home, Kind, SqlType, Visit, find};
use crate::schema::UNKNOWN;

/// Returns the type of a column of a table in `table_schema`, with its collation.
///
/// # Errors
/// Says which exception the compiler raises, or why the type is not known.
pub fn type_text(data_type: &SqlType, table_schema: Option<&str>) -> Result<String, Failure> {
    data_type.compile(table_schema).map(|_| spelt(data_type, table_schema))
}

fn spelt(data_type: &SqlType, table_schema: Option<&str>) -> String {
    match &data_type.on_postgresql().kind {
        Kind::Known(arguments) => spelt_class(arguments, table_schema),
        Kind::Decorated { implementation, .. } => spelt(implementation, table_schema),
        Kind::Text(text) | Kind::Compiled { text: Ok(text), .. } => text.clone(),
        Kind::Named { name, modifiers } if modifiers.is_empty() => name.clone(),
        Kind::Named { name, modifiers } => format!("{name}({modifiers})"),
        Kind::Compiled { text: Err(_), .. } | Kind::Unknown(_) => UNKNOWN.to_string(),
    }
}

fn spelt_class(arguments: &Arguments, table_schema: Option<&str>) -> String {
    let class = arguments.class.name;
    let precision = || arguments.precision.map(|own| format!("({own})")).unwrap_or_default();
    match arguments.class.visit {
        Visit::Plain(name) => name.to_ascii_uppercase(),
        Visit::Text("character varying") => string("VARCHAR", arguments),
        Visit::Text("character") if class == "NCHAR" => string("NCHAR", arguments),
        Visit::Text("character") => string("CHAR", arguments),
        Visit::Text(word) | Visit::Word(word) => string(word, arguments),
        Visit::BareWord(word) => collated(word.to_ascii_uppercase(), arguments),
        Visit::Numeric => {
            let word = if class == "DECIMAL" { "DECIMAL" } else { "NUMERIC" };
            match (arguments.precision, arguments.scale) {
                (None, _) => word.to_string(),
                (Some(precision), None) => format!("{word}({precision})"),
                (Some(precision), Some(scale)) => format!("{word}({precision}, {scale})"),
            }
        }
        Visit::Float if arguments.precision == Some(0) => "FLOAT".to_string(),
        Visit::Float => format!("FLOAT{}", precision()),
        Visit::Timestamp => moment("TIMESTAMP", arguments),
        Visit::Time => moment("TIME", arguments),
        Visit::Interval if !arguments.native => "TIMESTAMP WITHOUT TIME ZONE".to_string(),
        Visit::Interval => {
            let fields = arguments.fields.as_deref().map(|own| format!(" {own}")).unwrap_or_default();
            let precision = arguments.precision.map(|own| format!(" ({own})")).unwrap_or_default();
            format!("INTERVAL{fields}{precision}")
        }
        Visit::Bit if arguments.varying => {
            format!("BIT VARYING{}", arguments.length.map(|own| format!("({own})")).unwrap_or_default())
        }
        Visit::Bit => format!("BIT({})", arguments.length.filter(|length| *length != 0).unwrap_or(1)),
        Visit::Uuid if arguments.native => "UUID".to_string(),
        Visit::Uuid => "CHAR(32)".to_string(),
        Visit::Enum => enumeration(arguments, table_schema),
        Visit::Domain => match &arguments.domain {
            Some((schema, name, _)) => qualified(schema.as_deref(), name),
            None => UNKNOWN.to_string(),
        },
        Visit::Array => array(arguments, table_schema),
        Visit::Decorator(implementation) => find(Home::Generic, implementation)
            .map_or_else(|| UNKNOWN.to_string(), |class| spelt(&SqlType::of(class), table_schema)),
        Visit::Null | Visit::Abstract | Visit::Unsupported | Visit::Broken => UNKNOWN.to_string(),
    }
}

fn string(word: &str, arguments: &Arguments) -> String {
    let length = arguments.length.filter(|length| *length != 0).map(|own| format!("({own})")).unwrap_or_default();
    collated(format!("{}{length}", word.to_ascii_uppercase()), arguments)
}

fn collated(text: String, arguments: &Arguments) -> String {
    match arguments.collation.as_deref().filter(|own| !own.is_empty()) {
        Some(collation) => format!("{text} COLLATE {}", identifier(collation)),
        None => text,
    }
}

fn moment(word: &str, arguments: &Arguments) -> String {
    let precision = arguments.precision.map(|own| format!("({own})")).unwrap_or_default();
    format!("{word}{precision} {} TIME ZONE", if arguments.timezone { "WITH" } else { "WITHOUT" })
}

fn enumeration(arguments: &Arguments, table_schema: Option<&str>) -> String {
    let own = arguments.enumeration.as_ref();
    if !arguments.native {
        return string("VARCHAR", arguments);
    }
    match own.and_then(|own| Some((own.effective_schema(table_schema), own.name.as_deref()?))) {
        Some((schema, name)) => qualified(schema, name),
        None => UNKNOWN.to_string(),
    }
}

/// The brackets stand before a collation.
fn array(arguments: &Arguments, table_schema: Option<&str>) -> String {
    let Some(item) = &arguments.item else { return UNKNOWN.to_string() };
    let inner = spelt(item, table_schema);
    let dimensions = usize::try_from(arguments.dimensions.unwrap_or(1)).unwrap_or_default().min(64);
    let (own, collation) = inner.split_at(inner.find(" COLLATE").unwrap_or(inner.len()));
    format!("{own}{}{collation}", "[]".repeat(dimensions))
}

fn qualified(schema: Option<&str>, name: &str) -> String {
    let own = identifier(name);
    schema.map_or_else(|| own.clone(), |schema| format!("{}.{own}", identifier(schema)))
}
