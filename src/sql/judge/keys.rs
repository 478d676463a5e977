//! The constraints that new rows meet: keys, references, checks (PostgreSQL 15, `ExecConstraints`, `ri_triggers.c`).

use super::insert::{Row, Rows, fills_itself};
use super::types::{Category, Of, Own, is_whole};
use super::{Asked, Judge, Judged, refused};
use crate::name::{Name, quote_literal};
use crate::schema::{
    Column, Constraint, ConstraintKind, Deferrability, Expression, ForeignKey, Index, KeyTarget, Match, Refusal,
    SqlState, Table,
};
use crate::sql::scan::{Kind, tokens};
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
    is_deferred: bool,
    /// Whether NULL differs from NULL.
    nulls_differ: bool,
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
        for row in &rows.rows {
            match self.key_of(table, row, key) {
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
            Some(Likeness::Same) if !key.is_deferred => {
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
            true => self.ask(unsure(), counting(table, key)),
            false if keyed.is_empty() => {}
            false => self.ask(unsure(), texts.and_then(|own| taken(table, key, &own))),
        }
        Ok(())
    }

    fn key_of(&self, table: &Table, row: &Row, key: &UniqueKey) -> Keyed {
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
                Referring::Unknown if row.given(name).is_some() => return Keyed::Unknown,
                Referring::Unknown if is_sequence && is_bare => is_counted = true,
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
        let is_decided = key.table != table.name && rows.are_these && deferrability == Deferrability::NotDeferrable;
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
        });
        self.ask(unsure, question);
        Ok(())
    }

    /// A check whose columns all are NULL is fulfilled, where NULL goes through all that it computes.
    pub(super) fn checked(&self, table: &Table, rows: &Rows, check: &Expression, name: &Name) {
        let is_null =
            |column: &Name| rows.rows.iter().all(|row| matches!(referring(table, row, column), Referring::Null));
        let mut columns = check.columns().peekable();
        let all_null = columns.peek().is_some() && columns.all(is_null) && is_strict(&check.to_sql());
        if !(all_null || is_listed(table, rows, check)) {
            self.note(format!("whether the rows meet the check `{name}` of `{}` is not known", table.name));
        }
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
enum Referring {
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

fn referring(table: &Table, row: &Row, name: &Name) -> Referring {
    match (row.given(name), table.column(name)) {
        (Some(Own { of: Of::Null, .. }), _) => Referring::Null,
        (Some(Own { literal: Some(text), .. }), _) => Referring::Text(text.clone()),
        (None, Some(column)) if !fills_itself(column) => Referring::Null,
        _ => Referring::Unknown,
    }
}

/// Returns whether an expression is NULL where its columns are: it only compares, calculates and calls what is strict.
fn is_strict(text: &str) -> bool {
    const STRICT: &[&str] = &["abs", "btrim", "char_length", "length", "lower", "octet_length", "upper"];
    const WORDS: &[&str] = &["any", "all", "array", "and", "or", "not", "in", "between"];
    const LAX: &[&str] = &["is", "case", "null", "distinct", "exists", "select"];
    let all: Vec<_> = tokens(text).collect();
    all.iter().enumerate().all(|(at, token)| {
        let is_one_of = |words: &[&str]| words.iter().any(|word| token.is_word(word));
        let is_called = token.kind != Kind::Symbol && all.get(at + 1).is_some_and(|next| next.is_symbol("("));
        !is_one_of(LAX) && (!is_called || is_one_of(STRICT) || is_one_of(WORDS))
    })
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
    rows.rows.iter().all(|row| match referring(table, row, column) {
        Referring::Null => true,
        Referring::Text(text) => is_item(&text),
        Referring::Unknown => false,
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
    if tuples.len() > 200 || tuples.iter().any(|own| own.len() != key.columns.len()) {
        return None;
    }
    let tests: Vec<String> = tuples.iter().map(|own| format!("({})", equal(&key.columns, own))).collect();
    let message = format!("duplicate key value violates unique constraint \"{}\"", key.name);
    Some(Asked {
        sql: format!("SELECT EXISTS (SELECT FROM {} WHERE {})", table.name.quoted(), tests.join(" OR ")),
        about: vec![(table.name.clone(), key.columns.clone())],
        refusal: Some(Refusal::new(SqlState::UNIQUE_VIOLATION, message)),
    })
}
