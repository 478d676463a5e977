//! The exception classes of `sqlalchemy.exc`, `psycopg2` and `alembic.util`, and how a refusal of the server becomes one.

use crate::python::{Class, Instance, Raise, Value, Vm};
use crate::schema::{Refusal, SqlState};
use crate::source::Place;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Every class with its base; what stands before the last dot is the module.
const CLASSES: &[(&str, &str)] = &[
    ("sqlalchemy.exc.SQLAlchemyError", "Exception"),
    ("sqlalchemy.exc.ArgumentError", "sqlalchemy.exc.SQLAlchemyError"),
    ("sqlalchemy.exc.DuplicateColumnError", "sqlalchemy.exc.ArgumentError"),
    ("sqlalchemy.exc.ObjectNotExecutableError", "sqlalchemy.exc.ArgumentError"),
    ("sqlalchemy.exc.NoSuchModuleError", "sqlalchemy.exc.ArgumentError"),
    ("sqlalchemy.exc.ConstraintColumnNotFoundError", "sqlalchemy.exc.ArgumentError"),
    ("sqlalchemy.exc.CompileError", "sqlalchemy.exc.SQLAlchemyError"),
    ("sqlalchemy.exc.UnsupportedCompilationError", "sqlalchemy.exc.CompileError"),
    ("sqlalchemy.exc.CircularDependencyError", "sqlalchemy.exc.SQLAlchemyError"),
    ("sqlalchemy.exc.DisconnectionError", "sqlalchemy.exc.SQLAlchemyError"),
    ("sqlalchemy.exc.TimeoutError", "sqlalchemy.exc.SQLAlchemyError"),
    ("sqlalchemy.exc.IdentifierError", "sqlalchemy.exc.SQLAlchemyError"),
    ("sqlalchemy.exc.InvalidRequestError", "sqlalchemy.exc.SQLAlchemyError"),
    ("sqlalchemy.exc.NoInspectionAvailable", "sqlalchemy.exc.InvalidRequestError"),
    ("sqlalchemy.exc.PendingRollbackError", "sqlalchemy.exc.InvalidRequestError"),
    ("sqlalchemy.exc.ResourceClosedError", "sqlalchemy.exc.InvalidRequestError"),
    ("sqlalchemy.exc.NoSuchColumnError", "sqlalchemy.exc.InvalidRequestError"),
    ("sqlalchemy.exc.NoResultFound", "sqlalchemy.exc.InvalidRequestError"),
    ("sqlalchemy.exc.MultipleResultsFound", "sqlalchemy.exc.InvalidRequestError"),
    ("sqlalchemy.exc.NoReferenceError", "sqlalchemy.exc.InvalidRequestError"),
    ("sqlalchemy.exc.NoReferencedTableError", "sqlalchemy.exc.NoReferenceError"),
    ("sqlalchemy.exc.NoReferencedColumnError", "sqlalchemy.exc.NoReferenceError"),
    ("sqlalchemy.exc.NoSuchTableError", "sqlalchemy.exc.InvalidRequestError"),
    ("sqlalchemy.exc.UnreflectableTableError", "sqlalchemy.exc.InvalidRequestError"),
    ("sqlalchemy.exc.UnboundExecutionError", "sqlalchemy.exc.InvalidRequestError"),
    ("sqlalchemy.exc.StatementError", "sqlalchemy.exc.SQLAlchemyError"),
    ("sqlalchemy.exc.DBAPIError", "sqlalchemy.exc.StatementError"),
    ("sqlalchemy.exc.InterfaceError", "sqlalchemy.exc.DBAPIError"),
    ("sqlalchemy.exc.DatabaseError", "sqlalchemy.exc.DBAPIError"),
    ("sqlalchemy.exc.DataError", "sqlalchemy.exc.DatabaseError"),
    ("sqlalchemy.exc.OperationalError", "sqlalchemy.exc.DatabaseError"),
    ("sqlalchemy.exc.IntegrityError", "sqlalchemy.exc.DatabaseError"),
    ("sqlalchemy.exc.InternalError", "sqlalchemy.exc.DatabaseError"),
    ("sqlalchemy.exc.ProgrammingError", "sqlalchemy.exc.DatabaseError"),
    ("sqlalchemy.exc.NotSupportedError", "sqlalchemy.exc.DatabaseError"),
    ("sqlalchemy.exc.SADeprecationWarning", "DeprecationWarning"),
    ("sqlalchemy.exc.RemovedIn20Warning", "sqlalchemy.exc.SADeprecationWarning"),
    ("sqlalchemy.exc.MovedIn20Warning", "sqlalchemy.exc.SADeprecationWarning"),
    ("sqlalchemy.exc.SAWarning", "RuntimeWarning"),
    ("psycopg2.Warning", "Exception"),
    ("psycopg2.Error", "Exception"),
    ("psycopg2.InterfaceError", "psycopg2.Error"),
    ("psycopg2.DatabaseError", "psycopg2.Error"),
    ("psycopg2.DataError", "psycopg2.DatabaseError"),
    ("psycopg2.OperationalError", "psycopg2.DatabaseError"),
    ("psycopg2.IntegrityError", "psycopg2.DatabaseError"),
    ("psycopg2.InternalError", "psycopg2.DatabaseError"),
    ("psycopg2.ProgrammingError", "psycopg2.DatabaseError"),
    ("psycopg2.NotSupportedError", "psycopg2.DatabaseError"),
    ("alembic.util.exc.CommandError", "Exception"),
];

