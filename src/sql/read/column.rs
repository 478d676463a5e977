//! Columns and constraints as CREATE TABLE, ADD COLUMN, ADD CONSTRAINT and domains define them.

use super::reader::{Home, Reader, column_names, every, first, inside, name, relation, squeezed, type_in};
use super::sequence;
use crate::name::Name;
use crate::operation::{
    ColumnDefinition, ConstraintDefinition, ConstraintDefinitionKind, Generation, ReferenceDefinition, TypeRef,
};
use crate::schema::{Deferrability, Expression, Identity, Match, Part, ReferentialAction};
use crate::sql::names;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// Returns the column without its own constraints, which may name columns that come after it.
pub(super) fn column(node: &SyntaxNode, reader: &Reader<'_>) -> Option<ColumnDefinition> {
    let own_name = names::name_at(&first::<ast::ColumnName>(node)?);
    // Only partitions and typed tables leave the type to another table.
    let own_type = type_in(node)?;
    let mut column = ColumnDefinition::new(own_name, own_type);
    column.not_null = matches!(column.data_type, TypeRef::Serial(_));
    if let Some(collate) = first::<ast::Collate>(node) {
        column.collation = name::<ast::CollationRef>(collate.syntax());
    }
    for clause in node.children() {
        if ast::NotNullConstraint::can_cast(clause.kind()) {
            column.not_null = true;
        } else if let Some(default) = ast::DefaultConstraint::cast(clause.clone()) {
            column.default = reader.default(&first::<ast::Expr>(default.syntax())?, Some(&column.data_type));
        } else if let Some(generated) = ast::GeneratedConstraint::cast(clause.clone()) {
            column.generation = generation(generated.syntax(), reader)?;
            column.not_null |= matches!(column.generation, Generation::Identity(..));
        } else if ast::PrimaryKeyConstraint::can_cast(clause.kind()) {
            column.not_null = true;
        }
    }
    Some(column)
}

/// Returns a column's own constraints.
pub(super) fn own_constraints(
    node: &SyntaxNode,
    reader: &Reader<'_>,
    home: &Home,
) -> Option<Vec<ConstraintDefinition>> {
    let column = names::name_at(&first::<ast::ColumnName>(node)?);
    let mut constraints = Vec::new();
    for clause in node.children() {
        let is_constraint = ast::CheckConstraint::can_cast(clause.kind())
            || ast::PrimaryKeyConstraint::can_cast(clause.kind())
            || ast::UniqueConstraint::can_cast(clause.kind())
            || ast::ReferencesConstraint::can_cast(clause.kind());
        if is_constraint {
            constraints.push(constraint_of(&clause, reader, home, std::slice::from_ref(&column))?);
        }
    }
    Some(constraints)
}

/// Returns a constraint of a table.
pub(super) fn table_constraint(node: &SyntaxNode, reader: &Reader<'_>, home: &Home) -> Option<ConstraintDefinition> {
    constraint_of(node, reader, home, &[])
}

/// `column` is the one that an inline constraint is about.
fn constraint_of(node: &SyntaxNode, reader: &Reader<'_>, home: &Home, column: &[Name]) -> Option<ConstraintDefinition> {
    let parameters = first::<ast::IndexParameters>(node);
    let listed = |node: Option<SyntaxNode>| {
        let list = node.and_then(|node| first::<ast::ConstraintColumnRefList>(&node));
        list.map_or_else(|| column.to_vec(), |list| column_names(list.syntax()))
    };
    let included = || {
        let clause = parameters.iter().find_map(|own| first::<ast::ConstraintIncludeClause>(own.syntax()));
        let list = clause.and_then(|own| first::<ast::ColumnRefList>(own.syntax()));
        list.map(|own| column_names(own.syntax())).unwrap_or_default()
    };
    let using = || {
        let own = first::<ast::UsingIndexName>(node)?;
        name::<ast::IndexRef>(own.syntax())
    };
    let parameter_node = parameters.as_ref().map(|own| own.syntax().clone());
    let kind = if ast::PrimaryKeyConstraint::can_cast(node.kind()) {
        match using() {
            Some(index) => ConstraintDefinitionKind::UsingIndex { index, primary: true },
            None => ConstraintDefinitionKind::PrimaryKey { columns: listed(parameter_node), include: included() },
        }
    } else if ast::UniqueConstraint::can_cast(node.kind()) {
        match using() {
            Some(index) => ConstraintDefinitionKind::UsingIndex { index, primary: false },
            None => ConstraintDefinitionKind::Unique {
                nulls_distinct: inside::<ast::NullsNotDistinct>(node).is_none(),
                columns: listed(parameter_node),
                include: included(),
            },
        }
    } else if ast::CheckConstraint::can_cast(node.kind()) {
        ConstraintDefinitionKind::Check {
            expression: reader.on_columns(&first::<ast::Expr>(node)?, home),
            no_inherit: first::<ast::NoInherit>(node).is_some(),
        }
    } else if ast::ForeignKeyConstraint::can_cast(node.kind()) || ast::ReferencesConstraint::can_cast(node.kind()) {
        ConstraintDefinitionKind::ForeignKey(reference(node, column)?)
    } else if let Some(own) = ast::ExcludeConstraint::cast(node.clone()) {
        ConstraintDefinitionKind::Exclude { definition: exclusion(&own, home) }
    } else {
        return None;
    };
    Some(ConstraintDefinition {
        name: first::<ast::ConstraintNameClause>(node).and_then(|own| name::<ast::ConstraintName>(own.syntax())),
        kind,
        deferrability: deferrability(node),
        validated: first::<ast::NotValid>(node).is_none(),
    })
}

