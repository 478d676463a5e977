//! What is wrong with the version table and its rows, each with the SQL that mends it. What the rows mean for the schema is
//! for the rest of `audit`; nothing is written here.

use crate::catalog::{Catalog, VersionTable, Wanted};
use crate::error::Result;
use crate::finding::{Code, Finding, Severity};
use crate::history::{Follow, History, Rev};
use crate::name::{Name, QualifiedName, quote_literal};
use crate::revision::RevisionId;
use std::collections::BTreeSet;

/// The name Alembic gives the table unless it is told otherwise.
const DEFAULT_NAME: &str = "alembic_version";

/// Returns the findings about the version table that `wanted` means, and about its rows; `shown` are the rows that the
/// schema asks for, none where that is not known.
///
/// # Errors
/// There are several version tables, and nothing says which.
pub fn version_row_findings(
    history: &History,
    catalog: &Catalog,
    wanted: &Wanted,
    shown: &[RevisionId],
) -> Result<Vec<Finding>> {
    let Some(table) = catalog.version_table(wanted)? else {
        let name = catalog.version_table_name(wanted);
        let narrow = too_long(history, 32).map(|longest| will_be_narrow(&name, longest));
        return Ok(std::iter::once(missing_table(&name)).chain(narrow).collect());
    };
    let mut findings = place_findings(table, catalog, wanted);
    findings.extend(narrow(table, history));
    if let Some(rows) = &table.rows {
        findings.extend(row_findings(table, rows, history, shown));
    }
    Ok(findings)
}

fn missing_table(name: &QualifiedName) -> Finding {
    let message = format!("there is no version table `{name}`: nothing is stamped");
    Finding::new(Code::MISSING_VERSION_TABLE, Severity::Note, message).help(create(name, 32))
}

fn will_be_narrow(name: &QualifiedName, longest: usize) -> Finding {
    let message = format!("Alembic will make `{name}` for 32 characters, the longest revision id has {longest}");
    Finding::new(Code::NARROW_VERSION_TABLE, Severity::Error, message).help(create(name, 255))
}

fn create(name: &QualifiedName, width: u32) -> String {
    let key = Name::verbatim(&format!("{}_pkc", name.name));
    format!(
        "CREATE TABLE {} (version_num VARCHAR({width}) NOT NULL, CONSTRAINT {} PRIMARY KEY (version_num));",
        name.quoted(),
        key.quoted()
    )
}

/// What is unusual about where the table is.
fn place_findings(table: &VersionTable, catalog: &Catalog, wanted: &Wanted) -> Vec<Finding> {
    let name = &table.name;
    let mut findings = Vec::new();
    if wanted.name.is_none() && name.name.as_str() != DEFAULT_NAME {
        let message = format!("`{name}` is taken for the version table: none is called `{DEFAULT_NAME}`");
        let help = format!(
            "Alembic looks there only where `version_table` in env.py says so; then name it with `--version-table {}`, else \
             rename it: ALTER TABLE {} RENAME TO {DEFAULT_NAME};",
            name.name.quoted(),
            name.quoted()
        );
        findings.push(Finding::new(Code::UNUSUAL_VERSION_TABLE, Severity::Warning, message).help(help));
    }
    let others = catalog.version_tables.iter().filter(|other| other.name != *name && other.name.name == name.name);
    for other in others.filter(|_| wanted.schema.is_none()) {
        let holds = match &other.rows {
            None => String::new(),
            Some(rows) if rows.is_empty() => " (empty)".to_string(),
            Some(rows) => format!(" (it holds `{}`)", rows.join("`, `")),
        };
        let message =
            format!("`{}` is a version table too{holds}; `{name}` is taken, which the search path finds", other.name);
        let help = format!(
            "`--version-table-schema {}` asks about the other; a copy that a wrong `search_path` built has the tables and none \
             of the rows: look before you drop either",
            other.name.schema.quoted(),
        );
        findings.push(Finding::new(Code::SECOND_VERSION_TABLE, Severity::Warning, message).help(help));
    }
    findings
}

/// The length of the longest revision id, where `width` characters do not hold it.
fn too_long(history: &History, width: u32) -> Option<usize> {
    let longest = history.all().map(|rev| history.id(rev).as_str().chars().count()).max()?;
    usize::try_from(width).is_ok_and(|width| width < longest).then_some(longest)
}

fn narrow(table: &VersionTable, history: &History) -> Option<Finding> {
    let width = table.width?;
    let longest = too_long(history, width)?;
    let name = &table.name;
    let message = format!("`{name}.version_num` holds {width} characters, the longest revision id has {longest}");
    let help = format!("ALTER TABLE {} ALTER COLUMN version_num TYPE character varying(255);", name.quoted());
    Some(Finding::new(Code::NARROW_VERSION_TABLE, Severity::Error, message).help(help))
}

