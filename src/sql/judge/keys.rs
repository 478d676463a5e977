//! The constraints that new rows meet: keys, references, checks (PostgreSQL 15, `ExecConstraints`, `ri_triggers.c`).

use super::fill::fills_itself;
use super::insert::{Row, Rows};
use super::types::{Category, Of, Own, Stability, is_whole};
use super::{Asked, Judge, Judged, refused};
use crate::name::{Name, quote_literal};
use crate::schema::{
    Column, Constraint, ConstraintKind, Deferrability, Expression, ForeignKey, Index, KeyTarget, Match, Refusal,
    SqlState, Table,
};
use std::collections::BTreeSet;

/// The columns that must differ, and the name of what says so.
pub(super) struct UniqueKey {
    pub name: Name,
    /// Every column that it rests on.
    pub columns: Vec<Name>,
    /// Those that are keys themselves: NULL in one of them is like no other.
    bare: Vec<Name>,
    /// Whether it is on plain columns of all rows.
    pub is_plain: bool,
    pub is_deferred: bool,
    /// Whether NULL differs from NULL.
    pub nulls_differ: bool,
}

/// What is known of the key of a new row.
enum Keyed {
    /// It is like no other.
    Apart,
    /// A sequence gives it.
    Counted,
    /// Its texts, none where they are computed.
    Texts(Vec<Option<String>>),
    Unknown,
}

/// What is known of the keys of several rows.
enum Likeness {
    Different,
    Same,
    Unknown,
}

impl UniqueKey {
    fn of_constraint(own: &Constraint) -> Option<Self> {
        let (columns, nulls_differ) = match &own.kind {
            ConstraintKind::PrimaryKey { columns, .. } => (columns, true),
            ConstraintKind::Unique { columns, nulls_distinct, .. } => (columns, *nulls_distinct),
            _ => return None,
        };
        Some(Self {
            name: own.name.clone(),
            columns: columns.clone(),
            bare: columns.clone(),
            is_plain: true,
            is_deferred: own.deferrability != Deferrability::NotDeferrable,
            nulls_differ,
        })
    }

    fn of_index(index: &Index) -> Self {
        let (mut bare, mut columns) = (Vec::new(), Vec::new());
        for key in &index.keys {
            match &key.target {
                KeyTarget::Column(name) => bare.push(name.clone()),
                KeyTarget::Expression(of) => columns.extend(of.columns().cloned()),
            }
        }
        columns.extend(index.predicate.iter().flat_map(Expression::columns).cloned());
        let is_plain = bare.len() == index.keys.len() && index.predicate.is_none();
        let columns = bare.iter().cloned().chain(columns).collect();
        let name = index.name.name.clone();
        Self { name, columns, bare, is_plain, is_deferred: false, nulls_differ: index.nulls_distinct }
    }
}

