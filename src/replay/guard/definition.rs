//! The texts of `pg_get_constraintdef` and `pg_get_indexdef`, where they are made of names only (`ruleutils.c`,
//! PostgreSQL 15).

use super::cell::Cell;
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Constraint, ConstraintKind, Deferrability, Direction, ForeignKey, Index, KeyTarget, Match, NullsOrder,
    ReferentialAction, Schema, Table,
};

/// Returns what `pg_get_constraintdef` prints.
#[must_use]
pub fn constraint_definition(schema: &Schema, own: &Constraint) -> Cell {
    let mut text = match &own.kind {
        ConstraintKind::PrimaryKey { columns, include } if include.is_empty() => {
            format!("PRIMARY KEY ({})", list(columns))
        }
        ConstraintKind::Unique { columns, include, nulls_distinct: true } if include.is_empty() => {
            format!("UNIQUE ({})", list(columns))
        }
        ConstraintKind::ForeignKey(foreign) if foreign.on_delete_columns.is_empty() => {
            match is_visible(schema, &foreign.table) {
                Some(visible) => foreign_key(foreign, visible),
                None => return Cell::among("FOREIGN*"),
            }
        }
        ConstraintKind::PrimaryKey { .. } => return Cell::among("PRIMARY*"),
        ConstraintKind::Unique { .. } => return Cell::among("UNIQUE*"),
        ConstraintKind::ForeignKey(_) => return Cell::among("FOREIGN*"),
        ConstraintKind::Check { .. } => return Cell::among("CHECK*"),
        ConstraintKind::Exclude { .. } => return Cell::among("EXCLUDE*"),
    };
    match own.deferrability {
        Deferrability::NotDeferrable => {}
        Deferrability::InitiallyImmediate => text.push_str(" DEFERRABLE"),
        Deferrability::InitiallyDeferred => text.push_str(" DEFERRABLE INITIALLY DEFERRED"),
    }
    if !own.validated {
        text.push_str(" NOT VALID");
    }
    Cell::text(&text)
}

fn foreign_key(own: &ForeignKey, visible: bool) -> String {
    let table = if visible { own.table.name.quoted() } else { own.table.quoted() };
    let mut text = format!("FOREIGN KEY ({}) REFERENCES {table}({})", list(&own.columns), list(&own.referenced));
    if own.match_kind == Match::Full {
        text.push_str(" MATCH FULL");
    }
    for (event, action) in [("UPDATE", own.on_update), ("DELETE", own.on_delete)] {
        if action != ReferentialAction::NoAction {
            text.push_str(&format!(" ON {event} {}", action.as_str()));
        }
    }
    text
}

/// Returns what `pg_get_indexdef` and `pg_indexes.indexdef` print.
#[must_use]
pub fn index_definition(table: &Table, own: Result<&Index, &Constraint>) -> Cell {
    let (name, columns, unique, method) = match own {
        Ok(index) => {
            let plain = index.include.is_empty()
                && index.nulls_distinct
                && index.predicate.is_none()
                && index.options.is_empty()
                && table.partition_by.is_none();
            let columns: Option<Vec<Name>> = index
                .keys
                .iter()
                .map(|key| match &key.target {
                    KeyTarget::Column(name)
                        if key.operator_class.is_none()
                            && key.collation.is_none()
                            && key.direction == Direction::Ascending
                            && key.nulls == NullsOrder::Default =>
                    {
                        Some(name.clone())
                    }
                    _ => None,
                })
                .collect();
            let Some(columns) = columns.filter(|_| plain) else { return Cell::among("CREATE*") };
            (&index.name.name, columns, index.unique, index.method.quoted())
        }
        Err(constraint) => match &constraint.kind {
            ConstraintKind::PrimaryKey { columns, include }
            | ConstraintKind::Unique { columns, include, nulls_distinct: true }
                if include.is_empty() =>
            {
                (&constraint.name, columns.clone(), true, "btree".to_string())
            }
            _ => return Cell::among("CREATE*"),
        },
    };
    let unique = if unique { "UNIQUE " } else { "" };
    Cell::text(&format!(
        "CREATE {unique}INDEX {} ON {} USING {method} ({})",
        name.quoted(),
        table.name.quoted(),
        list(&columns)
    ))
}

/// Returns whether a name without its schema means this relation or type, nothing where that is not certain.
#[must_use]
pub fn is_visible(schema: &Schema, name: &QualifiedName) -> Option<bool> {
    if name.schema.as_str() == "pg_catalog" {
        return Some(true);
    }
    let at = schema.search_path.iter().position(|own| *own == name.schema);
    let Some(at) = at else { return Some(false) };
    let taken = |own: &Name| {
        let sibling = QualifiedName::new(own.clone(), name.name.clone());
        schema.relation(&sibling).is_some() || schema.type_named(&sibling).is_some()
    };
    let hidden = schema.search_path.iter().take(at).any(taken) || (at > 0 && !schema.unknown.is_empty());
    (!hidden && !super::system::may_hide(&name.name)).then_some(true)
}

fn list(names: &[Name]) -> String {
    names.iter().map(Name::quoted).collect::<Vec<_>>().join(", ")
}
