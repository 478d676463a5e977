//! The relations of a query, and which of their columns a name in it means.

use crate::name::{Name, QualifiedName};
use crate::schema::DataType;
use crate::sql::expression::node::Node;

/// The relations that the names of a query mean.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub sources: Vec<Source>,
}

/// A relation or subquery of a FROM clause.
#[derive(Clone, Debug)]
pub struct Source {
    /// What the query calls it.
    pub alias: Name,
    /// The relation, unless another name hides it.
    pub relation: Option<QualifiedName>,
    /// Its columns with their types, where they are known.
    pub columns: Option<Vec<(Name, Option<DataType>)>>,
    /// Columns that the other side of a `USING` stands for.
    pub merged: Vec<Name>,
}

impl Scope {
    /// Returns the column that a path of names means, `None` where that is not sure.
    pub(in crate::sql) fn resolve(&self, names: &[Name]) -> Option<Node> {
        let (column, qualifier) = names.split_last()?;
        let found: Vec<&Source> =
            self.sources.iter().filter(|own| own.is_meant(qualifier) && own.may_have(column, qualifier)).collect();
        let [source] = found.as_slice() else { return None };
        Some(Node::Qualified(vec![source.printed(), column.clone()]))
    }

    /// Returns the type of a column of the query's relations.
    pub(in crate::sql) fn type_of(&self, names: &[Name]) -> Option<DataType> {
        let [alias, column] = names else { return None };
        let source = self.sources.iter().find(|own| own.printed() == *alias)?;
        source.columns.as_ref()?.iter().find(|(name, _)| name == column)?.1.clone()
    }

    /// Returns whether no relation has the column, all columns of all relations being known.
    pub(in crate::sql) fn lacks(&self, names: &[Name]) -> Option<&Source> {
        let (column, qualifier) = names.split_last()?;
        let meant: Vec<&Source> = self.sources.iter().filter(|own| own.is_meant(qualifier)).collect();
        let has = |own: &&Source| own.columns.as_ref().is_none_or(|all| all.iter().any(|(name, _)| name == column));
        if meant.iter().any(has) { None } else { meant.first().copied() }
    }
}

impl Source {
    /// Returns what PostgreSQL calls it where it prints the query: up to 15 every view has an `old` and a `new` of its own
    /// (`ruleutils.c`, `set_rtable_names`).
    pub(in crate::sql) fn printed(&self) -> Name {
        match self.alias.as_str() {
            "old" | "new" => Name::verbatim(&format!("{}_1", self.alias)),
            _ => self.alias.clone(),
        }
    }

    fn is_meant(&self, qualifier: &[Name]) -> bool {
        match qualifier {
            [] => true,
            [alias] => self.alias == *alias,
            [schema, name] => self.relation.as_ref().is_some_and(|own| own.schema == *schema && own.name == *name),
            _ => false,
        }
    }

    fn may_have(&self, column: &Name, qualifier: &[Name]) -> bool {
        let is_hidden = qualifier.is_empty() && self.merged.contains(column);
        !is_hidden && self.columns.as_ref().is_none_or(|all| all.iter().any(|(name, _)| name == column))
    }
}