impl Judge<'_> {
    /// Returns what makes rows differ.
    pub(super) fn unique_keys(&self, table: &Table) -> Vec<UniqueKey> {
        let constraints = table.constraints.values().filter_map(UniqueKey::of_constraint);
        let indexes = self.ground.schema.indexes_of(&table.name).filter(|own| own.unique);
        constraints.chain(indexes.map(|own| UniqueKey::of_index(own))).collect()
    }

    /// Judges that new rows differ from each other, and from those that are there.
    pub(super) fn differs(&self, table: &Table, rows: &Rows, key: &UniqueKey) -> Judged<()> {
        let is_empty = self.ground.empty.contains(&table.name);
        let unsure = || format!("whether `{}` has such a row already (`{}`) is not known", table.name, key.name);
        let (mut keyed, mut counted) = (Vec::new(), false);
        for (at, row) in rows.rows.iter().enumerate() {
            match self.key_of(table, (row, rows, at), key) {
                Keyed::Apart => {}
                Keyed::Counted => counted = true,
                Keyed::Texts(texts) => keyed.push(texts),
                Keyed::Unknown => {
                    self.note(unsure());
                    return Ok(());
                }
            }
        }
        let texts: Option<Vec<Vec<String>>> =
            keyed.iter().map(|own| own.iter().cloned().collect()).collect::<Option<_>>().filter(|_| key.is_plain);
        if (!rows.are_these && !keyed.is_empty()) || (texts.is_none() && keyed.len() > 1) {
            self.note(unsure());
            return Ok(());
        }
        match texts.as_ref().map(|own| self.likeness(table, key, own)) {
            None | Some(Likeness::Different) => {}
            Some(Likeness::Same) if !key.is_deferred && !rows.may_skip => {
                let message = format!("duplicate key value violates unique constraint \"{}\"", key.name);
                return refused(SqlState::UNIQUE_VIOLATION, message);
            }
            Some(_) => {
                self.note(format!("whether the rows of `{}` differ (`{}`) is not known", table.name, key.name));
                return Ok(());
            }
        }
        match counted {
            _ if is_empty && (!counted || keyed.is_empty()) => {}
            true if keyed.is_empty() => self.ask(unsure(), counting(table, key)),
            true => self.note(unsure()),
            false if keyed.is_empty() => {}
            false => {
                // Where rows may be left out, one of these may be.
                let refusal =
                    |own: Asked| Asked { refusal: own.refusal.filter(|_| !rows.may_skip && !key.is_deferred), ..own };
                self.ask(unsure(), texts.and_then(|own| taken(table, key, &own)).map(refusal));
            }
        }
        Ok(())
    }

    fn key_of(&self, table: &Table, (row, rows, at): (&Row, &Rows, usize), key: &UniqueKey) -> Keyed {
        let mut texts = Vec::new();
        let (mut is_apart, mut is_counted) = (false, false);
        for name in &key.columns {
            let default =
                table.column(name).and_then(|own| own.default.as_ref()).map(Expression::to_sql).unwrap_or_default();
            let is_sequence =
                table.column(name).is_some_and(|own| own.identity.is_some()) || default.starts_with("nextval(");
            let is_random = ["gen_random_uuid()", "uuid_generate_v"].iter().any(|own| default.contains(own));
            let is_bare = key.bare.contains(name);
            match referring(table, row, name) {
                Referring::Null if is_bare && key.nulls_differ => is_apart = true,
                Referring::Null if is_bare => return Keyed::Unknown,
                Referring::Text(text) if is_bare && self.ground.new.contains(&text) => is_apart = true,
                Referring::Text(text) => texts.push(Some(text)),
                Referring::Unknown if row.given(name).is_some_and(is_random_uuid) && is_bare => is_apart = true,
                Referring::Unknown if row.given(name).is_some() => return Keyed::Unknown,
                Referring::Unknown if is_sequence && is_bare => match self.number_of(table, rows, at, name) {
                    Some(number) => texts.push(Some(number)),
                    None => is_counted = true,
                },
                Referring::Unknown if is_random && is_bare => is_apart = true,
                Referring::Unknown if default.is_empty() => return Keyed::Unknown,
                Referring::Null | Referring::Unknown => texts.push(None),
            }
        }
        match (is_counted, is_apart) {
            (true, _) => Keyed::Counted,
            (false, true) => Keyed::Apart,
            (false, false) => Keyed::Texts(texts),
        }
    }

    /// Returns what the sequence of a column gives to the row at this place, where that is known.
    fn number_of(&self, table: &Table, rows: &Rows, at: usize, column: &Name) -> Option<String> {
        let next = self.ground.numbers.get(&(table.name.clone(), column.clone()))?;
        let before = rows.rows.iter().take(at).filter(|row| row.given(column).is_none()).count();
        let number = next.checked_add(i64::try_from(before).ok()?)?;
        rows.are_these.then(|| number.to_string())
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
            Category::Number if is_whole(&base) => text.trim().parse::<i128>().ok().map(|own| own.to_string()),
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
        for (at, row) in rows.rows.iter().enumerate() {
            let texts: Vec<Referring> = key.columns.iter().map(|own| referring(table, row, own)).collect();
            let nulls = texts.iter().filter(|own| matches!(own, Referring::Null)).count();
            if nulls > 0 && (nulls == texts.len() || key.match_kind == Match::Simple) {
                continue;
            }
            let texts: Option<Vec<String>> = texts.into_iter().map(Referring::text).collect();
            let Some(texts) = texts else {
                self.note(unsure);
                return Ok(());
            };
            if !is_among(table, rows, at, key, &texts) {
                values.push(texts);
            }
        }
        if values.is_empty() {
            return Ok(());
        }
        let message =
            format!("insert or update on table \"{}\" violates foreign key constraint \"{name}\"", table.name.name);
        let refusal = Refusal::new(SqlState::FOREIGN_KEY_VIOLATION, message);
        let is_decided = key.table != table.name
            && rows.are_these
            && !rows.may_skip
            && deferrability == Deferrability::NotDeferrable;
        if is_decided && self.ground.empty.contains(&key.table) {
            return refused(refusal.state, refusal.message);
        }
        let test = |texts: &Vec<String>| {
            format!("NOT EXISTS (SELECT FROM {} WHERE {})", key.table.quoted(), equal(&key.referenced, texts))
        };
        let question = is_decided.then(|| Asked {
            sql: format!("SELECT {}", values.iter().map(test).collect::<Vec<_>>().join(" OR ")),
            about: vec![(key.table.clone(), key.referenced.clone())],
            refusal: Some(refusal),
            is_after: false,
        });
        self.ask(unsure, question);
        Ok(())
    }
}

