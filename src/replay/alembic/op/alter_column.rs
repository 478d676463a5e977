//! `op.alter_column(table_name, column_name, *, …)`: on PostgreSQL type, nullability, default, comment and name, each a
//! statement of its own, in this order (`PostgresqlImpl.alter_column`, `DefaultImpl.alter_column`, Alembic 1.20.1).

use crate::name::Name;
use crate::operation::{
    AlterColumn, AlterTable, Behavior, IdentityChange, IfExists, ObjectRef, Operation, RelationRef, TypeRef,
};
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done, Stop};
use crate::replay::sqlalchemy::bind::generation::{ComputedObject, IdentityObject, server_default};
use crate::replay::sqlalchemy::bind::types::to_type;
use crate::replay::sqlalchemy::bind::values;
use crate::replay::sqlalchemy::column::{Column, ServerDefault};
use crate::replay::sqlalchemy::compiler::{self, Ddl, identifier};
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::table::Table;
use crate::replay::sqlalchemy::types::SqlType;
use crate::schema::{DataType, Expression, Identity, ObjectId, Touched, UNKNOWN};

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
    /// Sends `ALTER COLUMN` with this change, whose text is `sql`.
    fn change(&mut self, change: AlterColumn, sql: &str) -> Done<()> {
        let sql = format!("ALTER COLUMN {} {sql}", identifier(&self.column));
        self.directive.alter(&self.table, AlterTable::AlterColumn { name: self.name.clone(), change }, &sql)
    }

    fn type_of(&mut self, argument: &str) -> Done<Option<SqlType>> {
        match self.directive.call.value(argument) {
            None | Some(Value::None) => Ok(None),
            Some(value) => Ok(Some(to_type(self.directive.vm, &value, self.directive.place)?)),
        }
    }

    fn set_type(&mut self, data_type: &SqlType) -> Done<()> {
        let text = compiler::type_text(data_type, None).unwrap_or_else(|_| UNKNOWN.to_string());
        let (data_type, collation) = match data_type.compile(None) {
            Ok(compiled) => (compiled.data_type, compiled.collation),
            Err(Failure::Unknown(unknown)) => (TypeRef::Resolved(DataType::unknown(unknown)), None),
            Err(raises) => return Err(raises.into()),
        };
        let mut sql = format!("TYPE {text}");
        let using = match self.directive.text("postgresql_using") {
            Ok(text) => text.filter(|text| !text.is_empty()).map(|text| {
                sql.push_str(&format!(" USING {text}"));
                crate::sql::expression(&text, &crate::sql::Context::default())
            }),
            Err(Stop::Failure(Failure::Unknown(unknown))) => {
                sql.push_str(&format!(" USING {UNKNOWN}"));
                Some(Expression::unknown(unknown))
            }
            Err(other) => return Err(other),
        };
        self.change(AlterColumn::SetType { data_type, collation, using }, &sql)
    }

    fn set_nullable(&mut self) -> Done<()> {
        match values::flag(self.directive.call.value("nullable").as_ref())? {
            Some(true) => self.change(AlterColumn::DropNotNull, "DROP NOT NULL"),
            Some(false) => self.change(AlterColumn::SetNotNull, "SET NOT NULL"),
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
            return match old_identity {
                None => {
                    let kind = if identity.0.always { Identity::Always } else { Identity::ByDefault };
                    let add = IdentityChange::Add { identity: kind, options: identity.0.options.clone() };
                    self.change(AlterColumn::Identity(add), &format!("ADD {}", compiler::identity(&identity.0)))
                }
                Some(old) => {
                    let (change, sql) = compiler::change_identity(&old.0, &identity.0);
                    self.change(AlterColumn::Identity(change), &sql)
                }
            };
        }
        if old_identity.is_some() && matches!(value, Value::None) {
            return self
                .change(AlterColumn::Identity(IdentityChange::Drop { missing: IfExists::Fail }), "DROP IDENTITY");
        }
        let default = server_default(&value);
        // `get_identity_options` and `format_server_default` have nothing else to go by.
        if old_identity.is_some() || default == ServerDefault::Fetched {
            return Err(Failure::raises("AssertionError", "").into());
        }
        let current = self.directive.column_type(&self.table, &self.name);
        match (default.to_expression(current.as_ref())?, compiler::server_default(&default)) {
            (Some(expression), Some(text)) => {
                self.change(AlterColumn::SetDefault(expression), &format!("SET DEFAULT {text}"))
            }
            _ => self.change(AlterColumn::DropDefault, "DROP DEFAULT"),
        }
    }

    fn set_comment(&mut self) -> Done<()> {
        let Some(value) = self.directive.call.value("comment") else { return Ok(()) };
        if matches!(value, Value::Bool(false)) {
            return Ok(());
        }
        let text = values::optional_text(Some(&value))?;
        self.directive.send(compiler::comment(&self.table, Some(self.name.clone()), text))
    }

    fn rename(&mut self) -> Done<()> {
        // A name that is not known is another one in all that names the column, too.
        let whole = Touched::Table(self.directive.full_name(&self.table));
        let column = std::mem::replace(&mut self.directive.touched, whole);
        let new = match self.directive.text("new_column_name")? {
            Some(new) => Some(new),
            // The name before Alembic 1.0.
            None => self.directive.text("name")?,
        };
        self.directive.touched = column;
        let Some(new) = new else { return Ok(()) };
        let to = Name::verbatim(&new);
        let object = ObjectRef::Column(self.table.clone(), self.name.clone());
        let sql = format!(
            "ALTER TABLE {} RENAME {} TO {}",
            compiler::relation(&self.table),
            identifier(&self.column),
            identifier(&new)
        );
        let operation = Operation::Rename { object, to: to.clone(), missing: IfExists::Fail };
        self.directive.send(Ddl::new(operation, sql))?;
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
                    let sql = format!("DROP CONSTRAINT {}", identifier(name.as_str()));
                    let (missing, behavior) = (IfExists::Fail, Behavior::Restrict);
                    self.directive.alter(&self.table, AlterTable::DropConstraint { name, missing, behavior }, &sql)?;
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
                    let own = compiler::constraint(&constraint, &table, &conventions).unwrap_or_default();
                    let action = AlterTable::AddConstraint(definition);
                    self.directive.alter(&self.table, action, &format!("ADD {own}"))?;
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
