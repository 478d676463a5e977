//! A dump, or any script of DDL, as a [`Catalog`]. What each statement means is in `sql`, what it does in `schema`.

mod version_rows;

use super::{Catalog, Wanted, version_table};
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Severity};
use crate::operation::Operation;
use crate::schema::{Refusal, Schema, Touched, Unknown};
use crate::source::{Place, Source, Span};
use crate::sql::{Parameters, Script, Statement, Surroundings};
use version_rows::VersionRows;

/// The last line of what pg_dump writes, when it has written everything.
pub(super) const COMPLETE: &str = "-- PostgreSQL database dump complete";

/// Reads a script, statement after statement, on a new database.
///
/// # Errors
/// Nothing in it makes anything, unless it is the dump of an empty database.
pub(super) fn read(source: &Source, wanted: &Wanted) -> Result<Catalog> {
    let script = Script::new(source.text(), Parameters::None);
    let mut reader = Reader {
        source,
        schema: Schema::default(),
        rows: VersionRows::default(),
        findings: Vec::new(),
        makes: false,
        changes_rows: false,
    };
    for at in 0..script.len() {
        if let Some(parsed) = script.read(at, &Surroundings::of(&reader.schema)) {
            reader.take(parsed.statement, parsed.span);
        }
    }
    let is_empty_database =
        !reader.changes_rows && reader.findings.is_empty() && source.text().lines().any(|line| line == COMPLETE);
    if !reader.makes && !is_empty_database {
        return Err(reader.makes_nothing());
    }
    Ok(reader.finish(wanted))
}

struct Reader<'a> {
    source: &'a Source,
    schema: Schema,
    rows: VersionRows,
    findings: Vec<Finding>,
    /// Whether any statement made anything.
    makes: bool,
    changes_rows: bool,
}

impl Reader<'_> {
    fn take(&mut self, statement: Statement, span: Span) {
        let place = self.source.place(span);
        match statement {
            Statement::Operations(operations) => self.carry_out(&operations, &place),
            Statement::Data(data) => {
                self.changes_rows = true;
                self.rows.take(&data, &self.schema);
            }
            Statement::Unparsed { touched, unknown, .. } => self.doubt(&unknown.reason, touched, place),
            Statement::Block(block) => self.doubt(&block.unknown.reason, block.touched, place),
            Statement::Query(_) | Statement::Transaction(_) | Statement::Setting { .. } | Statement::Ignored { .. } => {
            }
        }
    }

    fn carry_out(&mut self, operations: &[Operation], place: &Place) {
        for operation in operations {
            match self.schema.apply(operation) {
                Ok(_) => self.makes |= makes_something(operation),
                Err(refusal) => {
                    let touched = touched(operation, &refusal, &self.schema);
                    let reason = format!("PostgreSQL would refuse it: {} ({})", refusal.message, refusal.state);
                    return self.doubt(&reason, vec![touched], place.clone());
                }
            }
        }
    }

    /// Notes that a statement was not followed, and what it may have changed.
    fn doubt(&mut self, reason: &str, touched: Vec<Touched>, place: Place) {
        let unknown = Unknown::new(reason, Some(place.clone()));
        self.schema.unknown.extend(touched.into_iter().map(|touched| (touched, unknown.clone())));
        let finding = Finding::new(Code::STATEMENT_NOT_UNDERSTOOD, Severity::Warning, reason)
            .help("what it makes counts as unknown: no verdict rests on it")
            .place(place);
        self.findings.push(finding);
    }

    fn makes_nothing(&self) -> Error {
        let path = self.source.path().display();
        if self.changes_rows {
            let message = format!("`{path}` makes nothing: it holds rows, as `pg_dump --data-only` writes them");
            let help = "run `pg_dump --schema-only -f schema.sql`";
            return Error::new(Code::NOT_A_SNAPSHOT, message, help);
        }
        let message = format!("`{path}` makes nothing: no statement in it is PostgreSQL's DDL");
        let help = "run `pg_dump --schema-only -f schema.sql`, or `limbeck snapshot > snapshot.yaml`";
        let error = Error::new(Code::NOT_A_SNAPSHOT, message, help);
        let first = self.findings.iter().find_map(|finding| finding.place.clone());
        match first.filter(|place| place.text().len() <= 200) {
            Some(place) => error.at(place),
            None => error,
        }
    }

    fn finish(mut self, wanted: &Wanted) -> Catalog {
        // The search path in a dump is that of its session, not of the database.
        self.schema.begin_session(Schema::default().search_path);
        let mut version_tables = version_table::find(&self.schema, wanted);
        for table in &mut version_tables {
            let Some(rows) = self.rows.of(&table.name) else { continue };
            self.findings.extend(version_table::null_row(&table.name, rows));
            let mut known: Vec<String> = rows.iter().flatten().cloned().collect();
            known.sort();
            table.rows = Some(known);
        }
        Catalog { schema: self.schema, version_tables, findings: self.findings }
    }
}

fn makes_something(operation: &Operation) -> bool {
    !matches!(
        operation,
        Operation::SetSearchPath { .. }
            | Operation::Drop { .. }
            | Operation::Comment { .. }
            | Operation::Unknown { .. }
    )
}

/// Returns what a refused operation would have changed.
fn touched(operation: &Operation, refusal: &Refusal, schema: &Schema) -> Touched {
    match (&refusal.object, operation) {
        (_, Operation::CreateTable(table)) => Touched::Table(schema.full_name(&table.name)),
        (_, Operation::AlterTable { table, .. }) => Touched::Table(schema.full_name(table)),
        (_, Operation::CreateIndex(index)) => Touched::Table(schema.full_name(&index.table)),
        (Some(object), _) => Touched::Object(object.clone()),
        (None, _) => Touched::Everything,
    }
}