/// Returns whether what the row at this place refers to is that row or one before it: both are there when keys are looked
/// up, also where each row is sent by itself.
fn is_among(table: &Table, rows: &Rows, at: usize, key: &ForeignKey, texts: &[String]) -> bool {
    let has_type = |(own, other): (&Name, &Name)| {
        let (own, other) = (table.column(own), table.column(other));
        own.zip(other).is_some_and(|(own, other)| own.data_type == other.data_type)
    };
    let is_it = |row: &Row| {
        let mut pairs = key.referenced.iter().zip(texts);
        pairs.all(|(name, text)| matches!(referring(table, row, name), Referring::Text(own) if own == *text))
    };
    key.table == table.name
        && rows.are_these
        && !rows.may_skip
        && key.columns.iter().zip(&key.referenced).all(has_type)
        && rows.rows.iter().take(at + 1).any(is_it)
}

/// What a row has in one column.
pub(super) enum Referring {
    Null,
    Text(String),
    Unknown,
}

impl Referring {
    fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Unknown => None,
        }
    }
}

pub(super) fn referring(table: &Table, row: &Row, name: &Name) -> Referring {
    match (row.given(name), table.column(name)) {
        (Some(Own { of: Of::Null, .. }), _) => Referring::Null,
        (Some(Own { literal: Some(text), .. }), _) => Referring::Text(text.clone()),
        (None, Some(column)) if !fills_itself(column) => Referring::Null,
        _ => Referring::Unknown,
    }
}

/// Returns whether a value is `gen_random_uuid()` or the like, another one for every row.
fn is_random_uuid(own: &Own) -> bool {
    let is_uuid = matches!(&own.of, Of::Type(of) if of.is_builtin("uuid") && !of.array);
    is_uuid && own.stability == Stability::Volatile && !own.null && !own.fails
}

/// Returns `a = '1' AND b = '2'`.
fn equal(columns: &[Name], texts: &[String]) -> String {
    let pairs = columns.iter().zip(texts);
    let pairs = pairs.map(|(own, text)| format!("{} = {}", own.quoted(), quote_literal(text)));
    pairs.collect::<Vec<_>>().join(" AND ")
}

/// Returns whether a text is `2020-01-02`, which no other text of that form equals.
fn is_iso_date(text: &str) -> bool {
    text.len() == 10
        && text.chars().enumerate().all(|(at, own)| if matches!(at, 4 | 7) { own == '-' } else { own.is_ascii_digit() })
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
    Some(Asked { sql, about: vec![(table.name.clone(), key.columns.clone())], refusal: None, is_after: false })
}

/// Asks whether one of the keys is taken.
fn taken(table: &Table, key: &UniqueKey, tuples: &[Vec<String>]) -> Option<Asked> {
    if tuples.len() > 200 || tuples.iter().any(|own| own.len() != key.columns.len()) {
        return None;
    }
    let tests: Vec<String> = tuples.iter().map(|own| format!("({})", equal(&key.columns, own))).collect();
    let message = format!("duplicate key value violates unique constraint \"{}\"", key.name);
    Some(Asked {
        sql: format!("SELECT EXISTS (SELECT FROM {} WHERE {})", table.name.quoted(), tests.join(" OR ")),
        about: vec![(table.name.clone(), key.columns.clone())],
        refusal: Some(Refusal::new(SqlState::UNIQUE_VIOLATION, message)),
        is_after: false,
    })
}
