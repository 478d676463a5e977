//! CREATE TABLE in all its forms.

use crate::name::Name;
use crate::operation::{CreateTable, IfNotExists, LikeClause, Operation, RelationRef};
use crate::schema::{Expression, Persistence, Touched, Unknown};
use crate::sql::Surroundings;
use crate::sql::names::{name_at, names_in, relation_at, relation_of};
use crate::sql::read::column::{self, Columns};
use crate::sql::read::{constraint, partition, query};
use squawk_syntax::ast::{self, AstNode};

/// Reads CREATE TABLE.
pub(super) fn create(own: &ast::CreateTable, surroundings: &Surroundings<'_>) -> Option<Vec<Operation>> {
    let mut table = start(&own.table_name()?)?;
    table.existing = existing(own.if_not_exists());
    table.persistence = persistence(own.persistence());
    table.inherits = parents(own.inherits())?;
    table.partition_of = partition_of(own.partition_of(), own.partition_type(), surroundings)?;
    if own.of_type().is_some() {
        return None;
    }
    let columns = arguments(&mut table, own.table_arg_list(), surroundings)?;
    if let Some(by) = own.partition_by() {
        table.partition_by = Some(partition::partition_by(&by, &columns.context(surroundings))?);
    }
    Some(vec![Operation::CreateTable(table)])
}

/// Reads CREATE FOREIGN TABLE.
pub(super) fn create_foreign(own: &ast::CreateForeignTable, surroundings: &Surroundings<'_>) -> Option<Vec<Operation>> {
    let mut table = start(&own.table_name()?)?;
    table.existing = existing(own.if_not_exists());
    table.inherits = parents(own.inherits())?;
    table.partition_of = partition_of(own.partition_of(), own.partition_type(), surroundings)?;
    table.server = Some(name_at(&own.server_clause()?.server_ref()?));
    arguments(&mut table, own.table_arg_list(), surroundings)?;
    Some(vec![Operation::CreateTable(table)])
}

/// Reads CREATE TABLE AS: the table is there, its columns are known where the query is, their types where it copies or
/// casts them.
pub(super) fn create_as(own: &ast::CreateTableAs, surroundings: &Surroundings<'_>) -> Option<Vec<Operation>> {
    let mut table = start(&own.table_name()?)?;
    table.existing = existing(own.if_not_exists());
    table.persistence = persistence(own.persistence());
    let names = own.table_arg_list().into_iter().flat_map(|list| list.args());
    let names: Vec<Name> = names
        .filter_map(|own| match own {
            ast::TableArg::Column(own) => own.name().map(|name| name_at(&name)),
            _ => None,
        })
        .collect();
    let query = match own.query()? {
        ast::CreateTableAsQuery::SelectVariant(own) => query::query(&own, &names, surroundings),
        ast::CreateTableAsQuery::Execute(_) => None,
    };
    Some(from_query(table, query.filter(|own| own.columns.len() >= names.len()), surroundings))
}

/// Reads SELECT INTO.
pub(super) fn select_into(own: &ast::SelectInto, surroundings: &Surroundings<'_>) -> Option<Vec<Operation>> {
    let into = own.into_clause()?;
    let mut table = start(&into.table_name()?)?;
    table.persistence = persistence(into.persistence());
    let text = own.syntax().text().to_string().replacen(&into.syntax().text().to_string(), "", 1);
    let query = match squawk_syntax::SourceFile::parse(&text).tree().stmts().next() {
        Some(ast::Stmt::Select(own)) => query::query(&ast::SelectVariant::Select(own), &[], surroundings),
        _ => None,
    };
    Some(from_query(table, query, surroundings))
}

fn from_query(mut table: CreateTable, query: Option<query::Query>, surroundings: &Surroundings<'_>) -> Vec<Operation> {
    let name = surroundings.full_name(&in_schema(table.name.clone(), table.persistence));
    let is_known = query.is_some();
    table.columns = query.map(query::Query::made_columns).unwrap_or_default();
    table.from_query = true;
    let mut operations = vec![Operation::CreateTable(table)];
    if !is_known {
        let unknown = Unknown::new("the columns come from a query that limbeck does not evaluate", None);
        operations.push(Operation::Unknown { touched: Touched::Table(name), unknown });
    }
    operations
}

fn start(name: &ast::TableName) -> Option<CreateTable> {
    Some(CreateTable {
        name: relation_of(names_in(name.syntax())?)?,
        columns: Vec::new(),
        constraints: Vec::new(),
        likes: Vec::new(),
        inherits: Vec::new(),
        partition_of: None,
        partition_by: None,
        persistence: Persistence::Permanent,
        server: None,
        existing: IfNotExists::Fail,
        from_query: false,
    })
}

fn existing(own: Option<ast::IfNotExists>) -> IfNotExists {
    if own.is_some() { IfNotExists::Skip } else { IfNotExists::Fail }
}

