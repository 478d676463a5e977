//! `op.alter_column(table_name, column_name, *, …)`: on PostgreSQL type, nullability, default, comment and name, each a
//! statement of its own, in this order (`PostgresqlImpl.alter_column`, `DefaultImpl.alter_column`, Alembic 1.20.1).

use crate::name::Name;
use crate::operation::{
    AlterColumn, AlterTable, Behavior, IdentityChange, IfExists, ObjectRef, Operation, RelationRef, Scope, TypeRef,
};
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done, Stop};
use crate::replay::sqlalchemy::bind::generation::{ComputedObject, IdentityObject, server_default};
use crate::replay::sqlalchemy::bind::types::to_type;
use crate::replay::sqlalchemy::bind::values;
use crate::replay::sqlalchemy::column::Column;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::table::Table;
use crate::replay::sqlalchemy::types::SqlType;
use crate::schema::{DataType, Expression, Identity, ObjectId, Touched};

pub const SIGNATURE: Signature =
    Signature { name: "alter_column", parameters: &["table_name", "column_name"], required: 2 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    let table = directive.table("table_name", "schema")?;
    let column = directive.name("column_name")?;
    let name = Name::verbatim(&column);
    let full = directive.full_name(&table);
    directive.touched = Touched::Object(ObjectId::Column(full, name.clone()));
    let mut target = Target { directive, table, column, name };
    let modified = target.type_of("type_")?;
    if let Some(modified) = &modified {
        target.drop_type_checks(modified)?;
        target.set_type(modified)?;
    } else if target.directive.text("postgresql_using")?.is_some() {
        let message = "postgresql_using must be used with the type_ parameter";
        return Err(Failure::raises("CommandError", message).into());
    }
    target.set_nullable()?;
    target.set_default()?;
    target.set_comment()?;
    target.rename()?;
    if let Some(modified) = modified {
        target.add_type_checks(modified)?;
    }
    Ok(Value::None)
}

struct Target<'a, 'b> {
    directive: &'a mut Directive<'b>,
    table: RelationRef,
    column: String,
    name: Name,
}

impl Target<'_, '_> {
    fn change(&mut self, change: AlterColumn) -> Done<()> {
        let action = AlterTable::AlterColumn { name: self.name.clone(), change };
        self.alter(action)
    }

    fn alter(&mut self, action: AlterTable) -> Done<()> {
        let table = self.table.clone();
        self.directive.apply(Operation::AlterTable {
            table,
            scope: Scope::Descendants,
            missing: IfExists::Fail,
            action,
        })
    }

    fn type_of(&mut self, argument: &str) -> Done<Option<SqlType>> {
        match self.directive.call.value(argument) {
            None | Some(Value::None) => Ok(None),
            Some(value) => Ok(Some(to_type(self.directive.vm, &value, self.directive.place)?)),
        }
    }

    fn set_type(&mut self, data_type: &SqlType) -> Done<()> {
        let (data_type, collation) = match data_type.compile(None) {
            Ok(compiled) => (compiled.data_type, compiled.collation),
            Err(Failure::Unknown(unknown)) => (TypeRef::Resolved(DataType::unknown(unknown)), None),
            Err(raises) => return Err(raises.into()),
        };
        let using = match self.directive.text("postgresql_using") {
            Ok(text) => text
                .filter(|text| !text.is_empty())
                .map(|text| crate::sql::expression(&text, &crate::sql::Context::default())),
            Err(Stop::Failure(Failure::Unknown(unknown))) => Some(Expression::unknown(unknown)),
            Err(other) => return Err(other),
        };
        self.change(AlterColumn::SetType { data_type, collation, using })
    }

    fn set_nullable(&mut self) -> Done<()> {
        match values::flag(self.directive.call.value("nullable").as_ref())? {
            Some(true) => self.change(AlterColumn::DropNotNull),
            Some(false) => self.change(AlterColumn::SetNotNull),
            None => Ok(()),
        }
    }

