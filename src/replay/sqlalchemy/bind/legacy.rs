//! What SQLAlchemy took before 2.0 and refuses since ("SQLAlchemy 2.0 - Major Migration Guide"; the exceptions are those of
//! 2.1.9). Which version runs the files is known only where the project says it.

use super::server;
use crate::python::{Arguments, Raise, Value, Vm};
use crate::replay::Writers;
use crate::source::Place;

/// Something that is refused since 2.0.
pub struct Legacy {
    /// What it is, as the object of "takes".
    pub what: &'static str,
    pub exception: &'static str,
    pub message: &'static str,
}

pub const PLAIN_STRING: Legacy = Legacy {
    what: "a plain string",
    exception: "ObjectNotExecutableError",
    message: "Not an executable object: a string",
};
pub const PLAIN_STRING_OF_SESSION: Legacy = Legacy {
    what: "a plain string",
    exception: "ArgumentError",
    message: "Textual SQL expression should be explicitly declared as text()",
};
pub const LIST_OF_COLUMNS: Legacy = Legacy {
    what: "a list of columns",
    exception: "ArgumentError",
    message: "Column expression, FROM clause, or other columns clause element expected, got a list",
};
pub const SELECT_BY_KEYWORDS: Legacy = Legacy {
    what: "`select` with keywords",
    exception: "ArgumentError",
    message: "Additional keyword arguments are not accepted by this function/method",
};
pub const LIST_OF_WHENS: Legacy = Legacy {
    what: "a list in `case`",
    exception: "ArgumentError",
    message: "The \"whens\" argument to case() is now passed as a series of positional elements",
};
pub const MORE_THAN_TABLE: Legacy = Legacy {
    what: "more than the table where a statement is made",
    exception: "TypeError",
    message: "takes the table only: values and conditions come with values() and where()",
};
pub const LOOSE_PARAMETERS: Legacy = Legacy {
    what: "parameters of `execute` that are not in one dictionary or list",
    exception: "TypeError",
    message: "execute() takes one dictionary or list of parameters",
};
pub const ROW_BY_NAME: Legacy = Legacy {
    what: "a name as the index of a row",
    exception: "TypeError",
    message: "tuple indices must be integers or slices",
};
pub const ROW_AS_MAPPING: Legacy =
    Legacy { what: "a row for a dictionary", exception: "AttributeError", message: "Could not locate column in row" };
pub const BIND: Legacy = Legacy {
    what: "the argument `bind`",
    exception: "TypeError",
    message: "got an unexpected keyword argument 'bind'",
};
pub const BOUND_METADATA: Legacy = Legacy {
    what: "an engine as the argument of `MetaData`",
    exception: "ArgumentError",
    message: "expected schema argument to be a string",
};
pub const AUTOLOAD: Legacy = Legacy {
    what: "`autoload=True`",
    exception: "TypeError",
    message: "Additional arguments should be named <dialectname>_<argument>, got 'autoload'",
};
pub const OF_ENGINE: Legacy = Legacy {
    what: "what engines, connections and tables did before",
    exception: "AttributeError",
    message: "the object has no such attribute since SQLAlchemy 2.0",
};
pub const UNBOUND: Legacy = Legacy {
    what: "a call that is given no connection",
    exception: "TypeError",
    message: "missing 1 required positional argument: 'bind'",
};
pub const EXECUTED_BY_ITSELF: Legacy = Legacy {
    what: "a statement that is executed by itself",
    exception: "AttributeError",
    message: "the statement has no attribute 'execute'",
};

pub const OF_TEXT_TYPES: Legacy = Legacy {
    what: "how a text type treats Unicode",
    exception: "TypeError",
    message: "got an unexpected keyword argument",
};
pub const NAME: Legacy = Legacy {
    what: "a name that it had before",
    exception: "AttributeError",
    message: "the module has no such attribute since SQLAlchemy 2.0",
};

/// The arguments of text types that are gone (`String.__init__` of 1.4.54 and of 2.0).
const ARGUMENTS: &[&str] = &["convert_unicode", "unicode_error", "_warn_on_bytestring", "_expect_unicode"];

/// The public names that modules of 1.4.54 have, and those of 2.0 have not.
const NAMES: &[(&str, &[&str])] = &[
    ("sqlalchemy", &["ThreadLocalMetaData", "processors", "subquery"]),
    ("sqlalchemy.engine", &["BaseCursorResult", "LegacyCursorResult", "LegacyRow"]),
    ("sqlalchemy.exc", &["RemovedIn20Warning"]),
    ("sqlalchemy.ext.declarative", &["instrument_declarative"]),
    ("sqlalchemy.orm", &["AttributeEvent", "eagerload", "relation"]),
    ("sqlalchemy.schema", &["DDLBase", "ThreadLocalMetaData"]),
    ("sqlalchemy.sql", &["subquery"]),
    ("sqlalchemy.sql.expression", &["subquery"]),
];

/// Returns whether a module lost this name with 2.0.
pub fn is_gone(module: &str, name: &str) -> bool {
    NAMES.iter().any(|(own, names)| *own == module && names.contains(&name))
}

/// Returns whether a text type is given an argument that it lost with 2.0.
pub fn has_gone_argument(arguments: &Arguments) -> bool {
    ARGUMENTS.iter().any(|own| arguments.keyword(own).is_some())
}

impl Legacy {
    /// Notes that a file needs an SQLAlchemy that takes it. Where an upgrade is weighed, and the project is known to run a
    /// later one, it fails; what ran before may have run with another one.
    ///
    /// # Errors
    /// The exception, or that of an aborted transaction.
    pub fn used(&self, vm: &mut Vm, place: &Place) -> Result<(), Raise> {
        let Some(session) = server::session(vm).filter(|session| !session.is_of_environment()) else { return Ok(()) };
        let settings = session.settings();
        match settings.is_sqlalchemy_2 {
            Some(false) => Ok(()),
            Some(true) if settings.writers == Writers::ThisRun => {
                Err(session.errors().raise_known(vm, self.exception, self.message, place))
            }
            _ => {
                let Self { what, exception, .. } = self;
                let reason = format!(
                    "whether the project's SQLAlchemy takes {what} is not known: from 2.0 on it raises {exception} \
                     (`--sqlalchemy VERSION` says which it is)"
                );
                server::demand(vm, &reason, place)
            }
        }
    }

    /// Notes it where `is_used`.
    ///
    /// # Errors
    /// As [`Legacy::used`].
    pub fn used_if(&self, is_used: bool, vm: &mut Vm, place: &Place) -> Result<(), Raise> {
        if is_used { self.used(vm, place) } else { Ok(()) }
    }
}

/// Returns whether a call is given no connection.
pub fn is_unbound(arguments: &Arguments) -> bool {
    arguments.rest.is_none() && arguments.find(0, "bind").is_none_or(|own| matches!(own, Value::None))
}

/// Returns whether a value is a list or tuple.
pub fn is_list(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::List(_) | Value::Tuple(_)))
}
