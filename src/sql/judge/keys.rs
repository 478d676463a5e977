//! The constraints that new rows meet: keys, references, checks.

use super::insert::Rows;
use super::types::{Category, Of, Own};
use super::{Asked, Judge, Judged, refused};
use crate::name::{Name, quote_literal};
use crate::schema::{
    Column, ConstraintKind, Deferrability, Expression, ForeignKey, KeyTarget, Refusal, SqlState, Table,
};
use std::collections::BTreeSet;

/// The columns that must differ, and the name of what says so.
pub(super) struct UniqueKey {
    pub name: Name,
    pub columns: Vec<Name>,
    /// Whether it is on plain columns of all rows.
    pub is_plain: bool,
    pub is_deferred: bool,
    /// Whether NULL differs from NULL.
    pub nulls_differ: bool,
}

/// What is known of the keys of several rows.
enum Likeness {
    Different,
    Same,
    Unknown,
}

impl Judge<'_> {
    /// Returns what makes rows differ.
    pub(super) fn unique_keys(&self, table: &Table) -> Vec<UniqueKey> {
        let mut keys = Vec::new();
        for constraint in table.constraints.values() {
            if let ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns, .. } =
                &constraint.kind
            {
                let is_deferred = constraint.deferrability != Deferrability::NotDeferrable;
                keys.push(UniqueKey {
                    name: constraint.name.clone(),
                    columns: columns.clone(),
                    is_plain: true,
                    is_deferred,
                    nulls_differ: !matches!(&constraint.kind, ConstraintKind::Unique { nulls_distinct: false, .. }),
                });
            }
        }
        for index in self.ground.schema.indexes_of(&table.name).filter(|own| own.unique) {
            let mut is_plain = index.predicate.is_none();
            let mut columns = Vec::new();
            for key in &index.keys {
                match &key.target {
                    KeyTarget::Column(name) => columns.push(name.clone()),
                    KeyTarget::Expression(of) => {
                        is_plain = false;
                        columns.extend(of.columns().cloned());
                    }
                }
            }
            columns.extend(index.predicate.iter().flat_map(Expression::columns).cloned());
            keys.push(UniqueKey {
                name: index.name.name.clone(),
                columns,
                is_plain,
                is_deferred: false,
                nulls_differ: index.nulls_distinct,
            });
        }
        keys
    }

    /// Judges that new rows differ from each other, and from those that are there.
    pub(super) fn differs(&self, table: &Table, rows: &Rows, key: &UniqueKey) -> Judged<()> {
        let is_empty = self.ground.empty.contains(&table.name);
        let mut tuples: Vec<Vec<String>> = Vec::new();
        let (mut counted, mut computed) = (false, false);
        let unsure = || format!("whether `{}` has such a row already (`{}`) is not known", table.name, key.name);
        for row in &rows.rows {
            let mut tuple = Vec::new();
            let mut has_null = false;
            let mut differs_itself = false;
            for name in &key.columns {
                let given = row.iter().find(|(own, _)| own == name).and_then(|(_, own)| own.as_ref());
                match (given, table.column(name)) {
                    (Some(Own { of: Of::Null, .. }), _) => has_null = true,
                    (Some(Own { literal: Some(text), .. }), _) => tuple.push(text.clone()),
                    (Some(_), _) => {
                        self.note(unsure());
                        return Ok(());
                    }
                    (None, Some(column)) => match &column.default {
                        _ if column.identity.is_some() => (differs_itself, counted) = (true, true),
                        Some(default) if default.to_sql().starts_with("nextval(") => {
                            (differs_itself, counted) = (true, true)
                        }
                        Some(default)
                            if default.to_sql().contains("gen_random_uuid()")
                                || default.to_sql().contains("uuid_generate_v") =>
                        {
                            differs_itself = true
                        }
                        Some(default) if !default.is_null() => {
                            computed = true;
                            tuple.push(default.to_sql());
                        }
                        _ if column.generated.is_some() => {
                            self.note(unsure());
                            return Ok(());
                        }
                        _ => has_null = true,
                    },
                    (None, None) => {}
                }
            }
            if has_null && !key.nulls_differ {
                self.note(unsure());
                return Ok(());
            }
            if !has_null && !differs_itself {
                tuples.push(tuple);
            }
        }
        if !rows.are_these && !(tuples.is_empty()) {
            self.note(unsure());
            return Ok(());
        }
        if key.is_plain && !computed {
            match self.likeness(table, key, &tuples) {
                Likeness::Different => {}
                Likeness::Same if !key.is_deferred => {
                    let message = format!("duplicate key value violates unique constraint \"{}\"", key.name);
                    return refused(SqlState::UNIQUE_VIOLATION, message);
                }
                _ => {
                    self.note(format!("whether the rows of `{}` differ (`{}`) is not known", table.name, key.name));
                    return Ok(());
                }
            }
        } else if tuples.len() > 1 {
            self.note(unsure());
            return Ok(());
        }
        if is_empty && !counted {
            return Ok(());
        }
        if counted && (is_empty || !tuples.is_empty()) && tuples.is_empty() {
            return Ok(());
        }
        if counted {
            self.ask(unsure(), counting(table, key));
            return Ok(());
        }
        if tuples.is_empty() {
            return Ok(());
        }
        self.ask(unsure(), if key.is_plain && !computed { taken(table, key, &tuples) } else { None });
        Ok(())
    }

    /// Compares the keys of new rows. Texts that are the same are the same value.
    fn likeness(&self, table: &Table, key: &UniqueKey, tuples: &[Vec<String>]) -> Likeness {
        let types: Vec<Option<&Column>> = key.columns.iter().map(|own| table.column(own)).collect();
        let plain = |tuple: &Vec<String>| -> Vec<Option<String>> {
            types.iter().zip(tuple).map(|(own, text)| own.and_then(|own| self.plain(own, text))).collect()
        };
        let plains: Vec<_> = tuples.iter().map(plain).collect();
        let decides = |at: usize| plains.iter().all(|own| own.get(at).is_some_and(Option::is_some));
        let deciding: Vec<usize> = (0..types.len()).filter(|at| decides(*at)).collect();
        let different: BTreeSet<Vec<_>> =
            plains.iter().map(|own| deciding.iter().map(|at| own.get(*at)).collect()).collect();
        let same: BTreeSet<_> = tuples.iter().collect();
        match () {
            () if different.len() == tuples.len() => Likeness::Different,
            () if same.len() < tuples.len() || deciding.len() == types.len() => Likeness::Same,
            () => Likeness::Unknown,
        }
    }

    /// Returns the text by which a value of a column differs from others; none where other texts may be the same value.
    fn plain(&self, column: &Column, text: &str) -> Option<String> {
        let base = self.base(&column.data_type);
        match self.category(&base) {
            Category::Enum(_) => Some(text.to_owned()),
            Category::Uuid => Some(text.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_lowercase()),
            Category::Number if ["smallint", "integer", "bigint"].iter().any(|own| base.is_builtin(own)) => {
                text.trim().parse::<i128>().ok().map(|own| own.to_string())
            }
            Category::Text if column.collation.is_some() => None,
            Category::Text if base.is_builtin("text") => Some(text.to_owned()),
            // A length cuts blanks off.
            Category::Text if base.is_builtin("character varying") || base.is_builtin("character") => {
                (!text.ends_with(' ')).then(|| text.to_owned())
            }
            Category::Time if base.is_builtin("date") => is_iso_date(text).then(|| text.to_owned()),
            _ => None,
        }
    }

    pub(super) fn refers(
        &self,
        table: &Table,
        rows: &Rows,
        key: &ForeignKey,
        name: &Name,
        deferrability: Deferrability,
    ) -> Judged<()> {
        let unsure = format!("whether what the rows of `{}` refer to is in `{}` is not known", table.name, key.table);
        let mut values = Vec::new();
        for row in &rows.rows {
            let mut tuple = Vec::new();
            let mut has_null = false;
            for column in &key.columns {
                let given = row.iter().find(|(own, _)| own == column).and_then(|(_, own)| own.as_ref());
                match given {
                    Some(Own { of: Of::Null, .. }) => has_null = true,
                    Some(Own { literal: Some(text), .. }) => tuple.push(text.clone()),
                    Some(_) => tuple.clear(),
                    None => match table.column(column).and_then(|own| own.default.as_ref()) {
                        Some(default) if !default.is_null() => tuple.clear(),
                        _ => has_null = true,
                    },
                }
            }
            if has_null {
                continue;
            }
            if tuple.len() != key.columns.len() {
                self.note(unsure);
                return Ok(());
            }
            values.push(tuple);
        }
        if values.is_empty() {
            return Ok(());
        }
        let message =
            format!("insert or update on table \"{}\" violates foreign key constraint \"{name}\"", table.name.name);
        let refusal = Refusal::new(SqlState::FOREIGN_KEY_VIOLATION, message);
        if self.ground.empty.contains(&key.table)
            && key.table != table.name
            && rows.are_these
            && deferrability == Deferrability::NotDeferrable
        {
            return refused(refusal.state, refusal.message);
        }
        let question = (key.table != table.name && rows.are_these && deferrability == Deferrability::NotDeferrable)
            .then(|| {
                let tests: Vec<String> = values
                    .iter()
                    .map(|tuple| {
                        let pairs: Vec<String> = key
                            .referenced
                            .iter()
                            .zip(tuple)
                            .map(|(own, text)| format!("{} = {}", own.quoted(), quote_literal(text)))
                            .collect();
                        format!("NOT EXISTS (SELECT FROM {} WHERE {})", key.table.quoted(), pairs.join(" AND "))
                    })
                    .collect();
                Asked {
                    sql: format!("SELECT {}", tests.join(" OR ")),
                    about: vec![(key.table.clone(), key.referenced.clone())],
                    refusal: Some(refusal),
                }
            });
        self.ask(unsure, question);
        Ok(())
    }

    /// A check that NULL alone decides is fulfilled by it, unless it asks for NULL.
    pub(super) fn checked(&self, table: &Table, rows: &Rows, check: &Expression, name: &Name) {
        let text = check.to_sql();
        let mut columns = check.columns().peekable();
        let has_columns = columns.peek().is_some();
        let is_null = |column: &Name| {
            rows.rows.iter().all(|row| match row.iter().find(|(own, _)| own == column) {
                Some((_, Some(own))) => own.of == Of::Null,
                _ => table
                    .column(column)
                    .is_some_and(|own| own.default.is_none() && own.generated.is_none() && own.identity.is_none()),
            })
        };
        let all_null = has_columns && columns.all(is_null) && !text.contains("NULL") && !text.contains("COALESCE");
        if !(all_null || is_listed(table, rows, check)) {
            self.note(format!("whether the rows meet the check `{name}` of `{}` is not known", table.name));
        }
    }
}

