//! One query for each object that is true when the object is there, and usable.

use crate::name::quote_literal;
use crate::schema::ObjectId;

/// Returns a query with one boolean, or `None` for a kind that is not looked up by name.
pub fn query(object: &ObjectId) -> Option<String> {
    let regclass = |name: &crate::name::QualifiedName| format!("to_regclass({})", quote_literal(&name.quoted()));
    let row = |from: &str, relation: String, column: &str, name: &str| {
        let name = quote_literal(name);
        format!("SELECT EXISTS (SELECT FROM pg_catalog.{from} AND {column} = {name})").replace("{relation}", &relation)
    };
    let query = match object {
        ObjectId::Table(name) | ObjectId::Sequence(name) | ObjectId::View(name) => {
            format!("SELECT {} IS NOT NULL", regclass(name))
        }
        ObjectId::Index(name) => format!(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = {} AND indisvalid AND indisready)",
            regclass(name)
        ),
        ObjectId::Column(table, name) => {
            let from = "pg_attribute WHERE attrelid = {relation} AND NOT attisdropped";
            row(from, regclass(table), "attname", name.as_str())
        }
        ObjectId::Constraint(table, name) => {
            // A domain has constraints as well.
            let of = format!("to_regtype({})", quote_literal(&table.quoted()));
            let from = format!("pg_constraint WHERE (conrelid = {{relation}} OR contypid = {of})");
            row(&from, regclass(table), "conname", name.as_str())
        }
        ObjectId::Trigger(table, name) => {
            row("pg_trigger WHERE tgrelid = {relation}", regclass(table), "tgname", name.as_str())
        }
        ObjectId::Policy(table, name) => {
            row("pg_policy WHERE polrelid = {relation}", regclass(table), "polname", name.as_str())
        }
        ObjectId::Type(name) => format!("SELECT to_regtype({}) IS NOT NULL", quote_literal(&name.quoted())),
        ObjectId::Schema(name) => format!("SELECT to_regnamespace({}) IS NOT NULL", quote_literal(&name.quoted())),
        ObjectId::Extension(name) => format!(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = {})",
            quote_literal(name.as_str())
        ),
        ObjectId::Function(..) | ObjectId::Other(..) => return None,
    };
    Some(query)
}

/// Returns a query that is true when the object is not there.
pub fn gone(object: &ObjectId) -> Option<String> {
    query(object).map(|query| format!("SELECT NOT ({query})"))
}
