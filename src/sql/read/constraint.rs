//! Constraints of tables, columns and domains.

use crate::name::Name;
use crate::operation::{ConstraintDefinition, ConstraintDefinitionKind as Kind, ReferenceDefinition};
use crate::schema::{Deferrability, Expression, Match, Part, ReferentialAction};
use crate::sql::Surroundings;
use crate::sql::expression::{Printer, of_tree};
use crate::sql::names::{name_at, relation_at};
use crate::sql::read::column::Columns;
use crate::sql::read::index;
use squawk_syntax::ast::{self, AstChildren, AstNode};

/// Returns a constraint; one that stands beside a column names that column.
pub(super) fn constraint(
    own: &ast::Constraint,
    column: Option<&Name>,
    columns: &Columns,
    surroundings: &Surroundings<'_>,
) -> Option<ConstraintDefinition> {
    let beside = || column.cloned().into_iter().collect::<Vec<_>>();
    let kind = match own {
        ast::Constraint::PrimaryKeyConstraint(own) => match own.using_index() {
            Some(index) => Kind::UsingIndex { index: relation_at(&index.index_ref()?)?.name, primary: true },
            None => {
                let (columns, include, _) = keys(own.index_parameters(), beside())?;
                Kind::PrimaryKey { columns, include }
            }
        },
        ast::Constraint::UniqueConstraint(own) => match own.using_index() {
            Some(index) => Kind::UsingIndex { index: relation_at(&index.index_ref()?)?.name, primary: false },
            None => {
                let (columns, include, nulls_distinct) = keys(own.index_parameters(), beside())?;
                Kind::Unique { columns, include, nulls_distinct }
            }
        },
        ast::Constraint::ForeignKeyConstraint(own) => {
            let from = names(own.from_columns()?.column_name_refs());
            let to = own.to_columns().map(|list| names(list.column_name_refs())).unwrap_or_default();
            let table = relation_at(&own.table_name_ref()?)?;
            Kind::ForeignKey(reference(from, table, to, own.match_type(), own.referential_actions()))
        }
        ast::Constraint::ReferencesConstraint(own) => {
            let to = own.column().iter().map(name_at).collect();
            let table = relation_at(&own.table()?)?;
            Kind::ForeignKey(reference(beside(), table, to, own.match_type(), own.referential_actions()))
        }
        ast::Constraint::CheckConstraint(own) => {
            let no_inherit =
                own.constraint_options().any(|option| matches!(option, ast::ConstraintOption::NoInherit(_)));
            Kind::Check { expression: of_tree(&own.expr()?, &columns.context(surroundings)), no_inherit }
        }
        ast::Constraint::ExcludeConstraint(own) => Kind::Exclude { definition: exclusion(own, columns, surroundings)? },
        ast::Constraint::DefaultConstraint(_)
        | ast::Constraint::GeneratedConstraint(_)
        | ast::Constraint::NotNullConstraint(_)
        | ast::Constraint::NullConstraint(_) => return None,
    };
    let mut definition = ConstraintDefinition::new(own.constraint_name().as_ref().map(name_at), kind);
    definition.deferrability = deferrability(own.constraint_options());
    definition.validated = !own.is_not_valid();
    Some(definition)
}

/// Returns when the constraint is checked.
pub(super) fn deferrability(options: AstChildren<ast::ConstraintOption>) -> Deferrability {
    let mut own = Deferrability::NotDeferrable;
    for option in options {
        match option {
            ast::ConstraintOption::DeferrableConstraintOption(_) if own == Deferrability::NotDeferrable => {
                own = Deferrability::InitiallyImmediate;
            }
            // Deferred implies deferrable.
            ast::ConstraintOption::InitiallyDeferredConstraintOption(_) => own = Deferrability::InitiallyDeferred,
            _ => {}
        }
    }
    own
}

/// Returns the names of columns.
pub(super) fn names(refs: AstChildren<ast::ColumnNameRef>) -> Vec<Name> {
    refs.map(|own| name_at(&own)).collect()
}

