//! ALTER TABLE: one operation for each action.

use crate::name::Name;
use crate::operation::{
    AlterColumn, AlterTable, Behavior, ConstraintDefinitionKind, IdentityChange, IfExists, IfNotExists, ObjectRef,
    Operation, RelationRef, RowSecurityChange, Scope, SequenceOptions,
};
use crate::schema::{DataType, Firing, Persistence};
use crate::sql::expression::of_tree;
use crate::sql::names::{name_at, relation_at};
use crate::sql::read::column::{self, Columns};
use crate::sql::read::{constraint, index, partition, sequence, view};
use crate::sql::{Context, Surroundings};
use squawk_syntax::ast::{self, AstChildren};

/// What every action of one statement shares.
struct Target<'a> {
    table: RelationRef,
    scope: Scope,
    missing: IfExists,
    columns: Columns,
    surroundings: &'a Surroundings<'a>,
}

/// Reads ALTER TABLE.
pub(super) fn alter(own: &ast::AlterTable, surroundings: &Surroundings<'_>) -> Option<Vec<Operation>> {
    read(own.table_relation_name()?, own.if_exists(), own.actions(), surroundings)
}

/// Reads ALTER FOREIGN TABLE.
pub(super) fn alter_foreign(own: &ast::AlterForeignTable, surroundings: &Surroundings<'_>) -> Option<Vec<Operation>> {
    read(own.table_relation_name()?, own.if_exists(), own.actions(), surroundings)
}

/// Returns `IF EXISTS`.
pub(super) fn missing(own: Option<ast::IfExists>) -> IfExists {
    if own.is_some() { IfExists::Skip } else { IfExists::Fail }
}

/// Returns `RESTRICT` or `CASCADE`.
pub(super) fn behavior(own: Option<ast::DropBehavior>) -> Behavior {
    if matches!(own, Some(ast::DropBehavior::Cascade(_))) { Behavior::Cascade } else { Behavior::Restrict }
}

fn read(
    relation: ast::TableRelationName,
    if_exists: Option<ast::IfExists>,
    actions: AstChildren<ast::AlterTableAction>,
    surroundings: &Surroundings<'_>,
) -> Option<Vec<Operation>> {
    let table = relation_at(&relation.table_name_ref()?)?;
    let mut target = Target {
        columns: Columns::of(&table, surroundings),
        scope: if relation.only_token().is_some() { Scope::Only } else { Scope::Descendants },
        missing: missing(if_exists),
        table,
        surroundings,
    };
    let mut operations = Vec::new();
    // What is added is known to the rest, wherever it stands.
    let mut actions: Vec<ast::AlterTableAction> = actions.collect();
    actions.sort_by_key(|own| !matches!(own, ast::AlterTableAction::AddColumn(_)));
    for action in actions {
        let own = target.action(&action)?;
        if let Operation::AlterTable { action: AlterTable::AddColumn { column, .. }, .. } = &own {
            let data_type = column::resolved(column.data_type.clone(), surroundings);
            target.columns.own.push((column.name.clone(), data_type));
        }
        operations.push(own);
    }
    operations.sort_by_key(pass);
    (!operations.is_empty()).then_some(operations)
}

/// Returns when PostgreSQL carries out a part of the statement (15, `tablecmds.c`: ATPrepCmd, AlterTablePass).
fn pass(own: &Operation) -> u8 {
    let Operation::AlterTable { action, .. } = own else { return 10 };
    match action {
        AlterTable::DropColumn { .. } | AlterTable::DropConstraint { .. } => 0,
        AlterTable::AlterColumn { change, .. } => match change {
            AlterColumn::DropDefault
            | AlterColumn::DropNotNull
            | AlterColumn::DropExpression { .. }
            | AlterColumn::Identity(IdentityChange::Drop { .. }) => 0,
            AlterColumn::SetType { .. } => 1,
            AlterColumn::SetDefault(_) | AlterColumn::Identity(IdentityChange::Add { .. }) => 9,
            _ => 6,
        },
        AlterTable::AddColumn { .. } => 4,
        AlterTable::AddConstraint(own) => match own.kind {
            ConstraintDefinitionKind::Check { .. } | ConstraintDefinitionKind::ForeignKey { .. } => 9,
            _ => 7,
        },
        _ => 10,
    }
}

