//! `--schema`: which schemas it names, and the tenants among them, each judged as if its schema were the whole database.

use super::Context;
use super::context::open;
use super::database::View;
use crate::audit::tenants::{Asked, Reading, Uses, asks_for_its_name};
use crate::catalog::{Catalog, Placed, State, Tenants, Wanted};
use crate::error::{Error, Result};
use crate::finding::{Code, Finding};
use crate::name::Name;
use crate::report::TenantAudit;
use crate::script_directory::Setting;
use std::collections::BTreeSet;

/// What `--schema` asks, where it asks about tenants.
#[derive(Debug)]
pub(super) struct Question {
    tenants: Tenants,
    reading: Reading,
    wanted: Wanted,
    /// Those with a version table and those that were named: what one tenant does not share with the others.
    schemas: BTreeSet<Name>,
    /// Whether equal tenants may have unequal answers, because a version file asks what its schema is called.
    names_matter: bool,
    /// The only tenant, where `--schema` is about one.
    alone: Option<Tenant>,
}

/// One tenant, as it sees the database.
#[derive(Debug)]
struct Tenant {
    name: Name,
    catalog: Catalog,
    wanted: Wanted,
    has_others: bool,
}

impl Tenant {
    fn view(&self) -> View<'_> {
        let tenant = self.has_others.then_some(&self.name);
        View { catalog: &self.catalog, wanted: self.wanted.clone(), placed: Placed::ByPath, tenant, answers: &[] }
    }
}

impl Context {
    /// Returns an error where `--schema` names a schema that is not there, or a pattern that none fits.
    pub(super) fn check_schemas(&self, catalog: &Catalog) -> Result<()> {
        let missing = |wanted: &&String| !catalog.schemas().any(|schema| fits(wanted, schema));
        let Some(wanted) = self.options().schema.iter().find(missing) else { return Ok(()) };
        let there: Vec<String> = catalog.schemas().take(NAMED).map(|own| format!("`{own}`")).collect();
        let more = catalog.schemas().count().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let message = match is_pattern(wanted) {
            true => format!("no schema of the database fits `{wanted}`"),
            false => format!("the database has no schema `{wanted}`"),
        };
        let help = match there.is_empty() {
            true => "it has none at all".to_owned(),
            false => {
                format!("it has {}{more}; a name is written as the catalog has it, without quotes", there.join(", "))
            }
        };
        Err(Error::new(Code::UNKNOWN_SCHEMA, message, help))
    }

    /// Returns whether a flag or `env.py` says where the one version table is. Where `env.py` computes the place, the schemas
    /// must hold more than that table to be taken for tenants.
    fn is_table_placed(&self, catalog: &Catalog, schemas: &BTreeSet<Name>) -> bool {
        let setting = self.scripts().map(|scripts| scripts.env().version_table_schema.clone()).unwrap_or_default();
        match setting {
            _ if self.options().version_table_schema.is_some() => true,
            Setting::Known(..) => true,
            Setting::Unknown(..) => {
                let tenants = Tenants::split(catalog, schemas);
                schemas.iter().all(|schema| tenants.tables(schema).next().is_none())
            }
            Setting::Default => false,
        }
    }

