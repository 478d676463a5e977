//! What converted values have to be besides values of the new type: not NULL, as unique as before, and referring to rows
//! (PostgreSQL 15, `tablecmds.c`: ATRewriteTable, ATPostAlterTypeCleanup).

use super::types::{is_plain_cast, keeps_apart};
use super::{Demand, Question};
use crate::name::Name;
use crate::operation::{AlterColumn, AlterTable, Operation};
use crate::replay::recorder::Recorder;
use crate::schema::{Column, ConstraintKind, Expression, KeyTarget, SqlState, Table};

/// A key that converted values are part of.
struct UniqueKey<'a> {
    name: &'a Name,
    keys: Vec<String>,
    predicate: Option<&'a Expression>,
    nulls_distinct: bool,
}

impl Recorder {
    /// Demands that the values of a column, which get another type, still fit what the table says of them.
    pub(super) fn of_converted(
        &self,
        operation: &Operation,
        table: &Table,
        (old, column): (&Column, &Column),
        found: &mut Vec<Demand>,
    ) {
        let Operation::AlterTable {
            action: AlterTable::AlterColumn { change: AlterColumn::SetType { using, .. }, .. },
            ..
        } = operation
        else {
            return;
        };
        let (name, to) = (&column.name, &column.data_type);
        let is_plain = using.as_ref().is_none_or(|own| is_plain_cast(own, name, to));
        if is_plain && keeps_apart(&old.data_type, to)
            || self.relabels(&old.data_type, to, using.as_ref().map(Expression::to_sql))
        {
            return;
        }
        let read: Vec<&Name> = using.iter().flat_map(Expression::columns).chain([name]).collect();
        // The rows that this run knows are not converted here.
        let is_asked = self.asked(&table.name, &read) && self.contents.known(&table.name).is_none();
        let value =
            format!("(({})::{})", using.as_ref().map_or_else(|| name.quoted(), Expression::to_sql), to.to_sql());
        let ask = |sql: String, state: SqlState, message: String| {
            is_asked.then(|| Question { computes: true, ..Question::new(sql, state, message) })
        };
        let of = &table.name;
        if column.not_null && !is_plain {
            let sql = format!("SELECT EXISTS (SELECT FROM {} WHERE {value} IS NULL)", of.quoted());
            let message = format!("column \"{name}\" of relation \"{}\" contains null values", of.name);
            let open = format!("whether `{name}` of `{of}` becomes NULL in a row is not known");
            found.push(Demand::new(open, ask(sql, SqlState::NOT_NULL_VIOLATION, message)).about(of));
        }
        for key in self.unique_keys_with(table, name, &value) {
            let sql = crate::sql::question::has_duplicates(of, &key.keys, key.predicate, key.nulls_distinct);
            let message = format!("could not create unique index \"{}\"", key.name);
            let open = format!("whether the rows of `{of}` stay unique as `{}` wants them is not known", key.name);
            found.push(Demand::new(open, ask(sql, SqlState::UNIQUE_VIOLATION, message)).about(of));
        }
        let refers =
            |kind: &ConstraintKind| matches!(kind, ConstraintKind::ForeignKey(own) if own.columns.contains(name));
        if table.constraints.values().any(|own| own.validated && refers(&own.kind)) {
            let open = format!("whether every converted `{name}` of `{of}` refers to a row is not known");
            found.push(Demand::new(open, None).about(of));
        }
    }

    /// Returns the unique keys of a table that have this column, with `value` in its place.
    fn unique_keys_with<'a>(&'a self, table: &'a Table, name: &Name, value: &str) -> Vec<UniqueKey<'a>> {
        let key = |own: &Name| if own == name { value.to_owned() } else { own.quoted() };
        let constraints = table.constraints.values().filter_map(|own| match &own.kind {
            ConstraintKind::PrimaryKey { columns, .. } => Some((own, columns, true)),
            ConstraintKind::Unique { columns, nulls_distinct, .. } => Some((own, columns, *nulls_distinct)),
            _ => None,
        });
        let constraints = constraints.filter(|(_, columns, _)| columns.contains(name)).map(|(own, columns, nulls)| {
            let keys = columns.iter().map(key).collect();
            UniqueKey { name: &own.name, keys, predicate: None, nulls_distinct: nulls }
        });
        let indexes = self.schema.indexes_of(&table.name).filter(|own| own.unique).filter_map(|own| {
            let keys: Option<Vec<String>> = own
                .keys
                .iter()
                .map(|part| match &part.target {
                    KeyTarget::Column(own) => Some(key(own)),
                    KeyTarget::Expression(_) => None,
                })
                .collect();
            let has_it = own.keys.iter().any(|part| matches!(&part.target, KeyTarget::Column(own) if own == name));
            let (name, nulls_distinct) = (&own.name.name, own.nulls_distinct);
            keys.filter(|_| has_it).map(|keys| UniqueKey {
                name,
                keys,
                predicate: own.predicate.as_ref(),
                nulls_distinct,
            })
        });
        constraints.chain(indexes).collect()
    }
}