impl Target<'_> {
    fn action(&self, action: &ast::AlterTableAction) -> Option<Operation> {
        let table = self.table.clone();
        let missing = self.missing;
        let own = match action {
            ast::AlterTableAction::AddColumn(own) => AlterTable::AddColumn {
                column: Box::new(column::added(own, &self.columns, self.surroundings)?),
                existing: if own.if_not_exists().is_some() { IfNotExists::Skip } else { IfNotExists::Fail },
            },
            ast::AlterTableAction::DropColumn(own) => AlterTable::DropColumn {
                name: name_at(&own.column_name_ref()?),
                missing: self::missing(own.if_exists()),
                behavior: behavior(own.drop_behavior()),
            },
            ast::AlterTableAction::AlterColumn(own) => self.column(own)?,
            ast::AlterTableAction::AddConstraint(own) => match own.constraint()? {
                ast::Constraint::NotNullConstraint(own) => {
                    let name = name_at(&own.column_name_ref()?);
                    AlterTable::AlterColumn { name, change: AlterColumn::SetNotNull }
                }
                own => AlterTable::AddConstraint(constraint::constraint(&own, None, &self.columns, self.surroundings)?),
            },
            ast::AlterTableAction::DropConstraint(own) => AlterTable::DropConstraint {
                name: name_at(&own.constraint_name_ref()?),
                missing: self::missing(own.if_exists()),
                behavior: behavior(own.drop_behavior()),
            },
            ast::AlterTableAction::ValidateConstraint(own) => {
                AlterTable::ValidateConstraint { name: name_at(&own.constraint_name_ref()?) }
            }
            ast::AlterTableAction::AlterConstraint(own) => AlterTable::AlterConstraint {
                name: name_at(&own.constraint_name_ref()?),
                deferrability: constraint::deferrability(own.constraint_options()),
            },
            ast::AlterTableAction::RenameColumn(own) => {
                let object = ObjectRef::Column(table, name_at(&own.column_name_ref()?));
                return Some(Operation::Rename { object, to: name_at(&own.column_name()?), missing });
            }
            ast::AlterTableAction::RenameConstraint(own) => {
                let object = ObjectRef::Constraint(table, name_at(&own.constraint_name_ref()?));
                return Some(Operation::Rename { object, to: name_at(&own.constraint_name()?), missing });
            }
            ast::AlterTableAction::TableRenameTo(own) => {
                let to = name_at(&own.table_name()?);
                return Some(Operation::Rename { object: ObjectRef::Table(table), to, missing });
            }
            ast::AlterTableAction::SetSchema(own) => {
                let schema = name_at(&own.schema_ref()?);
                return Some(Operation::SetSchema { object: ObjectRef::Table(table), schema, missing });
            }
            ast::AlterTableAction::AttachPartition(own) => AlterTable::AttachPartition {
                partition: relation_at(&own.table_name_ref()?)?,
                bound: partition::bound(&own.partition_type()?, &self.table, self.surroundings)?,
            },
            ast::AlterTableAction::DetachPartition(own) => {
                AlterTable::DetachPartition { partition: relation_at(&own.table_name_ref()?)? }
            }
            ast::AlterTableAction::InheritTable(own) => AlterTable::Inherit(relation_at(&own.table_name_ref()?)?),
            ast::AlterTableAction::NoInheritTable(own) => AlterTable::NoInherit(relation_at(&own.table_name_ref()?)?),
            ast::AlterTableAction::EnableTrigger(own) => trigger(own.trigger_target()?, Firing::Enabled),
            ast::AlterTableAction::DisableTrigger(own) => trigger(own.trigger_target()?, Firing::Disabled),
            ast::AlterTableAction::EnableAlwaysTrigger(own) => {
                AlterTable::EnableTrigger { name: Some(name_at(&own.trigger_ref()?)), firing: Firing::Always }
            }
            ast::AlterTableAction::EnableReplicaTrigger(own) => {
                AlterTable::EnableTrigger { name: Some(name_at(&own.trigger_ref()?)), firing: Firing::Replica }
            }
            ast::AlterTableAction::EnableRls(_) => AlterTable::SetRowSecurity(RowSecurityChange::Enable),
            ast::AlterTableAction::DisableRls(_) => AlterTable::SetRowSecurity(RowSecurityChange::Disable),
            ast::AlterTableAction::ForceRls(_) => AlterTable::SetRowSecurity(RowSecurityChange::Force),
            ast::AlterTableAction::NoForceRls(_) => AlterTable::SetRowSecurity(RowSecurityChange::NoForce),
            ast::AlterTableAction::SetLogged(_) => AlterTable::SetPersistence(Persistence::Permanent),
            ast::AlterTableAction::SetUnlogged(_) => AlterTable::SetPersistence(Persistence::Unlogged),
            ast::AlterTableAction::ReplicaIdentity(_) => AlterTable::ReplicaIdentity,
            ast::AlterTableAction::SetOptions(own) => set_options(own),
            ast::AlterTableAction::ResetOptions(own) => reset_options(own),
            ast::AlterTableAction::AlterOptionList(_)
            | ast::AlterTableAction::ClusterOn(_)
            | ast::AlterTableAction::DisableRule(_)
            | ast::AlterTableAction::EnableAlwaysRule(_)
            | ast::AlterTableAction::EnableReplicaRule(_)
            | ast::AlterTableAction::EnableRule(_)
            | ast::AlterTableAction::OptionItemList(_)
            | ast::AlterTableAction::OwnerTo(_)
            | ast::AlterTableAction::SetAccessMethod(_)
            | ast::AlterTableAction::SetTablespace(_)
            | ast::AlterTableAction::SetWithoutCluster(_)
            | ast::AlterTableAction::SetWithoutOids(_) => AlterTable::Nothing,
            ast::AlterTableAction::MergePartitions(_)
            | ast::AlterTableAction::SplitPartition(_)
            | ast::AlterTableAction::NotOf(_)
            | ast::AlterTableAction::OfType(_) => return None,
        };
        Some(Operation::AlterTable { table, scope: self.scope, missing, action: own })
    }

    fn column(&self, own: &ast::AlterColumn) -> Option<AlterTable> {
        let name = name_at(&own.column_name_ref()?);
        let change = match own.option()? {
            ast::AlterColumnOption::SetType(own) => {
                let context = self.columns.context(self.surroundings);
                AlterColumn::SetType {
                    data_type: column::type_at(&own.ty()?),
                    collation: own.collate().and_then(|collate| column::collation(&collate)),
                    using: match own.using_expr() {
                        Some(using) => Some(of_tree(&using.expr()?, &context)),
                        None => None,
                    },
                }
            }
            ast::AlterColumnOption::SetDefault(own) => {
                let expr = own.expr()?;
                let default = match self.type_of(&name) {
                    Some(data_type) => column::default(&expr, data_type, self.surroundings),
                    None => {
                        let context =
                            Context { columns: Some(&[]), schema: self.surroundings.schema, ..Context::default() };
                        let default = of_tree(&expr, &context);
                        (default != crate::schema::Expression::text("NULL")).then_some(default)
                    }
                };
                default.map_or(AlterColumn::DropDefault, AlterColumn::SetDefault)
            }
            ast::AlterColumnOption::DropDefault(_) => AlterColumn::DropDefault,
            ast::AlterColumnOption::SetNotNull(_) => AlterColumn::SetNotNull,
            ast::AlterColumnOption::DropNotNull(_) => AlterColumn::DropNotNull,
            ast::AlterColumnOption::AddGenerated(own) => {
                let options = own.sequence_option_list().map(|list| list.sequence_options());
                let options = options.map_or(Some(SequenceOptions::default()), sequence::options)?;
                let identity = column::identity(&own.generated_when()?);
                AlterColumn::Identity(IdentityChange::Add { identity, options })
            }
            ast::AlterColumnOption::DropIdentity(own) => {
                AlterColumn::Identity(IdentityChange::Drop { missing: missing(own.if_exists()) })
            }
            ast::AlterColumnOption::SetGenerated(own) => set_identity([ast::SetGeneratedOption::SetGenerated(own)])?,
            ast::AlterColumnOption::SetSequenceOption(own) => {
                set_identity([ast::SetGeneratedOption::SetSequenceOption(own)])?
            }
            ast::AlterColumnOption::SetGeneratedOptions(own) => set_identity(own.set_generated_options())?,
            ast::AlterColumnOption::DropExpression(own) => {
                AlterColumn::DropExpression { missing: missing(own.if_exists()) }
            }
            ast::AlterColumnOption::SetExpression(own) => {
                let context = self.columns.context(self.surroundings);
                let target = self.type_of(&name);
                AlterColumn::SetExpression(of_tree(&own.expr()?, &Context { target, ..context }))
            }
            ast::AlterColumnOption::Restart(own) => set_identity([ast::SetGeneratedOption::Restart(own)])?,
            ast::AlterColumnOption::ResetOptions(_)
            | ast::AlterColumnOption::SetCompression(_)
            | ast::AlterColumnOption::SetOptions(_)
            | ast::AlterColumnOption::SetOptionsList(_)
            | ast::AlterColumnOption::SetStatistics(_)
            | ast::AlterColumnOption::SetStorage(_) => return Some(AlterTable::Nothing),
            ast::AlterColumnOption::Inherit(_) | ast::AlterColumnOption::NoInherit(_) => return None,
        };
        Some(AlterTable::AlterColumn { name, change })
    }

    fn type_of(&self, column: &Name) -> Option<&DataType> {
        self.columns.own.iter().find(|(name, _)| name == column).map(|(_, data_type)| data_type)
    }
}

