//! What `audit` and `plan` share: the history replayed, the database read, the audit made; and how the commands of this
//! run are spelt, so that advice can be typed.

use super::database::{View, rows_of};
use super::replaying::Replays;
use super::{Context, Options};
use crate::audit::tenants::{doubt_shared, shared_absence};
use crate::audit::verdict::Remedy;
use crate::audit::{Audit, audit_probed, replay_order, tell_known_file, version_row_findings};
use crate::catalog::Catalog;
use crate::error::Result;
use crate::finding::{Code, Finding, Severity, shell_word};
use crate::history::History;
use crate::name::{Name, QualifiedName};
use crate::plan::HasVersionTable;
use crate::replay::Replay;
use crate::report::advice::Commands;

/// A database, judged.
#[derive(Debug)]
pub struct Judgement<'a> {
    pub audit: Audit,
    pub catalog: &'a Catalog,
    pub version_table: QualifiedName,
    pub has_version_table: HasVersionTable,
}

impl Context {
    /// Returns the audit of the project's history against its database.
    ///
    /// # Errors
    /// The project or the database cannot be read, its version table included; or `--schema` names several tenants.
    pub fn judge(&self) -> Result<Judgement<'_>> {
        match self.options().probe_data {
            true => Ok(self.judge_with_rows()?.0),
            false => self.judge_as(&self.view()?),
        }
    }

    /// Returns the audit of what `view` shows.
    ///
    /// # Errors
    /// As [`Context::judge`].
    pub(super) fn judge_as<'v>(&self, view: &View<'v>) -> Result<Judgement<'v>> {
        let history = self.history()?;
        let (catalog, wanted) = (view.catalog, &view.wanted);
        let table = catalog.version_table(wanted)?;
        let rows = table.map(|table| rows_of(catalog, table)).transpose()?.flatten();
        let known = rows.as_deref().unwrap_or_default();
        let mut audit = self.audit_of(view, history, known)?;
        let shown = audit.lineage.show(&audit.position);
        let shown = if audit.remedy == Remedy::Refuse { &[] } else { &shown[..] };
        let of_rows = version_row_findings(history, catalog, wanted, shown)?;
        self.compare_doubles(view, &mut audit, known)?;
        let first = history.findings().len() + catalog.findings.len();
        audit.findings.splice(first..first, of_rows);
        audit.findings.splice(0..0, self.project()?.findings.iter().cloned());
        if let Some(table) = table.filter(|_| rows.is_none()) {
            audit.findings.push(rows_unknown(&table.name));
        }
        if let Some(tenant) = view.tenant {
            audit.findings.extend(shared_absence(&audit, tenant));
        }
        let version_table = catalog.version_table_name(wanted);
        let has_version_table = if table.is_some() { HasVersionTable::Yes } else { HasVersionTable::No };
        Ok(Judgement { audit, catalog, version_table, has_version_table })
    }

    pub(super) fn audit_of(&self, view: &View<'_>, history: &History, rows: &[String]) -> Result<Audit> {
        let order: Vec<_> = replay_order(history, rows).into_iter().map(|rev| history.id(rev).clone()).collect();
        let Replays { replay, open } = self.replays_into(view, history, &order)?;
        let judge = |mut replay: Replay| {
            if let Some(tenant) = view.tenant {
                doubt_shared(&mut replay, tenant);
            }
            audit_probed(history, &replay, view.catalog, rows, view.answers)
        };
        let audit = judge(replay);
        Ok(open.into_iter().fold(audit, |audit, own| audit.unless(judge(own.replay), &own.revision, own.doubt)))
    }

    /// Says of files that share an id which of them the database knows; each costs one more replay.
    fn compare_doubles(&self, view: &View<'_>, audit: &mut Audit, rows: &[String]) -> Result<()> {
        let history = self.history()?;
        for double in history.doubles().iter().take(MAX_DOUBLES) {
            let other = self.audit_of(view, &history.with(double), rows)?;
            tell_known_file(audit, history, double, &other);
        }
        Ok(())
    }

    /// Returns how this run's commands are typed.
    #[must_use]
    pub fn commands(&self) -> Commands {
        commands(self.options())
    }

    /// Returns how the commands for one tenant are typed.
    #[must_use]
    pub fn commands_of(&self, tenant: &Name) -> Commands {
        commands(&Options { schema: vec![tenant.to_string()], ..self.options().clone() })
    }
}

fn commands(options: &Options) -> Commands {
    let history = history_arguments(options);
    let (database, psql) = match (&options.database, &options.snapshot) {
        (_, Some(file)) => {
            (format!(" --snapshot {}", shell_word(&file.display().to_string())), DATABASE_URL.to_string())
        }
        (Some(_), None) => (format!(" --database {DATABASE_URL}"), DATABASE_URL.to_string()),
        (None, None) => (String::new(), DATABASE_URL.to_string()),
    };
    Commands {
        limbeck: format!("limbeck{history}{database}"),
        alembic: format!("alembic{}", alembic_arguments(options)),
        psql: format!("psql {psql}"),
    }
}

/// How many files that share an id with another are compared.
const MAX_DOUBLES: usize = 8;

/// A schema-only dump has the version table without its rows: nothing is known of the stamp.
fn rows_unknown(table: &QualifiedName) -> Finding {
    let message = format!("the rows of `{table}` are not in this file: the audit takes the database as not stamped");
    Finding::new(Code::NO_VERSION_ROWS, Severity::Warning, message)
        .help(format!("add them: `pg_dump --data-only -t {} >> FILE`", table.quoted()))
}

/// A URL can hold a password: advice names the variable instead.
const DATABASE_URL: &str = "\"$DATABASE_URL\"";

fn history_arguments(options: &Options) -> String {
    let mut words = alembic_arguments(options);
    let mut add = |flag: &str, value: &str| words.push_str(&format!(" {flag} {}", shell_word(value)));
    options.script_location.iter().for_each(|path| add("--script-location", &path.display().to_string()));
    options.version_location.iter().for_each(|path| add("--version-location", &path.display().to_string()));
    options.engine.iter().for_each(|engine| add("--engine", engine));
    options.metadata.iter().for_each(|metadata| add("--metadata", metadata));
    options.schema.iter().for_each(|schema| add("--schema", schema));
    options.version_table.iter().for_each(|table| add("--version-table", table));
    options.version_table_schema.iter().for_each(|schema| add("--version-table-schema", schema));
    for (flag, is_set) in [(" --recursive", options.recursive), (" --probe-data", options.probe_data)] {
        words.push_str(if is_set { flag } else { "" });
    }
    words
}

fn alembic_arguments(options: &Options) -> String {
    let mut words = String::new();
    options.config.iter().for_each(|path| words.push_str(&format!(" -c {}", shell_word(&path.display().to_string()))));
    options.name.iter().for_each(|name| words.push_str(&format!(" -n {}", shell_word(name))));
    words
}
