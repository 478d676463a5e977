//! PostgreSQL's no: the SQLSTATE and message with which the server refuses an operation.

use crate::schema::ObjectId;
use std::fmt;

/// Why the server refuses an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub state: SqlState,
    /// In the server's words: `relation "x" does not exist`.
    pub message: String,
    /// The object that is missing, in the way, or depended upon.
    pub object: Option<ObjectId>,
}

/// A five-character SQLSTATE (PostgreSQL 15, appendix A).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SqlState(pub &'static str);

macro_rules! states {
    ($($constant:ident = $code:literal $condition:literal;)*) => {
        impl SqlState {
            $(#[doc = concat!("`", $condition, "`")] pub const $constant: SqlState = SqlState($code);)*

            /// Returns whether a condition of this name is one that an operation here can raise.
            #[must_use]
            pub fn is_condition(name: &str) -> bool {
                [$($condition),*].contains(&name)
            }

            /// Returns the state with this code, if an operation here can raise it.
            #[must_use]
            pub fn listed(code: &str) -> Option<Self> {
                [$(Self::$constant),*].into_iter().find(|state| state.0 == code)
            }

            /// Returns the condition name of appendix A, `unlisted` for a state that no operation here raises.
            #[must_use]
            pub fn condition(self) -> &'static str {
                match self.0 {
                    $($code => $condition,)*
                    _ => "unlisted",
                }
            }
        }
    };
}

states! {
    UNDEFINED_TABLE = "42P01" "undefined_table";
    UNDEFINED_COLUMN = "42703" "undefined_column";
    UNDEFINED_OBJECT = "42704" "undefined_object";
    UNDEFINED_FUNCTION = "42883" "undefined_function";
    INVALID_SCHEMA_NAME = "3F000" "invalid_schema_name";
    DUPLICATE_TABLE = "42P07" "duplicate_table";
    DUPLICATE_COLUMN = "42701" "duplicate_column";
    DUPLICATE_OBJECT = "42710" "duplicate_object";
    DUPLICATE_SCHEMA = "42P06" "duplicate_schema";
    DUPLICATE_FUNCTION = "42723" "duplicate_function";
    DEPENDENT_OBJECTS_STILL_EXIST = "2BP01" "dependent_objects_still_exist";
    WRONG_OBJECT_TYPE = "42809" "wrong_object_type";
    DATATYPE_MISMATCH = "42804" "datatype_mismatch";
    INVALID_TABLE_DEFINITION = "42P16" "invalid_table_definition";
    INVALID_OBJECT_DEFINITION = "42P17" "invalid_object_definition";
    INDETERMINATE_DATATYPE = "42P18" "indeterminate_datatype";
    INVALID_COLUMN_REFERENCE = "42P10" "invalid_column_reference";
    INVALID_FOREIGN_KEY = "42830" "invalid_foreign_key";
    FEATURE_NOT_SUPPORTED = "0A000" "feature_not_supported";
    OBJECT_NOT_IN_PREREQUISITE_STATE = "55000" "object_not_in_prerequisite_state";
    OBJECT_IN_USE = "55006" "object_in_use";
    UNSAFE_NEW_ENUM_VALUE = "55P04" "unsafe_new_enum_value_usage";
    ACTIVE_SQL_TRANSACTION = "25001" "active_sql_transaction";
    NO_ACTIVE_SQL_TRANSACTION = "25P01" "no_active_sql_transaction";
    IN_FAILED_SQL_TRANSACTION = "25P02" "in_failed_sql_transaction";
    INVALID_SAVEPOINT = "3B001" "invalid_savepoint_specification";
    SYNTAX_ERROR = "42601" "syntax_error";
    RESERVED_NAME = "42939" "reserved_name";
    INVALID_NAME = "42602" "invalid_name";
    STRING_DATA_RIGHT_TRUNCATION = "22001" "string_data_right_truncation";
    NOT_NULL_VIOLATION = "23502" "not_null_violation";
    UNIQUE_VIOLATION = "23505" "unique_violation";
    FOREIGN_KEY_VIOLATION = "23503" "foreign_key_violation";
    CANNOT_COERCE = "42846" "cannot_coerce";
    GROUPING_ERROR = "42803" "grouping_error";
    AMBIGUOUS_COLUMN = "42702" "ambiguous_column";
    GENERATED_ALWAYS = "428C9" "generated_always";
    CHECK_VIOLATION = "23514" "check_violation";
    EXCLUSION_VIOLATION = "23P01" "exclusion_violation";
    NUMERIC_VALUE_OUT_OF_RANGE = "22003" "numeric_value_out_of_range";
    INVALID_DATETIME_FORMAT = "22007" "invalid_datetime_format";
    DATETIME_FIELD_OVERFLOW = "22008" "datetime_field_overflow";
    DIVISION_BY_ZERO = "22012" "division_by_zero";
    INVALID_TEXT_REPRESENTATION = "22P02" "invalid_text_representation";
    AMBIGUOUS_FUNCTION = "42725" "ambiguous_function";
    INVALID_PARAMETER_VALUE = "22023" "invalid_parameter_value";
    RAISE_EXCEPTION = "P0001" "raise_exception";
    TOO_MANY_COLUMNS = "54011" "too_many_columns";
    INSUFFICIENT_PRIVILEGE = "42501" "insufficient_privilege";
}

impl SqlState {
    /// No state: not the server refused, a Python exception ended the migration.
    pub const NONE: SqlState = SqlState("");
}

impl Refusal {
    /// Returns a refusal in the server's words.
    #[must_use]
    pub fn new(state: SqlState, message: impl Into<String>) -> Self {
        Self { state, message: message.into(), object: None }
    }

    /// Returns the refusal with the object it is about.
    #[must_use]
    pub fn about(mut self, object: ObjectId) -> Self {
        self.object = Some(object);
        self
    }
}

impl fmt::Display for SqlState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.state {
            SqlState::NONE => f.write_str(&self.message),
            state => write!(f, "{} ({state})", self.message),
        }
    }
}
