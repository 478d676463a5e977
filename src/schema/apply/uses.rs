//! Who uses what, one step: the dependencies that PostgreSQL records in `pg_depend` (PostgreSQL 15). What happens when
//! the used thing goes is `dependency`'s business.

use super::dependency::Target;
use super::foreign_key::is_same_set;
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Column, Constraint, ConstraintKind, Expression, Index, Key, KeyTarget, Part, Schema, Stored, Table,
};

/// How a user is tied to what it uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// It goes with it silently (`DEPENDENCY_AUTO`, `DEPENDENCY_INTERNAL`).
    Part,
    /// It is in the way unless `CASCADE` is said (`DEPENDENCY_NORMAL`).
    Use,
}

type Users = Vec<(Target, Tie)>;

/// Returns what uses `target`, directly.
pub(super) fn users(schema: &Schema, target: &Target) -> Users {
    match target {
        Target::Object(key) => match (key, schema.find(key)) {
            (Key::Relation(name), Some(Stored::Index(index))) => users_of_index(schema, name, index),
            (Key::Relation(name), Some(Stored::Sequence(_))) => {
                expression_users(schema, key, &|part| matches!(part, Part::Sequence(own) if own == name))
            }
            (Key::Relation(name), _) => users_of_relation(schema, key, name),
            (Key::Type(name), _) => users_of_type(schema, name),
            (Key::Routine(name, arguments), _) => users_of_routine(schema, name, arguments),
            (Key::Namespace(_), _) => {
                schema.dependents(key).map(|own| (Target::Object(own.clone()), Tie::Use)).collect()
            }
            (Key::Extension(_), Some(Stored::Extension(own))) => super::extension::users(schema, own),
            (Key::Other(kind, name), _) if kind == "collation" => users_of_collation(schema, &name.name),
            (Key::Extension(_) | Key::Other(..), _) => Vec::new(),
        },
        Target::Column(table, name) => {
            schema.table(table).map_or_else(Vec::new, |own| users_of_column(schema, own, name))
        }
        Target::Constraint(table, name) => {
            schema.table(table).map_or_else(Vec::new, |own| users_of_constraint(schema, own, name))
        }
        Target::Default(..) | Target::Trigger(..) | Target::Policy(..) => Vec::new(),
    }
}

/// Returns the constraint or index of `target` that a foreign key on these columns rests on: the primary key before others.
pub(super) fn backing<'a>(target: &'a Table, columns: &[Name]) -> Option<&'a Name> {
    let keys = target.constraints.values().filter_map(|own| match &own.kind {
        ConstraintKind::PrimaryKey { columns: key, .. } if is_same_set(key, columns) => Some((0, &own.name)),
        ConstraintKind::Unique { columns: key, .. } if is_same_set(key, columns) => Some((1, &own.name)),
        _ => None,
    });
    keys.min().map(|(_, name)| name)
}

/// Returns whether an index has the column among its keys, its included columns or its expressions.
pub(super) fn index_has_column(index: &Index, column: &Name) -> bool {
    let in_keys = index.keys.iter().any(|key| match &key.target {
        KeyTarget::Column(name) => name == column,
        KeyTarget::Expression(expression) => expression.columns().any(|name| name == column),
    });
    in_keys
        || index.include.contains(column)
        || index.predicate.as_ref().is_some_and(|own| own.columns().any(|name| name == column))
}

/// Returns whether a constraint of the table that has it is about the column.
pub(super) fn constraint_has_column(constraint: &Constraint, column: &Name) -> bool {
    match &constraint.kind {
        ConstraintKind::PrimaryKey { columns, include } | ConstraintKind::Unique { columns, include, .. } => {
            columns.contains(column) || include.contains(column)
        }
        ConstraintKind::ForeignKey(own) => own.columns.contains(column),
        ConstraintKind::Check { expression, .. } | ConstraintKind::Exclude { definition: expression } => {
            expression.columns().any(|name| name == column)
        }
    }
}

