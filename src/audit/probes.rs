//! Rows as evidence, only where it is asked for: whether those that a revision inserts as literals are there, and what a project
//! declares. Weak evidence: rows come and go by other hands. It decides only between positions that the catalog cannot tell
//! apart, and never against the version table; what it says is told either way.

use crate::audit::Audit;
use crate::audit::lineage::{Lineage, Position};
use crate::audit::observed::Observed;
use crate::catalog::Catalog;
use crate::finding::{Code, Finding, Severity};
use crate::name::{Name, quote_literal};
use crate::revision::RevisionId;
use crate::schema::{Constraint, DataType, Table};
use crate::sql::{InsertedRow, inserted_rows};
use std::collections::{BTreeMap, BTreeSet};

/// How many revisions are asked about, and how many rows of each.
const MAX_PROBES: usize = 50;
const MAX_ROWS: usize = 100;

/// One question about rows.
#[derive(Clone, Debug)]
pub struct Probe {
    pub revision: RevisionId,
    /// The query, or why there is none.
    pub sql: Result<String, String>,
    /// Whether rows with the same keys are there, whatever else is in them.
    pub keys: Option<String>,
    pub kind: Kind,
    /// Why rows that are not there prove nothing.
    pub doubt: Option<String>,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The rows that the revision inserts: how many.
    Rows(usize),
    /// The project.
    Declared,
}

/// What the database says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Yes,
    No,
    /// So many of the rows are there.
    Some(usize),
    /// None of the rows is there, but others with their keys are.
    Changed,
    Failed(String),
}

/// A question, answered.
#[derive(Clone, Debug)]
pub struct Answer {
    pub probe: Probe,
    pub said: Said,
}

/// Returns the questions about the rows of the revisions that the catalog leaves open.
#[must_use]
pub fn row_probes(audit: &Audit, catalog: &Catalog) -> Vec<Probe> {
    open(audit).into_iter().filter_map(|number| row_probe(audit, catalog, number)).take(MAX_PROBES).collect()
}

/// Returns the revisions that the catalog neither shows nor excludes.
#[must_use]
pub fn open(audit: &Audit) -> Vec<usize> {
    audit.observed.most.difference(&audit.observed.least).copied().collect()
}

fn row_probe(audit: &Audit, catalog: &Catalog, number: usize) -> Option<Probe> {
    let steps = &audit.revisions.get(number)?.data_steps;
    let texts = steps.iter().filter_map(|step| inserted_rows(step.sql.as_deref()?));
    let rows: Vec<InsertedRow> = texts.flatten().take(MAX_ROWS).collect();
    if rows.is_empty() {
        return None;
    }
    let conditions =
        |which: Which| rows.iter().map(|row| condition(row, catalog, which)).collect::<Result<Vec<_>, _>>();
    let keys = conditions(Which::Key).ok().map(|own| format!("SELECT {}", own.join(" OR ")));
    let tables: BTreeSet<&str> = rows.iter().map(|row| row.table.name.as_str()).collect();
    let no_key = || Some("they have no key to look for: the values may have been changed".to_owned());
    Some(Probe {
        revision: audit.lineage.revision(number).clone(),
        sql: conditions(Which::All).map(|own| {
            let counted: Vec<String> = own.into_iter().map(|one| format!("{one}::int")).collect();
            format!("SELECT ({})::bigint", counted.join(" + "))
        }),
        doubt: changed_later(audit, number, &tables).or_else(|| if keys.is_none() { no_key() } else { None }),
        keys,
        kind: Kind::Rows(rows.len()),
    })
}

/// Which columns of a row are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    All,
    /// Those of a key that the row has in full.
    Key,
}

/// `EXISTS (…)` for one row; the columns whose values the database may keep in another spelling are left out.
fn condition(row: &InsertedRow, catalog: &Catalog, which: Which) -> Result<String, String> {
    let name =
        catalog.schema.find_relation(&row.table).ok_or_else(|| format!("there is no table `{}`", row.table.name))?;
    let table = catalog.schema.table(&name).ok_or_else(|| format!("`{name}` is no table"))?;
    let wanted = match which {
        Which::All => None,
        Which::Key => Some(key_of(table, row).ok_or_else(|| format!("the rows of `{name}` have no key"))?),
    };
    let mut parts = Vec::new();
    for (column, value) in row.values.iter().filter(|(own, _)| wanted.is_none_or(|key| key.contains(own))) {
        let own = table.column(column).ok_or_else(|| format!("`{name}` has no column `{column}`"))?;
        match value {
            None => parts.push(format!("{} IS NULL", column.quoted())),
            Some(text) if is_comparable(&own.data_type) => {
                parts.push(format!("{} = {}", column.quoted(), quote_literal(text)));
            }
            Some(_) => {}
        }
    }
    if parts.iter().all(|part| part.ends_with(" IS NULL")) {
        return Err(format!("no value of the rows of `{name}` can be compared"));
    }
    Ok(format!("EXISTS (SELECT FROM {} WHERE {})", name.quoted(), parts.join(" AND ")))
}