fn persistence(own: Option<ast::Persistence>) -> Persistence {
    match own {
        Some(ast::Persistence::Temp(_)) => Persistence::Temporary,
        Some(ast::Persistence::Unlogged(_)) => Persistence::Unlogged,
        None => Persistence::Permanent,
    }
}

/// Returns where a sequence or a view goes that may be temporary.
pub(super) fn placed(name: RelationRef, persistence: Option<ast::Persistence>) -> RelationRef {
    in_schema(name, self::persistence(persistence))
}

fn in_schema(name: RelationRef, persistence: Persistence) -> RelationRef {
    match (persistence, &name.schema) {
        (Persistence::Temporary, None) => RelationRef { schema: Some(Name::verbatim("pg_temp")), ..name },
        _ => name,
    }
}

fn parents(own: Option<ast::Inherits>) -> Option<Vec<RelationRef>> {
    own.into_iter().flat_map(|own| own.table_name_refs()).map(|name| relation_at(&name)).collect()
}

fn partition_of(
    own: Option<ast::PartitionOf>,
    bound: Option<ast::PartitionType>,
    surroundings: &Surroundings<'_>,
) -> Option<Option<(RelationRef, Expression)>> {
    let Some(own) = own else { return Some(None) };
    let parent = relation_at(&own.table_name_ref()?)?;
    let bound = partition::bound(&bound?, &parent, surroundings)?;
    Some(Some((parent, bound)))
}

/// Reads what stands in the brackets; returns the columns that constraints see.
fn arguments(
    table: &mut CreateTable,
    list: Option<ast::TableArgList>,
    surroundings: &Surroundings<'_>,
) -> Option<Columns> {
    let arguments: Vec<ast::TableArg> = list.into_iter().flat_map(|list| list.args()).collect();
    let mut columns = inherited(table, surroundings);
    for argument in &arguments {
        match argument {
            ast::TableArg::Column(own) => {
                let Some(ty) = own.ty() else { continue };
                columns.own.push((name_at(&own.name()?), column::resolved(column::type_at(&ty), surroundings)));
            }
            ast::TableArg::LikeClause(own) => {
                let other = Columns::of(&relation_at(&own.relation_name_ref()?)?, surroundings);
                columns.complete &= other.complete;
                columns.own.extend(other.own);
            }
            ast::TableArg::TableConstraint(_) => {}
        }
    }
    for argument in &arguments {
        match argument {
            ast::TableArg::Column(own) if own.ty().is_some() => {
                let mut column = column::column(own, &columns, surroundings)?;
                // NULL is no default, but it keeps the parents' out.
                if !table.inherits.is_empty() && column.default.is_none() && column::says_default(own) {
                    column.default = Some(Expression::text("NULL"));
                }
                table.columns.push(column);
            }
            // A partition's `name WITH OPTIONS …` refines a column of the parent.
            ast::TableArg::Column(_) => return None,
            ast::TableArg::LikeClause(own) => table.likes.push(like(own)?),
            ast::TableArg::TableConstraint(ast::TableConstraint::NotNullConstraint(own)) => {
                let name = name_at(&own.column_name_ref()?);
                let column = table.columns.iter_mut().find(|column| column.name == name)?;
                column.not_null = true;
            }
            ast::TableArg::TableConstraint(own) => {
                let own = ast::Constraint::cast(own.syntax().clone())?;
                table.constraints.push(constraint::constraint(&own, None, &columns, surroundings)?);
            }
        }
    }
    Some(columns)
}

/// The columns that come from parents.
fn inherited(table: &CreateTable, surroundings: &Surroundings<'_>) -> Columns {
    let mut columns = Columns { own: Vec::new(), complete: true, table: Some(surroundings.full_name(&table.name)) };
    for parent in table.inherits.iter().chain(table.partition_of.iter().map(|(parent, _)| parent)) {
        let other = Columns::of(parent, surroundings);
        columns.complete &= other.complete;
        columns.own.extend(other.own);
    }
    columns
}

fn like(own: &ast::LikeClause) -> Option<LikeClause> {
    const ALL: &[&str] = &["comments", "constraints", "defaults", "generated", "identity", "indexes"];
    let mut including: Vec<String> = Vec::new();
    for option in own.like_options() {
        let (property, included) = match &option {
            ast::LikeOption::IncludingProperty(own) => (own.table_property()?, true),
            ast::LikeOption::ExcludingProperty(own) => (own.table_property()?, false),
        };
        let word = property.syntax().text().to_string().to_ascii_lowercase();
        let words: Vec<&str> = if word == "all" { ALL.to_vec() } else { vec![word.as_str()] };
        including.retain(|own| !words.contains(&own.as_str()));
        if included {
            including.extend(words.iter().map(|word| (*word).to_string()));
        }
    }
    including.sort();
    Some(LikeClause { table: relation_at(&own.relation_name_ref()?)?, including })
}