fn users_of_relation(schema: &Schema, key: &Key, name: &QualifiedName) -> Users {
    let mut users = users_of_type(schema, name);
    for user in schema.dependents(key) {
        let whole = || Target::Object(user.clone());
        match schema.find(user) {
            Some(Stored::Index(_)) => users.push((whole(), Tie::Part)),
            Some(own @ (Stored::Sequence(_) | Stored::Other(_))) if own.owner() == Some(name) => {
                users.push((whole(), Tie::Part));
            }
            Some(Stored::Table(table)) => {
                if table.partition.as_ref().is_some_and(|own| own.parent == *name) {
                    users.push((whole(), Tie::Part));
                } else if table.inherits.contains(name) {
                    users.push((whole(), Tie::Use));
                }
                users.extend(references(table, name).map(|(own, _)| (own, Tie::Use)));
            }
            Some(_) => users.push((whole(), Tie::Use)),
            None => {}
        }
    }
    users
}

/// Returns the columns and indexes that have a collation of this name, where no other schema has one of that name.
fn users_of_collation(schema: &Schema, name: &Name) -> Users {
    let has = |own: &Option<Name>| own.as_ref() == Some(name);
    let mut users = Vec::new();
    if schema.others("collation").filter(|own| own.name == *name).count() > 1 {
        return users;
    }
    for table in schema.tables() {
        let columns = table.columns.iter().filter(|own| has(&own.collation));
        users.extend(columns.map(|own| (Target::Column(table.name.clone(), own.name.clone()), Tie::Use)));
        let indexes = schema.indexes_of(&table.name).filter(|own| own.keys.iter().any(|key| has(&key.collation)));
        users.extend(indexes.map(|own| (Target::Object(Key::Relation(own.name.clone())), Tie::Use)));
    }
    users
}

/// Returns the foreign keys of `table` that refer to `target`, with the columns they refer to.
fn references<'a>(table: &'a Table, target: &'a QualifiedName) -> impl Iterator<Item = (Target, &'a [Name])> {
    table.constraints.values().filter_map(move |own| match &own.kind {
        ConstraintKind::ForeignKey(foreign_key) if foreign_key.table == *target => {
            Some((Target::Constraint(table.name.clone(), own.name.clone()), foreign_key.referenced.as_slice()))
        }
        _ => None,
    })
}

fn users_of_index(schema: &Schema, name: &QualifiedName, index: &Index) -> Users {
    let mut users = Vec::new();
    let Some(table) = schema.table(&index.table) else { return users };
    if index.unique && index.predicate.is_none() {
        let columns: Vec<Name> = index
            .keys
            .iter()
            .filter_map(|key| match &key.target {
                KeyTarget::Column(name) => Some(name.clone()),
                KeyTarget::Expression(_) => None,
            })
            .collect();
        let other = schema
            .indexes_of(&table.name)
            .any(|own| own.name != *name && own.unique && own.predicate.is_none() && own.keys == index.keys);
        if columns.len() == index.keys.len() && backing(table, &columns).is_none() && !other {
            users.extend(foreign_keys_on(schema, table, &columns));
        }
    }
    // A partitioned table's index has its likes in the partitions.
    for child in schema.children(&index.table) {
        if child.partition.is_none() {
            continue;
        }
        let likes = schema.indexes_of(&child.name).filter(|own| own.inherited && is_like(own, index));
        users.extend(likes.map(|own| (Target::Object(Key::Relation(own.name.clone())), Tie::Part)));
    }
    users
}

/// Returns the index of the table above that an index of a partition belongs to.
pub(super) fn parent_of<'a>(schema: &'a Schema, index: &Index) -> Option<&'a Index> {
    let parent = &schema.table(&index.table)?.partition.as_ref()?.parent;
    schema.indexes_of(parent).map(|own| &**own).find(|own| is_like(own, index))
}

