//! `op.add_column(table_name, column, *, schema, if_not_exists, inline_references, inline_primary_key)`: the column, then
//! its constraints, indexes and comment, each a statement of its own. Enum types are not created, and a primary key is
//! not made (`toimpl.add_column`, Alembic 1.20.1).

use crate::name::Name;
use crate::operation::RelationRef;
use crate::operation::{AlterTable, ConstraintDefinition, ConstraintDefinitionKind, IfNotExists};
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::bind::column::as_column;
use crate::replay::sqlalchemy::bind::implied::{sequence_of, spatial_indexes};
use crate::replay::sqlalchemy::bind::values;
use crate::replay::sqlalchemy::column::{Column, Serial};
use crate::replay::sqlalchemy::compiler::{self, Addition, Ddl};
use crate::replay::sqlalchemy::constraint::ConstraintKind;
use crate::replay::sqlalchemy::failure::Failure;
use crate::replay::sqlalchemy::table::Table;
use crate::schema::{Expression, ObjectId, Touched, Unknown};

pub const SIGNATURE: Signature = Signature { name: "add_column", parameters: &["table_name", "column"], required: 2 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    let table = directive.table("table_name", "schema")?;
    let given = directive.call.value("column").unwrap_or(Value::None);
    let Some(column) = as_column(&given) else {
        return Err(match &given {
            Value::Unknown(unknown) => values::from_python(unknown).into(),
            other => Unknown::new(format!("the column is a `{}`", other.type_name()), None).into(),
        });
    };
    let full = directive.full_name(&table);
    if column.name.is_some() {
        directive.touched = Touched::Object(ObjectId::Column(full.clone(), Name::verbatim(column.name())));
    }
    if let Some(unknown) = &column.unknown {
        return Err(unknown.clone().into());
    }
    let mut owner = Table::new(table.name.as_str(), table.schema.as_ref().map(Name::as_str));
    owner.columns.push(column.clone());
    add(directive, &table, &owner, &column)?;
    // What is not known about the rest may touch more than the column.
    directive.touched = Touched::Table(full);
    add_constraints(directive, &table, &owner, &column)?;
    add_indexes(directive, &owner, &column)?;
    if let Some(text) = &column.comment {
        directive.send(compiler::comment(&table, Some(Name::verbatim(column.name())), Some(text.clone())))?;
    }
    Ok(Value::None)
}

fn add(directive: &mut Directive<'_>, table: &RelationRef, owner: &Table, column: &Column) -> Done<()> {
    owner.check_autoincrement()?;
    let conventions = directive.conventions();
    let serial = if owner.autoincrement_column() == Some(column.key()) { Serial::Autoincrement } else { Serial::Plain };
    let mut definition = column.definition(serial, owner, &conventions)?;
    if let Some(unknown) = column.unmeasured_default(&definition.data_type) {
        definition.default = Some(Expression::unknown(unknown.clone()));
    }
    let doubtful_serial = owner.doubtful_serial();
    let inline_primary_key = directive.flag("inline_primary_key")?;
    if inline_primary_key && column.primary_key {
        let columns = vec![definition.name.clone()];
        let kind = ConstraintDefinitionKind::PrimaryKey { columns, include: Vec::new() };
        definition.constraints.insert(0, ConstraintDefinition::new(None, kind));
    }
    let inline = directive.flag("inline_references")? && column.foreign_keys.len() == 1;
    let inline_reference = owner
        .constraints_of(column)
        .into_iter()
        .find(|own| inline && matches!(own.kind, ConstraintKind::ForeignKey(_)));
    if let Some(reference) = &inline_reference
        && let Some(mut inline) = reference.definition(owner, &conventions)?
    {
        inline.name = None;
        definition.constraints.push(inline);
    }
    let existing = if directive.flag("if_not_exists")? { IfNotExists::Skip } else { IfNotExists::Fail };
    let about = Addition {
        owner,
        conventions: &conventions,
        serial,
        existing,
        inline_primary_key,
        inline_reference: inline_reference.as_ref(),
    };
    let sql = compiler::add_column(column, &about);
    directive.alter(table, AlterTable::AddColumn { column: Box::new(definition), existing }, &sql)?;
    let full = directive.full_name(table);
    if let Some((column, unknown)) = doubtful_serial {
        directive.unknown(sequence_of(&full, &column), unknown);
    }
    for (touched, unknown) in spatial_indexes(&full, std::slice::from_ref(column)) {
        directive.unknown(touched, unknown);
    }
    Ok(())
}

fn add_constraints(directive: &mut Directive<'_>, table: &RelationRef, owner: &Table, column: &Column) -> Done<()> {
    let conventions = directive.conventions();
    let inlined = directive.flag("inline_references")? && column.foreign_keys.len() == 1;
    for constraint in owner.constraints_of(column) {
        if inlined && matches!(constraint.kind, ConstraintKind::ForeignKey(_)) {
            continue;
        }
        match constraint.definition(owner, &conventions) {
            Ok(Some(definition)) => {
                let own = compiler::constraint(&constraint, owner, &conventions).unwrap_or_default();
                directive.alter(table, AlterTable::AddConstraint(definition), &format!("ADD {own}"))?;
            }
            Ok(None) => {}
            Err(Failure::Unknown(unknown)) => {
                let touched = Touched::Table(directive.full_name(table));
                directive.unknown(touched, unknown);
            }
            Err(raises) => return Err(raises.into()),
        }
    }
    Ok(())
}

fn add_indexes(directive: &mut Directive<'_>, owner: &Table, column: &Column) -> Done<()> {
    let conventions = directive.conventions();
    if let Some(index) = Table::index_of(column) {
        let definition = index.definition(owner, &conventions, IfNotExists::Fail)?;
        let sql = compiler::create_index(&index, owner, &conventions, IfNotExists::Fail);
        directive.send(Ddl::index(&index, definition, sql))?;
    }
    Ok(())
}