    fn set_default(&mut self) -> Done<()> {
        let Some(value) = self.directive.call.value("server_default") else { return Ok(()) };
        if matches!(value, Value::Bool(false)) {
            return Ok(());
        }
        let existing = self.directive.call.value("existing_server_default");
        let is_computed = |value: &Value| value.downcast::<ComputedObject>().is_some();
        if is_computed(&value) || existing.as_ref().is_some_and(is_computed) {
            let message = "Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or from an existing column is not supported.";
            return Err(Failure::raises("CompileError", message).into());
        }
        let old_identity = existing.as_ref().and_then(Value::downcast::<IdentityObject>);
        if let Some(identity) = value.downcast::<IdentityObject>() {
            let kind = if identity.0.always { Identity::Always } else { Identity::ByDefault };
            let options = identity.0.options.clone();
            return self.change(AlterColumn::Identity(match old_identity {
                None => IdentityChange::Add { identity: kind, options },
                Some(old) => {
                    IdentityChange::Set { identity: (old.0.always != identity.0.always).then_some(kind), options }
                }
            }));
        }
        if old_identity.is_some() && matches!(value, Value::None) {
            return self.change(AlterColumn::Identity(IdentityChange::Drop { missing: IfExists::Fail }));
        }
        let current = self.directive.column_type(&self.table, &self.name);
        match server_default(&value).to_expression(current.as_ref())? {
            Some(expression) => self.change(AlterColumn::SetDefault(expression)),
            None => self.change(AlterColumn::DropDefault),
        }
    }

    fn set_comment(&mut self) -> Done<()> {
        let Some(value) = self.directive.call.value("comment") else { return Ok(()) };
        if matches!(value, Value::Bool(false)) {
            return Ok(());
        }
        let text = values::optional_text(Some(&value))?;
        let object = ObjectRef::Column(self.table.clone(), self.name.clone());
        self.directive.apply(Operation::Comment { object, text })
    }

    fn rename(&mut self) -> Done<()> {
        let new = match self.directive.text("new_column_name")? {
            Some(new) => Some(new),
            // The name before Alembic 1.0.
            None => self.directive.text("name")?,
        };
        let Some(new) = new else { return Ok(()) };
        let to = Name::verbatim(&new);
        let object = ObjectRef::Column(self.table.clone(), self.name.clone());
        self.directive.apply(Operation::Rename { object, to: to.clone(), missing: IfExists::Fail })?;
        self.name = to;
        Ok(())
    }

    /// The CHECKs that the old type brought, if Alembic was told the old type (`toimpl.alter_column`).
    fn drop_type_checks(&mut self, _modified: &SqlType) -> Done<()> {
        let Some(existing) = self.type_of("existing_type")? else { return Ok(()) };
        let table = self.one_column(existing);
        let conventions = self.directive.conventions();
        for column in &table.columns {
            for constraint in table.constraints_of(column) {
                if let Some(name) = constraint.rendered_name(&table, &conventions)? {
                    self.alter(AlterTable::DropConstraint {
                        name,
                        missing: IfExists::Fail,
                        behavior: Behavior::Restrict,
                    })?;
                }
            }
        }
        Ok(())
    }

    fn add_type_checks(&mut self, modified: SqlType) -> Done<()> {
        let table = self.one_column(modified);
        let conventions = self.directive.conventions();
        for column in &table.columns {
            for constraint in table.constraints_of(column) {
                if let Some(definition) = constraint.definition(&table, &conventions)? {
                    self.alter(AlterTable::AddConstraint(definition))?;
                }
            }
        }
        Ok(())
    }

    fn one_column(&self, data_type: SqlType) -> Table {
        let mut table = Table::new(self.table.name.as_str(), self.table.schema.as_ref().map(Name::as_str));
        table.columns.push(Column::new(&self.column, data_type));
        table
    }
}
