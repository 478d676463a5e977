//! The options every command takes. Not what they lead to.

use crate::config::Selection;
use crate::script_directory::Recursion;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Where the history is, where the database is, how to answer.
#[derive(Clone, Debug, Default, Args)]
pub struct Options {
    /// Configuration: an alembic.ini or a pyproject.toml (give it twice for one of each)
    #[arg(short, long = "config", value_name = "FILE", global = true, help_heading = "History")]
    pub config: Vec<PathBuf>,
    /// Section of the ini file [default: alembic]
    #[arg(short, long, value_name = "SECTION", global = true, help_heading = "History")]
    pub name: Option<String>,
    /// Directory with env.py, instead of a configuration
    #[arg(long, value_name = "DIR", global = true, help_heading = "History")]
    pub script_location: Option<PathBuf>,
    /// Directory with version files (repeatable)
    #[arg(long, value_name = "DIR", global = true, help_heading = "History")]
    pub version_location: Vec<PathBuf>,
    /// Read the directories below the version locations too
    #[arg(long, global = true, help_heading = "History")]
    pub recursive: bool,
    /// Which of the databases that env.py migrates, by the name it runs migrations with
    #[arg(long, value_name = "NAME", global = true, help_heading = "History")]
    pub engine: Option<String>,
    /// The MetaData whose naming convention holds, where no env.py says it
    #[arg(long, value_name = "MODULE:ATTRIBUTE", global = true, help_heading = "History")]
    pub metadata: Option<String>,

    /// Which SQLAlchemy runs the version files [default: what is installed or locked around them]
    #[arg(long, value_name = "VERSION", global = true, help_heading = "History")]
    pub sqlalchemy: Option<String>,

    /// Database [default: $DATABASE_URL, then sqlalchemy.url]
    #[arg(long, value_name = "URL", global = true, help_heading = "Database", conflicts_with_all = ["snapshot", "empty"])]
    pub database: Option<String>,
    /// limbeck's snapshot, or the output of pg_dump --schema-only, instead of a database
    #[arg(long, value_name = "FILE", global = true, help_heading = "Database", conflicts_with = "empty")]
    pub snapshot: Option<PathBuf>,
    /// A new, empty database
    #[arg(long, global = true, help_heading = "Database")]
    pub empty: bool,
    /// Schema to look at, or a pattern with `*` (repeatable): where each has a version table of its own, a tenant
    #[arg(long, value_name = "NAME", global = true, help_heading = "Database")]
    pub schema: Vec<String>,
    /// For audit and plan: look for the rows that revisions write, and ask what limbeck.yaml asks; nothing is written
    #[arg(long, global = true, help_heading = "Database")]
    pub probe_data: bool,
    /// Name of the version table [default: alembic_version]
    #[arg(long, value_name = "NAME", global = true, help_heading = "Database")]
    pub version_table: Option<String>,
    /// Schema of the version table
    #[arg(long, value_name = "NAME", global = true, help_heading = "Database")]
    pub version_table_schema: Option<String>,

    /// How to answer
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, global = true, help_heading = "Output")]
    pub format: Format,
    /// When to colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true, help_heading = "Output")]
    pub color: Color,
    /// Answer by exit status alone
    #[arg(short, long, global = true, help_heading = "Output")]
    pub quiet: bool,
    /// Tell more
    #[arg(short, long, global = true, help_heading = "Output")]
    pub verbose: bool,
}

/// The formats of answers; each command takes those that suit it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
    Yaml,
    Sql,
    Dot,
    Mermaid,
    Html,
}

/// When to colour the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Options {
    /// Returns what the options say about the history.
    #[must_use]
    pub fn selection(&self) -> Selection {
        Selection {
            configs: self.config.clone(),
            section: self.name.clone(),
            script_location: self.script_location.clone(),
            version_locations: self.version_location.clone(),
            engine: self.engine.clone(),
            recursion: if self.recursive { Recursion::Recursive } else { Recursion::Flat },
        }
    }
}

impl Format {
    /// Returns the word on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Sql => "sql",
            Self::Dot => "dot",
            Self::Mermaid => "mermaid",
            Self::Html => "html",
        }
    }
}
