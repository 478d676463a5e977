//! DDL elements that are executed: `CreateTable(table)`, `DDL("…")`, `CreateSequence(sequence)`, ….

use super::class::function;
use super::constraint::ConstraintObject;
use super::index::IndexObject;
use super::result::{Rows, result};
use super::sequence::SequenceObject;
use super::table::as_table;
use super::values::{flag, text};
use super::{ddl, server};
use crate::name::Name;
use crate::operation::{AlterTable, Behavior, IfExists, IfNotExists, ObjectRef, Operation, RelationRef, Scope};
use crate::python::{Arguments, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::compiler::{self, Ddl};
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::naming::Conventions;
use crate::replay::sqlalchemy::table::Table;
use crate::schema::{Touched, Unknown};
use crate::source::Place;
use std::rc::Rc;

/// A DDL element: what executing it sends.
pub struct DdlObject {
    sends: Sends,
}

enum Sends {
    Statements(Result<Vec<Ddl>, Failure>),
    /// `DDL("…")`.
    Text(Rc<str>),
}

impl DdlObject {
    /// Executes it.
    ///
    /// # Errors
    /// The server's refusal as an exception.
    pub fn execute(&self, vm: &mut Vm, place: &Place) -> Outcome {
        match &self.sends {
            Sends::Statements(Ok(statements)) => ddl::send(vm, statements.clone(), place)?,
            Sends::Statements(Err(Failure::Unknown(unknown))) => {
                server::touch(vm, Touched::Everything, &super::values::to_python(unknown).or_at(place), place);
                Value::None
            }
            Sends::Statements(Err(failure)) => ddl::failed(vm, failure.clone(), place)?,
            Sends::Text(sql) => match server::session(vm) {
                Some(session) => {
                    // The text is a template: `%%` stands for a percent sign.
                    session.execute_sql(vm, &sql.replace("%%", "%"), crate::sql::Parameters::None, place)?;
                    Value::None
                }
                None => Value::None,
            },
        };
        Ok(result(Rows::Closed))
    }
}

/// Returns the class `name` of `sqlalchemy.schema`.
#[must_use]
pub fn find(name: &str) -> Option<Value> {
    Some(match name {
        "CreateTable" => function("CreateTable", |_, arguments, place| {
            Ok(element(&arguments, place, |table, arguments| {
                let skip = flag(arguments.keyword("if_not_exists").as_ref())?.unwrap_or(false);
                let existing = if skip { IfNotExists::Skip } else { IfNotExists::Fail };
                // Only the table itself: no types, indexes or comments.
                table.creation(&Conventions::default(), existing).map(|creation| vec![creation.table])
            }))
        }),
        "DropTable" => function("DropTable", |_, arguments, place| {
            Ok(element(&arguments, place, |table, arguments| {
                Ok(vec![drop(ObjectRef::Table(table.reference()), arguments, "if_exists")?])
            }))
        }),
        "CreateColumn" => super::opaque::opaque(name),
        "CreateIndex" => {
            function("CreateIndex", |_, arguments, place| Ok(index_element(&arguments, place, Change::Create)))
        }
        "DropIndex" => function("DropIndex", |_, arguments, place| Ok(index_element(&arguments, place, Change::Drop))),
        "CreateSequence" => {
            function("CreateSequence", |_, arguments, place| Ok(sequence_element(&arguments, place, Change::Create)))
        }
        "DropSequence" => {
            function("DropSequence", |_, arguments, place| Ok(sequence_element(&arguments, place, Change::Drop)))
        }
        "CreateSchema" => {
            function("CreateSchema", |_, arguments, place| Ok(schema_element(&arguments, place, Change::Create)))
        }
        "DropSchema" => {
            function("DropSchema", |_, arguments, place| Ok(schema_element(&arguments, place, Change::Drop)))
        }
        "AddConstraint" => {
            function("AddConstraint", |_, arguments, place| Ok(constraint_element(&arguments, place, Change::Create)))
        }
        "DropConstraint" => {
            function("DropConstraint", |_, arguments, place| Ok(constraint_element(&arguments, place, Change::Drop)))
        }
        "DDL" => function("DDL", |_, arguments, place| {
            let sends = match text(&arguments.find(0, "statement").unwrap_or(Value::None)) {
                Ok(sql) => Sends::Text(sql.into()),
                Err(unknown) => Sends::Statements(Err(Failure::Unknown(unknown))),
            };
            let _ = place;
            Ok(Value::foreign(DdlObject { sends }))
        }),
        _ => return None,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Create,
    Drop,
}

fn statements(sends: Result<Vec<Ddl>, Failure>) -> Value {
    Value::foreign(DdlObject { sends: Sends::Statements(sends) })
}

fn unknown_argument(value: Option<&Value>, what: &str, place: &Place) -> Failure {
    Failure::Unknown(match value {
        Some(Value::Unknown(unknown)) => super::values::from_python(unknown),
        _ => Unknown::new(format!("which {what} is meant is not known"), Some(place.clone())),
    })
}

fn element(
    arguments: &Arguments,
    place: &Place,
    make: impl FnOnce(&Table, &Arguments) -> Result<Vec<Ddl>, Failure>,
) -> Value {
    let given = arguments.find(0, "element");
    statements(match given.as_ref().and_then(as_table) {
        Some(table) => make(&table.table(), arguments),
        None => Err(unknown_argument(given.as_ref(), "table", place)),
    })
}

fn drop(object: ObjectRef, arguments: &Arguments, flag_name: &str) -> Result<Ddl, Failure> {
    let skip = flag(arguments.keyword(flag_name).as_ref())?.unwrap_or(false);
    let cascade = flag(arguments.keyword("cascade").as_ref())?.unwrap_or(false);
    Ok(Ddl::plain(Operation::Drop {
        objects: vec![object],
        missing: if skip { IfExists::Skip } else { IfExists::Fail },
        behavior: if cascade { Behavior::Cascade } else { Behavior::Restrict },
    }))
}

fn index_element(arguments: &Arguments, place: &Place, change: Change) -> Value {
    let given = arguments.find(0, "element");
    let index = given.as_ref().and_then(|value| value.downcast::<IndexObject>());
    let Some((index, table)) = index.and_then(|index| Some((index.clone(), index.table.clone()?))) else {
        return statements(Err(unknown_argument(given.as_ref(), "index", place)));
    };
    let table = super::table::empty_table(&table);
    let conventions = Conventions::default();
    statements((|| {
        if change == Change::Create {
            let skip = flag(arguments.keyword("if_not_exists").as_ref())?.unwrap_or(false);
            let existing = if skip { IfNotExists::Skip } else { IfNotExists::Fail };
            let definition = index.index.definition(&table, &conventions, existing)?;
            let sql = compiler::create_index(&index.index, &table, &conventions, existing);
            return Ok(vec![Ddl::new(Operation::CreateIndex(definition), sql)]);
        }
        let name = index.index.rendered_name(&table, &conventions)?;
        let object = ObjectRef::Index(RelationRef { schema: table.schema.as_deref().map(Name::verbatim), name });
        Ok(vec![drop(object, arguments, "if_exists")?])
    })())
}

fn sequence_element(arguments: &Arguments, place: &Place, change: Change) -> Value {
    let given = arguments.find(0, "element");
    let Some(sequence) = given.as_ref().and_then(|value| value.downcast::<SequenceObject>()) else {
        return statements(Err(unknown_argument(given.as_ref(), "sequence", place)));
    };
    statements((|| {
        if change == Change::Create {
            let skip = flag(arguments.keyword("if_not_exists").as_ref())?.unwrap_or(false);
            return Ok(vec![sequence.0.create(if skip { IfNotExists::Skip } else { IfNotExists::Fail })]);
        }
        Ok(vec![drop(ObjectRef::Sequence(sequence.0.reference()), arguments, "if_exists")?])
    })())
}

fn schema_element(arguments: &Arguments, place: &Place, change: Change) -> Value {
    let given = arguments.find(0, "element").or_else(|| arguments.keyword("name"));
    let Some(name) = given.as_ref().and_then(Value::as_str) else {
        return statements(Err(unknown_argument(given.as_ref(), "schema", place)));
    };
    statements((|| {
        if change == Change::Create {
            let skip = flag(arguments.keyword("if_not_exists").as_ref())?.unwrap_or(false);
            let existing = if skip { IfNotExists::Skip } else { IfNotExists::Fail };
            return Ok(vec![Ddl::plain(Operation::CreateSchema { name: Name::verbatim(&name), existing })]);
        }
        Ok(vec![drop(ObjectRef::Schema(Name::verbatim(&name)), arguments, "if_exists")?])
    })())
}

fn constraint_element(arguments: &Arguments, place: &Place, change: Change) -> Value {
    let given = arguments.find(0, "element");
    let constraint = given.as_ref().and_then(|value| value.downcast::<ConstraintObject>());
    let Some((constraint, table)) = constraint.and_then(|own| Some((own.constraint(), own.table.clone()?))) else {
        return statements(Err(unknown_argument(given.as_ref(), "constraint", place)));
    };
    let table = super::table::empty_table(&table);
    let conventions = Conventions::default();
    statements((|| {
        let mut text = None;
        let action = if change == Change::Create {
            let own = compiler::constraint(&constraint, &table, &conventions).unwrap_or_default();
            text = Some(format!("ALTER TABLE {} ADD {own}", compiler::relation(&table.reference())));
            match constraint.definition(&table, &conventions)? {
                Some(definition) => AlterTable::AddConstraint(definition),
                None => return Ok(Vec::new()),
            }
        } else {
            let Some(name) = constraint.rendered_name(&table, &conventions)? else {
                let message = "Can't emit DROP CONSTRAINT for constraint; it has no name";
                return Err(Failure::raises("CompileError", message));
            };
            let cascade = flag(arguments.keyword("cascade").as_ref())?.unwrap_or(false);
            let skip = flag(arguments.keyword("if_exists").as_ref())?.unwrap_or(false);
            AlterTable::DropConstraint {
                name,
                missing: if skip { IfExists::Skip } else { IfExists::Fail },
                behavior: if cascade { Behavior::Cascade } else { Behavior::Restrict },
            }
        };
        let table = table.reference();
        let operation = Operation::AlterTable { table, scope: Scope::Descendants, missing: IfExists::Fail, action };
        let ddl = Ddl::plain(operation);
        Ok(vec![text.map_or_else(|| ddl.clone(), |sql| Ddl { sql, ..ddl.clone() })])
    })())
}

impl Foreign for DdlObject {
    fn type_name(&self) -> &str {
        "DDLElement"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "execute_if" | "against" | "__call__")
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, _arguments: Arguments, place: &Place) -> Outcome {
        Ok(match name {
            "execute_if" | "against" => Value::Foreign(self),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a DDL element is not modelled"), place)),
        })
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(match &self.sends {
            Sends::Text(text) => Value::Str(text.clone()),
            Sends::Statements(Ok(statements)) => {
                let texts: Vec<&str> = statements.iter().map(|ddl| ddl.sql.as_str()).collect();
                Value::str(texts.join("; "))
            }
            Sends::Statements(Err(_)) => {
                Value::Unknown(PythonUnknown::new("the text of this element is not known", place))
            }
        })
    }
}
