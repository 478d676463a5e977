//! PostgreSQL's SQL text to and from [`crate::operation::Operation`]s. Types and expressions come to one canonical form
//! on the way in, so that comparing is equality. Reading never fails: what is not understood says so. Nothing is carried
//! out here (that is `schema::apply`), and no other database's SQL is known.

mod block;
mod bracket;
mod builtin;
mod calls;
mod data_type;
mod dynamic;
mod expression;
mod guard;
mod judge;
mod names;
mod parameters;
pub mod question;
mod read;
pub mod render;
mod scan;
mod script;
mod split;
mod statement;
mod surroundings;
mod top_level;
mod type_names;
mod variables;

pub use block::{Block, Branch, Handler, Step};
pub use calls::{first_unsafe_call, is_of_extension, names_before_brackets, strange_calls};
pub use data_type::data_type;
pub use dynamic::{changes_schema, touched_by_text};
pub use expression::{expression, printed_value};
pub use judge::{
    Asked, Beside, Condition, Content, Given, Ground, Judgement, Open, Presumed, Row, RowEffect, count_rows,
    first_rows, gives_one_row, is_counted, judge, literal_default,
};
pub use parameters::Parameters;
pub use read::{InsertedRow, inserted_rows, names_of_path};
pub use scan::is_nothing;
pub use script::{Script, statements};
pub use split::{Chunk, ChunkKind, split};
pub use statement::{Data, DataKind, Grammar, Parsed, Query, Statement, Transaction};
pub use surroundings::{Context, Surroundings};
pub use top_level::top_level_command;
