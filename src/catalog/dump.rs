//! A dump, or any script of DDL, as a [`Catalog`]. What each statement means is in `sql`.

use super::{Catalog, Wanted, version_table};
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Severity};
use crate::operation::Operation;
use crate::schema::{Refusal, Schema, Touched, Unknown};
use crate::source::{Place, Source, Span};
use crate::sql::{Data, DataKind, Parameters, Script, Statement, Surroundings};

/// Reads a script.
///
/// # Errors
/// Nothing in it makes anything.
pub(super) fn read(source: &Source, wanted: &Wanted) -> Result<Catalog> {
    let script = Script::new(source.text(), Parameters::None);
    let mut reader = Reader { source, schema: Schema::default(), rows: Vec::new(), findings: Vec::new(), made: 0 };
    for at in 0..script.len() {
        let parsed = script.read(at, &Surroundings::of(&reader.schema));
        if let Some(parsed) = parsed {
            reader.take(parsed.statement, parsed.span);
        }
    }
    if reader.made == 0 && !script.is_empty() && !reader.findings.is_empty() {
        let message = format!("`{}` holds no statement that makes anything", source.path().display());
        return Err(Error::new(
            Code::NOT_A_SNAPSHOT,
            message,
            "`pg_dump --schema-only -f schema.sql` makes a readable file",
        ));
    }
    Ok(reader.finish(wanted))
}

struct Reader<'a> {
    source: &'a Source,
    schema: Schema,
    rows: Vec<Data>,
    findings: Vec<Finding>,
    made: usize,
}

impl Reader<'_> {
    fn take(&mut self, statement: Statement, span: Span) {
        let place = self.source.place(span);
        match statement {
            Statement::Operations(operations) => {
                self.made += 1;
                for operation in operations {
                    if let Err(refusal) = self.schema.apply(&operation) {
                        self.refused(&operation, &refusal, &place);
                        break;
                    }
                }
            }
            Statement::Data(data) => self.rows.push(data),
            Statement::Unparsed { touched, unknown, .. } => {
                let unknown = Unknown::new(unknown.reason, Some(place.clone()));
                self.not_understood(&unknown.reason, &place);
                self.schema.unknown.extend(touched.into_iter().map(|touched| (touched, unknown.clone())));
            }
            Statement::Block(block) => {
                self.not_understood(&block.unknown.reason, &place);
                let unknown = Unknown::new(block.unknown.reason.clone(), Some(place));
                self.schema.unknown.extend(block.touched.into_iter().map(|touched| (touched, unknown.clone())));
            }
            Statement::Query(_) | Statement::Transaction(_) | Statement::Setting { .. } | Statement::Ignored { .. } => {
            }
        }
    }

    fn refused(&mut self, operation: &Operation, refusal: &Refusal, place: &Place) {
        let state = refusal.state;
        self.not_understood(&format!("the statement would be refused: {state} {}", refusal.message), place);
        let unknown = Unknown::new(format!("refused with {state}: {}", refusal.message), Some(place.clone()));
        let touched = match (&refusal.object, operation) {
            (_, Operation::CreateTable(table)) => Touched::Table(self.schema.full_name(&table.name)),
            (_, Operation::AlterTable { table, .. }) => Touched::Table(self.schema.full_name(table)),
            (Some(object), _) => Touched::Object(object.clone()),
            (None, _) => Touched::Everything,
        };
        self.schema.unknown.push((touched, unknown));
    }

    fn not_understood(&mut self, reason: &str, place: &Place) {
        let finding = Finding::new(Code::STATEMENT_NOT_UNDERSTOOD, Severity::Warning, reason.to_owned())
            .help("what it makes is left out of the comparison")
            .place(place.clone());
        self.findings.push(finding);
    }

    fn finish(mut self, wanted: &Wanted) -> Catalog {
        // The search path of a dump is that of its session, not of the database.
        self.schema.search_path = Schema::default().search_path;
        let mut version_tables = version_table::find(&self.schema, wanted);
        for table in &mut version_tables {
            let own = |data: &&Data| {
                matches!(data.kind, DataKind::Insert | DataKind::Copy)
                    && data.relation.as_ref().is_some_and(|name| self.schema.full_name(name) == table.name)
            };
            let found: Vec<&Data> = self.rows.iter().filter(own).collect();
            if !found.is_empty() {
                let mut rows: Vec<String> = found.iter().flat_map(|data| data.rows.iter().flatten().cloned()).collect();
                rows.sort();
                table.rows = Some(rows);
            }
        }
        Catalog { schema: self.schema, version_tables, findings: self.findings }
    }
}
