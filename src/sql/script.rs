//! A text of several statements, read one at a time, so that each can be read in the schema the one before it left.

use crate::source::Span;
use crate::sql::parameters::Plain;
use crate::sql::split::{Chunk, ChunkKind, split};
use crate::sql::statement::{Parsed, Statement};
use crate::sql::{Parameters, Surroundings, guard, read};

/// A text, cut into statements.
#[derive(Clone, Debug)]
pub struct Script {
    plain: Plain,
    chunks: Vec<Chunk>,
}

/// Returns what every statement of `text` says, all read in the same surroundings. Never fails.
#[must_use]
pub fn statements(text: &str, surroundings: &Surroundings<'_>) -> Vec<Parsed> {
    let script = Script::new(text, surroundings.parameters);
    let work = || (0..script.len()).filter_map(|at| script.read(at, surroundings)).collect();
    guard::with_stack(text, work).unwrap_or_default()
}

impl Script {
    /// Cuts `text` into statements; nothing is parsed yet.
    #[must_use]
    pub fn new(text: &str, parameters: Parameters) -> Self {
        let plain = Plain::new(text, parameters);
        let chunks = split(&plain.text);
        Self { plain, chunks }
    }

    /// Returns how many statements there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chunks.len()
    }

    /// Returns whether there is no statement.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Returns the place of the statement numbered `at` in the text that was given.
    #[must_use]
    pub fn span(&self, at: usize) -> Option<Span> {
        self.chunks.get(at).map(|chunk| self.plain.original(chunk.span))
    }

    /// Returns what PostgreSQL's grammar refuses about the statement numbered `at`, nothing where it is well-formed.
    #[must_use]
    pub fn grammar_error(&self, at: usize) -> Option<String> {
        let chunk = self.chunks.get(at).filter(|chunk| chunk.kind == ChunkKind::Statement)?;
        let text = self.plain.text.get(chunk.span.range())?;
        if guard::refuse(text).is_some() {
            return None;
        }
        let parse = || squawk_syntax::SourceFile::parse(text).errors().first().map(|error| error.message().to_string());
        guard::with_stack(text, parse).flatten()
    }

    /// Returns what the statement numbered `at` says.
    #[must_use]
    pub fn read(&self, at: usize, surroundings: &Surroundings<'_>) -> Option<Parsed> {
        let chunk = self.chunks.get(at)?;
        let text = self.plain.text.get(chunk.span.range()).unwrap_or("");
        let statement = match &chunk.kind {
            ChunkKind::PsqlLine => {
                Statement::Ignored { words: text.split_whitespace().next().unwrap_or("").to_string() }
            }
            ChunkKind::Copy { data } => read::copy(text, self.plain.text.get(data.range()).unwrap_or("")),
            ChunkKind::Statement => read::statement(text, surroundings),
        };
        Some(Parsed { statement, span: self.plain.original(chunk.span) })
    }
}
