//! The first rows of an INSERT by themselves: where several rows are refused, the first of them is what the server names.

use squawk_syntax::ast::{self, AstNode};

/// Returns how many rows an INSERT, or those that are sent as one, writes out.
#[must_use]
pub fn count_rows(text: &str) -> usize {
    ends_of_rows(text).len()
}

/// Returns the same with the first rows only.
#[must_use]
pub fn first_rows(text: &str, count: usize) -> Option<String> {
    let ends = ends_of_rows(text);
    let (end, last) = (*ends.get(count.checked_sub(1)?)?, *ends.last()?);
    Some(format!("{}{}", text.get(..end)?, text.get(last..)?))
}

/// Returns where each row ends. Of INSERTs that are sent as one each counts as a row.
fn ends_of_rows(text: &str) -> Vec<usize> {
    if crate::sql::guard::refuse(text).is_some() {
        return Vec::new();
    }
    crate::sql::guard::with_stack(text, || {
        let (parse, _) = crate::sql::read::tree(text);
        let statements: Vec<ast::Stmt> = parse.tree().stmts().collect();
        let [ast::Stmt::Insert(own)] = statements.as_slice() else {
            return statements.iter().map(|own| own.syntax().text_range().end().into()).collect();
        };
        let Some(ast::InsertSource::SelectVariant(ast::SelectVariant::Values(values))) = own.insert_source() else {
            return Vec::new();
        };
        let rows = values.row_list().into_iter().flat_map(|list| list.rows().collect::<Vec<_>>());
        rows.map(|row| row.syntax().text_range().end().into()).collect()
    })
    .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_the_statement_stays() {
        let text = "INSERT INTO t VALUES (1), (2), (3) ON CONFLICT DO NOTHING";
        assert_eq!(count_rows(text), 3);
        assert_eq!(first_rows(text, 2).as_deref(), Some("INSERT INTO t VALUES (1), (2) ON CONFLICT DO NOTHING"));
        assert_eq!(
            first_rows("INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)", 1).as_deref(),
            Some("INSERT INTO t VALUES (1);")
        );
        assert_eq!(first_rows(text, 0), None);
        assert_eq!(count_rows("INSERT INTO t SELECT 1"), 0);
    }
}
