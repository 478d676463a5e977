//! The codes of findings and errors: kebab-case, unique, each with its explanation. Codes are API.

use std::fmt;

/// The name of one kind of finding or error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    name: &'static str,
    explanation: &'static str,
}

impl Code {
    /// Returns the kebab-case name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.name
    }

    /// Returns what it means, how it arises and what to do.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        self.explanation
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! codes {
    ($($constant:ident = $name:literal: $explanation:literal;)*) => {
        impl Code {
            $(#[doc = $explanation] pub const $constant: Code = Code { name: $name, explanation: $explanation };)*
        }
        /// Every code, in the order of this file.
        pub const ALL_CODES: &[Code] = &[$(Code::$constant),*];
    };
}

codes! {
    // Command line, configuration, input
    USAGE = "usage": "the command line asks for something limbeck cannot do; `limbeck --help` lists what it can";
    UNREADABLE_FILE = "unreadable-file": "a file could not be opened or read; the message carries the operating system's reason";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_kebab_case_and_explained() {
        let mut seen = BTreeSet::new();
        for code in ALL_CODES {
            assert!(seen.insert(code.as_str()), "{code} is listed twice");
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{code}");
            assert!(code.explanation().len() > 20, "{code} is not explained");
        }
    }
}