/// Reads ALTER VIEW as far as it sets options.
pub(super) fn alter_view(own: &ast::AlterView) -> Option<Vec<Operation>> {
    let action = match own.action()? {
        ast::AlterViewAction::SetOptions(own) => set_options(&own),
        ast::AlterViewAction::ResetOptions(own) => reset_options(&own),
        _ => return None,
    };
    let table = relation_at(&own.view_ref()?)?;
    Some(vec![Operation::AlterTable { table, scope: Scope::Descendants, missing: missing(own.if_exists()), action }])
}

/// Reads ALTER INDEX as far as it sets options.
pub(super) fn alter_index(own: &ast::AlterIndex) -> Option<Vec<Operation>> {
    let action = match own.action()? {
        ast::AlterIndexAction::SetOptions(own) => set_options(&own),
        ast::AlterIndexAction::ResetOptions(own) => reset_options(&own),
        _ => return None,
    };
    let table = relation_at(&own.index_ref()?)?;
    Some(vec![Operation::AlterTable { table, scope: Scope::Descendants, missing: missing(own.if_exists()), action }])
}

fn set_options(own: &ast::SetOptions) -> AlterTable {
    let options = view::on_or_off(index::options(own.attribute_list()));
    AlterTable::SetOptions(options.into_iter().map(|(name, value)| (name, Some(value))).collect())
}

