//! What `env.py` says about the version table and the transactions, where `context.configure(…)` says it in constants
//! (`EnvironmentContext.configure`, runtime/environment.py, Alembic 1.20.1). Nothing is run.

use crate::finding::{Code, Finding, Severity};
use crate::revision::{Argument, Call, Constant, calls_of, mentions_of};
use crate::source::{Place, Source, Span};

/// The arguments of `context.configure` that are read, in the order of [`Env`].
const SETTINGS: [&str; 5] =
    ["version_table", "version_table_schema", "version_table_pk", "transaction_per_migration", "include_schemas"];

/// The settings of `env.py` that change what limbeck must expect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Env {
    pub version_table: Setting<String>,
    pub version_table_schema: Setting<String>,
    pub version_table_pk: Setting<bool>,
    pub transaction_per_migration: Setting<bool>,
    pub include_schemas: Setting<bool>,
}

/// One setting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting<T> {
    /// Not given: Alembic's default holds.
    #[default]
    Default,
    Known(T, Place),
    /// Given, but computed, or given differently by several calls.
    Unknown(String, Place),
}

impl<T: Clone> Setting<T> {
    /// Returns the value, where it is known and not the default.
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(value, _) => Some(value.clone()),
            Self::Default | Self::Unknown(..) => None,
        }
    }
}

impl Env {
    /// Reads `env.py`.
    #[must_use]
    pub fn read(source: &Source) -> Self {
        let calls = calls_of(source, "configure");
        let text = |constant: &Constant| match constant {
            Constant::Text(text) => Ok(Some(text.clone())),
            Constant::None => Ok(None),
            Constant::Bool(_) => Err("it is no text".to_owned()),
            Constant::Unknown(reason) => Err(reason.clone()),
        };
        let truth = |constant: &Constant| match constant {
            Constant::Bool(value) => Ok(Some(*value)),
            Constant::None => Ok(None),
            Constant::Text(_) => Err("it is no truth value".to_owned()),
            Constant::Unknown(reason) => Err(reason.clone()),
        };
        let mentions = mentions_of(source, "configure", &SETTINGS);
        let text = |name| setting(source, (&calls, &mentions), name, text);
        let truth = |name| setting(source, (&calls, &mentions), name, truth);
        Self {
            version_table: text(SETTINGS[0]),
            version_table_schema: text(SETTINGS[1]),
            version_table_pk: truth(SETTINGS[2]),
            transaction_per_migration: truth(SETTINGS[3]),
            include_schemas: truth(SETTINGS[4]),
        }
    }

    /// Returns a finding for each setting that is not known.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let table = "name it with `--version-table`";
        let schema = "name it with `--version-table-schema`";
        let assumed = "limbeck assumes one transaction for all revisions";
        [
            unknown("version_table", &self.version_table, table),
            unknown("version_table_schema", &self.version_table_schema, schema),
            unknown("transaction_per_migration", &self.transaction_per_migration, assumed),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn setting<T: PartialEq>(
    source: &Source,
    (calls, mentions): (&[Call], &[(String, Span)]),
    name: &str,
    read: impl Fn(&Constant) -> Result<Option<T>, String>,
) -> Setting<T> {
    let mut found = Setting::Default;
    let place = |span: Span| source.place(span);
    for call in calls {
        let next = match (call.keywords.get(name), call.unpacks) {
            (Some(Argument { value, span }), _) => match read(value) {
                Ok(Some(value)) => Setting::Known(value, place(*span)),
                Ok(None) => Setting::Default,
                Err(reason) => return Setting::Unknown(reason, place(*span)),
            },
            // Most templates pass `**options` that set nothing of this: the default stands until a call says otherwise.
            (None, _) => continue,
        };
        found = match (found, next) {
            (Setting::Default, next) => next,
            (Setting::Known(old, at), Setting::Known(new, _)) if old == new => Setting::Known(old, at),
            (_, Setting::Known(_, at)) => return Setting::Unknown("two calls give different values".into(), at),
            (found, _) => found,
        };
    }
    match mentions.iter().find(|(word, _)| word == name) {
        Some((_, span)) => Setting::Unknown("it stands outside a call of `context.configure`".into(), place(*span)),
        None => found,
    }
}

fn unknown<T>(name: &str, setting: &Setting<T>, help: &str) -> Option<Finding> {
    let Setting::Unknown(reason, place) = setting else { return None };
    let message = format!("`{name}` in env.py is not known: {reason}");
    Some(Finding::new(Code::COMPUTED_ENV_SETTING, Severity::Warning, message).help(help).place(place.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Env {
        Env::read(&Source::new("env.py", text))
    }

    #[test]
    fn takes_what_every_call_agrees_on() {
        let env = read(
            "context.configure(version_table='v', include_schemas=True)\ncontext.configure(url=u, version_table='v')\n",
        );
        assert_eq!(env.version_table.known().as_deref(), Some("v"));
        assert_eq!(env.include_schemas.known(), Some(true));
        assert_eq!(env.transaction_per_migration, Setting::Default);
        assert!(env.findings().is_empty());
    }

    #[test]
    fn admits_what_comes_another_way() {
        for text in [
            "options = dict(version_table='v')\ncontext.configure(**options)\n",
            "options = {'version_table': 'v'}\ncontext.configure(**options)\n",
            "options['version_table'] = 'v'\ncontext.configure(**options)\n",
            "run(version_table='v')\n",
            "partial(context.configure, version_table='v')()\n",
            "go = context.configure\ngo(version_table='v')\n",
        ] {
            let env = read(text);
            assert!(matches!(env.version_table, Setting::Unknown(..)) && env.findings().len() == 1, "{text}");
        }
        assert_eq!(read("configure(version_table='v')\n").version_table.known().as_deref(), Some("v"));
        assert_eq!(read("# version_table\nx = 'the version_table'\n").version_table, Setting::Default);
    }

    #[test]
    fn admits_what_is_computed_or_contradictory() {
        let env = read(
            "context.configure(version_table=f())\ncontext.configure(version_table_schema='a')\ncontext.configure(version_table_schema='b')\n",
        );
        assert_eq!(env.findings().len(), 2);
        assert_eq!(env.version_table.known(), None);
        assert_eq!(env.version_table_schema.known(), None);
    }
}
