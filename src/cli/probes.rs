//! `audit --probe-data`: the questions about rows, from the version files and from `limbeck.yaml`, put to the server that the
//! catalog was read from, in the same read-only transaction.

use super::Context;
use super::context::Kept;
use super::database::{Location, View};
use super::judgement::Judgement;
use crate::audit::probes::{Answer, Kind, Probe, Said, findings, row_probes};
use crate::catalog::connect::Session;
use crate::catalog::probe::{Reply, ask};
use crate::error::{Error, Result};
use crate::finding::Code;
use crate::name::Name;
use crate::revision::RevisionId;
use crate::schema::Schema;
use crate::sql::{Parameters, Script, Statement, Surroundings};
use crate::yaml;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where a project declares its probes: beside its configuration, or in the working directory.
const FILE: &str = "limbeck.yaml";

impl Context {
    /// Returns the audit with what the rows say, and the answers.
    ///
    /// # Errors
    /// As [`Context::judge`]; there is no server to ask, or `limbeck.yaml` cannot be understood.
    pub(super) fn judge_with_rows(&self) -> Result<(Judgement<'_>, Vec<Answer>)> {
        if !matches!(self.location()?, Location::Server(_)) {
            let message = "`--probe-data` asks about rows, and there is no server to ask";
            let help = "name a database with `--database URL`; a dump or a snapshot holds no rows";
            return Err(Error::new(Code::USAGE, message, help));
        }
        *self.session.borrow_mut() = Kept::Wanted;
        let declared = self.declared()?;
        let view = self.view()?;
        let open = self.judge_as(&view)?;
        let probes = row_probes(&open.audit, view.catalog).into_iter().chain(declared);
        let path = &view.catalog.schema.usual_path;
        let mut kept = self.session.borrow_mut();
        let Kept::Yes(session) = &mut *kept else { return Ok((open, Vec::new())) };
        let answers: Vec<Answer> = probes.map(|probe| answer(session, path, probe)).collect();
        let mut judgement = self.judge_as(&View { answers: &answers, ..view.clone() })?;
        judgement.audit.findings.extend(findings(&judgement.audit, &answers));
        Ok((Judgement { catalog: view.catalog, ..judgement }, answers))
    }

    fn declared(&self) -> Result<Vec<Probe>> {
        let mut places: Vec<PathBuf> =
            self.project()?.files.iter().filter_map(|file| Some(file.parent()?.join(FILE))).collect();
        places.push(PathBuf::from(FILE));
        let Some(path) = places.iter().find(|path| path.exists()) else { return Ok(Vec::new()) };
        let text = std::fs::read_to_string(path).map_err(|error| {
            let message = format!("cannot read `{}`: {error}", path.display());
            Error::new(Code::UNREADABLE_FILE, message, "make it readable, or leave `--probe-data` out")
        })?;
        let declared = read(&text).map_err(|reason| odd(path, &reason))?;
        let history = self.history()?;
        declared
            .into_iter()
            .map(|(revision, sql)| match history.find(&revision) {
                None => Err(odd(path, &format!("no version file has the revision `{revision}`"))),
                Some(_) => Ok(Probe {
                    revision: RevisionId::new(revision),
                    sql: Ok(sql),
                    keys: None,
                    kind: Kind::Declared,
                    doubt: None,
                }),
            })
            .collect()
    }
}

fn odd(path: &Path, reason: &str) -> Error {
    let message = format!("`{}`: {reason}", path.display());
    Error::new(Code::BAD_CONFIG, message, "write `probes:` and under it `REVISION: SELECT EXISTS (SELECT FROM …)`")
}

/// Reads `probes: {REVISION: SELECT}`.
fn read(text: &str) -> std::result::Result<BTreeMap<String, String>, String> {
    let mut document: BTreeMap<String, BTreeMap<String, String>> = yaml::from_str(text)?;
    let probes = document.remove("probes").unwrap_or_default();
    if let Some(other) = document.keys().next() {
        return Err(format!("`{other}` is no key of it"));
    }
    match probes.iter().find(|(_, sql)| !is_one_select(sql)) {
        Some((revision, _)) => Err(format!("the probe of `{revision}` is not a single SELECT")),
        None => Ok(probes),
    }
}

fn is_one_select(sql: &str) -> bool {
    let script = Script::new(sql, Parameters::None);
    let first = sql.split_whitespace().next().unwrap_or_default();
    let schema = Schema::default();
    let parsed = script.read(0, &Surroundings::of(&schema));
    script.len() == 1
        && script.grammar_error(0).is_none()
        && first.eq_ignore_ascii_case("select")
        && parsed.is_some_and(|parsed| matches!(parsed.statement, Statement::Query(_)))
}

fn answer(session: &mut Session, path: &[Name], probe: Probe) -> Answer {
    // What limbeck writes itself is qualified; what a project declares is read as the project would.
    let path = if probe.kind == Kind::Declared { path } else { &[] };
    let reply = probe.sql.clone().and_then(|sql| ask(session, path, &sql).map_err(|error| error.message));
    let said = match (reply, probe.kind) {
        (Ok(Reply::Truth(true)), Kind::Declared) => Said::Yes,
        (Ok(Reply::Truth(false)), Kind::Declared) => Said::No,
        (Ok(Reply::Count(count)), Kind::Rows(all)) => match usize::try_from(count) {
            Ok(0) => match probe.keys.as_ref().map(|sql| ask(session, path, sql)) {
                None | Some(Ok(Reply::Truth(false))) => Said::No,
                Some(Ok(_)) => Said::Changed,
                Some(Err(error)) => Said::Failed(error.message),
            },
            Ok(count) if count == all => Said::Yes,
            Ok(count) => Said::Some(count),
            Err(_) => Said::Failed("it does not answer with a number".into()),
        },
        (Ok(_), _) => Said::Failed("it does not answer yes or no".into()),
        (Err(reason), _) => Said::Failed(reason),
    };
    Answer { probe, said }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probe_is_one_select_of_a_revision() {
        let read = |text: &str| read(text).map(|probes| probes.len());
        assert_eq!(read("probes:\n  a1: SELECT EXISTS (SELECT FROM t)\n  b2: select true;\n"), Ok(2));
        assert_eq!(read("probes: {}\n"), Ok(0));
        for (text, reason) in [
            ("probes: {a1: DELETE FROM t}", "not a single SELECT"),
            ("probes: {a1: 'SELECT 1; SELECT 2'}", "not a single SELECT"),
            ("probes: {a1: 'SELECT 1; DROP TABLE t'}", "not a single SELECT"),
            ("probes: {a1: SELECT true INTO x}", "not a single SELECT"),
            ("probes: {a1: WITH d AS (DELETE FROM t RETURNING 1) SELECT true}", "not a single SELECT"),
            ("probes: {a1: ''}", "not a single SELECT"),
            ("probe: {a1: SELECT true}", "no key"),
            ("probes: [a1]", ""),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.contains(reason), "{text}: {error}");
        }
    }
}
