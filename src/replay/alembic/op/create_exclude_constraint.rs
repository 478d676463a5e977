//! `op.create_exclude_constraint(constraint_name, table_name, *elements, where, schema, deferrable, initially, using)`.

use crate::python::Value;
use crate::replay::alembic::add_constraint::{add_constraint, set_options};
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::bind::index::text_map;
use crate::replay::sqlalchemy::bind::values;
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::compiler::identifier;
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind};
use crate::schema::Unknown;

pub const SIGNATURE: Signature =
    Signature { name: "create_exclude_constraint", parameters: &["constraint_name", "table_name"], required: 2 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    let table = directive.table("table_name", "schema")?;
    let classes = text_map(directive.call.value("ops").as_ref())?;
    let mut elements = Vec::new();
    for element in directive.call.rest.clone() {
        let Value::Tuple(pair) = &element else {
            return Err(Unknown::new("an element of an exclusion constraint is no tuple", None).into());
        };
        let [expression, operator] = &**pair else {
            return Err(Unknown::new("an element of an exclusion constraint is no pair", None).into());
        };
        let (key, text) = match expression.as_str() {
            Some(column) => (Some(column.to_string()), identifier(&column)),
            None => {
                let own = values::clause(expression);
                (own.column_name().map(str::to_string), own.to_ddl()?)
            }
        };
        let class = key.and_then(|key| classes.get(&key).map(|class| format!(" {class}"))).unwrap_or_default();
        let text = format!("{text}{class}");
        elements.push(format!("{text} WITH {}", values::text(operator)?));
    }
    let using = directive.text("using")?.unwrap_or_else(|| "gist".to_owned());
    let mut text = format!("USING {using} ({})", elements.join(", "));
    if let Some(condition) = directive.call.value("where").filter(|own| !matches!(own, Value::None)) {
        text.push_str(&format!(" WHERE ({})", values::clause_or_text(&condition).to_ddl()?));
    }
    let mut constraint = Constraint::new(ConstraintKind::Exclude { definition: Clause::text(&text) });
    constraint.name = directive.given_name("constraint_name")?;
    set_options(directive, &mut constraint)?;
    add_constraint(directive, table, &constraint)?;
    Ok(Value::None)
}
