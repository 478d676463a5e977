//! `op.create_foreign_key(constraint_name, source_table, referent_table, local_cols, remote_cols, *, onupdate, ondelete,
//! deferrable, initially, match, source_schema, referent_schema)`.

use crate::python::Value;
use crate::replay::alembic::add_constraint::{add_constraint, set_options};
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind, ForeignKey};

pub const SIGNATURE: Signature = Signature {
    name: "create_foreign_key",
    parameters: &["constraint_name", "source_table", "referent_table", "local_cols", "remote_cols"],
    required: 5,
};

pub fn run(directive: &mut Directive<'_>) -> Done {
    let source = directive.table("source_table", "source_schema")?;
    let referent = directive.name("referent_table")?;
    // The referent is written as `schema.table.column` and taken apart again, so its name may carry the schema.
    let (schema, table) = match (directive.text("referent_schema")?, referent.rsplit_once('.')) {
        (Some(schema), Some((more, table))) => (Some(format!("{schema}.{more}")), table.to_owned()),
        (None, Some((schema, table))) => (Some(schema.to_owned()), table.to_owned()),
        (schema, None) => (schema, referent),
    };
    let foreign_key = ForeignKey {
        columns: directive.texts("local_cols")?,
        schema,
        table,
        referenced: directive.texts("remote_cols")?.into_iter().map(Some).collect(),
        on_delete: directive.text("ondelete")?,
        on_update: directive.text("onupdate")?,
        match_kind: directive.text("match")?,
        use_alter: false,
    };
    let mut constraint = Constraint::new(ConstraintKind::ForeignKey(foreign_key));
    constraint.name = directive.given_name("constraint_name")?;
    set_options(directive, &mut constraint)?;
    add_constraint(directive, source, &constraint)?;
    Ok(Value::None)
}
