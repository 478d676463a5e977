//! The operations behind the directives, as objects: `alembic.operations.ops`, which `op.invoke` takes and a project can give
//! another implementation, and `alembic.operations.toimpl`, which carries them out (Alembic 1.20.1).

use super::op;
use crate::python::{Arguments, Foreign, Outcome, Unknown, Value, Vm};
use crate::replay::Session;
use crate::replay::sqlalchemy::bind::column::ColumnObject;
use crate::replay::sqlalchemy::bind::constraint::ConstraintObject;
use crate::replay::sqlalchemy::bind::table::as_table;
use crate::schema::Touched;
use crate::source::Place;
use std::rc::Rc;

/// Each class with its directive, and the function of `toimpl` where it is called otherwise.
const CLASSES: &[(&str, &str, &str)] = &[
    ("AddColumnOp", "add_column", "add_column"),
    ("AlterColumnOp", "alter_column", "alter_column"),
    ("BulkInsertOp", "bulk_insert", "bulk_insert"),
    ("CreateCheckConstraintOp", "create_check_constraint", "create_constraint"),
    ("CreateForeignKeyOp", "create_foreign_key", "create_constraint"),
    ("CreateIndexOp", "create_index", "create_index"),
    ("CreatePrimaryKeyOp", "create_primary_key", "create_constraint"),
    ("CreateTableCommentOp", "create_table_comment", "create_table_comment"),
    ("CreateTableOp", "create_table", "create_table"),
    ("CreateUniqueConstraintOp", "create_unique_constraint", "create_constraint"),
    ("DropColumnOp", "drop_column", "drop_column"),
    ("DropConstraintOp", "drop_constraint", "drop_constraint"),
    ("DropIndexOp", "drop_index", "drop_index"),
    ("DropTableCommentOp", "drop_table_comment", "drop_table_comment"),
    ("DropTableOp", "drop_table", "drop_table"),
    ("ExecuteSQLOp", "execute", "execute_sql"),
    ("RenameTableOp", "rename_table", "rename_table"),
];

/// What `AlterColumnOp` calls the arguments of the directive.
const MODIFIED: &[(&str, &str)] = &[
    ("modify_nullable", "nullable"),
    ("modify_comment", "comment"),
    ("modify_server_default", "server_default"),
    ("modify_name", "new_column_name"),
    ("modify_type", "type_"),
];

/// `ops.CreateTableOp` and the like.
pub struct OperationClass {
    name: &'static str,
    directive: &'static str,
}

/// An operation: the arguments of its directive.
pub struct OperationObject {
    class: &'static str,
    directive: &'static str,
    arguments: Arguments,
}

/// Returns the classes by name.
pub fn classes() -> Vec<(&'static str, Value)> {
    let class = |(name, directive, _): &(&'static str, &'static str, &'static str)| {
        (*name, Value::foreign(OperationClass { name, directive }))
    };
    CLASSES.iter().map(class).collect()
}

/// Returns the functions of `toimpl` by name: each carries out its operation, whatever replaces it.
pub fn implementations(session: &Session) -> Vec<(&'static str, Value)> {
    let function = |(_, _, name): &(&'static str, &'static str, &'static str)| {
        let session = session.clone();
        let run = Value::native(*name, move |vm, arguments, place| {
            match arguments.find(1, "operation").and_then(|own| own.downcast::<OperationObject>()) {
                Some(operation) => operation.carry_out(&session, vm, place),
                None => Ok(unknown(&session, vm, place)),
            }
        });
        (*name, run)
    };
    CLASSES.iter().map(function).collect()
}

/// Returns the operation that a call of a directive makes.
#[must_use]
pub fn of_call(directive: &str, mut arguments: Arguments) -> Option<Value> {
    let (class, directive, _) = CLASSES.iter().find(|(_, own, _)| *own == directive)?;
    if *directive == "create_table" && !arguments.positional.is_empty() {
        let items = arguments.positional.split_off(1);
        arguments.positional.push(Value::list(items));
    }
    Some(Value::foreign(OperationObject { class, directive, arguments }))
}

/// Returns whether a class that an implementation was registered for is that of a directive.
#[must_use]
pub fn is_of_directive(class: &Value, directive: &str) -> bool {
    class.downcast::<OperationClass>().is_some_and(|class| class.directive == directive)
}

/// Returns the name of one of Alembic's own classes, which have implementations.
#[must_use]
pub fn own_name(class: &Value) -> Option<&'static str> {
    class.downcast::<OperationClass>().map(|class| class.name)
}

/// Records that an operation is carried out that is not known.
pub fn unknown(session: &Session, vm: &Vm, place: &Place) -> Value {
    let unknown = Unknown::new("`op.invoke` is given an operation that is not known", place);
    session.unknown(vm, Touched::Everything, &unknown, place);
    Value::None
}