/// Returns whether two indexes differ only in their names and tables.
pub(super) fn is_like(a: &Index, b: &Index) -> bool {
    a.method == b.method
        && a.keys == b.keys
        && a.include == b.include
        && a.unique == b.unique
        && a.nulls_distinct == b.nulls_distinct
        && a.predicate == b.predicate
}

fn foreign_keys_on(schema: &Schema, table: &Table, columns: &[Name]) -> Users {
    let users = schema.dependents(&Key::Relation(table.name.clone())).filter_map(|key| match schema.find(key) {
        Some(Stored::Table(other)) => Some(&**other),
        _ => None,
    });
    let all = users.chain(std::iter::once(table)).flat_map(|other| references(other, &table.name));
    all.filter(|(_, referenced)| is_same_set(referenced, columns)).map(|(own, _)| (own, Tie::Use)).collect()
}

fn users_of_constraint(schema: &Schema, table: &Table, name: &Name) -> Users {
    let mut users = Vec::new();
    let Some(constraint) = table.constraints.get(name) else { return users };
    if let Some(columns) = constraint.key_columns()
        && backing(table, columns) == Some(name)
    {
        users.extend(foreign_keys_on(schema, table, columns));
    }
    for child in schema.children(&table.name) {
        let likes = child.constraints.values().filter(|own| {
            own.inherited && own.kind == constraint.kind && (own.name == *name || own.has_index() || is_foreign(own))
        });
        users.extend(likes.map(|own| (Target::Constraint(child.name.clone(), own.name.clone()), Tie::Part)));
    }
    users
}

fn is_foreign(constraint: &Constraint) -> bool {
    matches!(constraint.kind, ConstraintKind::ForeignKey(_))
}

fn users_of_column(schema: &Schema, table: &Table, name: &Name) -> Users {
    let mut users = Vec::new();
    let full = &table.name;
    for constraint in table.constraints.values() {
        let target = || Target::Constraint(full.clone(), constraint.name.clone());
        if constraint_has_column(constraint, name) {
            users.push((target(), Tie::Part));
        }
        if let ConstraintKind::ForeignKey(own) = &constraint.kind
            && own.table == *full
            && own.referenced.contains(name)
        {
            users.push((target(), Tie::Use));
        }
    }
    let has = |expression: &Expression| expression.columns().any(|own| own == name);
    for column in table.columns.iter().filter(|own| own.generated.as_ref().is_some_and(has)) {
        users.push((Target::Column(full.clone(), column.name.clone()), Tie::Use));
    }
    for trigger in table.triggers.values().filter(|own| has(&own.definition)) {
        users.push((Target::Trigger(full.clone(), trigger.name.clone()), Tie::Use));
    }
    for policy in table.policies.values().filter(|own| own.using.iter().chain(&own.with_check).any(has)) {
        users.push((Target::Policy(full.clone(), policy.name.clone()), Tie::Use));
    }
    for key in schema.dependents(&Key::Relation(full.clone())) {
        let whole = || Target::Object(key.clone());
        match schema.find(key) {
            Some(Stored::Index(index)) if index_has_column(index, name) => users.push((whole(), Tie::Part)),
            Some(Stored::Sequence(own)) if own.owned_by.as_ref().is_some_and(|(_, column)| column == name) => {
                users.push((whole(), Tie::Part));
            }
            Some(Stored::Other(own)) if has(&own.definition) => users.push((whole(), Tie::Part)),
            Some(Stored::View(view)) if view.reads.iter().any(|(own, names)| own == full && names.contains(name)) => {
                users.push((whole(), Tie::Use));
            }
            Some(Stored::Table(other)) => {
                let foreign = references(other, full).filter(|(_, referenced)| referenced.contains(name));
                users.extend(foreign.map(|(own, _)| (own, Tie::Use)));
                if other.parents().any(|parent| parent == full) && other.column(name).is_some_and(|own| own.inherited) {
                    users.push((Target::Column(other.name.clone(), name.clone()), Tie::Part));
                }
            }
            _ => {}
        }
    }
    users
}

