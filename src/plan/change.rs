//! The operations that change one attribute of an object that is there. Not the making of objects (`create`).

use crate::audit::evidence::Weighed;
use crate::name::{Name, QualifiedName};
use crate::operation::{
    AlterColumn, AlterTable, Behavior, Existing, IfExists, IfNotExists, LabelPosition, ObjectRef, Operation,
    RelationRef, TypeRef, ViewDefinition,
};
use crate::plan::create;
use crate::schema::{
    Attribute, Column, Constraint, ConstraintKind, Expression, ObjectId, Schema, Stored, Table, TypeKind, ViewKind,
};

/// Returns the operations that give an object the attribute that `effect` expects, the values converted with `using`; none
/// where they cannot be written.
pub fn operations(expected: &Schema, effect: &Weighed, using: Option<&Expression>) -> Vec<Operation> {
    match (&effect.object, &effect.attribute) {
        (ObjectId::Constraint(table, name), Attribute::Definition) => constraint(expected, table, name),
        (ObjectId::View(name), Attribute::Definition) => view(expected, name).into_iter().collect(),
        _ => operation(expected, effect, using).into_iter().collect(),
    }
}

/// Puts a check or a foreign key in the place of the one of its name. A key has an index, and others that stand on it.
fn constraint(expected: &Schema, table: &QualifiedName, name: &Name) -> Vec<Operation> {
    let is_free = |own: &&Constraint| {
        matches!(own.kind, ConstraintKind::Check { .. } | ConstraintKind::ForeignKey(_)) && !own.inherited
    };
    let Some(own) = expected.table(table) else { return Vec::new() };
    let Some(constraint) = own.constraints.get(name).filter(is_free) else { return Vec::new() };
    let drop = AlterTable::DropConstraint { name: name.clone(), missing: IfExists::Fail, behavior: Behavior::Restrict };
    let drop = create::alter(&table.clone().into(), drop);
    std::iter::once(drop).chain(create::constraint(own, constraint)).collect()
}

/// Puts a query in the place of a view's. The server refuses one with other columns.
fn view(expected: &Schema, name: &QualifiedName) -> Option<Operation> {
    let Some(Stored::View(own)) = expected.relation(name) else { return None };
    match create::view(own) {
        Operation::CreateView(view) if own.kind == ViewKind::Plain => {
            Some(Operation::CreateView(ViewDefinition { existing: Existing::Replace, ..view }))
        }
        _ => None,
    }
}

fn operation(expected: &Schema, effect: &Weighed, using: Option<&Expression>) -> Option<Operation> {
    match &effect.object {
        ObjectId::Column(table, name) => {
            let column = expected.table(table)?.column(name)?;
            let change = match effect.attribute {
                Attribute::Nullable if column.not_null => AlterColumn::SetNotNull,
                Attribute::Nullable => AlterColumn::DropNotNull,
                Attribute::Default => match &column.default {
                    Some(default) => AlterColumn::SetDefault(default.clone()),
                    None => AlterColumn::DropDefault,
                },
                Attribute::Type => AlterColumn::SetType {
                    data_type: TypeRef::Resolved(column.data_type.clone()),
                    collation: None,
                    using: using.cloned(),
                },
                Attribute::Comment => {
                    let object = ObjectRef::Column(table.clone().into(), name.clone());
                    return Some(Operation::Comment { object, text: column.comment.clone() });
                }
                _ => return None,
            };
            let action = AlterTable::AlterColumn { name: name.clone(), change };
            Some(create::alter(&table.clone().into(), action))
        }
        ObjectId::Constraint(table, name) if effect.attribute == Attribute::Validated => {
            let action = AlterTable::ValidateConstraint { name: name.clone() };
            Some(create::alter(&table.clone().into(), action))
        }
        ObjectId::Trigger(table, name) if effect.attribute == Attribute::Enabled => {
            let table = expected.table(table)?;
            Some(create::fire(table, table.triggers.get(name)?))
        }
        ObjectId::Table(name) => {
            let table = expected.table(name)?;
            match effect.attribute {
                Attribute::Comment => {
                    let object = ObjectRef::Table(name.clone().into());
                    Some(Operation::Comment { object, text: table.comment.clone() })
                }
                // What opens the rows to more people is a person's business.
                Attribute::RowSecurity => match create::row_security(table).as_slice() {
                    [operation] => Some(operation.clone()),
                    _ => None,
                },
                _ => None,
            }
        }
        ObjectId::Type(name) => label(expected, name, &effect.attribute),
        _ => None,
    }
}

/// Returns the operation that gives a column the default it has in the end, where it was added with another.
pub fn default_after(table: &Table, added: &Column, column: &Column) -> Option<Operation> {
    if added.default == column.default {
        return None;
    }
    let change = column.default.clone().map_or(AlterColumn::DropDefault, AlterColumn::SetDefault);
    let action = AlterTable::AlterColumn { name: column.name.clone(), change };
    Some(create::alter(&table.name.clone().into(), action))
}

fn label(expected: &Schema, name: &QualifiedName, attribute: &Attribute) -> Option<Operation> {
    let Attribute::Label(label) = attribute else { return None };
    let TypeKind::Enum { labels } = &expected.type_named(name)?.kind else { return None };
    let at = labels.iter().position(|own| own == label)?;
    let position = match at.checked_sub(1).and_then(|before| labels.get(before)) {
        Some(before) => Some(LabelPosition::After(before.clone())),
        None => labels.get(1).cloned().map(LabelPosition::Before),
    };
    let name = RelationRef::from(name.clone());
    Some(Operation::AddEnumLabel { name, label: label.clone(), position, existing: IfNotExists::Fail })
}
