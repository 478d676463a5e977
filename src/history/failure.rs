//! Symbols and ranges that mean nothing, as errors with the next thing to type (`_catch_revision_errors`, script/base.py,
//! 1.20.1, with better help).

use super::Unresolved;
use crate::error::Error;
use crate::finding::Code;

impl From<Unresolved> for Error {
    fn from(unresolved: Unresolved) -> Self {
        let code = match &unresolved {
            Unresolved::Unknown { .. } => Code::UNRESOLVED_SYMBOL,
            Unresolved::MultipleHeads { .. } | Unresolved::Refused { .. } => Code::AMBIGUOUS_SYMBOL,
            Unresolved::NotAncestor { .. } => Code::NOT_AN_ANCESTOR,
            Unresolved::Broken { .. } => Code::BROKEN_PATH,
        };
        let help = match &unresolved {
            Unresolved::Unknown { candidates, .. } if candidates.is_empty() => {
                "`limbeck history` lists every revision".to_owned()
            }
            Unresolved::Unknown { candidates, .. } => format!("did you mean {}?", quoted(candidates)),
            Unresolved::MultipleHeads { heads, .. } => {
                format!("name one of {}, or `heads` for all of them", quoted(heads))
            }
            Unresolved::NotAncestor { .. } => "`limbeck history` shows which revisions follow which".to_owned(),
            Unresolved::Refused { help, .. } => help.clone(),
            Unresolved::Broken { .. } => "mend the findings about the version files first: `limbeck heads`".to_owned(),
        };
        Self::new(code, in_house_style(&unresolved.message()), help)
    }
}

/// Returns the error for a range as the user wrote it.
#[must_use]
pub fn range_error(unresolved: Unresolved, start: &str, end: &str) -> Error {
    match unresolved {
        Unresolved::NotAncestor { .. } => {
            let message = format!("range `{start}:{end}` does not go from an ancestor to a descendant on one branch");
            Error::new(Code::NOT_AN_ANCESTOR, message, "`limbeck history` shows which revisions follow which")
        }
        other => other.into(),
    }
}

fn in_house_style(message: &str) -> String {
    let mut characters = message.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_lowercase).collect();
    let rest: String = characters.collect();
    first + &rest.replace("didn't", "did not").replace('\'', "`")
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