/// The classes of `psycopg2.errors`, by SQLSTATE.
const STATES: &[SqlState] = &[
    SqlState::UNDEFINED_TABLE,
    SqlState::UNDEFINED_COLUMN,
    SqlState::UNDEFINED_OBJECT,
    SqlState::UNDEFINED_FUNCTION,
    SqlState::INVALID_SCHEMA_NAME,
    SqlState::DUPLICATE_TABLE,
    SqlState::DUPLICATE_COLUMN,
    SqlState::DUPLICATE_OBJECT,
    SqlState::DUPLICATE_SCHEMA,
    SqlState::DUPLICATE_FUNCTION,
    SqlState::DEPENDENT_OBJECTS_STILL_EXIST,
    SqlState::WRONG_OBJECT_TYPE,
    SqlState::DATATYPE_MISMATCH,
    SqlState::INVALID_TABLE_DEFINITION,
    SqlState::INVALID_OBJECT_DEFINITION,
    SqlState::INVALID_COLUMN_REFERENCE,
    SqlState::INVALID_FOREIGN_KEY,
    SqlState::FEATURE_NOT_SUPPORTED,
    SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE,
    SqlState::OBJECT_IN_USE,
    SqlState::UNSAFE_NEW_ENUM_VALUE,
    SqlState::ACTIVE_SQL_TRANSACTION,
    SqlState::NO_ACTIVE_SQL_TRANSACTION,
    SqlState::IN_FAILED_SQL_TRANSACTION,
    SqlState::INVALID_SAVEPOINT,
    SqlState::SYNTAX_ERROR,
    SqlState::RESERVED_NAME,
    SqlState::INVALID_NAME,
    SqlState::STRING_DATA_RIGHT_TRUNCATION,
    SqlState::NOT_NULL_VIOLATION,
    SqlState::UNIQUE_VIOLATION,
    SqlState::FOREIGN_KEY_VIOLATION,
    SqlState::CHECK_VIOLATION,
    SqlState::CANNOT_COERCE,
    SqlState::GROUPING_ERROR,
    SqlState::AMBIGUOUS_COLUMN,
    SqlState::GENERATED_ALWAYS,
    SqlState::EXCLUSION_VIOLATION,
    SqlState::NUMERIC_VALUE_OUT_OF_RANGE,
    SqlState::INVALID_DATETIME_FORMAT,
    SqlState::DATETIME_FIELD_OVERFLOW,
    SqlState::DIVISION_BY_ZERO,
    SqlState::INVALID_TEXT_REPRESENTATION,
    SqlState::INDETERMINATE_DATATYPE,
    SqlState::AMBIGUOUS_FUNCTION,
    SqlState::RAISE_EXCEPTION,
    SqlState::INVALID_PARAMETER_VALUE,
    SqlState::TOO_MANY_COLUMNS,
    SqlState::INSUFFICIENT_PRIVILEGE,
];

/// The attribute that marks an exception of Alembic's or SQLAlchemy's own.
const KNOWN: &str = "_raised_for_sure";

/// Returns whether an exception is certainly raised, and no gap of the evaluator.
#[must_use]
pub fn is_known(raise: &Raise) -> bool {
    raise.instance().is_some_and(|instance| instance.attributes.contains(KNOWN))
}

/// The classes, each made when first asked for.
#[derive(Default)]
pub struct Errors(RefCell<BTreeMap<String, Rc<Class>>>);

impl Errors {
    /// Returns the class with this dotted name: `sqlalchemy.exc.ProgrammingError`, `psycopg2.errors.DuplicateTable`.
    pub fn find(&self, vm: &mut Vm, dotted: &str) -> Option<Rc<Class>> {
        if let Some(known) = self.0.borrow().get(dotted) {
            return Some(known.clone());
        }
        let base = match CLASSES.iter().find(|(class, _)| *class == dotted) {
            Some((_, base)) => (*base).to_owned(),
            None => base_of_state(dotted)?,
        };
        let base = if base.contains('.') { self.find(vm, &base)? } else { vm.exception_class(&base) };
        let (module, name) = dotted.rsplit_once('.').unwrap_or(("builtins", dotted));
        let class = vm.class(module, name, vec![Value::Class(base)]);
        self.0.borrow_mut().insert(dotted.to_owned(), class.clone());
        Some(class)
    }