    /// Returns the database as the one application has it that is asked about: all of it, or what the only tenant sees.
    ///
    /// # Errors
    /// It cannot be read, or `--schema` names several tenants.
    pub(super) fn view(&self) -> Result<View<'_>> {
        match self.question()? {
            Some(Question { alone: Some(tenant), .. }) => Ok(tenant.view()),
            Some(question) => Err(several(&question.reading.tenants)),
            None => {
                let (catalog, wanted, placed) = (self.catalog()?, self.named_table(), self.placed());
                Ok(View { catalog, wanted, placed, tenant: None, answers: &[] })
            }
        }
    }

    /// Returns the audit of every tenant, those in the same state together; nothing where `--schema` is about one.
    ///
    /// # Errors
    /// The project or the database cannot be read; what is wrong with one tenant is among the answers.
    pub(super) fn tenant_audits(&self) -> Result<Option<(Vec<TenantAudit>, &[Finding])>> {
        let Some(question) = self.question()? else { return Ok(None) };
        let reading = &question.reading;
        if question.alone.is_some() {
            return Ok(None);
        }
        let refused = |(name, why): &(Name, String)| TenantAudit {
            schemas: vec![name.clone()],
            answer: Err(Error::new(
                Code::SCHEMA_NOT_USED,
                why.as_str(),
                "leave it out of `--schema`, or name its version table with `--version-table-schema`",
            )),
        };
        let mut audits: Vec<TenantAudit> = reading.refused.iter().map(refused).collect();
        let mut states: Vec<(State, usize)> = Vec::new();
        for name in &reading.tenants {
            let state = (!question.names_matter).then(|| question.tenants.state(name));
            let known = states.iter().find(|(own, _)| Some(own) == state.as_ref());
            if let Some(audit) = known.and_then(|(_, number)| audits.get_mut(*number)) {
                audit.schemas.push(name.clone());
                continue;
            }
            states.extend(state.map(|state| (state, audits.len())));
            let tenant = question.tenant(name);
            let answer = self.judge_as(&tenant.view()).map(|judgement| judgement.audit);
            audits.push(TenantAudit { schemas: vec![name.clone()], answer });
        }
        Ok(Some((audits, &reading.findings)))
    }

    fn question(&self) -> Result<Option<&Question>> {
        open(&self.tenants, || self.ask()).map(Option::as_ref)
    }

    fn ask(&self) -> Result<Option<Question>> {
        let catalog = self.catalog()?;
        let asked = self.asked(catalog);
        let candidates: BTreeSet<Name> = asked.named.union(&asked.matched).cloned().collect();
        if candidates.is_empty() || self.is_table_placed(catalog, &candidates) {
            return Ok(None);
        }
        let placeholder = unused(catalog);
        let replay = self.replay_anywhere(&placeholder)?;
        let uses = Uses::of(&replay, &placeholder);
        let all = Tenants::split(catalog, &candidates);
        let reading = Reading::of(&asked, &uses, &|schema| all.tables(schema).cloned().collect())?;
        if reading.tenants.is_empty() && reading.refused.is_empty() && asked.matched.is_empty() {
            return Ok(None);
        }
        let schemas: BTreeSet<Name> = asked.versioned.iter().chain(&reading.tenants).cloned().collect();
        let hidden = schemas.difference(&uses.schemas).cloned().collect();
        let mut question = Question {
            tenants: Tenants::split(catalog, &hidden),
            wanted: self.named_table(),
            names_matter: asks_for_its_name(self.history()?, &replay, &schemas),
            reading,
            schemas,
            alone: None,
        };
        if let ([only], [], true) =
            (&question.reading.tenants[..], &question.reading.refused[..], asked.matched.is_empty())
        {
            question.alone = Some(question.tenant(only));
        }
        Ok(Some(question))
    }

    fn asked(&self, catalog: &Catalog) -> Asked {
        let mut asked = Asked { versioned: catalog.version_schemas(&self.named_table()), ..Asked::default() };
        for wanted in &self.options().schema {
            let name = Name::verbatim(wanted);
            match is_pattern(wanted) && !catalog.schema.has_namespace(&name) {
                true => asked.matched.extend(catalog.schemas().filter(|schema| fits(wanted, schema)).cloned()),
                false => drop(asked.named.insert(name)),
            }
        }
        asked
    }
}

impl Question {
    fn tenant(&self, name: &Name) -> Tenant {
        Tenant {
            name: name.clone(),
            catalog: self.tenants.view(name),
            wanted: Wanted { schema: Some(name.clone()), ..self.wanted.clone() },
            has_others: self.schemas.iter().any(|own| own != name),
        }
    }
}

/// How many schemas an error names.
const NAMED: usize = 20;

fn several(tenants: &[Name]) -> Error {
    let named: Vec<String> = tenants.iter().take(NAMED).map(|own| format!("`{own}`")).collect();
    let message = format!("each of {} schemas has a version table of its own: {}", tenants.len(), named.join(", "));
    Error::new(Code::SEVERAL_TENANTS, message, "name one with `--schema`; `limbeck audit` judges them all")
}

fn unused(catalog: &Catalog) -> Name {
    let mut name = String::from("limbeck_tenant");
    while catalog.schema.has_namespace(&Name::verbatim(&name)) {
        name.push('_');
    }
    Name::verbatim(&name)
}

fn is_pattern(wanted: &str) -> bool {
    wanted.contains('*')
}

/// Returns whether a schema is the one that `--schema` names, or fits its pattern: `*` stands for any characters.
pub(super) fn fits(wanted: &str, schema: &Name) -> bool {
    let text = schema.as_str();
    if text == Name::verbatim(wanted).as_str() {
        return true;
    }
    let mut parts = wanted.split('*');
    let (Some(first), Some(last)) = (parts.next(), parts.next_back()) else { return false };
    let Some(rest) = text.strip_prefix(first) else { return false };
    let Some(mut rest) = rest.strip_suffix(last) else { return false };
    parts.all(|part| match rest.find(part) {
        Some(at) => {
            rest = rest.get(at + part.len()..).unwrap_or_default();
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_from_end_to_end() {
        for (wanted, schema, expected) in [
            ("tenant_*", "tenant_1", true),
            ("tenant_*", "tenant_", true),
            ("tenant_*", "my_tenant_1", false),
            ("*_eu", "acme_eu", true),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxcyyb", false),
            ("a*a", "a", false),
            ("*", "public", true),
            ("app", "app", true),
            ("app", "apps", false),
            ("App", "app", false),
        ] {
            assert_eq!(fits(wanted, &Name::verbatim(schema)), expected, "{wanted} {schema}");
        }
    }
}