fn row_findings(table: &VersionTable, rows: &[String], history: &History, shown: &[RevisionId]) -> Vec<Finding> {
    let quoted = table.name.quoted();
    let name = &table.name.name;
    if rows.is_empty() {
        let message = format!("`{name}` is empty: nothing is stamped");
        let help = match shown {
            [] => "find out first where the schema is: `limbeck audit` gives the INSERT where the catalog decides"
                .to_owned(),
            shown => format!("the schema is there: {}", insert(&quoted, shown)),
        };
        return vec![Finding::new(Code::EMPTY_VERSION_TABLE, Severity::Note, message).help(help)];
    }
    let mut findings = Vec::new();
    let unique: BTreeSet<&str> = rows.iter().map(String::as_str).collect();
    let known: Vec<Rev> = unique.iter().filter_map(|row| history.find(row)).collect();
    for row in unique.iter().filter(|row| history.find(row).is_none()) {
        findings.push(unknown_row(table, &unique, row, history, shown));
    }
    for rev in &known {
        let others: Vec<Rev> = known.iter().copied().filter(|other| other != rev).collect();
        if history.ancestors(&others, Follow::Dependencies).contains(*rev) {
            let id = history.id(*rev).as_str();
            let message = format!("`{name}` holds `{id}`, an ancestor of another row");
            // The usual cure would claim what never ran, where the schema is only at the ancestor.
            let (wrong, why) = match shown {
                [only] if only.as_str() == id => {
                    (others.iter().map(|other| history.id(*other).as_str()).collect(), "the schema is at the ancestor")
                }
                _ => (vec![id], "`alembic stamp` does not remove it"),
            };
            let wrong: Vec<String> = wrong.into_iter().map(quote_literal).collect();
            let help = format!("DELETE FROM {quoted} WHERE version_num IN ({}); -- {why}", wrong.join(", "));
            findings.push(Finding::new(Code::OVERLAPPING_ROWS, Severity::Error, message).revision(id).help(help));
        }
    }
    for row in unique.iter().filter(|row| rows.iter().filter(|other| other == *row).count() > 1) {
        let message = format!("`{name}` holds `{row}` more than once");
        let row = quote_literal(row);
        let key = Name::verbatim(&format!("{name}_pkc"));
        let help = format!(
            "DELETE FROM {quoted} WHERE version_num = {row} AND ctid <> (SELECT min(ctid) FROM {quoted} WHERE version_num = \
             {row}); ALTER TABLE {quoted} ADD CONSTRAINT {} PRIMARY KEY (version_num);",
            key.quoted()
        );
        findings.push(Finding::new(Code::DUPLICATE_ROW, Severity::Error, message).help(help));
    }
    findings
}

fn unknown_row(
    table: &VersionTable,
    rows: &BTreeSet<&str>,
    row: &str,
    history: &History,
    shown: &[RevisionId],
) -> Finding {
    let (name, quoted) = (&table.name.name, table.name.quoted());
    let row_sql = quote_literal(row);
    let delete = format!("DELETE FROM {quoted} WHERE version_num = {row_sql};");
    let sql = |id: &str| match rows.contains(id) {
        true => delete.clone(),
        false => format!("UPDATE {quoted} SET version_num = {} WHERE version_num = {row_sql};", quote_literal(id)),
    };
    let begun: Vec<&str> = history.all().map(|rev| history.id(rev).as_str()).filter(|id| begins(id, row)).collect();
    let gone = match shown {
        [] => None,
        _ if shown.iter().all(|id| rows.contains(id.as_str())) => Some(delete.clone()),
        _ if rows.len() > 1 => Some("the rows are replaced together, by what `limbeck plan` prints".to_owned()),
        [id] => Some(sql(id.as_str())),
        _ => Some(format!("{delete} {}", insert(&quoted, shown))),
    };
    let help = match &begun[..] {
        [id] if row.trim_end() == *id => format!(
            "blanks pad it: ALTER TABLE {quoted} ALTER COLUMN version_num TYPE character varying(32) USING \
             rtrim(version_num::text);"
        ),
        // Somebody stamped by hand, with a shortened id or with one that was cut off.
        [id] => format!("it is `{id}` shortened or cut off: {}", sql(id)),
        _ => {
            let find =
                "find the file that declared it (`git log --all -S` with the id), or deploy the build that has it";
            gone.map_or(find.to_owned(), |gone| format!("{find}; where both are gone: {gone}"))
        }
    };
    let message = format!("`{name}` holds `{row}`, which no version file declares");
    Finding::new(Code::UNKNOWN_ROW, Severity::Error, message).revision(row).help(help)
}

fn insert(quoted: &str, ids: &[RevisionId]) -> String {
    let values: Vec<String> = ids.iter().map(|id| format!("({})", quote_literal(id.as_str()))).collect();
    format!("INSERT INTO {quoted} (version_num) VALUES {};", values.join(", "))
}

