//! PostgreSQL's SQL: text to operations and back.

pub mod render;
