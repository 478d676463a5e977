//! What a statement needs from outside the schema: roles, extensions, tablespaces, collations.

use super::{Asked, Judge, Judged, Open, Presumed};
use crate::name::{Name, quote_literal};
use crate::schema::{Refusal, SqlState};
use crate::sql::read::Cursor;
use squawk_syntax::ast::{self, AstNode};

/// The extensions of PostgreSQL's own distribution (documentation, appendix F, and the languages): taken to be available.
const CONTRIB: &[&str] = &[
    "adminpack",
    "amcheck",
    "autoinc",
    "bloom",
    "btree_gin",
    "btree_gist",
    "citext",
    "cube",
    "dblink",
    "dict_int",
    "dict_xsyn",
    "earthdistance",
    "file_fdw",
    "fuzzystrmatch",
    "hstore",
    "insert_username",
    "intagg",
    "intarray",
    "isn",
    "lo",
    "ltree",
    "moddatetime",
    "old_snapshot",
    "pageinspect",
    "pg_buffercache",
    "pg_freespacemap",
    "pg_prewarm",
    "pg_stat_statements",
    "pg_surgery",
    "pg_trgm",
    "pg_visibility",
    "pg_walinspect",
    "pgcrypto",
    "pgrowlocks",
    "pgstattuple",
    "plpgsql",
    "postgres_fdw",
    "refint",
    "seg",
    "sslinfo",
    "tablefunc",
    "tcn",
    "tsm_system_rows",
    "tsm_system_time",
    "unaccent",
    "uuid-ossp",
    "xml2",
];

/// Words for a role that is always there.
const ROLES: &[&str] = &["public", "current_user", "current_role", "session_user", "group"];

/// Collations of every database.
const COLLATIONS: &[&str] = &["C", "POSIX", "default", "ucs_basic", "pg_c_utf8"];

impl Judge<'_> {
    /// Judges what a statement needs from outside the schema.
    pub(super) fn outside(&self, own: &ast::Stmt, text: &str) -> Judged<()> {
        let words = words(text);
        self.roles(&words);
        self.extension(&words);
        self.tablespace(&words);
        self.setting(&words)?;
        self.collations(own);
        self.types_fit(own)?;
        self.kind(own, text)
    }

    fn roles(&self, words: &[String]) {
        let is = |at: usize, word: &str| words.get(at).is_some_and(|own| own == word);
        let behind = |at: Option<usize>| at.map(|at| list(words.get(at + 1..).unwrap_or(&[]))).unwrap_or_default();
        let last = |word: &str| words.iter().rposition(|own| own == word);
        let first = |word: &str| words.iter().position(|own| own == word);
        let mut names: Vec<&String> = Vec::new();
        match words.first().map(String::as_str).unwrap_or_default() {
            "grant" => names = behind(last("to")),
            "revoke" => names = behind(last("from")),
            "set" if is(1, "role") && !is(2, "none") => names = behind(Some(1)),
            "alter" | "create" => {
                names.extend(behind(words.windows(2).position(|own| own == ["owner", "to"]).map(|at| at + 1)));
                match words.get(1).map(String::as_str) {
                    Some("schema") => names.extend(behind(first("authorization"))),
                    Some("policy") => names.extend(behind(first("to"))),
                    Some("default") => names.extend(behind(last("to").max(last("from")))),
                    _ => {}
                }
            }
            "reassign" => names.extend(words.get(3)),
            _ => {}
        }
        for name in names {
            if ROLES.contains(&name.to_ascii_lowercase().as_str())
                || self.ground.beside.roles.contains(&Name::verbatim(name))
            {
                continue;
            }
            self.needs_of_server("role", name, "pg_roles WHERE rolname");
        }
    }

    fn extension(&self, words: &[String]) {
        let [create, extension, rest @ ..] = words else { return };
        if create != "create" || extension != "extension" {
            return;
        }
        let conditional = rest.first().is_some_and(|own| own == "if");
        let Some(name) = rest.get(if conditional { 3 } else { 0 }) else { return };
        if self.ground.schema.extensions().any(|own| own.name.as_str() == name) {
            return;
        }
        let sql = format!(
            "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = {})",
            quote_literal(name)
        );
        let refusal = Refusal::new(SqlState::FEATURE_NOT_SUPPORTED, format!("extension \"{name}\" is not available"));
        let reason = format!("whether the server has the extension `{name}` is not known");
        let presumed = CONTRIB.contains(&name.as_str()).then_some(Presumed::Fulfilled);
        self.notes.borrow_mut().open.push(Open { reason, question: server(sql, refusal), presumed });
    }

    fn tablespace(&self, words: &[String]) {
        let is_definition = words.first().is_some_and(|own| own == "create" || own == "alter");
        let Some(at) = words.iter().position(|own| own == "tablespace").filter(|_| is_definition) else { return };
        let Some(name) = words.get(at + 1).filter(|own| own.as_str() != "pg_default") else { return };
        self.needs_of_server("tablespace", name, "pg_tablespace WHERE spcname");
    }

    /// Asks for what a catalog of the server must list.
    pub(super) fn needs_of_server(&self, what: &str, name: &str, listed: &str) {
        let sql = format!("SELECT NOT EXISTS (SELECT FROM pg_catalog.{listed} = {})", quote_literal(name));
        let refusal = Refusal::new(SqlState::UNDEFINED_OBJECT, format!("{what} \"{name}\" does not exist"));
        let article = if what.starts_with('o') { "an" } else { "a" };
        self.ask(format!("whether there is {article} {what} `{name}` is not known"), server(sql, refusal));
    }

    fn collations(&self, own: &ast::Stmt) {
        for of in own.syntax().descendants().filter_map(ast::CollationRef::cast) {
            let name = crate::sql::names::name_of(&of.syntax().text().to_string()).as_str().to_owned();
            if COLLATIONS.contains(&name.as_str()) || is_of_icu(&name) {
                continue;
            }
            let mut made = self.ground.schema.others("collation").filter(|own| own.name.as_str() == name).peekable();
            let is_made = made.peek().is_some();
            if made.any(|own| own.schema == Name::public()) {
                continue;
            }
            self.needs_of_server("collation", &name, "pg_collation WHERE collname");
            if let Some(open) = self.notes.borrow_mut().open.last_mut().filter(|_| is_foreign(&name) && !is_made) {
                open.presumed = Some(Presumed::Refused);
                if let Some(refusal) = open.question.as_mut().and_then(|own| own.refusal.as_mut()) {
                    refusal.message = format!("collation \"{name}\" for encoding \"UTF8\" does not exist");
                }
            }
        }
    }
}