fn begins(id: &str, row: &str) -> bool {
    let row = row.trim();
    row.chars().count() >= 4 && (id.starts_with(row) || row == id || row.starts_with(id) && row.len() > id.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::revision::read_revision;
    use crate::schema::Schema;
    use crate::source::Source;
    use std::path::Path;

    fn history() -> History {
        let files =
            ["revision = 'abcd1234'\ndown_revision = None\n", "revision = 'bbbb2222'\ndown_revision = 'abcd1234'\n"];
        let read = |text: &&str| read_revision(&Source::new("v.py", *text), Path::new("v.py")).revision;
        History::new(files.iter().filter_map(read).collect())
    }

    fn told(tables: &[(&str, &str, &[&str])], wanted: &Wanted) -> Vec<(&'static str, String)> {
        told_where(tables, wanted, &[])
    }

    fn told_where(tables: &[(&str, &str, &[&str])], wanted: &Wanted, shown: &[&str]) -> Vec<(&'static str, String)> {
        let table = |(schema, name, rows): &(&str, &str, &[&str])| VersionTable {
            name: QualifiedName::new(Name::verbatim(schema), Name::verbatim(name)),
            rows: Some(rows.iter().map(|row| (*row).to_owned()).collect()),
            width: Some(if *name == "narrow" { 4 } else { 32 }),
        };
        let version_tables = tables.iter().map(table).collect();
        let catalog = Catalog { schema: Schema::default(), version_tables, findings: Vec::new() };
        let shown: Vec<RevisionId> = shown.iter().copied().map(RevisionId::new).collect();
        let findings = version_row_findings(&history(), &catalog, wanted, &shown).expect("decided");
        findings.into_iter().map(|finding| (finding.code.as_str(), finding.help)).collect()
    }

    #[test]
    fn each_thing_is_a_finding_with_its_sql() {
        let nothing = Wanted::default();
        for (rows, code, sql) in [
            (
                &["abcd1234", "bbbb2222"][..],
                "overlapping-row",
                "DELETE FROM public.alembic_version WHERE version_num IN ('abcd1234');",
            ),
            (&["bbbb2222", "bbbb2222"], "duplicate-row", "AND ctid <> (SELECT min(ctid) FROM public.alembic_version"),
            (
                &["bbbb"],
                "unknown-row",
                "UPDATE public.alembic_version SET version_num = 'bbbb2222' WHERE version_num = 'bbbb';",
            ),
            (&["it's"], "unknown-row", "deploy the build that has it"),
            (&["bbbb", "bbbb2222"], "unknown-row", "DELETE FROM public.alembic_version WHERE version_num = 'bbbb';"),
            (&["bbbb2222  "], "unknown-row", "TYPE character varying(32) USING rtrim(version_num::text);"),
            (&[], "empty-version-table", "find out first where the schema is: `limbeck audit`"),
        ] {
            let told = told(&[("public", "alembic_version", rows)], &nothing);
            assert!(told.len() == 1 && told[0].0 == code && told[0].1.contains(sql), "{rows:?}: {told:?}");
        }
        assert_eq!(told(&[("public", "alembic_version", &["bbbb2222"])], &nothing), []);
    }

    #[test]
    fn what_the_schema_shows_is_in_the_sql() {
        let (one, two) = (&["bbbb2222"][..], &["abcd1234", "bbbb2222"][..]);
        for (rows, shown, sql) in [
            (&[][..], one, "INSERT INTO public.alembic_version (version_num) VALUES ('bbbb2222');"),
            (&[], two, "VALUES ('abcd1234'), ('bbbb2222');"),
            (&["it's"], one, "UPDATE public.alembic_version SET version_num = 'bbbb2222' WHERE version_num = 'it''s';"),
            (&["it's"], two, "'it''s'; INSERT INTO public.alembic_version (version_num) VALUES ('abcd1234'), ('b"),
            (&["bbbb2222", "gone"], one, "gone: DELETE FROM public.alembic_version WHERE version_num = 'gone';"),
            (&["abcd1234", "gone"], one, "by what `limbeck plan` prints"),
            (&["gone", "more"], one, "by what `limbeck plan` prints"),
            (&["abcd1234", "bbbb2222"], &["abcd1234"], "IN ('bbbb2222'); -- the schema is at the ancestor"),
        ] {
            let told = told_where(&[("public", "alembic_version", rows)], &Wanted::default(), shown);
            assert!(told[0].1.contains(sql), "{rows:?}: {told:?}");
        }
    }

    #[test]
    fn the_table_itself_can_be_wrong() {
        let nothing = Wanted::default();
        assert_eq!(told(&[], &nothing)[0].0, "missing-version-table");
        assert!(told(&[], &nothing)[0].1.starts_with("CREATE TABLE public.alembic_version (version_num VARCHAR(32)"));
        let codes =
            |tables: &[(&str, &str, &[&str])]| told(tables, &nothing).into_iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(codes(&[("public", "narrow", &["bbbb2222"])]), ["unusual-version-table", "narrow-version-table"]);
        let two: &[(&str, &str, &[&str])] =
            &[("public", "alembic_version", &["bbbb2222"]), ("app", "alembic_version", &["abcd1234"])];
        assert_eq!(codes(two), ["second-version-table"]);
        let schema = Some(Name::verbatim("app"));
        assert_eq!(told(two, &Wanted { name: None, schema }), []);
    }
}