    /// Returns the names in a module of exceptions, empty where it is none.
    #[must_use]
    pub fn names(module: &str) -> Vec<String> {
        let of = |dotted: &str| {
            let (own, name) = dotted.rsplit_once('.')?;
            (own == module).then(|| name.to_owned())
        };
        let listed = CLASSES.iter().filter_map(|(class, _)| of(class));
        let states = STATES.iter().map(|state| class_name(*state)).filter(|_| module == "psycopg2.errors");
        listed.chain(states).collect()
    }

    /// Returns an exception of a class that is named without its module, raised at `place`.
    pub fn raise(&self, vm: &mut Vm, class: &str, message: &str, place: &Place) -> Raise {
        for module in ["sqlalchemy.exc", "alembic.util.exc"] {
            if let Some(class) = self.find(vm, &format!("{module}.{class}")) {
                return vm.raise(&class, message, place);
            }
        }
        vm.error(class, message, place)
    }

    /// Returns an exception that Alembic or SQLAlchemy certainly raises, whatever of the evaluator is missing ([`is_known`]).
    pub fn raise_known(&self, vm: &mut Vm, class: &str, message: &str, place: &Place) -> Raise {
        let raise = self.raise(vm, class, message, place);
        raise.instance().iter().for_each(|own| own.attributes.define(KNOWN, Value::Bool(true)));
        raise
    }

    /// Returns the exception that SQLAlchemy wraps psycopg2's in.
    pub fn refusal(&self, vm: &mut Vm, refusal: &Refusal, place: &Place) -> Raise {
        let kind = kind_of(refusal.state);
        let original = class_name(refusal.state);
        let classes =
            (self.find(vm, &format!("psycopg2.errors.{original}")), self.find(vm, &format!("sqlalchemy.exc.{kind}")));
        let (Some(inner), Some(outer)) = classes else {
            return vm.error("Exception", &refusal.message, place);
        };
        let origin = Instance::new(inner);
        origin.attributes.define("args", Value::tuple(vec![Value::str(&refusal.message)]));
        origin.attributes.define("pgcode", Value::str(refusal.state.0));
        origin.attributes.define("sqlstate", Value::str(refusal.state.0));
        origin.attributes.define("pgerror", Value::str(format!("ERROR:  {}\n", refusal.message)));
        let wrapped = Instance::new(outer);
        let message = format!("(psycopg2.errors.{original}) {}\n", refusal.message);
        wrapped.attributes.define("args", Value::tuple(vec![Value::str(message)]));
        wrapped.attributes.define("orig", Value::Instance(Rc::new(origin)));
        wrapped.attributes.define("params", Value::None);
        Raise::new(Value::Instance(Rc::new(wrapped)), place)
    }
}

/// The class of psycopg2 and SQLAlchemy that an SQLSTATE belongs to (psycopg2 2.9, `sqlstate_errors.h`).
fn kind_of(state: SqlState) -> &'static str {
    match state.0.get(..2) {
        Some("0A") => "NotSupportedError",
        Some("22") => "DataError",
        Some("23") => "IntegrityError",
        Some("25" | "2B" | "2D" | "2F" | "3B" | "XX") => "InternalError",
        Some("55" | "53" | "54" | "57" | "58" | "08" | "28") => "OperationalError",
        _ => "ProgrammingError",
    }
}

/// `undefined_table` is the class `UndefinedTable`.
fn class_name(state: SqlState) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    state.condition().split('_').map(word).collect()
}

fn base_of_state(dotted: &str) -> Option<String> {
    let name = dotted.strip_prefix("psycopg2.errors.")?;
    let state = STATES.iter().find(|state| class_name(**state) == name)?;
    Some(format!("psycopg2.{}", kind_of(*state)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_base_is_there() {
        let names: Vec<&str> = CLASSES.iter().map(|(class, _)| *class).collect();
        for (class, base) in CLASSES {
            assert!(!base.contains('.') || names.contains(base), "the base of {class} is not listed");
        }
    }

    #[test]
    fn states_are_named_as_psycopg2_names_them() {
        assert_eq!(class_name(SqlState::DUPLICATE_TABLE), "DuplicateTable");
        assert_eq!(class_name(SqlState::IN_FAILED_SQL_TRANSACTION), "InFailedSqlTransaction");
        assert_eq!(
            base_of_state("psycopg2.errors.DependentObjectsStillExist").as_deref(),
            Some("psycopg2.InternalError")
        );
        assert!(STATES.iter().all(|state| state.condition() != "unlisted"));
    }
}
