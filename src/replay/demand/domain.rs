//! What a change to a domain demands of the rows that have values of it (PostgreSQL 15, `AlterDomainNotNull`,
//! `validateDomainConstraint`, commands/typecmds.c).

use super::{Demand, Question};
use crate::name::QualifiedName;
use crate::replay::recorder::Recorder;
use crate::schema::{Column, SqlState, Table, Type, TypeKind};
use crate::sql::question::has_nulls;

/// How many domains of domains are followed.
const MAX_DEPTH: usize = 64;

impl Recorder {
    pub(super) fn of_domain(&self, before: &Type, after: &Type, found: &mut Vec<Demand>) {
        let TypeKind::Domain { not_null: was, constraints: old, .. } = &before.kind else { return };
        let TypeKind::Domain { not_null: is, constraints: new, .. } = &after.kind else { return };
        let is_narrower = |name| old.get(name).is_none_or(|own| !own.validated);
        let narrower = new.values().filter(|own| own.validated && is_narrower(&own.name));
        let narrower: Vec<_> = narrower.map(|own| own.name.clone()).collect();
        if *is == *was && narrower.is_empty() {
            return;
        }
        for (table, column) in self.columns_of_domain(&after.name) {
            let place = format!("`{}` of `{}`", column.name, table.name);
            if *is && !*was {
                let message =
                    format!("column \"{}\" of table \"{}\" contains null values", column.name, table.name.name);
                let question = self.asked(&table.name, &[&column.name]).then(|| {
                    Question::new(has_nulls(&table.name, &column.name), SqlState::NOT_NULL_VIOLATION, message)
                });
                let open = format!("whether a row has NULL in {place} is not known");
                found.push(Demand::new(open, question).about(&table.name));
            }
            for name in &narrower {
                let open = format!("whether every value in {place} meets the check `{name}` is not known");
                found.push(Demand::new(open, None).about(&table.name));
            }
        }
    }

    /// Returns the columns with values of a domain, of tables that may have rows.
    fn columns_of_domain(&self, domain: &QualifiedName) -> Vec<(&Table, &Column)> {
        let tables = self.schema.tables().filter(|table| !self.contents.empty().contains(&table.name));
        let of_domain = |own: &&Column| self.rests_on(own.data_type.user_type(), domain);
        tables.flat_map(|table| table.columns.iter().filter(of_domain).map(|own| (&**table, own))).collect()
    }

    /// Returns whether a type is a domain, or one of its.
    fn rests_on(&self, own: Option<&QualifiedName>, domain: &QualifiedName) -> bool {
        let mut own = own;
        for _ in 0..MAX_DEPTH {
            let Some(name) = own.filter(|name| *name != domain) else { break };
            own = match self.schema.type_named(name).map(|own| &own.kind) {
                Some(TypeKind::Domain { base, .. }) => base.user_type(),
                _ => None,
            };
        }
        own == Some(domain)
    }
}
