//! The bounds of partitions: they are values of the key, and meet no other's (PostgreSQL 15, `partbounds.c`). Only bounds of one
//! column of whole numbers, days or strings are weighed.

use super::assign::Stored;
use super::types::Category;
use super::{Judge, Judged, open};
use crate::name::QualifiedName;
use crate::schema::DataType;
use crate::sql::names::name_of;
use crate::sql::scan::{string_value, tokens};
use squawk_syntax::ast::{self, AstNode};

/// Where a bound is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Point {
    Lowest,
    Number(i128),
    Text(String),
    Highest,
}

/// The rows that a partition takes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Rows {
    Rest,
    Between(Point, Point),
    Listed(Vec<Point>),
}

impl Judge<'_> {
    pub(super) fn partition(&self, own: &ast::PartitionType, parent: &QualifiedName) -> Judged<()> {
        let unsure = || open(format!("whether `{parent}` has room for the partition is not known"));
        let Some(table) = self.ground.schema.table(parent) else { return unsure() };
        let by = table.partition_by.clone().unwrap_or_default();
        let key = by.split_once('(').and_then(|(_, own)| own.strip_suffix(')')).map(name_of);
        let Some(column) = key.and_then(|own| table.column(&own)) else { return unsure() };
        for expr in own.syntax().descendants().filter_map(ast::Expr::cast) {
            let text = expr.syntax().text().to_string().to_ascii_lowercase();
            if text != "minvalue"
                && text != "maxvalue"
                && self.assign(&self.expr(&expr, &[])?, &column.name, &column.data_type, Stored::Row)?
            {
                return unsure();
            }
        }
        let Some(new) = self.rows_of(&own.syntax().text().to_string(), &by, &column.data_type) else { return unsure() };
        let schema = self.ground.schema;
        if new == Rows::Rest && schema.children(parent).next().is_none() {
            return Ok(());
        }
        for child in schema.children(parent) {
            let bound = child.partition.as_ref().map(|own| own.bound.to_sql()).unwrap_or_default();
            match self.rows_of(&bound, &by, &column.data_type) {
                Some(Rows::Rest) if new != Rows::Rest && self.ground.empty.contains(&child.name) => {}
                Some(own) if !meets(&own, &new) => {}
                _ => return unsure(),
            }
        }
        Ok(())
    }

    /// Reads a bound.
    fn rows_of(&self, text: &str, by: &str, of: &DataType) -> Option<Rows> {
        if text.trim().eq_ignore_ascii_case("default") {
            return Some(Rows::Rest);
        }
        let mut points = Vec::new();
        let mut is_range = false;
        for token in tokens(text) {
            let word = token.text.to_ascii_lowercase();
            match word.as_str() {
                "for" | "values" | "in" | "(" | ")" | "," => {}
                "from" | "to" => is_range = true,
                "minvalue" => points.push(Point::Lowest),
                "maxvalue" => points.push(Point::Highest),
                _ => points.push(self.point(&string_value(token.text).unwrap_or(word), of, !is_range)?),
            }
        }
        match points.as_slice() {
            [from, to] if is_range && by.starts_with("RANGE") && from < to => {
                Some(Rows::Between(from.clone(), to.clone()))
            }
            [_, ..] if !is_range && by.starts_with("LIST") => Some(Rows::Listed(points)),
            _ => None,
        }
    }

    fn point(&self, text: &str, of: &DataType, is_list: bool) -> Option<Point> {
        match self.category(of) {
            Category::Number => text.parse().ok().map(Point::Number),
            Category::Time => {
                let (date, time) = text.split_at_checked(10)?;
                let is_start = time.bytes().all(|own| matches!(own, b' ' | b'T' | b'0' | b':'));
                is_start.then(|| Point::Text(date.to_owned()))
            }
            // What comes before what, a collation says, or the order of the labels.
            Category::Text | Category::Enum(_) if is_list && !text.is_empty() => Some(Point::Text(text.to_owned())),
            _ => None,
        }
    }
}

fn meets(left: &Rows, right: &Rows) -> bool {
    match (left, right) {
        (Rows::Between(a, b), Rows::Between(c, d)) => a < d && c < b,
        (Rows::Listed(a), Rows::Listed(b)) => a.iter().any(|own| b.contains(own)),
        _ => true,
    }
}
