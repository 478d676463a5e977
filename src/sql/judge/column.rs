//! What a column may be: lengths of its type, its collation, constraints that contradict each other (PostgreSQL 15,
//! `anychar_typmodin`, `numerictypmodin`, `transformColumnDefinition`).

use super::types::{Category, element_of};
use super::{Judge, Judged, open, refused};
use crate::operation::TypeRef;
use crate::schema::{DataType, SqlState};
use crate::sql::data_type::data_type;
use squawk_syntax::ast::{self, AstNode};

impl Judge<'_> {
    /// Judges the lengths of all types in a statement, and its columns.
    pub(super) fn types_fit(&self, own: &ast::Stmt) -> Judged<()> {
        for node in own.syntax().descendants() {
            if let Some(own) = ast::Column::cast(node.clone()) {
                self.column_fits(&own)?;
            }
            let Some(of) = ast::Type::cast(node) else { continue };
            let written = of.syntax().text().to_string().to_ascii_lowercase();
            let bits =
                |word: &str| written.strip_prefix(word).map(|own| own.trim().trim_matches(['(', ')']).parse::<u32>());
            if matches!(bits("float"), Some(Ok(0 | 54..))) || matches!(bits("bit"), Some(Ok(0))) {
                return refused(SqlState::INVALID_PARAMETER_VALUE, format!("type {written} has no such precision"));
            }
            let TypeRef::Resolved(of) = data_type(&of.syntax().text().to_string()) else { continue };
            let mut numbers = of.modifiers.split(',').map(|own| own.trim().parse::<i64>().ok());
            let (first, second) = (numbers.next().flatten(), numbers.next().flatten());
            let is_string = of.is_builtin("character varying") || of.is_builtin("character");
            let message = match first {
                Some(length) if is_string && length < 1 => {
                    let word = if of.is_builtin("character") { "char" } else { "varchar" };
                    format!("length for type {word} must be at least 1")
                }
                Some(length) if is_string && length > 10_485_760 => {
                    "length for type varchar cannot exceed 10485760".into()
                }
                Some(precision) if of.is_builtin("numeric") && !(1..=1000).contains(&precision) => {
                    format!("NUMERIC precision {precision} must be between 1 and 1000")
                }
                _ if of.is_builtin("numeric") && second.is_some_and(|own| own.abs() > 1000) => {
                    format!("NUMERIC scale of {} must be between -1000 and 1000", of.to_sql())
                }
                _ => continue,
            };
            return refused(SqlState::INVALID_PARAMETER_VALUE, message);
        }
        Ok(())
    }

    /// Judges what a column says more than once, a collation of what has none, and types that no column has.
    fn column_fits(&self, own: &ast::Column) -> Judged<()> {
        let Some(of) = own.ty() else { return Ok(()) };
        let text = of.syntax().text().to_string().to_ascii_lowercase();
        let all = || own.syntax().descendants();
        let count = |is: fn(&ast::Constraint) -> bool| all().filter_map(ast::Constraint::cast).filter(is).count();
        let nulls = count(|own| matches!(own, ast::Constraint::NullConstraint(_)));
        let not_nulls = count(|own| matches!(own, ast::Constraint::NotNullConstraint(_)));
        let defaults = count(|own| matches!(own, ast::Constraint::DefaultConstraint(_)));
        let is_serial = text.contains("serial");
        if defaults + usize::from(is_serial) > 1 || nulls > 0 && (not_nulls > 0 || is_serial) {
            return open("a column has contradicting constraints");
        }
        if ["record", "unknown", "void", "cstring", "trigger"].contains(&text.trim()) || text.starts_with("any") {
            return open(format!("limbeck does not know whether a column can be {text}"));
        }
        let is_collated = all().any(|own| ast::CollationRef::can_cast(own.kind()));
        let base = element_of(&self.type_named(&of).unwrap_or_else(|_| DataType::builtin("integer")));
        if is_collated && self.category(&base) != Category::Text {
            return open("limbeck does not know whether a collation fits");
        }
        Ok(())
    }
}