/// Returns when the constraint is checked.
pub(super) fn deferrability(node: &SyntaxNode) -> Deferrability {
    if first::<ast::InitiallyDeferredConstraintOption>(node).is_some() {
        Deferrability::InitiallyDeferred
    } else if first::<ast::DeferrableConstraintOption>(node).is_some() {
        Deferrability::InitiallyImmediate
    } else {
        Deferrability::NotDeferrable
    }
}

fn reference(node: &SyntaxNode, column: &[Name]) -> Option<ReferenceDefinition> {
    let lists: Vec<Vec<Name>> =
        every::<ast::ForeignKeyColumnList>(node).map(|own| column_names(own.syntax())).collect();
    let inline = ast::ReferencesConstraint::can_cast(node.kind());
    let (columns, referenced) = match inline {
        true => (column.to_vec(), column_names(node)),
        false => (lists.first()?.clone(), lists.get(1).cloned().unwrap_or_default()),
    };
    let mut own = ReferenceDefinition {
        columns,
        table: relation::<ast::TableNameRef>(node)?,
        referenced,
        on_delete: ReferentialAction::NoAction,
        on_delete_columns: Vec::new(),
        on_update: ReferentialAction::NoAction,
        match_kind: if inside::<ast::MatchFull>(node).is_some() { Match::Full } else { Match::Simple },
    };
    for clause in node.children() {
        if ast::OnDeleteAction::can_cast(clause.kind()) {
            (own.on_delete, own.on_delete_columns) = action(&clause);
        } else if ast::OnUpdateAction::can_cast(clause.kind()) {
            own.on_update = action(&clause).0;
        }
    }
    Some(own)
}

fn action(node: &SyntaxNode) -> (ReferentialAction, Vec<Name>) {
    let columns =
        |node: &SyntaxNode| first::<ast::ColumnRefList>(node).map(|own| column_names(own.syntax())).unwrap_or_default();
    if let Some(own) = first::<ast::SetNullColumns>(node) {
        (ReferentialAction::SetNull, columns(own.syntax()))
    } else if let Some(own) = first::<ast::SetDefaultColumns>(node) {
        (ReferentialAction::SetDefault, columns(own.syntax()))
    } else if first::<ast::Cascade>(node).is_some() {
        (ReferentialAction::Cascade, Vec::new())
    } else if first::<ast::Restrict>(node).is_some() {
        (ReferentialAction::Restrict, Vec::new())
    } else {
        (ReferentialAction::NoAction, Vec::new())
    }
}

fn generation(node: &SyntaxNode, reader: &Reader<'_>) -> Option<Generation> {
    if let Some(own) = inside::<ast::GeneratedIdentity>(node) {
        let options = first::<ast::SequenceOptionList>(own.syntax());
        let options = options.map(|own| sequence::options(own.syntax())).unwrap_or(Some(Default::default()))?;
        return Some(Generation::Identity(identity(own.syntax()), options));
    }
    let own = inside::<ast::GeneratedStored>(node)?;
    let unknown = Home { columns: Vec::new(), known: false };
    Some(Generation::Stored(reader.on_columns(&first::<ast::Expr>(own.syntax())?, &unknown)))
}

/// Returns whether the identity is always generated.
pub(super) fn identity(node: &SyntaxNode) -> Identity {
    match inside::<ast::GeneratedAlways>(node) {
        Some(_) => Identity::Always,
        None => Identity::ByDefault,
    }
}

/// The text after EXCLUDE, its columns as parts.
fn exclusion(own: &ast::ExcludeConstraint, home: &Home) -> Expression {
    let mut body: Vec<String> = Vec::new();
    for child in own.syntax().children() {
        let skip = ast::ConstraintNameClause::can_cast(child.kind()) || ast::ConstraintOption::can_cast(child.kind());
        if !skip {
            body.push(squeezed(&child.text().to_string()));
        }
    }
    let body = body.join(" ");
    let body = body.strip_prefix("using").map_or_else(|| format!("USING btree {body}"), |rest| format!("USING{rest}"));
    let mut parts: Vec<Part> = Vec::new();
    let mut end = 0;
    for token in crate::sql::scan::tokens(&body) {
        let column = token.name().filter(|name| home.columns.iter().any(|(own, _)| own == name));
        let gap = if end > 0 && end < token.start { " " } else { "" };
        end = token.end();
        match (column, parts.last_mut()) {
            (Some(name), last) => {
                match last {
                    Some(Part::Text(text)) => text.push_str(gap),
                    _ => parts.push(Part::Text(gap.to_string())),
                }
                parts.push(Part::Column(name));
            }
            (None, Some(Part::Text(text))) => text.push_str(&format!("{gap}{}", raised(token.text))),
            (None, _) => parts.push(Part::Text(format!("{gap}{}", raised(token.text)))),
        }
    }
    Expression { parts }
}

fn raised(word: &str) -> String {
    if word == "with" || word == "where" { word.to_ascii_uppercase() } else { word.to_string() }
}
