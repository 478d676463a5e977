//! `ALTER TABLE`: one operation for each action, in order.

use super::column::{column, deferrability, identity, own_constraints, table_constraint};
use super::create_table::bound;
use super::reader::{
    Home, Reader, behavior, every, first, has_word, if_exists, if_not_exists, name, relation, text, type_in,
};
use super::sequence;
use crate::name::Name;
use crate::operation::{
    AlterColumn, AlterTable, IdentityChange, IfExists, ObjectRef, Operation, RelationRef, RowSecurityChange, Scope,
    SequenceOptions, TypeRef,
};
use crate::schema::Persistence;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AlterColumnOption, AlterTableAction, AstNode};

pub(super) fn read(node: &SyntaxNode, reader: &Reader<'_>) -> Option<Vec<Operation>> {
    let target = first::<ast::TableRelationName>(node)?;
    let table = relation::<ast::TableNameRef>(target.syntax())?;
    let scope = if has_word(target.syntax(), "only") { Scope::Only } else { Scope::Descendants };
    let missing = if_exists(node);
    let home = reader.home(&table);
    let mut operations = Vec::new();
    for own in every::<AlterTableAction>(node) {
        operations.extend(action(&own, &Target { table: &table, scope, missing, home: &home, reader })?);
    }
    Some(operations)
}

struct Target<'a> {
    table: &'a RelationRef,
    scope: Scope,
    missing: IfExists,
    home: &'a Home,
    reader: &'a Reader<'a>,
}

impl Target<'_> {
    fn alter(&self, action: AlterTable) -> Operation {
        Operation::AlterTable { table: self.table.clone(), scope: self.scope, missing: self.missing, action }
    }

    fn column_type(&self, name: &Name) -> Option<TypeRef> {
        let (_, own) = self.home.columns.iter().find(|(own, _)| own == name)?;
        Some(TypeRef::Resolved(own.clone()))
    }
}

