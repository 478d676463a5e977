//! Reports as JSON: one object, with the schema version and limbeck's. The one home of serde_json.

use crate::error::Error;
use crate::report::FailureReport;
use serde::Serialize;

/// The version of the JSON contract (DESIGN §7).
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Object<'a, T> {
    schema: u32,
    limbeck: &'static str,
    #[serde(flatten)]
    report: &'a T,
}

#[derive(Serialize)]
struct Failure {
    error: FailureReport,
}

/// Returns a report as one indented JSON object, with a line end.
///
/// # Errors
/// The report is not an object with string keys.
pub fn object(report: &impl Serialize) -> crate::error::Result<String> {
    serde_json::to_string_pretty(&Object { schema: SCHEMA, limbeck: env!("CARGO_PKG_VERSION"), report })
        .map(|text| text + "\n")
        .map_err(|error| {
            let help = "use `--format text`, and report this as a bug";
            Error::new(crate::finding::Code::USAGE, format!("the report is not valid JSON: {error}"), help)
        })
}

/// Returns a failure as one JSON object.
#[must_use]
pub fn failure(error: &Error) -> String {
    object(&Failure { error: FailureReport::from(error) }).unwrap_or_else(|_| "{}\n".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;

    #[test]
    fn a_failure_carries_code_message_and_help() {
        let text = failure(&Error::new(Code::USAGE, "no \"such\" thing", "try again"));
        assert!(text.starts_with("{\n  \"schema\": 1,\n  \"limbeck\": \""), "{text}");
        assert!(
            text.contains("\"error\": {\n    \"code\": \"usage\",\n    \"message\": \"no \\\"such\\\" thing\""),
            "{text}"
        );
    }
}