/// Returns whether a collation is called as those that initdb makes of ICU's locales: a language, perhaps a country.
fn is_of_icu(name: &str) -> bool {
    let is_part = |own: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&own.len()) && own.chars().all(|c| c.is_ascii_alphabetic())
    };
    name.strip_suffix("-x-icu").is_some_and(|own| match own.split_once('-') {
        None => is_part(own, 2..=3),
        Some((language, country)) => is_part(language, 2..=3) && is_part(country, 2..=2),
    })
}

/// Returns whether a collation is called as those of MySQL (a character set first, what it compares last) or SQLite are.
fn is_foreign(name: &str) -> bool {
    const SETS: &[&str] = &[
        "armscii8", "ascii", "big5", "cp1250", "cp1251", "cp1256", "cp1257", "cp850", "cp852", "cp866", "cp932",
        "dec8", "eucjpms", "euckr", "gb18030", "gb2312", "gbk", "geostd8", "greek", "hebrew", "hp8", "keybcs2",
        "koi8r", "koi8u", "latin1", "latin2", "latin5", "latin7", "macce", "macroman", "sjis", "swe7", "tis620",
        "ucs2", "ujis", "utf16", "utf16le", "utf32", "utf8", "utf8mb3", "utf8mb4",
    ];
    let name = name.to_ascii_lowercase();
    let of_mysql = name.split_once('_').is_some_and(|(set, rest)| {
        SETS.contains(&set) && rest.rsplit('_').next().is_some_and(|last| ["bin", "ci", "cs"].contains(&last))
    });
    of_mysql || ["binary", "nocase", "rtrim"].contains(&name.as_str())
}

/// Returns a question about what is no part of a schema.
pub(super) fn server(sql: String, refusal: Refusal) -> Option<Asked> {
    Some(Asked { sql, about: Vec::new(), refusal: Some(refusal), is_after: false })
}

/// Returns the words of a statement: names as they are meant, everything else in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    Cursor::new(text)
        .remaining()
        .iter()
        .map(|token| match token.text.starts_with('"') {
            true => token.name().map_or_else(|| token.text.to_string(), |own| own.as_str().to_string()),
            false => token.text.to_ascii_lowercase(),
        })
        .collect()
}

/// Returns the names of a list that ends with another word.
fn list(words: &[String]) -> Vec<&String> {
    let mut found = Vec::new();
    let mut is_next = true;
    for word in words {
        match (word.as_str(), is_next) {
            (",", _) => is_next = true,
            ("group", true) => {}
            (_, true) => {
                found.push(word);
                is_next = false;
            }
            _ => break,
        }
    }
    found
}