/// Returns whether a text is `2020-01-02`, which no other text of that form equals.
fn is_iso_date(text: &str) -> bool {
    text.len() == 10
        && text.chars().enumerate().all(|(at, own)| if matches!(at, 4 | 7) { own == '-' } else { own.is_ascii_digit() })
}

/// Returns whether a check is a list of strings, each row's value being one of them.
fn is_listed(table: &Table, rows: &Rows, check: &Expression) -> bool {
    let columns: Vec<&Name> = check.columns().collect();
    let [column] = columns.as_slice() else { return false };
    let text = check.to_sql();
    let Some(list) =
        text.strip_prefix(&format!("{} = ANY (ARRAY[", column.quoted())).and_then(|own| own.strip_suffix("])"))
    else {
        return false;
    };
    let items: Vec<&str> = list.split(", ").map(|own| own.split("::").next().unwrap_or(own).trim()).collect();
    let is_item = |text: &String| items.contains(&quote_literal(text).as_str());
    rows.rows.iter().all(|row| match row.iter().find(|(own, _)| own == *column) {
        Some((_, Some(own))) => own.of == Of::Null || own.literal.as_ref().is_some_and(is_item),
        _ => table.column(column).is_some_and(|own| own.default.is_none()),
    })
}

/// Asks whether a counter is behind the values that are there: then it may give one of them again.
fn counting(table: &Table, key: &UniqueKey) -> Option<Asked> {
    let [name] = key.columns.as_slice() else { return None };
    let full = quote_literal(&table.name.quoted());
    let sql = format!(
        "SELECT EXISTS (SELECT FROM {table} WHERE {own} > (SELECT COALESCE(last_value, start_value - increment_by) FROM pg_catalog.pg_sequences WHERE pg_catalog.format('%I.%I', schemaname, sequencename) = pg_catalog.pg_get_serial_sequence({full}, {column})))",
        table = table.name.quoted(),
        own = name.quoted(),
        column = quote_literal(name.as_str())
    );
    Some(Asked { sql, about: vec![(table.name.clone(), key.columns.clone())], refusal: None })
}

/// Asks whether one of the keys is taken.
fn taken(table: &Table, key: &UniqueKey, tuples: &[Vec<String>]) -> Option<Asked> {
    let test = |tuple: &Vec<String>| {
        let pairs: Vec<String> = key
            .columns
            .iter()
            .zip(tuple)
            .map(|(own, text)| format!("{} = {}", own.quoted(), quote_literal(text)))
            .collect();
        format!("({})", pairs.join(" AND "))
    };
    if tuples.len() > 200 || tuples.iter().any(|own| own.len() != key.columns.len()) {
        return None;
    }
    let tests: Vec<String> = tuples.iter().map(test).collect();
    let message = format!("duplicate key value violates unique constraint \"{}\"", key.name);
    Some(Asked {
        sql: format!("SELECT EXISTS (SELECT FROM {} WHERE {})", table.name.quoted(), tests.join(" OR ")),
        about: vec![(table.name.clone(), key.columns.clone())],
        refusal: Some(Refusal::new(SqlState::UNIQUE_VIOLATION, message)),
    })
}
