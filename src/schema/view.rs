//! A view or materialized view.

use crate::name::{Name, QualifiedName};
use crate::schema::Expression;

/// A view as `pg_class` and `pg_rewrite` describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub name: QualifiedName,
    pub kind: ViewKind,
    /// The canonical query.
    pub query: Expression,
    /// The output columns, where they are known.
    pub columns: Option<Vec<Name>>,
    /// The relations the query reads, and the columns of each that it is known to read.
    pub reads: Vec<(QualifiedName, Vec<Name>)>,
    /// `check_option` and the security options that are on, sorted; none of a materialized view.
    pub options: Vec<(String, String)>,
    pub comment: Option<String>,
}

/// Whether a view stores its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewKind {
    Plain,
    Materialized,
}
