//! `op.create_foreign_key(constraint_name, source_table, referent_table, local_cols, remote_cols, *, onupdate, ondelete,
//! deferrable, initially, match, source_schema, referent_schema)`.

use crate::python::Value;
use crate::replay::alembic::add_constraint::{add_constraint, set_options};
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind, ForeignKey};
use crate::schema::Making;

pub const SIGNATURE: Signature = Signature {
    name: "create_foreign_key",
    parameters: &["constraint_name", "source_table", "referent_table", "local_cols", "remote_cols"],
    required: 5,
};

pub fn run(directive: &mut Directive<'_>) -> Done {
    directive.only_constraints("constraint_name", "source_table", Making::ForeignKey);
    let source = directive.table("source_table", "source_schema")?;
    let own = ["source_schema", "referent_schema", "onupdate", "ondelete", "match", "deferrable", "initially", "name"];
    let own = [own.as_slice(), &["use_alter", "link_to_name", "comment", "info"]].concat();
    directive.check_options("ForeignKeyConstraint", &own, &["not_valid"])?;
    // A dot in its name is part of the name: the table of that key is this one (`SchemaObjects.foreign_key_constraint`).
    let (schema, table) = (directive.text("referent_schema")?, directive.name("referent_table")?);
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