/// The columns of a key of which the row has every value.
fn key_of<'t>(table: &'t Table, row: &InsertedRow) -> Option<&'t [Name]> {
    let has = |column: &Name| {
        let comparable = table.column(column).is_some_and(|own| is_comparable(&own.data_type));
        comparable && row.values.iter().any(|(own, value)| own == column && value.is_some())
    };
    let mut keys = table.constraints.values().filter_map(Constraint::key_columns);
    keys.find(|columns| !columns.is_empty() && columns.iter().all(has))
}

/// Types of which a literal is one value, whatever the session's settings are.
fn is_comparable(own: &DataType) -> bool {
    const TYPES: [&str; 10] = [
        "smallint",
        "integer",
        "bigint",
        "numeric",
        "text",
        "character varying",
        "character",
        "boolean",
        "uuid",
        "date",
    ];
    !own.array && (TYPES.iter().any(|name| own.is_builtin(name)) || own.user_type().is_some())
}

/// Why the rows may be gone though the revision ran: a step from there on changes rows of the table.
fn changed_later(audit: &Audit, number: usize, tables: &BTreeSet<&str>) -> Option<String> {
    audit.revisions.iter().filter(|own| own.number >= number).find_map(|own| {
        let changes = own.data_steps.iter().find(|step| match &step.sql {
            None => true,
            Some(text) => inserted_rows(text).is_none() && tables.iter().any(|table| text.contains(table)),
        })?;
        let (id, line) = (audit.lineage.revision(own.number), changes.place.line());
        Some(format!("`{id}` (line {line}) may change or delete them"))
    })
}

/// Narrows what the catalog leaves open. `trusted` is whether the version table is believed, which these answers are weaker than.
#[must_use]
pub fn narrow(observed: Observed, lineage: &Lineage, answers: &[Answer], trusted: bool) -> Observed {
    let is_open = |number: &usize| observed.most.contains(number) && !observed.least.contains(number);
    let mut votes: BTreeMap<usize, BTreeSet<bool>> = BTreeMap::new();
    for answer in answers {
        let vote = match answer.said {
            Said::Yes => true,
            Said::No if answer.probe.doubt.is_none() => false,
            _ => continue,
        };
        if let Some(number) = lineage.number(&answer.probe.revision).filter(is_open) {
            votes.entry(number).or_default().insert(vote);
        }
    }
    let of =
        |vote: bool| votes.iter().filter(move |(_, own)| **own == BTreeSet::from([vote])).map(|(number, _)| *number);
    let ran: Position = lineage.position(of(true));
    let not_ran: Position = of(false).collect();
    let torn = votes.values().any(|own| own.len() > 1);
    if trusted || torn || !ran.is_disjoint(&not_ran) || !ran.is_subset(&observed.most) {
        return observed;
    }
    let below = |position: &Position| -> Position {
        let stays = |number: &usize| lineage.position([*number]).is_disjoint(&not_ran);
        position.iter().copied().filter(stays).collect()
    };
    let least: Position = observed.least.union(&ran).copied().collect();
    let likely: Position = below(&observed.likely).union(&least).copied().collect();
    let most: Position = below(&observed.most).union(&least).copied().collect();
    Observed { least, likely, most, ..observed }
}

/// Returns what the answers say that a person must know.
#[must_use]
pub fn findings(audit: &Audit, answers: &[Answer]) -> Vec<Finding> {
    answers.iter().filter_map(|answer| finding(audit, answer)).collect()
}

fn finding(audit: &Audit, answer: &Answer) -> Option<Finding> {
    let id = &answer.probe.revision;
    let claimed = audit.lineage.number(id).is_some_and(|number| audit.position.contains(&number));
    let warn = |code: Code, message: String, help: &str| {
        Some(Finding::new(code, Severity::Warning, message).revision(id.as_str()).help(help))
    };
    let doubt = answer.probe.doubt.as_ref().map(|doubt| format!("; {doubt}")).unwrap_or_default();
    match (&answer.said, answer.probe.kind) {
        (Said::Failed(reason), _) => warn(
            Code::PROBE_FAILED,
            format!("whether the rows of `{id}` are there could not be asked: {reason}"),
            "its answer counts for nothing",
        ),
        (Said::Changed, _) => warn(
            Code::PROBED_ROWS_MISSING,
            format!("the rows that `{id}` inserts are not there, but others with their keys are{doubt}"),
            "either it ran and somebody changed them, or somebody else wrote those: the answer counts for nothing",
        ),
        (Said::Some(count), Kind::Rows(all)) => warn(
            Code::PROBED_ROWS_MISSING,
            format!("{count} of {all} rows that `{id}` inserts are there{doubt}"),
            "either it ran and somebody changed the others, or somebody else wrote these",
        ),
        (Said::No, kind) if claimed => {
            let what = match kind {
                Kind::Rows(_) => format!("none of the rows that `{id}` inserts is there"),
                Kind::Declared => format!("the declared probe of `{id}` answers no"),
            };
            let message = format!("{what}, and it counts as run{doubt}");
            warn(
                Code::PROBED_ROWS_MISSING,
                message,
                "either it never ran, or its rows were changed or deleted since; look before you act",
            )
        }
        _ => None,
    }
}
