//! The variables of a `DO` block, as far as a text of SQL gives the value that they have: `there := EXISTS (SELECT …)`.
//! A value is only good until the next statement, which may change what its query finds.

use crate::sql::calls::names_before_brackets;
use crate::sql::names::name_at;
use crate::sql::scan::tokens;
use squawk_syntax::ast::{self, AstNode};
use std::collections::BTreeMap;

/// The variables in sight.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    /// Each with its type as written.
    types: BTreeMap<String, String>,
    values: BTreeMap<String, String>,
}

impl Variables {
    /// Reads DECLARE.
    pub(super) fn declared(block: &ast::PlpgsqlBlock) -> Self {
        let mut own = Self::default();
        let Some(section) = block.declare_section() else { return own };
        for name in section.syntax().descendants().filter_map(ast::PlpgsqlVarName::cast) {
            own.types.insert(name_at(&name).to_string(), String::new());
        }
        for variable in section.syntax().descendants().filter_map(ast::PlpgsqlVarDecl::cast) {
            let (Some(name), Some(ast::PlpgsqlDeclType::FuncType(kind))) = (variable.name(), variable.ty()) else {
                continue;
            };
            let name = name_at(&name).to_string();
            own.types.insert(name.clone(), kind.syntax().text().to_string());
            if let Some(first) = variable.init().and_then(|init| init.expr()) {
                own.assign(&name, &first.syntax().text().to_string());
            }
        }
        own
    }

    pub(super) fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// Returns whether a text names one.
    pub(super) fn are_used_in(&self, text: &str) -> bool {
        !self.is_empty()
            && tokens(text).filter_map(|token| token.name()).any(|name| self.types.contains_key(name.as_str()))
    }

    /// Returns the text with the values in the place of the variables; none where one of them is not known.
    pub(super) fn replaced_in(&self, text: &str) -> Option<String> {
        let mut out = String::new();
        let mut done = 0;
        for token in tokens(text) {
            let Some(name) = token.name().filter(|name| self.types.contains_key(name.as_str())) else { continue };
            out.push_str(text.get(done..token.start)?);
            out.push_str(self.values.get(name.as_str())?);
            done = token.end();
        }
        out.push_str(text.get(done..)?);
        Some(out)
    }

    /// Notes what a variable is from now on; tells whether that is all that the assignment does.
    pub(super) fn assign(&mut self, name: &str, expression: &str) -> bool {
        let value = self.replaced_in(expression);
        self.values.remove(name);
        let Some(kind) = self.types.get(name) else { return false };
        if has_effects(expression) {
            return false;
        }
        if let Some(value) = value.filter(|_| !kind.is_empty()) {
            self.values.insert(name.to_string(), format!("CAST(({}) AS {kind})", value.trim()));
        }
        true
    }

    /// Forgets the values: something may have changed what they were found by.
    pub(super) fn forget(&mut self) {
        self.values.clear();
    }
}

/// Returns whether evaluating an expression may do more than give a value.
fn has_effects(expression: &str) -> bool {
    let effective = ["set_config", "setval", "nextval", "dblink", "dblink_exec"];
    !names_before_brackets(expression).is_empty()
        || tokens(expression).any(|token| effective.iter().any(|word| token.is_word(word)))
}
