//! What the `sqlalchemy` package means on PostgreSQL. The plain values (types, columns, constraints, tables, clauses)
//! know nothing of Python; `bind` makes them out of the evaluator's values.

pub mod bind;
pub mod clause;
pub mod column;
pub mod compiler;
pub mod constraint;
pub mod failure;
pub mod index;
pub mod naming;
pub mod packages;
pub mod sequence;
pub mod source;
pub mod statement;
pub mod table;
mod text;
pub mod types;
