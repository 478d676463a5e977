//! `op.batch_alter_table(…)`: on PostgreSQL plain ALTERs, sent when the block ends (`BatchOperationsImpl.flush`,
//! Alembic 1.20.1); only `recreate="always"` copies the table (`recreate`).

use super::operations::call_common;
use super::{op, recreate};
use crate::name::Name;
use crate::operation::RelationRef;
use crate::python::{Arguments, Exit, Foreign, List, Outcome, Raise, Unknown, Value, Vm};
use crate::replay::sqlalchemy::bind::values::{optional_text, text};
use crate::replay::{Session, Site};
use crate::schema::{ObjectId, Schema, Touched};
use crate::source::Place;
use std::rc::Rc;

/// The object that `with op.batch_alter_table(…) as batch` binds.
pub struct Batch {
    session: Session,
    table: Value,
    schema: Value,
    /// What becomes unknown if the calls are.
    touched: Touched,
    recreate: Recreate,
    /// The calls so far: a list of Python's, so that undecided branches can undo what is appended.
    calls: Rc<List>,
}

/// `recreate=`.
enum Recreate {
    Never,
    Always,
    Unknown(Unknown),
}

/// A call that waits for the end of the block.
struct Pending {
    name: Rc<str>,
    arguments: Arguments,
    place: Place,
    site: Site,
}

impl Foreign for Pending {
    fn type_name(&self) -> &str {
        "batch operation"
    }
}

impl Batch {
    /// Returns the batch that the arguments of `batch_alter_table` ask for.
    #[must_use]
    pub fn open(session: &Session, arguments: &Arguments) -> Value {
        let table = arguments.find(0, "table_name").unwrap_or(Value::None);
        let schema = arguments.find(1, "schema").unwrap_or(Value::None);
        let recreate = match arguments.find(2, "recreate") {
            None => Recreate::Never,
            Some(Value::Unknown(unknown)) => Recreate::Unknown(unknown),
            Some(value) if value.as_str().as_deref() == Some("always") => match is_told_more(arguments) {
                true => {
                    Recreate::Unknown(Unknown::anywhere("how `recreate=\"always\"` copies the table is not followed"))
                }
                false => Recreate::Always,
            },
            Some(_) => Recreate::Never,
        };
        let touched = match (text(&table), optional_text(Some(&schema))) {
            (Ok(name), Ok(schema)) => Touched::Table(session.with_recorder(|recorder| {
                let schema = schema.map(|own| Name::verbatim(&own));
                recorder.schema().full_name(&RelationRef { schema, name: Name::verbatim(&name) })
            })),
            _ => Touched::Everything,
        };
        let calls = Rc::new(List::new(Vec::new()));
        Value::foreign(Self { session: session.clone(), table, schema, touched, recreate, calls })
    }

    fn flush(&self, vm: &mut Vm, place: &Place) -> Result<(), Raise> {
        let calls = match self.calls.content() {
            Ok(calls) => calls,
            Err(unknown) => {
                self.session.unknown(vm, self.touched.clone(), &unknown, place);
                return Ok(());
            }
        };
        match &self.recreate {
            Recreate::Never => {}
            Recreate::Unknown(unknown) => self.session.unknown(vm, self.touched.clone(), unknown, place),
            Recreate::Always => {
                if let Some(unknown) = self.lost_in_copy(&calls, place) {
                    self.session.unknown(vm, self.touched.clone(), &unknown, place);
                }
            }
        }
        for call in calls {
            let Some(call) = call.downcast::<Pending>() else { continue };
            let Some(entry) = op::find(&call.name) else { continue };
            let placed = ["insert_before", "insert_after"];
            if matches!(self.recreate, Recreate::Never)
                && placed.iter().any(|name| call.arguments.keyword(name).is_some_and(|own| !matches!(own, Value::None)))
            {
                let message = "Can't specify insert_before or insert_after when using ALTER; please specify \
                               recreate='always'";
                return Err(self.session.errors().raise_known(vm, "CommandError", message, &call.place));
            }
            let arguments = self.complete(entry, call.arguments.clone());
            let session = self.session.clone();
            self.session.at(call.site.clone(), || entry.call(&session, vm, arguments, &call.place))?;
        }
        Ok(())
    }