fn keys(parameters: Option<ast::IndexParameters>, beside: Vec<Name>) -> Option<(Vec<Name>, Vec<Name>, bool)> {
    let Some(parameters) = parameters else { return Some((beside, Vec::new(), true)) };
    let columns = match parameters.column_list() {
        // `WITHOUT OVERLAPS` is an exclusion in disguise.
        Some(list) if list.without_overlaps().is_some() => return None,
        Some(list) => names(list.column_name_refs()),
        None => beside,
    };
    let include = parameters.constraint_include_clause().and_then(|clause| clause.column_ref_list());
    let include = include.map(|list| names(list.column_name_refs())).unwrap_or_default();
    let distinct = !matches!(parameters.nulls_distinct_option(), Some(ast::NullsDistinctOption::NullsNotDistinct(_)));
    Some((columns, include, distinct))
}

fn reference(
    columns: Vec<Name>,
    table: crate::operation::RelationRef,
    referenced: Vec<Name>,
    match_type: Option<ast::MatchType>,
    actions: AstChildren<ast::ReferentialAction>,
) -> ReferenceDefinition {
    let mut own = ReferenceDefinition {
        columns,
        table,
        referenced,
        on_delete: ReferentialAction::NoAction,
        on_delete_columns: Vec::new(),
        on_update: ReferentialAction::NoAction,
        match_kind: if matches!(match_type, Some(ast::MatchType::MatchFull(_))) { Match::Full } else { Match::Simple },
    };
    for action in actions {
        match action {
            ast::ReferentialAction::OnDeleteAction(action) => {
                let Some(action) = action.ref_action() else { continue };
                (own.on_delete, own.on_delete_columns) = ref_action(&action);
            }
            ast::ReferentialAction::OnUpdateAction(action) => {
                let Some(action) = action.ref_action() else { continue };
                own.on_update = ref_action(&action).0;
            }
        }
    }
    own
}

fn ref_action(own: &ast::RefAction) -> (ReferentialAction, Vec<Name>) {
    let list = |list: Option<ast::ColumnRefList>| list.map(|list| names(list.column_name_refs())).unwrap_or_default();
    match own {
        ast::RefAction::Cascade(_) => (ReferentialAction::Cascade, Vec::new()),
        ast::RefAction::NoAction(_) => (ReferentialAction::NoAction, Vec::new()),
        ast::RefAction::Restrict(_) => (ReferentialAction::Restrict, Vec::new()),
        ast::RefAction::SetNullColumns(own) => (ReferentialAction::SetNull, list(own.column_ref_list())),
        ast::RefAction::SetDefaultColumns(own) => (ReferentialAction::SetDefault, list(own.column_ref_list())),
    }
}

/// Returns the canonical text after `EXCLUDE`: `USING gist (room WITH =, during WITH &&) WHERE (…)`.
fn exclusion(own: &ast::ExcludeConstraint, columns: &Columns, surroundings: &Surroundings<'_>) -> Option<Expression> {
    let context = columns.context(surroundings);
    let mut printer = Printer::default();
    let method = own.constraint_index_method().and_then(|method| method.access_method_ref());
    let method = method.map_or_else(|| "btree".to_string(), |method| name_at(&method).to_string());
    printer.text(&format!("USING {method} ("));
    for (at, element) in own.constraint_exclusion_list()?.constraint_exclusions().enumerate() {
        if at > 0 {
            printer.text(", ");
        }
        index::print_key(&element.expr()?, element.syntax(), &context, &mut printer);
        let operator = match (element.operator_call(), element.op()) {
            (Some(call), _) => call.op()?.syntax().text().to_string(),
            (None, Some(op)) => op.syntax().text().to_string(),
            (None, None) => return None,
        };
        // `OPERATOR(pg_catalog.=)`
        let operator = operator.trim().trim_start_matches("OPERATOR").trim_matches(['(', ')', ' ']);
        let bare = operator.rsplit_once('.').map_or(operator, |(_, bare)| bare);
        printer.text(&format!(" WITH {bare}"));
    }
    printer.text(")");
    if let Some(predicate) = own.where_condition_clause() {
        printer.text(" WHERE (");
        of_tree(&predicate.expr()?, &context).parts.into_iter().for_each(|part| printer.part(part));
        printer.text(")");
    }
    let parts: Vec<Part> = printer.finish();
    Some(Expression { parts })
}