fn action(own: &AlterTableAction, target: &Target<'_>) -> Option<Vec<Operation>> {
    let node = own.syntax();
    let one = |action: AlterTable| Some(vec![target.alter(action)]);
    match own {
        AlterTableAction::AddColumn(_) => add_column(node, target),
        AlterTableAction::DropColumn(_) => one(AlterTable::DropColumn {
            name: name::<ast::ColumnNameRef>(node)?,
            missing: if_exists(node),
            behavior: behavior(node),
        }),
        AlterTableAction::AlterColumn(_) => alter_column(node, target),
        AlterTableAction::AddConstraint(_) => add_constraint(node, target),
        AlterTableAction::DropConstraint(_) => one(AlterTable::DropConstraint {
            name: name::<ast::ConstraintNameRef>(node)?,
            missing: if_exists(node),
            behavior: behavior(node),
        }),
        AlterTableAction::ValidateConstraint(_) => {
            one(AlterTable::ValidateConstraint { name: name::<ast::ConstraintNameRef>(node)? })
        }
        AlterTableAction::AlterConstraint(_) => one(AlterTable::AlterConstraint {
            name: name::<ast::ConstraintNameRef>(node)?,
            deferrability: deferrability(node),
        }),
        AlterTableAction::EnableRls(_) => one(AlterTable::SetRowSecurity(RowSecurityChange::Enable)),
        AlterTableAction::DisableRls(_) => one(AlterTable::SetRowSecurity(RowSecurityChange::Disable)),
        AlterTableAction::ForceRls(_) => one(AlterTable::SetRowSecurity(RowSecurityChange::Force)),
        AlterTableAction::NoForceRls(_) => one(AlterTable::SetRowSecurity(RowSecurityChange::NoForce)),
        AlterTableAction::AttachPartition(_) => {
            one(AlterTable::AttachPartition { partition: relation::<ast::TableNameRef>(node)?, bound: bound(node)? })
        }
        AlterTableAction::DetachPartition(_) => {
            one(AlterTable::DetachPartition { partition: relation::<ast::TableNameRef>(node)? })
        }
        AlterTableAction::InheritTable(_) => one(AlterTable::Inherit(relation::<ast::TableNameRef>(node)?)),
        AlterTableAction::NoInheritTable(_) => one(AlterTable::NoInherit(relation::<ast::TableNameRef>(node)?)),
        AlterTableAction::EnableTrigger(_) => one(trigger(node, true)),
        AlterTableAction::DisableTrigger(_) => one(trigger(node, false)),
        AlterTableAction::EnableAlwaysTrigger(_) | AlterTableAction::EnableReplicaTrigger(_) => {
            one(trigger(node, true))
        }
        AlterTableAction::SetLogged(_) => one(AlterTable::SetPersistence(Persistence::Permanent)),
        AlterTableAction::SetUnlogged(_) => one(AlterTable::SetPersistence(Persistence::Unlogged)),
        AlterTableAction::TableRenameTo(_) => {
            rename(ObjectRef::Table(target.table.clone()), name::<ast::TableName>(node)?, target.missing)
        }
        AlterTableAction::RenameColumn(_) => {
            let object = ObjectRef::Column(target.table.clone(), name::<ast::ColumnNameRef>(node)?);
            rename(object, name::<ast::ColumnName>(node)?, target.missing)
        }
        AlterTableAction::RenameConstraint(_) => {
            let object = ObjectRef::Constraint(target.table.clone(), name::<ast::ConstraintNameRef>(node)?);
            rename(object, name::<ast::ConstraintName>(node)?, target.missing)
        }
        AlterTableAction::SetSchema(_) => Some(vec![Operation::SetSchema {
            object: ObjectRef::Table(target.table.clone()),
            schema: name::<ast::SchemaRef>(node)?,
            missing: target.missing,
        }]),
        AlterTableAction::ReplicaIdentity(_) => one(AlterTable::ReplicaIdentity),
        AlterTableAction::OwnerTo(_)
        | AlterTableAction::ClusterOn(_)
        | AlterTableAction::SetTablespace(_)
        | AlterTableAction::SetWithoutCluster(_)
        | AlterTableAction::SetWithoutOids(_)
        | AlterTableAction::SetAccessMethod(_)
        | AlterTableAction::SetOptions(_)
        | AlterTableAction::ResetOptions(_)
        | AlterTableAction::AlterOptionList(_)
        | AlterTableAction::OptionItemList(_) => one(AlterTable::Nothing),
        _ => None,
    }
}

fn rename(object: ObjectRef, to: Name, missing: IfExists) -> Option<Vec<Operation>> {
    Some(vec![Operation::Rename { object, to, missing }])
}

fn add_column(node: &SyntaxNode, target: &Target<'_>) -> Option<Vec<Operation>> {
    let mut own = column(node, target.reader)?;
    let mut home = Home { columns: target.home.columns.clone(), known: target.home.known };
    home.columns.push((own.name.clone(), target.reader.resolve(&own.data_type)));
    own.constraints = own_constraints(node, target.reader, &home)?;
    let action = AlterTable::AddColumn { column: Box::new(own), existing: if_not_exists(node) };
    Some(vec![target.alter(action)])
}

fn add_constraint(node: &SyntaxNode, target: &Target<'_>) -> Option<Vec<Operation>> {
    let constraint = first::<ast::Constraint>(node)?;
    if let ast::Constraint::NotNullConstraint(own) = &constraint {
        // PostgreSQL 18 names NOT NULL; here it is the column's.
        let change = AlterColumn::SetNotNull;
        let name = name::<ast::ColumnNameRef>(own.syntax())?;
        return Some(vec![target.alter(AlterTable::AlterColumn { name, change })]);
    }
    let definition = table_constraint(constraint.syntax(), target.reader, target.home)?;
    Some(vec![target.alter(AlterTable::AddConstraint(definition))])
}

