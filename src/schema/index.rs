//! An index that backs no constraint.

use crate::name::{Name, QualifiedName};
use crate::schema::Expression;

/// An index as `pg_index` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Lives in its table's schema.
    pub name: QualifiedName,
    pub table: QualifiedName,
    /// The access method: `btree`, `gin`, ….
    pub method: Name,
    pub keys: Vec<IndexKey>,
    pub include: Vec<Name>,
    pub unique: bool,
    pub nulls_distinct: bool,
    pub predicate: Option<Expression>,
    /// Storage parameters, sorted: `fillfactor` = `70`.
    pub options: Vec<(String, String)>,
    /// `indisvalid` and `indisready`; false is what a failed `CREATE INDEX CONCURRENTLY` leaves behind.
    pub valid: bool,
    pub comment: Option<String>,
    /// Made for a partition by an index of its parent.
    pub inherited: bool,
}

/// One key of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexKey {
    pub target: KeyTarget,
    /// An operator class other than the type's default, with its schema where that is not on every search path.
    pub operator_class: Option<String>,
    pub collation: Option<Name>,
    pub direction: Direction,
    pub nulls: NullsOrder,
}

/// What a key indexes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyTarget {
    Column(Name),
    Expression(Expression),
}

/// The order of a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    #[default]
    Ascending,
    Descending,
}

/// Where nulls go. `Default` is last when ascending and first when descending; a key never says so explicitly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NullsOrder {
    #[default]
    Default,
    First,
    Last,
}

impl Index {
    /// Returns a valid B-tree index without keys.
    #[must_use]
    pub fn new(name: QualifiedName, table: QualifiedName) -> Self {
        Self {
            name,
            table,
            method: Name::verbatim("btree"),
            keys: Vec::new(),
            include: Vec::new(),
            unique: false,
            nulls_distinct: true,
            predicate: None,
            options: Vec::new(),
            valid: true,
            comment: None,
            inherited: false,
        }
    }
}

impl IndexKey {
    /// Returns the operator class without its schema, which a search path may have said.
    #[must_use]
    pub fn class(&self) -> Option<&str> {
        let class = self.operator_class.as_deref()?;
        let name = class.split('(').next().unwrap_or(class);
        Some(name.rfind('.').and_then(|at| class.get(at + 1..)).unwrap_or(class))
    }

    /// Returns a key on a column in ascending order.
    #[must_use]
    pub fn column(name: Name) -> Self {
        Self::new(KeyTarget::Column(name))
    }

    /// Returns a key in ascending order.
    #[must_use]
    pub fn new(target: KeyTarget) -> Self {
        Self {
            target,
            operator_class: None,
            collation: None,
            direction: Direction::Ascending,
            nulls: NullsOrder::Default,
        }
    }
}
