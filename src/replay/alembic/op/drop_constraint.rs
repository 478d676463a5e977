//! `op.drop_constraint(constraint_name, table_name, type_=None, *, schema=None, if_exists=None)`.

use crate::operation::{AlterTable, Behavior, IfExists};
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::compiler::identifier;
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind, ForeignKey};
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::table::Table;
use crate::schema::Making;

pub const SIGNATURE: Signature =
    Signature { name: "drop_constraint", parameters: &["constraint_name", "table_name", "type_"], required: 2 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    directive.only_constraints("constraint_name", "table_name", Making::Nothing);
    let table = directive.table("table_name", "schema")?;
    let kind = directive.text("type_")?;
    let given = directive.given_name("constraint_name")?;
    // The kind matters only to naming conventions (`SchemaObjects.generic_constraint`).
    let kind = match kind.as_deref() {
        Some("foreignkey") => ConstraintKind::ForeignKey(ForeignKey {
            columns: Vec::new(),
            schema: None,
            table: String::new(),
            referenced: Vec::new(),
            on_delete: None,
            on_update: None,
            match_kind: None,
            use_alter: false,
        }),
        Some("primary") => ConstraintKind::PrimaryKey { columns: Vec::new() },
        Some("unique") => ConstraintKind::Unique { columns: Vec::new(), nulls_not_distinct: false },
        Some("check") => ConstraintKind::Check { condition: Clause::text("") },
        None => ConstraintKind::Exclude { definition: Clause::text("") },
        Some(_) => {
            let message = "'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None";
            return Err(Failure::raises("TypeError", message).into());
        }
    };
    let mut constraint = Constraint::new(kind);
    constraint.name = given;
    let owner = Table::new(table.name.as_str(), table.schema.as_ref().map(crate::name::Name::as_str));
    let conventions = directive.conventions();
    let Some(name) = constraint.rendered_name(&owner, &conventions)? else {
        let message = "Can't emit DROP CONSTRAINT for constraint; it has no name";
        return Err(Failure::raises("CompileError", message).into());
    };
    let missing = if directive.flag("if_exists")? { IfExists::Skip } else { IfExists::Fail };
    let skip = if missing == IfExists::Skip { "IF EXISTS " } else { "" };
    let sql = format!("DROP CONSTRAINT {skip}{}", identifier(name.as_str()));
    directive.alter(&table, AlterTable::DropConstraint { name, missing, behavior: Behavior::Restrict }, &sql)?;
    Ok(Value::None)
}