fn alter_column(node: &SyntaxNode, target: &Target<'_>) -> Option<Vec<Operation>> {
    let column = name::<ast::ColumnNameRef>(node)?;
    let option = first::<AlterColumnOption>(node)?;
    let own = option.syntax();
    let change = match &option {
        AlterColumnOption::DropDefault(_) => AlterColumn::DropDefault,
        AlterColumnOption::SetNotNull(_) => AlterColumn::SetNotNull,
        AlterColumnOption::DropNotNull(_) => AlterColumn::DropNotNull,
        AlterColumnOption::SetDefault(_) => {
            let default = target.reader.default(&first::<ast::Expr>(own)?, target.column_type(&column).as_ref());
            default.map_or(AlterColumn::DropDefault, AlterColumn::SetDefault)
        }
        AlterColumnOption::SetType(_) => {
            let using = first::<ast::UsingExpr>(own).and_then(|own| first::<ast::Expr>(own.syntax()));
            AlterColumn::SetType {
                data_type: type_in(own)?,
                collation: first::<ast::Collate>(own).and_then(|own| name::<ast::CollationRef>(own.syntax())),
                using: using.map(|own| target.reader.on_columns(&own, target.home)),
            }
        }
        AlterColumnOption::AddGenerated(_) => {
            let options = first::<ast::SequenceOptionList>(own);
            let options = options.map_or(Some(SequenceOptions::default()), |own| sequence::options(own.syntax()))?;
            AlterColumn::Identity(IdentityChange::Add { identity: identity(own), options })
        }
        AlterColumnOption::SetGenerated(_) => set_identity(own)?,
        AlterColumnOption::SetGeneratedOptions(_) | AlterColumnOption::SetSequenceOption(_) => set_identity(own)?,
        AlterColumnOption::DropIdentity(_) => AlterColumn::Identity(IdentityChange::Drop { missing: if_exists(own) }),
        AlterColumnOption::DropExpression(_) => AlterColumn::DropExpression { missing: if_exists(own) },
        AlterColumnOption::SetExpression(_) => {
            AlterColumn::SetExpression(target.reader.on_columns(&first::<ast::Expr>(own)?, target.home))
        }
        AlterColumnOption::SetStatistics(_)
        | AlterColumnOption::SetOptions(_)
        | AlterColumnOption::SetOptionsList(_)
        | AlterColumnOption::ResetOptions(_)
        | AlterColumnOption::SetStorage(_)
        | AlterColumnOption::SetCompression(_)
        | AlterColumnOption::Restart(_) => return Some(vec![target.alter(AlterTable::Nothing)]),
        _ => return None,
    };
    Some(vec![target.alter(AlterTable::AlterColumn { name: column, change })])
}

fn set_identity(node: &SyntaxNode) -> Option<AlterColumn> {
    let says = super::reader::inside::<ast::GeneratedWhen>(node).is_some();
    let mut options = SequenceOptions::default();
    for own in node.descendants().filter(|own| ast::SetSequenceOption::can_cast(own.kind())) {
        let one = sequence::options(&own)?;
        options = SequenceOptions {
            name: one.name.or(options.name),
            data_type: one.data_type.or(options.data_type),
            start: one.start.or(options.start),
            increment: one.increment.or(options.increment),
            minimum: one.minimum.or(options.minimum),
            maximum: one.maximum.or(options.maximum),
            cache: one.cache.or(options.cache),
            cycle: one.cycle.or(options.cycle),
            owned_by: one.owned_by.or(options.owned_by),
        };
    }
    Some(AlterColumn::Identity(IdentityChange::Set { identity: says.then(|| identity(node)), options }))
}

fn trigger(node: &SyntaxNode, enabled: bool) -> AlterTable {
    let target = first::<ast::TriggerTarget>(node);
    let named = target.and_then(|own| match own {
        ast::TriggerTarget::TriggerRef(own) => Some(crate::sql::names::name_of(&text(&own))),
        _ => None,
    });
    let named = named.or_else(|| name::<ast::TriggerRef>(node));
    AlterTable::EnableTrigger { name: named, enabled }
}