    /// Returns why the copied table may not be what ALTER TABLE would make of it, if so.
    fn lost_in_copy(&self, calls: &[Value], place: &Place) -> Option<Unknown> {
        let reason = "`recreate=\"always\"` copies the table as reflection sees it, which is not followed here";
        let lost = || Some(Unknown::new(reason, place));
        let Touched::Table(name) = &self.touched else { return lost() };
        if let Some(doubt) = self.session.doubt_about(&ObjectId::Table(name.clone())) {
            return Some(doubt);
        }
        let inside = |touched: &Touched| matches!(touched, Touched::Object(object) if object.table() == Some(name));
        let vague = |schema: &Schema| schema.latest_vague(|own| own.admit_on(name)).is_some();
        let doubted = |schema: &Schema| schema.latest_unknown(|touched, _| inside(touched)).is_some() || vague(schema);
        if self.session.with_schema(doubted) {
            return lost();
        }
        let followed = |call: &Value| {
            call.downcast::<Pending>().is_some_and(|call| recreate::is_as_altered(&call.name, &call.arguments))
        };
        let same = self.session.with_schema(|schema| recreate::is_same(schema, name));
        if same && calls.iter().all(followed) { None } else { lost() }
    }

    /// Fills in the table's name and schema, which the batch form leaves out.
    fn complete(&self, entry: &op::Entry, mut arguments: Arguments) -> Arguments {
        let Some((at, schema)) = entry.batch else { return arguments };
        // Arguments before the table may be given by keyword.
        let name = entry.signature.parameters.get(at).copied().unwrap_or("table_name");
        if arguments.positional.len() >= at {
            arguments.positional.insert(at, self.table.clone());
        } else {
            arguments.keywords.push((Rc::from(name), self.table.clone()));
        }
        if !matches!(self.schema, Value::None) && arguments.keyword(schema).is_none() {
            arguments.keywords.push((Rc::from(schema), self.schema.clone()));
        }
        arguments
    }
}

/// Returns whether the copy is to differ from the table: `table_args`, `reflect_kwargs`, ….
fn is_told_more(arguments: &Arguments) -> bool {
    let harmless = ["table_name", "schema", "recreate", "naming_convention"];
    arguments.positional.len() > 3
        || arguments.rest.is_some()
        || arguments.keywords.iter().any(|(name, _)| !harmless.contains(&&**name))
}

impl Foreign for Batch {
    fn type_name(&self) -> &str {
        "BatchOperations"
    }

    fn has_method(&self, name: &str) -> bool {
        op::find(name).is_some_and(|entry| entry.batch.is_some() || matches!(name, "execute" | "bulk_insert"))
            || matches!(name, "f" | "get_bind" | "get_context" | "inline_literal" | "invoke" | "run_async")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, _place: &Place) -> Outcome {
        match name {
            "impl" | "migration_context" => {
                let context = Value::foreign(super::context::MigrationContext::new(self.session.clone()));
                if name == "impl" { Ok(Value::Foreign(self)) } else { Ok(context) }
            }
            "table_name" => Ok(self.table.clone()),
            "schema" => Ok(self.schema.clone()),
            _ => Ok(super::plugin::unknown_batch_operation(&self.session, self.touched.clone(), name)),
        }
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        if let Some(entry) = op::find(name).filter(|entry| entry.batch.is_some()) {
            if let Some(unknown) = arguments.rest.clone() {
                // The table's place among unknown arguments is not known, but the table is.
                self.session.unknown(vm, self.touched.clone(), &unknown, place);
                return Ok(Value::None);
            }
            let site = self.session.site(vm, place);
            let pending = Pending { name: Rc::from(entry.signature.name), arguments, place: place.clone(), site };
            let pending = Value::foreign(pending);
            vm.edit_list(&self.calls, |calls| calls.push(pending));
            return Ok(Value::None);
        }
        if let Some(outcome) = call_common(&self.session, vm, name, &arguments, place) {
            return outcome;
        }
        if let Some(entry) = op::find(name) {
            return entry.call(&self.session, vm, arguments, place);
        }
        let callee = self.attribute(vm, name, place)?;
        vm.call(&callee, arguments, place)
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn exit(self: Rc<Self>, vm: &mut Vm, raised: Option<&Raise>, place: &Place) -> Result<Exit, Raise> {
        if raised.is_none() {
            self.flush(vm, place)?;
        }
        Ok(Exit::Propagate)
    }
}