impl OperationObject {
    /// Returns the name of its directive.
    #[must_use]
    pub fn directive(&self) -> &'static str {
        self.directive
    }

    /// Carries it out as Alembic does.
    ///
    /// # Errors
    /// The Python exception that the directive raises.
    pub fn carry_out(&self, session: &Session, vm: &mut Vm, place: &Place) -> Outcome {
        let Some(entry) = op::find(self.directive) else { return Ok(unknown(session, vm, place)) };
        let mut arguments = self.arguments.clone();
        if self.directive == "create_table" {
            let listed = (arguments.positional.len() > 1).then(|| arguments.positional.remove(1));
            if let Some(items) = listed.or_else(|| arguments.take("columns")) {
                match vm.items(&items, place)? {
                    Ok(items) => arguments.positional.extend(items),
                    Err(_) => return Ok(unknown(session, vm, place)),
                }
            }
        }
        if self.class == "AlterColumnOp" {
            for (name, _) in &mut arguments.keywords {
                if let Some((_, own)) = MODIFIED.iter().find(|(modified, _)| **modified == **name) {
                    *name = Rc::from(*own);
                }
            }
        }
        entry.call(session, vm, arguments, place)
    }
}

/// `CreateTableOp.from_table(table)`: its columns and constraints; its indexes are operations of their own.
fn from_table(class: &OperationClass, table: &Value) -> Option<Value> {
    let object = as_table(table)?;
    let own = object.table();
    let mut arguments = Arguments::positional(vec![Value::str(&own.name)]);
    let mut keyword = |name: &str, value: Value| arguments.keywords.push((Rc::from(name), value));
    own.schema.iter().for_each(|schema| keyword("schema", Value::str(schema)));
    if class.name == "CreateTableOp" {
        own.comment.iter().for_each(|comment| keyword("comment", Value::str(comment)));
        own.partition_by.iter().for_each(|key| keyword("postgresql_partition_by", Value::str(key)));
        let prefixes: Vec<Value> = own.prefixes.iter().map(Value::str).collect();
        keyword("prefixes", Value::list(prefixes));
        let columns = own.columns.iter().cloned().map(|mut column| {
            (column.unique, column.index) = (column.unique && !column.index, false);
            Value::foreign(ColumnObject::new(column, None))
        });
        let constraints = own.constraints.iter().cloned().map(|own| Value::foreign(ConstraintObject::new(own, None)));
        let items = columns.chain(constraints).collect();
        arguments.positional.push(Value::list(items));
    }
    own.unknown
        .is_none()
        .then(|| Value::foreign(OperationObject { class: class.name, directive: class.directive, arguments }))
}

impl Foreign for OperationClass {
    fn type_name(&self) -> &str {
        "type"
    }

    fn is_class(&self) -> bool {
        true
    }

    fn is_instance(&self, value: &Value) -> Option<bool> {
        Some(value.downcast::<OperationObject>().is_some_and(|own| own.class == self.name))
    }

    fn has_method(&self, name: &str) -> bool {
        name == "from_table"
    }

    fn call(self: Rc<Self>, _vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
        Ok(Value::foreign(OperationObject { class: self.name, directive: self.directive, arguments }))
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        if name == "from_table" && matches!(self.name, "CreateTableOp" | "DropTableOp") {
            let made = arguments.find(0, "table").and_then(|table| from_table(&self, &table));
            if let Some(made) = made {
                return Ok(made);
            }
        }
        let callee = self.attribute(vm, name, place)?;
        vm.call(&callee, arguments, place)
    }

    fn repr(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::str(format!("<class 'alembic.operations.ops.{}'>", self.name)))
    }
}

impl Foreign for OperationObject {
    fn type_name(&self) -> &str {
        self.class
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        let own = match (name, self.directive) {
            ("table_name", "rename_table") => "old_table_name",
            (name, _) => name,
        };
        let at = match (own, self.directive) {
            ("columns", "create_table") => Some(1),
            _ => op::find(self.directive)
                .and_then(|entry| entry.signature.parameters.iter().position(|parameter| *parameter == own)),
        };
        let found =
            at.and_then(|at| self.arguments.positional.get(at).cloned()).or_else(|| self.arguments.keyword(own));
        let missing = matches!(own, "schema" | "if_exists" | "if_not_exists" | "comment").then_some(Value::None);
        let unmodelled =
            || Value::Unknown(Unknown::new(format!("`{name}` of a `{}` is not modelled", self.class), place));
        Ok(found.or(missing).unwrap_or_else(unmodelled))
    }
}
