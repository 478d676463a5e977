//! A column's definition, with the constraints that stand beside it.

use crate::name::{Name, QualifiedName};
use crate::operation::{ColumnDefinition, Generation, RelationRef, TypeRef};
use crate::schema::{DataType, Expression, Identity, Unknown};
use crate::sql::data_type::{data_type, resolve};
use crate::sql::expression::of_tree;
use crate::sql::names::name_at;
use crate::sql::read::{constraint, sequence};
use crate::sql::{Context, Surroundings};
use squawk_syntax::ast::{self, AstNode};

/// The columns that expressions of a table mean.
#[derive(Clone)]
pub(super) struct Columns {
    pub own: Vec<(Name, DataType)>,
    /// Whether these are all there are.
    pub complete: bool,
    /// Whose they are, where there is a table.
    pub table: Option<QualifiedName>,
}

impl Columns {
    /// Returns the context of an expression on these columns.
    pub(super) fn context<'a>(&'a self, surroundings: &Surroundings<'a>) -> Context<'a> {
        let columns = (self.complete || !self.own.is_empty()).then_some(self.own.as_slice());
        Context { columns, schema: surroundings.schema, table: self.table.as_ref(), ..Context::default() }
    }

    /// Returns the columns of a table that is there.
    pub(super) fn of(table: &RelationRef, surroundings: &Surroundings<'_>) -> Self {
        let found = surroundings.table(table);
        Self {
            own: found.map(crate::sql::surroundings::columns_of).unwrap_or_default(),
            complete: found.is_some(),
            table: Some(surroundings.full_name(table)),
        }
    }
}

/// Returns the type that a node names.
pub(super) fn type_at(own: &ast::Type) -> TypeRef {
    data_type(&own.syntax().text().to_string())
}

/// Returns the type with its schema, as far as the surroundings tell.
pub(super) fn resolved(own: TypeRef, surroundings: &Surroundings<'_>) -> DataType {
    let context = Context::default().within(surroundings.schema);
    resolve(own, |name| context.type_named(&RelationRef::bare(name.clone())))
}

/// Returns a default, none for `DEFAULT NULL`, which PostgreSQL does not keep either.
pub(super) fn default(expr: &ast::Expr, own: &DataType, surroundings: &Surroundings<'_>) -> Option<Expression> {
    let base = Context::default().within(surroundings.schema).base_of(own);
    let context = Context::default_of(&base).within(surroundings.schema);
    let default = of_tree(expr, &context);
    (default != Expression::text("NULL")).then_some(default)
}

/// Returns a column of CREATE TABLE.
pub(super) fn column(
    own: &ast::Column,
    columns: &Columns,
    surroundings: &Surroundings<'_>,
) -> Option<ColumnDefinition> {
    let mut definition = ColumnDefinition::new(name_at(&own.name()?), type_at(&own.ty()?));
    for clause in own.clauses() {
        match clause {
            ast::ColumnClause::Collate(collate) => definition.collation = collation(&collate),
            ast::ColumnClause::ColumnConstraint(own) => {
                let own = ast::Constraint::cast(own.syntax().clone())?;
                add(&mut definition, &own, columns, surroundings)?;
            }
            ast::ColumnClause::AlterOptionList(_)
            | ast::ColumnClause::CompressionMethod(_)
            | ast::ColumnClause::Storage(_)
            | ast::ColumnClause::WithOptions(_) => {}
        }
    }
    Some(definition)
}

/// Returns whether a column of CREATE TABLE says what its default is, be it NULL.
pub(super) fn says_default(own: &ast::Column) -> bool {
    own.clauses().any(|clause| match clause {
        ast::ColumnClause::ColumnConstraint(own) => ast::DefaultConstraint::can_cast(own.syntax().kind()),
        _ => false,
    })
}

/// Returns a column of ADD COLUMN.
pub(super) fn added(
    own: &ast::AddColumn,
    columns: &Columns,
    surroundings: &Surroundings<'_>,
) -> Option<ColumnDefinition> {
    let mut definition = ColumnDefinition::new(name_at(&own.column_name()?), type_at(&own.ty()?));
    definition.collation = own.collate().and_then(|collate| collation(&collate));
    let mut all = columns.clone();
    all.own.push((definition.name.clone(), resolved(definition.data_type.clone(), surroundings)));
    for constraint in own.constraints() {
        add(&mut definition, &constraint, &all, surroundings)?;
    }
    Some(definition)
}

/// Returns the collation's name, none for the default one.
pub(super) fn collation(own: &ast::Collate) -> Option<Name> {
    let name = crate::sql::names::relation_at(&own.collation_ref()?)?.name;
    (name.as_str() != "default").then_some(name)
}

fn add(
    definition: &mut ColumnDefinition,
    own: &ast::Constraint,
    columns: &Columns,
    surroundings: &Surroundings<'_>,
) -> Option<()> {
    match own {
        ast::Constraint::NotNullConstraint(_) => definition.not_null = true,
        ast::Constraint::NullConstraint(_) => {}
        ast::Constraint::DefaultConstraint(own) => {
            let data_type = resolved(definition.data_type.clone(), surroundings);
            let mut expr = own.expr()?;
            // What follows a default is the column's collation, although the parser takes it for the default's (`gram.y`).
            if let ast::Expr::Collate(own) = &expr {
                definition.collation = collation(own);
                expr = own.expr()?;
            }
            definition.default = default(&expr, &data_type, surroundings);
        }
        ast::Constraint::GeneratedConstraint(own) => {
            definition.generation = match own.generated_as()? {
                ast::GeneratedAs::GeneratedIdentity(own) => {
                    let options = own.sequence_option_list().map(|list| list.sequence_options());
                    let options = options.map_or(Some(Default::default()), sequence::options)?;
                    Generation::Identity(identity(&own.generated_when()?), options)
                }
                ast::GeneratedAs::GeneratedStored(own) => {
                    let is_stored = matches!(own.generated_kind(), Some(ast::GeneratedKind::Stored(_)));
                    Generation::Stored(if is_stored {
                        of_tree(&own.expr()?, &columns.context(surroundings))
                    } else {
                        Expression::unknown(Unknown::new("virtual generated columns are not modelled", None))
                    })
                }
            };
        }
        other => {
            let name = definition.name.clone();
            definition.constraints.push(constraint::constraint(other, Some(&name), columns, surroundings)?);
        }
    }
    Some(())
}

/// Returns whether `GENERATED` says always or by default.
pub(super) fn identity(when: &ast::GeneratedWhen) -> Identity {
    match when {
        ast::GeneratedWhen::GeneratedAlways(_) => Identity::Always,
        ast::GeneratedWhen::GeneratedByDefault(_) => Identity::ByDefault,
    }
}