fn users_of_type(schema: &Schema, name: &QualifiedName) -> Users {
    let key = Key::Type(name.clone());
    let is_it = |column: &Column| column.data_type.user_type() == Some(name);
    let mut users = expression_users(schema, &key, &|part| matches!(part, Part::Type(own) if own == name));
    for user in schema.dependents(&key) {
        match schema.find(user) {
            Some(Stored::Table(table)) => {
                let columns = table.columns.iter().filter(|own| is_it(own));
                users.extend(columns.map(|own| (Target::Column(table.name.clone(), own.name.clone()), Tie::Use)));
            }
            Some(Stored::Type(_) | Stored::Routine(_)) => users.push((Target::Object(user.clone()), Tie::Use)),
            _ => {}
        }
    }
    users
}

fn users_of_routine(schema: &Schema, name: &QualifiedName, arguments: &str) -> Users {
    let key = Key::any_routine(name.clone());
    let mut users = Vec::new();
    // An expression does not say which of several functions it calls.
    if schema.routines_named(name).count() == 1 {
        users = expression_users(schema, &key, &|part| matches!(part, Part::Routine(own) if own == name));
    }
    if arguments.is_empty() {
        for user in schema.dependents(&key) {
            let Some(Stored::Table(table)) = schema.find(user) else { continue };
            let triggers = table.triggers.values().filter(|own| own.function.as_ref() == Some(name));
            users.extend(triggers.map(|own| (Target::Trigger(table.name.clone(), own.name.clone()), Tie::Use)));
        }
    }
    users
}

/// Returns what uses `key` in an expression that `mentions` it.
fn expression_users(schema: &Schema, key: &Key, mentions: &dyn Fn(&Part) -> bool) -> Users {
    let has = |expression: &Expression| expression.parts.iter().any(mentions);
    let mut users = Vec::new();
    for user in schema.dependents(key) {
        match schema.find(user) {
            Some(Stored::Table(table)) => parts_with(table, &has, &mut users),
            Some(Stored::Index(index)) => {
                let in_keys = index.keys.iter().any(|own| match &own.target {
                    KeyTarget::Expression(expression) => has(expression),
                    KeyTarget::Column(_) => false,
                });
                if in_keys || index.predicate.as_ref().is_some_and(has) {
                    users.push((Target::Object(user.clone()), Tie::Use));
                }
            }
            Some(Stored::View(view)) if has(&view.query) => users.push((Target::Object(user.clone()), Tie::Use)),
            Some(Stored::Other(own)) if has(&own.definition) => users.push((Target::Object(user.clone()), Tie::Use)),
            _ => {}
        }
    }
    users
}

/// Adds the parts of a table whose expressions satisfy `has`.
pub(super) fn parts_with(table: &Table, has: &dyn Fn(&Expression) -> bool, users: &mut Users) {
    let full = &table.name;
    for column in &table.columns {
        if column.default.as_ref().is_some_and(has) {
            users.push((Target::Default(full.clone(), column.name.clone()), Tie::Use));
        }
        if column.generated.as_ref().is_some_and(has) {
            users.push((Target::Column(full.clone(), column.name.clone()), Tie::Use));
        }
    }
    for constraint in table.constraints.values() {
        if let ConstraintKind::Check { expression, .. } | ConstraintKind::Exclude { definition: expression } =
            &constraint.kind
            && has(expression)
        {
            users.push((Target::Constraint(full.clone(), constraint.name.clone()), Tie::Use));
        }
    }
    for trigger in table.triggers.values().filter(|own| has(&own.definition)) {
        users.push((Target::Trigger(full.clone(), trigger.name.clone()), Tie::Use));
    }
    for policy in table.policies.values().filter(|own| own.using.iter().chain(&own.with_check).any(has)) {
        users.push((Target::Policy(full.clone(), policy.name.clone()), Tie::Use));
    }
}
