//! What a version file upgrades with, in a form in which its layout, its comments, its header and `downgrade()` do not
//! count: two texts with one form do the same. Not what that is.

use super::{Field, syntax};
use crate::source::Source;
use ruff_python_ast::comparable::ComparableStmt;
use ruff_python_ast::{Expr, Stmt};

/// Returns that form.
#[must_use]
pub fn body_of(source: &Source) -> String {
    let parsed = syntax::parse(source);
    parsed.body.iter().filter(|stmt| counts(stmt)).map(|stmt| format!("{:?}\n", ComparableStmt::from(stmt))).collect()
}

fn counts(stmt: &Stmt) -> bool {
    let is_header = |target: &Expr| match target {
        Expr::Name(name) => Field::ALL.iter().any(|field| field.as_str() == name.id.as_str()),
        _ => false,
    };
    match stmt {
        Stmt::Expr(expr) => !expr.value.is_string_literal_expr(),
        Stmt::FunctionDef(function) => function.name.as_str() != "downgrade",
        Stmt::Assign(assign) => !assign.targets.iter().all(is_header),
        Stmt::AnnAssign(assign) => !is_header(&assign.target),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> String {
        body_of(&Source::new("v.py", text))
    }

    #[test]
    fn only_what_upgrades_counts() {
        let one = "\"\"\"one\"\"\"\nrevision = 'a'\ndown_revision: str = 'b'\ndef upgrade():\n    op.drop_table('t')\n";
        let other = "# two\ndown_revision = None\n\n\ndef upgrade( ):\n    op.drop_table(\n        \"t\",\n    )\ndef downgrade(): pass\n";
        assert_eq!(body(one), body(other));
        for different in ["op.drop_table('u')", "op.drop_table(t)", "op.drop_table('t', schema='s')", "pass"] {
            assert_ne!(body(one), body(&one.replace("op.drop_table('t')", different)), "{different}");
        }
        assert_ne!(body(one), body(&format!("{one}t = 1\n")));
    }
}
