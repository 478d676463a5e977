//! Types of well-known packages that are not SQLAlchemy's own, as they come out on PostgreSQL. Each row follows the
//! package's source; a class that is not listed is unknown.

use super::class::{class, once};
use super::types::{TypeObject, to_type, type_value};
use super::values::{flag, number, optional_text};
use crate::python::{Arguments, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::types::{Arguments as TypeArguments, Home, Kind, SPATIAL_INDEX, SqlType, find};
use crate::source::Place;
use std::rc::Rc;

/// A type class of a package.
pub struct PackageType {
    package: &'static str,
    name: &'static str,
    means: Means,
}

/// What an instance is on PostgreSQL.
#[derive(Clone, Copy, Debug)]
enum Means {
    /// A generic type without arguments.
    Generic(&'static str),
    /// A type of PostgreSQL's dialect.
    Postgresql(&'static str),
    /// `Unicode(n)` or `String(n)`; the length is the argument's, by name or position, or the default.
    Text { argument: Option<&'static str>, default: Option<i64> },
    /// The first type among the arguments `impl` or at this position, or this one.
    Wraps { position: usize, default: &'static str, length: Option<i64> },
    /// `TIMESTAMP WITH TIME ZONE`.
    Aware,
    /// `UUIDType(binary=True, native=True)`.
    Uuid,
    /// A word with a length in parentheses: `VECTOR(3)`.
    Sized(&'static str),
    /// PostGIS: `geometry(POINT,4326)`.
    Spatial(&'static str),
    /// A name alone.
    Named(&'static str),
}

use Means as M;

/// Package, class, meaning.
const TYPES: &[(&str, &str, Means)] = &[
    ("sqlalchemy_utils", "UUIDType", M::Uuid),
    ("sqlalchemy_utils", "JSONType", M::Postgresql("JSON")),
    ("sqlalchemy_utils", "ChoiceType", M::Wraps { position: 1, default: "Unicode", length: Some(255) }),
    ("sqlalchemy_utils", "EmailType", M::Text { argument: Some("length"), default: Some(255) }),
    ("sqlalchemy_utils", "TSVectorType", M::Postgresql("TSVECTOR")),
    ("sqlalchemy_utils", "ArrowType", M::Generic("DateTime")),
    ("sqlalchemy_utils", "EnrichedDateTimeType", M::Generic("DateTime")),
    ("sqlalchemy_utils", "EnrichedDateType", M::Generic("Date")),
    ("sqlalchemy_utils", "EncryptedType", M::Generic("LargeBinary")),
    ("sqlalchemy_utils", "StringEncryptedType", M::Text { argument: Some("length"), default: None }),
    ("sqlalchemy_utils", "PasswordType", M::Postgresql("BYTEA")),
    ("sqlalchemy_utils", "URLType", M::Generic("UnicodeText")),
    ("sqlalchemy_utils", "ScalarListType", M::Generic("UnicodeText")),
    ("sqlalchemy_utils", "ColorType", M::Text { argument: None, default: Some(20) }),
    ("sqlalchemy_utils", "CountryType", M::Text { argument: None, default: Some(2) }),
    ("sqlalchemy_utils", "CurrencyType", M::Text { argument: None, default: Some(3) }),
    ("sqlalchemy_utils", "LocaleType", M::Text { argument: None, default: Some(10) }),
    ("sqlalchemy_utils", "IPAddressType", M::Text { argument: Some("max_length"), default: Some(50) }),
    ("sqlalchemy_utils", "PhoneNumberType", M::Text { argument: Some("max_length"), default: Some(20) }),
    ("sqlalchemy_utils", "TimezoneType", M::Text { argument: None, default: Some(50) }),
    ("sqlalchemy_utils", "LtreeType", M::Named("ltree")),
    ("sqlalchemy_utils", "CIText", M::Named("citext")),
    ("sqlalchemy_utils", "IntRangeType", M::Postgresql("INT4RANGE")),
    ("sqlalchemy_utils", "Int8RangeType", M::Postgresql("INT8RANGE")),
    ("sqlalchemy_utils", "NumericRangeType", M::Postgresql("NUMRANGE")),
    ("sqlalchemy_utils", "DateRangeType", M::Postgresql("DATERANGE")),
    ("sqlalchemy_utils", "DateTimeRangeType", M::Postgresql("TSRANGE")),
    ("sqlmodel", "AutoString", M::Text { argument: Some("length"), default: None }),
    ("sqlmodel", "GUID", M::Generic("UUID")),
    ("fastapi_users_db_sqlalchemy", "GUID", M::Generic("UUID")),
    ("fastapi_users_db_sqlalchemy", "TIMESTAMPAware", M::Aware),
    ("fastapi_users", "GUID", M::Generic("UUID")),
    ("fastapi_users", "TIMESTAMPAware", M::Aware),
    ("fastapi_utils", "GUID", M::Generic("UUID")),
    ("oslo_db", "JsonEncodedDict", M::Generic("Text")),
    ("oslo_db", "JsonEncodedList", M::Generic("Text")),
    ("oslo_db", "JsonEncodedType", M::Generic("Text")),
    ("oslo_db", "SoftDeleteInteger", M::Generic("Integer")),
    ("oslo_db", "String", M::Text { argument: Some("length"), default: None }),
    ("geoalchemy2", "Geometry", M::Spatial("geometry")),
    ("geoalchemy2", "Geography", M::Spatial("geography")),
    ("geoalchemy2", "Raster", M::Named("raster")),
    ("pgvector", "Vector", M::Sized("vector")),
    ("pgvector", "VECTOR", M::Sized("vector")),
    ("pgvector", "HALFVEC", M::Sized("halfvec")),
    ("pgvector", "HalfVector", M::Sized("halfvec")),
    ("pgvector", "SPARSEVEC", M::Sized("sparsevec")),
    ("pgvector", "SparseVector", M::Sized("sparsevec")),
    ("citext", "CIText", M::Named("citext")),
    ("advanced_alchemy", "GUID", M::Generic("UUID")),
    ("advanced_alchemy", "BigIntIdentity", M::Generic("BigInteger")),
    ("advanced_alchemy", "DateTimeUTC", M::Aware),
    ("advanced_alchemy", "JsonB", M::Postgresql("JSONB")),
    ("advanced_alchemy", "ORA_JSONB", M::Postgresql("JSONB")),
    ("sqlalchemy_jsonfield", "JSONField", M::Generic("Text")),
    ("sqlalchemy_json", "NestedMutableJson", M::Postgresql("JSON")),
    ("sqlalchemy_json", "MutableJson", M::Postgresql("JSON")),
    ("sqlalchemy_utc", "UtcDateTime", M::Aware),
    ("sqlalchemy_citext", "CIText", M::Named("citext")),
    ("healpix_alchemy", "Point", M::Generic("BigInteger")),
    ("healpix_alchemy", "Tile", M::Postgresql("INT8RANGE")),
];

/// Returns the type class `name` of a package; which of its modules it is imported from does not matter.
#[must_use]
pub fn type_class(dotted: &str, name: &str) -> Option<Value> {
    let package = dotted.split('.').next().unwrap_or(dotted);
    let (package, name, means) = TYPES.iter().find(|(own, class, _)| *own == package && *class == name).copied()?;
    Some(once(&format!("{package}.{name}"), || Value::foreign(PackageType { package, name, means })))
}

/// Tells whether a value is such a class.
#[must_use]
pub fn is_type(value: &Value) -> bool {
    value.downcast::<PackageType>().is_some()
}

/// Tells whether types of the package are known.
#[must_use]
pub fn is_package(dotted: &str) -> bool {
    let package = dotted.split('.').next().unwrap_or(dotted);
    TYPES.iter().any(|(own, ..)| *own == package)
}

impl PackageType {
    fn make(&self, vm: &mut Vm, arguments: &Arguments, place: &Place) -> Result<SqlType, crate::python::Raise> {
        if let Some(unknown) = super::class::rest(arguments) {
            return Ok(SqlType::unknown(unknown));
        }
        let own = match self.means {
            Means::Generic(name) => SqlType::generic(name),
            Means::Postgresql(name) => {
                find(Home::Postgresql, name).map_or_else(|| SqlType::generic("NullType"), SqlType::of)
            }
            Means::Text { argument, default } => {
                let given = argument.and_then(|name| {
                    arguments.keyword(name).or_else(|| {
                        arguments
                            .positional
                            .first()
                            .filter(|value| value.as_int().is_some() || matches!(value, Value::Unknown(_)))
                            .cloned()
                    })
                });
                match number(given.as_ref()) {
                    Ok(length) => text_type("String", length.or(default)),
                    Err(unknown) => SqlType::unknown(unknown),
                }
            }
            Means::Wraps { position, default, length } => {
                match arguments.find(position, "impl").filter(|value| !matches!(value, Value::None)) {
                    Some(given) => to_type(vm, &given, place)?,
                    None => text_type(default, length),
                }
            }
            Means::Aware => match find(Home::Generic, "TIMESTAMP") {
                Some(class) => {
                    let mut own = TypeArguments::new(class);
                    own.timezone = true;
                    SqlType::from_arguments(own)
                }
                None => SqlType::generic("NullType"),
            },
            Means::Uuid => {
                let flag = |at, name: &str| {
                    super::values::flag(arguments.find(at, name).as_ref()).map(|flag| flag.unwrap_or(true))
                };
                match (flag(0, "binary"), flag(1, "native")) {
                    (_, Ok(true)) => SqlType::generic("UUID"),
                    (Ok(true), Ok(false)) => text_type("BINARY", Some(16)),
                    (Ok(false), Ok(false)) => text_type("CHAR", Some(32)),
                    (Err(unknown), _) | (_, Err(unknown)) => SqlType::unknown(unknown),
                }
            }
            Means::Sized(word) => {
                let size = arguments.find(0, "dim").or_else(|| arguments.keyword("length"));
                match number(size.as_ref()) {
                    Ok(size) => {
                        let modifiers = size.map(|size| size.to_string()).unwrap_or_default();
                        SqlType::from_kind(Kind::Named { name: word.into(), modifiers })
                    }
                    Err(unknown) => SqlType::unknown(unknown),
                }
            }
            Means::Spatial(word) => {
                let own = spatial(word, arguments);
                match flag(arguments.keyword("spatial_index").as_ref()) {
                    Ok(Some(false)) => own,
                    _ if own.as_unknown().is_some() => own,
                    _ => SqlType::from_kind(Kind::Decorated {
                        class: SPATIAL_INDEX.into(),
                        implementation: Box::new(own),
                        object: None,
                    }),
                }
            }
            Means::Named(word) => SqlType::from_kind(Kind::Named { name: word.into(), modifiers: String::new() }),
        };
        if own.as_unknown().is_some() {
            return Ok(own);
        }
        Ok(SqlType::from_kind(Kind::Decorated { class: self.name.into(), implementation: Box::new(own), object: None }))
    }
}

fn text_type(name: &str, length: Option<i64>) -> SqlType {
    let Some(class) = find(Home::Generic, name) else { return SqlType::generic("NullType") };
    let mut own = TypeArguments::new(class);
    own.length = length;
    SqlType::from_arguments(own)
}

/// `Geometry(geometry_type="GEOMETRY", srid=-1)`; without a type there are no modifiers.
fn spatial(word: &'static str, arguments: &Arguments) -> SqlType {
    let given = arguments.find(0, "geometry_type");
    let kind = match &given {
        None => Ok(Some("GEOMETRY".to_string())),
        given => optional_text(given.as_ref()),
    };
    match (kind, number(arguments.find(1, "srid").as_ref())) {
        (Ok(None), _) => SqlType::from_kind(Kind::Named { name: word.into(), modifiers: String::new() }),
        (Ok(Some(kind)), Ok(srid)) => {
            let text = format!("{word}({},{})", kind.to_ascii_uppercase(), srid.unwrap_or(-1));
            SqlType::from_kind(Kind::Text(text))
        }
        (Err(unknown), _) | (_, Err(unknown)) => SqlType::unknown(unknown),
    }
}

impl Foreign for PackageType {
    fn type_name(&self) -> &str {
        self.name
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "__name__" => Value::str(self.name),
            "impl" => type_value(self.make(vm, &Arguments::default(), place)?),
            _ => Value::Unknown(PythonUnknown::new(
                format!("`{}.{}.{name}` is not modelled", self.package, self.name),
                place,
            )),
        })
    }

    fn call(self: Rc<Self>, vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
        Ok(type_value(self.make(vm, &arguments, place)?))
    }

    fn is_class(&self) -> bool {
        true
    }

    fn is_instance(&self, value: &Value) -> Option<bool> {
        let own = value.downcast::<TypeObject>()?;
        Some(matches!(&own.sql_type.kind, Kind::Decorated { class, .. } if class == self.name))
    }

    fn inherited(
        self: Rc<Self>,
        vm: &mut Vm,
        instance: &Rc<crate::python::Instance>,
        name: &str,
        place: &Place,
    ) -> Outcome {
        if name == "__init__" {
            let instance = instance.clone();
            return Ok(Value::native("__init__", move |_, arguments, _| {
                *instance.arguments.borrow_mut() = Some(arguments);
                Ok(Value::None)
            }));
        }
        let own = self.make(vm, &instance.constructor_arguments().unwrap_or_default(), place)?;
        vm.attribute(&type_value(own), name, place)
    }
}

/// Returns a class or a function of a package that is no type but that files use.
#[must_use]
pub fn other(dotted: &str, name: &str) -> Option<Value> {
    let package = dotted.split('.').next().unwrap_or(dotted);
    Some(match (package, name) {
        ("sqlmodel", "SQLModel") => once("sqlmodel.SQLModel", || super::orm::base(None, "SQLModel")),
        ("sqlmodel", "Field" | "Relationship") => super::opaque::opaque(name),
        ("sqlmodel", "Session") => class("Session", super::orm_session::construct, |value| {
            value.downcast::<super::orm_session::SessionObject>().is_some()
        }),
        // `generic_repr(*fields)`: a class decorator, with or without fields, that adds `__repr__`.
        ("sqlalchemy_utils", "generic_repr") => Value::native("generic_repr", |_, arguments, _| {
            let class = |own: Arguments| own.positional.into_iter().find(|value| matches!(value, Value::Class(_)));
            let decorator = Value::native("decorator", move |_, given, _| Ok(class(given).unwrap_or(Value::None)));
            Ok(class(arguments).unwrap_or(decorator))
        }),
        _ => return None,
    })
}
