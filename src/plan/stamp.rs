//! The stamp: compare-and-set on the version table, because `alembic stamp` is a silent no-op in several of the states
//! that need one (overlapping rows) and fails in others (unknown rows, several heads).

use crate::name::{QualifiedName, quote_literal};
use crate::plan::{Action, HasVersionTable, Plan, Question, Safety, Step};
use crate::revision::RevisionId;

/// Returns the step that brings the version table from `plan.stamped` to `plan.target`.
pub fn step(question: &Question<'_>, plan: &Plan) -> Step {
    let table = question.version_table;
    let mut sql = Vec::new();
    if question.has_version_table == HasVersionTable::No {
        sql.push(create(question));
    }
    sql.push(compare_and_set(table, &question.audit.row_texts(), &texts(&plan.target)));
    let shown = |rows: &[RevisionId]| match rows {
        [] => "no row".to_string(),
        rows => rows.iter().map(|row| format!("`{row}`")).collect::<Vec<_>>().join(", "),
    };
    Step {
        action: Action::Stamp,
        safety: Safety::Safe,
        reason: format!("the version table holds {}; the schema is at {}", shown(&plan.stamped), shown(&plan.target)),
        sql,
        verify: vec![holds(table, &texts(&plan.target))],
        rollback: vec![compare_and_set(table, &texts(&plan.target), &question.audit.row_texts())],
        ..Step::new()
    }
}

/// Returns the query that holds as long as the version table is as it was; none where there is no such table.
pub fn precondition(question: &Question<'_>) -> Option<String> {
    let there = question.has_version_table == HasVersionTable::Yes;
    there.then(|| holds(question.version_table, &question.audit.row_texts()))
}

fn texts(rows: &[RevisionId]) -> Vec<String> {
    rows.iter().map(|row| row.as_str().to_string()).collect()
}

/// Returns the step that makes room for the ids of the revisions to come.
pub fn widen(question: &Question<'_>) -> Step {
    let table = question.version_table;
    let (sql, rollback) = match question.has_version_table {
        HasVersionTable::Yes => {
            let alter = |width: u32| {
                format!("ALTER TABLE {} ALTER COLUMN version_num TYPE character varying({width})", table.quoted())
            };
            (vec![alter(WIDE)], Vec::new())
        }
        HasVersionTable::No => (vec![create(question)], vec![format!("DROP TABLE {}", table.quoted())]),
    };
    Step {
        action: Action::Widen,
        safety: Safety::Safe,
        reason: "a revision id is longer than `version_num`: the upgrade to it would fail at its last statement".into(),
        sql,
        rollback,
        ..Step::new()
    }
}

/// The width of a version table whose ids do not fit into Alembic's.
const WIDE: u32 = 255;

/// The table as Alembic makes it (`alembic/ddl/impl.py`, `version_table_impl`), wide enough for the ids.
fn create(question: &Question<'_>) -> String {
    let table = question.version_table;
    let ids = question.audit.lineage.revisions().iter();
    let longest = ids.map(|id| id.as_str().chars().count()).max().unwrap_or(0);
    let key = table.sibling(crate::name::Name::verbatim(&format!("{}_pkc", table.name))).name.quoted();
    format!(
        "CREATE TABLE {} (\n    version_num VARCHAR({}) NOT NULL,\n    CONSTRAINT {key} PRIMARY KEY (version_num)\n)",
        table.quoted(),
        if longest > 32 { WIDE } else { 32 }
    )
}

/// The table holds exactly these rows.
fn holds(table: &QualifiedName, rows: &[String]) -> String {
    format!(
        "SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE \"C\"), '{{}}') = {} FROM {}",
        array(rows),
        table.quoted()
    )
}

fn compare_and_set(table: &QualifiedName, from: &[String], to: &[String]) -> String {
    let name = table.quoted();
    let mut change = String::new();
    let gone: Vec<&String> = from.iter().filter(|row| !to.contains(row)).collect();
    let come: Vec<&String> = to.iter().filter(|row| !from.contains(row)).collect();
    if let ([old], [new]) = (gone.as_slice(), come.as_slice()) {
        change = format!(
            "    UPDATE {name} SET version_num = {} WHERE version_num = {};\n",
            quote_literal(new),
            quote_literal(old)
        );
    } else {
        for row in gone {
            change.push_str(&format!("    DELETE FROM {name} WHERE version_num = {};\n", quote_literal(row)));
        }
        for row in come {
            change.push_str(&format!("    INSERT INTO {name} (version_num) VALUES ({});\n", quote_literal(row)));
        }
    }
    let told = if from.is_empty() { "no row".to_string() } else { from.join(", ") };
    let message = quote_literal(&format!("{table} no longer holds what the plan was made from ({told}): audit again"));
    block(&format!(
        "BEGIN\n    LOCK TABLE {name} IN EXCLUSIVE MODE;\n    IF NOT ({}) THEN\n        \
         RAISE EXCEPTION USING MESSAGE = {message};\n    END IF;\n{change}END",
        holds(table, from),
    ))
}

/// A DO block; the quote is one that nothing inside it can end.
fn block(body: &str) -> String {
    let mut tag = "$limbeck$".to_string();
    while body.contains(&tag) {
        tag = tag.replace("k$", "kk$");
    }
    format!("DO {tag}\n{body}\n{tag}")
}

fn array(rows: &[String]) -> String {
    let mut rows: Vec<&String> = rows.iter().collect();
    rows.sort();
    let rows: Vec<String> = rows.into_iter().map(|row| quote_literal(row)).collect();
    format!("ARRAY[{}]::text[]", rows.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&str]) -> Vec<String> {
        rows.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn one_row_is_updated_and_others_are_set_apart() {
        let table = QualifiedName::public("alembic_version");
        let one = compare_and_set(&table, &rows(&["a"]), &rows(&["b"]));
        assert!(one.contains("UPDATE public.alembic_version SET version_num = 'b' WHERE version_num = 'a';"), "{one}");
        let two = compare_and_set(&table, &rows(&["a", "b"]), &rows(&["b"]));
        assert!(two.contains("DELETE FROM public.alembic_version WHERE version_num = 'a';"), "{two}");
        assert!(!two.contains("INSERT"), "{two}");
    }

    #[test]
    fn a_row_that_is_no_identifier_stays_a_literal() {
        let table = QualifiedName::public("alembic_version");
        let sql = compare_and_set(&table, &rows(&["x'); DROP TABLE t; --"]), &rows(&["b"]));
        assert!(sql.contains("'x''); DROP TABLE t; --'"), "{sql}");
        let sql = compare_and_set(&table, &rows(&["$limbeck$; DROP TABLE t; --"]), &rows(&["b"]));
        assert!(sql.starts_with("DO $limbeckk$"), "{sql}");
    }
}
