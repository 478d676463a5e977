//! The table of SQLAlchemy's type classes: which dialect each belongs to, what its arguments are called, and how the
//! PostgreSQL type compiler visits it (SQLAlchemy 2.1 `sql/sqltypes.py`, `dialects/*/`, `PGTypeCompiler`).
//! What a type with its arguments comes to is in `compile`.

use Affinity as A;
use Home as H;
use Visit as V;

/// One class of types, with what decides how it compiles on PostgreSQL.
#[derive(Debug, PartialEq, Eq)]
pub struct TypeClass {
    pub home: Home,
    pub name: &'static str,
    pub affinity: Affinity,
    pub visit: Visit,
    /// The names of the positional arguments.
    pub parameters: &'static [&'static str],
}

/// The package that defines a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    Generic,
    Postgresql,
    Mysql,
    Sqlite,
    Mssql,
    Oracle,
}

/// What `_type_affinity` groups classes by, as far as an effect depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Affinity {
    Integer,
    SmallInteger,
    BigInteger,
    Numeric,
    String,
    Boolean,
    Enum,
    Other,
}

/// How the PostgreSQL type compiler visits a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// A built-in type without arguments, spelt as `format_type` does.
    Plain(&'static str),
    /// A built-in string type: the length in parentheses, then the collation.
    Text(&'static str),
    /// A word that is sent as it is, with the length if there is one; PostgreSQL has no such built-in type.
    Word(&'static str),
    /// Like `Word`, but the length is not sent.
    BareWord(&'static str),
    Numeric,
    Float,
    Timestamp,
    Time,
    Interval,
    Bit,
    Uuid,
    Enum,
    Domain,
    Array,
    /// `NullType`: no DDL can be generated.
    Null,
    /// A `TypeDecorator` of SQLAlchemy's own, over this class.
    Decorator(&'static str),
    /// A base class that project types derive from.
    Abstract,
    /// The compiler has no method for it: `UnsupportedCompilationError`.
    Unsupported,
    /// The compiler's method needs an attribute that the class does not have: `AttributeError`.
    Broken,
}

/// Returns the class `name` of `home`.
#[must_use]
pub fn find(home: Home, name: &str) -> Option<&'static TypeClass> {
    CLASSES.iter().find(|class| class.home == home && class.name == name).or_else(|| {
        // The dialect packages also export the generic classes they need.
        let exported =
            home != Home::Generic && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
        exported.then(|| CLASSES.iter().find(|class| class.home == Home::Generic && class.name == name)).flatten()
    })
}

const STRING: &[&str] = &["length", "collation", "collation_schema"];
const LENGTH: &[&str] = &["length"];
const NUMERIC: &[&str] = &["precision", "scale", "decimal_return_scale", "asdecimal"];
const FLOAT: &[&str] = &["precision", "asdecimal", "decimal_return_scale"];
const TIMEZONE: &[&str] = &["timezone"];
const NONE: &[&str] = &[];

const fn class(
    home: Home,
    name: &'static str,
    affinity: A,
    visit: V,
    parameters: &'static [&'static str],
) -> TypeClass {
    TypeClass { home, name, affinity, visit, parameters }
}

static CLASSES: &[TypeClass] = &[
    // sqlalchemy.types
    class(H::Generic, "Integer", A::Integer, V::Plain("integer"), NONE),
    class(H::Generic, "INTEGER", A::Integer, V::Plain("integer"), NONE),
    class(H::Generic, "INT", A::Integer, V::Plain("integer"), NONE),
    class(H::Generic, "SmallInteger", A::SmallInteger, V::Plain("smallint"), NONE),
    class(H::Generic, "SMALLINT", A::SmallInteger, V::Plain("smallint"), NONE),
    class(H::Generic, "BigInteger", A::BigInteger, V::Plain("bigint"), NONE),
    class(H::Generic, "BIGINT", A::BigInteger, V::Plain("bigint"), NONE),
    class(H::Generic, "Boolean", A::Boolean, V::Plain("boolean"), &["create_constraint", "name"]),
    class(H::Generic, "BOOLEAN", A::Boolean, V::Plain("boolean"), &["create_constraint", "name"]),
    class(H::Generic, "MatchType", A::Boolean, V::Plain("boolean"), NONE),
    class(H::Generic, "String", A::String, V::Text("character varying"), STRING),
    class(H::Generic, "Unicode", A::String, V::Text("character varying"), STRING),
    class(H::Generic, "VARCHAR", A::String, V::Text("character varying"), STRING),
    class(H::Generic, "Text", A::String, V::Text("text"), STRING),
    class(H::Generic, "UnicodeText", A::String, V::Text("text"), STRING),
    class(H::Generic, "TEXT", A::String, V::Text("text"), STRING),
    class(H::Generic, "CHAR", A::String, V::Text("character"), STRING),
    class(H::Generic, "NCHAR", A::String, V::Text("character"), STRING),
    class(H::Generic, "NVARCHAR", A::String, V::Word("nvarchar"), STRING),
    class(H::Generic, "CLOB", A::String, V::BareWord("clob"), STRING),
    class(H::Generic, "Enum", A::Enum, V::Enum, NONE),
    class(H::Generic, "Numeric", A::Numeric, V::Numeric, NUMERIC),
    class(H::Generic, "NUMERIC", A::Numeric, V::Numeric, NUMERIC),
    class(H::Generic, "DECIMAL", A::Numeric, V::Numeric, NUMERIC),
    class(H::Generic, "Float", A::Numeric, V::Float, FLOAT),
    class(H::Generic, "FLOAT", A::Numeric, V::Float, FLOAT),
    class(H::Generic, "Double", A::Numeric, V::Plain("double precision"), FLOAT),
    class(H::Generic, "DOUBLE_PRECISION", A::Numeric, V::Plain("double precision"), FLOAT),
    class(H::Generic, "DOUBLE", A::Numeric, V::BareWord("double"), FLOAT),
    class(H::Generic, "REAL", A::Numeric, V::Plain("real"), FLOAT),
    class(H::Generic, "DateTime", A::Other, V::Timestamp, TIMEZONE),
    class(H::Generic, "TIMESTAMP", A::Other, V::Timestamp, TIMEZONE),
    class(H::Generic, "DATETIME", A::Other, V::BareWord("datetime"), TIMEZONE),
    class(H::Generic, "Date", A::Other, V::Plain("date"), NONE),
    class(H::Generic, "DATE", A::Other, V::Plain("date"), NONE),
    class(H::Generic, "Time", A::Other, V::Time, TIMEZONE),
    class(H::Generic, "TIME", A::Other, V::Time, TIMEZONE),
    class(H::Generic, "Interval", A::Other, V::Interval, &["native", "second_precision", "day_precision"]),
    class(H::Generic, "LargeBinary", A::Other, V::Plain("bytea"), LENGTH),
    class(H::Generic, "BLOB", A::Other, V::BareWord("blob"), LENGTH),
    class(H::Generic, "BINARY", A::Other, V::Word("binary"), LENGTH),
    class(H::Generic, "VARBINARY", A::Other, V::Word("varbinary"), LENGTH),
    class(H::Generic, "JSON", A::Other, V::Plain("json"), &["none_as_null"]),
    class(H::Generic, "Uuid", A::Other, V::Uuid, &["as_uuid", "native_uuid"]),
    class(H::Generic, "UUID", A::Other, V::Plain("uuid"), &["as_uuid"]),
    class(H::Generic, "ARRAY", A::Other, V::Array, &["item_type", "as_tuple", "dimensions", "zero_indexes"]),
    class(
        H::Generic,
        "PickleType",
        A::Other,
        V::Decorator("LargeBinary"),
        &["protocol", "pickler", "comparator", "impl"],
    ),
    class(H::Generic, "NullType", A::Other, V::Null, NONE),
    class(H::Generic, "TypeDecorator", A::Other, V::Abstract, NONE),
    class(H::Generic, "TypeEngine", A::Other, V::Abstract, NONE),
    class(H::Generic, "UserDefinedType", A::Other, V::Abstract, NONE),
    class(H::Generic, "SchemaType", A::Other, V::Abstract, NONE),
    class(H::Generic, "Variant", A::Other, V::Abstract, NONE),
    class(H::Generic, "TupleType", A::Other, V::Broken, NONE),
    // sqlalchemy.dialects.postgresql
    class(H::Postgresql, "ARRAY", A::Other, V::Array, &["item_type", "as_tuple", "dimensions", "zero_indexes"]),
    class(H::Postgresql, "BIT", A::Other, V::Bit, &["length", "varying"]),
    class(H::Postgresql, "BYTEA", A::Other, V::Plain("bytea"), LENGTH),
    class(H::Postgresql, "CIDR", A::Other, V::Plain("cidr"), NONE),
    class(H::Postgresql, "CITEXT", A::String, V::BareWord("citext"), STRING),
    class(H::Postgresql, "DATEMULTIRANGE", A::Other, V::Plain("datemultirange"), NONE),
    class(H::Postgresql, "DATERANGE", A::Other, V::Plain("daterange"), NONE),
    class(H::Postgresql, "DOMAIN", A::Other, V::Domain, &["name", "data_type"]),
    class(H::Postgresql, "ENUM", A::Enum, V::Enum, NONE),
    class(H::Postgresql, "HSTORE", A::Other, V::BareWord("hstore"), &["text_type"]),
    class(H::Postgresql, "INET", A::Other, V::Plain("inet"), NONE),
    class(H::Postgresql, "INT4MULTIRANGE", A::Other, V::Plain("int4multirange"), NONE),
    class(H::Postgresql, "INT4RANGE", A::Other, V::Plain("int4range"), NONE),
    class(H::Postgresql, "INT8MULTIRANGE", A::Other, V::Plain("int8multirange"), NONE),
    class(H::Postgresql, "INT8RANGE", A::Other, V::Plain("int8range"), NONE),
    class(H::Postgresql, "INTERVAL", A::Other, V::Interval, &["precision", "fields"]),
    class(H::Postgresql, "JSON", A::Other, V::Plain("json"), &["none_as_null", "astext_type"]),
    class(H::Postgresql, "JSONB", A::Other, V::Plain("jsonb"), &["none_as_null", "astext_type"]),
    class(H::Postgresql, "JSONPATH", A::Other, V::Plain("jsonpath"), NONE),
    class(H::Postgresql, "MACADDR", A::Other, V::Plain("macaddr"), NONE),
    class(H::Postgresql, "MACADDR8", A::Other, V::Plain("macaddr8"), NONE),
    class(H::Postgresql, "MONEY", A::Other, V::Plain("money"), NONE),
    class(H::Postgresql, "NUMMULTIRANGE", A::Other, V::Plain("nummultirange"), NONE),
    class(H::Postgresql, "NUMRANGE", A::Other, V::Plain("numrange"), NONE),
    class(H::Postgresql, "OID", A::Other, V::Plain("oid"), NONE),
    class(H::Postgresql, "REGCLASS", A::Other, V::Plain("regclass"), NONE),
    class(H::Postgresql, "REGCONFIG", A::Other, V::Plain("regconfig"), NONE),
    class(H::Postgresql, "TIME", A::Other, V::Time, &["timezone", "precision"]),
    class(H::Postgresql, "TIMESTAMP", A::Other, V::Timestamp, &["timezone", "precision"]),
    class(H::Postgresql, "TSMULTIRANGE", A::Other, V::Plain("tsmultirange"), NONE),
    class(H::Postgresql, "TSQUERY", A::Other, V::Plain("tsquery"), NONE),
    class(H::Postgresql, "TSRANGE", A::Other, V::Plain("tsrange"), NONE),
    class(H::Postgresql, "TSTZMULTIRANGE", A::Other, V::Plain("tstzmultirange"), NONE),
    class(H::Postgresql, "TSTZRANGE", A::Other, V::Plain("tstzrange"), NONE),
    class(H::Postgresql, "TSVECTOR", A::Other, V::Plain("tsvector"), NONE),
    // sqlalchemy.dialects.mysql
    class(H::Mysql, "BIGINT", A::BigInteger, V::Plain("bigint"), &["display_width"]),
    class(H::Mysql, "BIT", A::Other, V::Broken, LENGTH),
    class(H::Mysql, "CHAR", A::String, V::Text("character"), LENGTH),
    class(H::Mysql, "DATETIME", A::Other, V::BareWord("datetime"), &["timezone", "fsp"]),
    class(H::Mysql, "DECIMAL", A::Numeric, V::Numeric, &["precision", "scale", "asdecimal"]),
    class(H::Mysql, "DOUBLE", A::Numeric, V::BareWord("double"), &["precision", "scale", "asdecimal"]),
    class(H::Mysql, "ENUM", A::Enum, V::Enum, NONE),
    class(H::Mysql, "FLOAT", A::Numeric, V::Float, &["precision", "scale", "asdecimal"]),
    class(H::Mysql, "INET4", A::Other, V::Unsupported, NONE),
    class(H::Mysql, "INET6", A::Other, V::Unsupported, NONE),
    class(H::Mysql, "INTEGER", A::Integer, V::Plain("integer"), &["display_width"]),
    class(H::Mysql, "JSON", A::Other, V::Plain("json"), &["none_as_null"]),
    class(H::Mysql, "LONGBLOB", A::Other, V::Unsupported, LENGTH),
    class(H::Mysql, "LONGTEXT", A::String, V::Unsupported, NONE),
    class(H::Mysql, "MEDIUMBLOB", A::Other, V::Unsupported, LENGTH),
    class(H::Mysql, "MEDIUMINT", A::Integer, V::Unsupported, &["display_width"]),
    class(H::Mysql, "MEDIUMTEXT", A::String, V::Unsupported, NONE),
    class(H::Mysql, "NCHAR", A::String, V::Text("character"), LENGTH),
    class(H::Mysql, "NUMERIC", A::Numeric, V::Numeric, &["precision", "scale", "asdecimal"]),
    class(H::Mysql, "NVARCHAR", A::String, V::Word("nvarchar"), LENGTH),
    class(H::Mysql, "REAL", A::Numeric, V::Plain("real"), &["precision", "scale", "asdecimal"]),
    class(H::Mysql, "SET", A::String, V::Unsupported, NONE),
    class(H::Mysql, "SMALLINT", A::SmallInteger, V::Plain("smallint"), &["display_width"]),
    class(H::Mysql, "TEXT", A::String, V::Text("text"), LENGTH),
    class(H::Mysql, "TIME", A::Other, V::Time, &["timezone", "fsp"]),
    class(H::Mysql, "TIMESTAMP", A::Other, V::Timestamp, &["timezone", "fsp"]),
    class(H::Mysql, "TINYBLOB", A::Other, V::Unsupported, LENGTH),
    class(H::Mysql, "TINYINT", A::Integer, V::Unsupported, &["display_width"]),
    class(H::Mysql, "TINYTEXT", A::String, V::Unsupported, NONE),
    class(H::Mysql, "VARCHAR", A::String, V::Text("character varying"), LENGTH),
    class(H::Mysql, "YEAR", A::Other, V::Unsupported, &["display_width"]),
    // sqlalchemy.dialects.sqlite
    class(H::Sqlite, "DATE", A::Other, V::Plain("date"), NONE),
    class(H::Sqlite, "DATETIME", A::Other, V::Timestamp, NONE),
    class(H::Sqlite, "TIME", A::Other, V::Time, NONE),
    class(H::Sqlite, "JSON", A::Other, V::Plain("json"), &["none_as_null"]),
    class(H::Sqlite, "JSONB", A::Other, V::Plain("jsonb"), &["none_as_null"]),
    // sqlalchemy.dialects.mssql
    class(H::Mssql, "BIT", A::Boolean, V::Broken, NONE),
    class(H::Mssql, "DATETIME2", A::Other, V::Unsupported, &["precision"]),
    class(H::Mssql, "DATETIMEOFFSET", A::Other, V::Unsupported, &["precision"]),
    class(H::Mssql, "IMAGE", A::Other, V::Unsupported, LENGTH),
    class(H::Mssql, "JSON", A::Other, V::Plain("json"), &["none_as_null"]),
    class(H::Mssql, "MONEY", A::Other, V::Plain("money"), NONE),
    class(H::Mssql, "NTEXT", A::String, V::Unsupported, STRING),
    class(H::Mssql, "ROWVERSION", A::Other, V::Unsupported, NONE),
    class(H::Mssql, "SMALLDATETIME", A::Other, V::Unsupported, TIMEZONE),
    class(H::Mssql, "SMALLMONEY", A::Other, V::Unsupported, NONE),
    class(H::Mssql, "SQL_VARIANT", A::Other, V::Unsupported, NONE),
    class(H::Mssql, "TIME", A::Other, V::Time, &["precision"]),
    class(H::Mssql, "TIMESTAMP", A::Other, V::Broken, NONE),
    class(H::Mssql, "TINYINT", A::Integer, V::Unsupported, NONE),
    class(H::Mssql, "UNIQUEIDENTIFIER", A::Other, V::Unsupported, &["as_uuid"]),
    class(H::Mssql, "VARBINARY", A::Other, V::Word("varbinary"), &["length", "filestream"]),
    class(H::Mssql, "XML", A::String, V::Unsupported, STRING),
    // sqlalchemy.dialects.oracle
    class(H::Oracle, "BFILE", A::Other, V::Unsupported, LENGTH),
    class(H::Oracle, "BINARY_DOUBLE", A::Numeric, V::Unsupported, FLOAT),
    class(H::Oracle, "BINARY_FLOAT", A::Numeric, V::Unsupported, FLOAT),
    class(H::Oracle, "DATE", A::Other, V::Plain("date"), TIMEZONE),
    class(H::Oracle, "FLOAT", A::Numeric, V::Float, &["binary_precision", "asdecimal", "decimal_return_scale"]),
    class(H::Oracle, "INTERVAL", A::Other, V::Broken, &["day_precision", "second_precision"]),
    class(H::Oracle, "JSON", A::Other, V::Plain("json"), &["none_as_null"]),
    class(H::Oracle, "LONG", A::String, V::Unsupported, STRING),
    class(H::Oracle, "NCLOB", A::String, V::BareWord("nclob"), STRING),
    class(H::Oracle, "NUMBER", A::Numeric, V::Unsupported, &["precision", "scale", "asdecimal"]),
    class(H::Oracle, "RAW", A::Other, V::Unsupported, LENGTH),
    class(H::Oracle, "ROWID", A::Other, V::Unsupported, NONE),
    class(H::Oracle, "TIMESTAMP", A::Other, V::Timestamp, &["timezone", "local_timezone"]),
    class(H::Oracle, "VARCHAR2", A::String, V::Unsupported, STRING),
    class(H::Oracle, "NVARCHAR2", A::String, V::Word("nvarchar"), STRING),
    class(H::Oracle, "VECTOR", A::Other, V::Unsupported, NONE),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_listed_once() {
        for (i, class) in CLASSES.iter().enumerate() {
            assert!(
                !CLASSES[i + 1..].iter().any(|other| other.home == class.home && other.name == class.name),
                "{class:?}"
            );
        }
    }

    #[test]
    fn dialects_export_the_generic_upper_case_classes() {
        assert_eq!(find(Home::Postgresql, "VARCHAR"), find(Home::Generic, "VARCHAR"));
        assert_eq!(find(Home::Mysql, "TINYINT").map(|class| class.visit), Some(Visit::Unsupported));
        assert_eq!(find(Home::Postgresql, "String"), None);
    }
}
