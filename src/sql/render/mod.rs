//! Operations as SQL that PostgreSQL accepts: identifiers quoted where they must be, nothing else decided. One statement
//! an operation, without its semicolon.

mod alter_table;
mod column;
mod create;
mod object;
mod sequence;

use crate::name::{Name, quote_literal};
use crate::operation::{AlterDomain, IfExists, IfNotExists, LabelPosition, Lasting, Operation, PolicyChange, TypeRef};

pub use column::{column_definition, constraint_definition};

/// Returns the statement that carries the operation out. An unknown operation becomes a comment with its reason.
#[must_use]
pub fn operation(operation: &Operation) -> String {
    match operation {
        Operation::CreateSchema { name, existing } => format!("CREATE SCHEMA {}{}", skip(*existing), name.quoted()),
        Operation::CreateTable(table) => create::table(table),
        Operation::AlterTable { table, scope, missing, action } => {
            alter_table::statement(table, *scope, *missing, action)
        }
        Operation::CreateIndex(index) => create::index(index),
        Operation::CreateSequence { name, options, existing } => {
            format!("CREATE SEQUENCE {}{}{}", skip(*existing), name.quoted(), sequence::options(options))
        }
        Operation::AlterSequence { name, options, missing } => {
            format!("ALTER SEQUENCE {}{}{}", present(*missing), name.quoted(), sequence::options(options))
        }
        Operation::CreateType { name, definition } => create::user_type(name, definition),
        Operation::AddEnumLabel { name, label, position, existing } => {
            let position = match position {
                Some(LabelPosition::Before(other)) => format!(" BEFORE {}", quote_literal(other)),
                Some(LabelPosition::After(other)) => format!(" AFTER {}", quote_literal(other)),
                None => String::new(),
            };
            format!("ALTER TYPE {} ADD VALUE {}{}{position}", name.quoted(), skip(*existing), quote_literal(label))
        }
        Operation::RenameEnumLabel { name, from, to } => {
            format!("ALTER TYPE {} RENAME VALUE {} TO {}", name.quoted(), quote_literal(from), quote_literal(to))
        }
        Operation::AlterDomain { name, action } => format!("ALTER DOMAIN {} {}", name.quoted(), domain(action)),
        Operation::CreateView(view) => create::view(view),
        Operation::CreateRoutine(routine) => create::routine(routine),
        Operation::CreateTrigger { table, trigger, existing } => create::trigger(table, trigger, *existing),
        Operation::CreatePolicy { table, policy } => create::policy(table, policy),
        Operation::AlterPolicy { table, name, change } => {
            format!("ALTER POLICY {} ON {}{}", name.quoted(), table.quoted(), policy_change(change))
        }
        Operation::CreateExtension { name, schema, existing } => {
            let schema = schema.as_ref().map(|schema| format!(" SCHEMA {}", schema.quoted())).unwrap_or_default();
            format!("CREATE EXTENSION {}{}{schema}", skip(*existing), name.quoted())
        }
        Operation::CreateOther { kind, name, definition, existing, table } => {
            let of = table.as_ref().filter(|_| kind == "statistics").map(|table| format!(" FROM {}", table.quoted()));
            let of = of.unwrap_or_default();
            // An event trigger is in no schema.
            let name = if kind == "event trigger" { name.name.quoted() } else { name.quoted() };
            format!("CREATE {} {}{name} {definition}{of}", kind.to_uppercase(), skip(*existing))
        }
        Operation::Drop { objects, missing, behavior } => object::drop(objects, *missing, *behavior),
        Operation::Rename { object, to, missing } => object::rename(object, to, *missing),
        Operation::SetSchema { object, schema, missing } => object::set_schema(object, schema, *missing),
        Operation::Comment { object, text } => object::comment(object, text.as_deref()),
        Operation::SetSearchPath { path, lasting } => {
            let set = if *lasting == Lasting::Transaction { "SET LOCAL" } else { "SET" };
            let path = if path.is_empty() { "''".to_string() } else { names(path) };
            format!("{set} search_path = {path}")
        }
        Operation::Unknown { unknown, .. } => format!("/* not known: {} */", unknown.reason.replace("*/", "* /")),
    }
}

/// Returns a type as SQL.
#[must_use]
pub fn data_type(data_type: &TypeRef) -> String {
    match data_type {
        TypeRef::Resolved(own) => own.to_sql(),
        TypeRef::Named { name, modifiers, array } => {
            let modifiers = if modifiers.is_empty() { String::new() } else { format!("({modifiers})") };
            format!("{}{modifiers}{}", name.quoted(), if *array { "[]" } else { "" })
        }
        TypeRef::Serial(own) if own.is_builtin("bigint") => "bigserial".to_string(),
        TypeRef::Serial(own) if own.is_builtin("smallint") => "smallserial".to_string(),
        TypeRef::Serial(_) => "serial".to_string(),
    }
}

fn domain(action: &AlterDomain) -> String {
    match action {
        AlterDomain::SetDefault(Some(default)) => format!("SET DEFAULT {default}"),
        AlterDomain::SetDefault(None) => "DROP DEFAULT".to_string(),
        AlterDomain::SetNotNull => "SET NOT NULL".to_string(),
        AlterDomain::DropNotNull => "DROP NOT NULL".to_string(),
        AlterDomain::AddConstraint(constraint) => format!("ADD {}", constraint_definition(constraint)),
        AlterDomain::DropConstraint { name, missing } => {
            format!("DROP CONSTRAINT {}{}", present(*missing), name.quoted())
        }
        AlterDomain::ValidateConstraint { name } => format!("VALIDATE CONSTRAINT {}", name.quoted()),
    }
}

fn policy_change(change: &PolicyChange) -> String {
    let roles = change.roles.as_ref().map(|roles| format!(" TO {}", create::roles(roles)));
    let using = change.using.as_ref().map(|using| format!(" USING ({using})"));
    let check = change.with_check.as_ref().map(|check| format!(" WITH CHECK ({check})"));
    [roles, using, check].into_iter().flatten().collect()
}

fn skip(existing: IfNotExists) -> &'static str {
    match existing {
        IfNotExists::Fail => "",
        IfNotExists::Skip => "IF NOT EXISTS ",
    }
}

fn present(missing: IfExists) -> &'static str {
    match missing {
        IfExists::Fail => "",
        IfExists::Skip => "IF EXISTS ",
    }
}

fn names(names: &[Name]) -> String {
    names.iter().map(Name::quoted).collect::<Vec<_>>().join(", ")
}