fn reset_options(own: &ast::ResetOptions) -> AlterTable {
    AlterTable::SetOptions(index::options(own.attribute_list()).into_iter().map(|(name, _)| (name, None)).collect())
}

fn trigger(target: ast::TriggerTarget, firing: Firing) -> AlterTable {
    match target {
        ast::TriggerTarget::TriggerRef(own) => AlterTable::EnableTrigger { name: Some(name_at(&own)), firing },
        ast::TriggerTarget::All(_) | ast::TriggerTarget::User(_) => AlterTable::EnableTrigger { name: None, firing },
    }
}

fn set_identity(list: impl IntoIterator<Item = ast::SetGeneratedOption>) -> Option<AlterColumn> {
    let mut identity = None;
    let (mut options, mut restart) = (Vec::new(), None);
    for option in list {
        match option {
            ast::SetGeneratedOption::SetGenerated(own) => identity = Some(column::identity(&own.generated_when()?)),
            ast::SetGeneratedOption::SetSequenceOption(own) => options.push(own.sequence_option()?),
            ast::SetGeneratedOption::Restart(own) => restart = sequence::restart(own.expr())?,
        }
    }
    let options = SequenceOptions { restart, ..sequence::options(options.into_iter())? };
    Some(AlterColumn::Identity(IdentityChange::Set { identity, options }))
}
