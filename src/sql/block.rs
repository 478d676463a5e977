//! `DO` blocks: the statements in them and what guards them, so that a replay can carry them out. A step that is more than
//! a guard around statements is unknown and says what it names. Nothing is evaluated here.

use crate::name::Name;
use crate::schema::{Touched, Unknown};
use crate::sql::Surroundings;
use crate::sql::dynamic::touched_by_text;
use crate::sql::scan::{string_value, tokens};
use crate::sql::variables::Variables;
use squawk_syntax::ast::{self, AstNode};
use squawk_syntax::{SyntaxKind, SyntaxNode};

/// A `DO` block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it does, in order; none where its language or text cannot be read.
    pub steps: Option<Vec<Step>>,
    /// What it can have touched, for those who do not carry it out.
    pub touched: Vec<Touched>,
    pub unknown: Unknown,
}

/// One step of a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A statement of SQL, to be read and carried out like any other.
    Statement(String),
    /// `IF`: the first branch whose condition holds is taken.
    If { branches: Vec<Branch>, otherwise: Vec<Step> },
    /// `BEGIN … EXCEPTION …`: a savepoint around the steps.
    Protected { steps: Vec<Step>, handlers: Vec<Handler> },
    /// `RAISE EXCEPTION`: the block fails with this SQLSTATE.
    Raise { state: String, message: String },
    /// Variables, loops, dynamic SQL.
    Unknown { touched: Vec<Touched>, unknown: Unknown },
}

/// A branch of an `IF`.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// A SELECT that gives one boolean.
    pub condition: String,
    pub steps: Vec<Step>,
}

/// A `WHEN` of an exception section.
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    /// Condition names of PostgreSQL's appendix A in lower case, `others`, or SQLSTATEs.
    pub conditions: Vec<String>,
    pub steps: Vec<Step>,
}

/// Reads a `DO` statement.
pub(super) fn read(text: &str, surroundings: &Surroundings<'_>) -> Block {
    let steps = super::guard::refuse(text)
        .is_none()
        .then(|| super::guard::with_stack(text, || steps(text, surroundings)).flatten())
        .flatten();
    let unknown = Unknown::new("limbeck does not carry out this `DO` block", None);
    Block { steps, touched: touched_by_text(text, surroundings), unknown }
}

fn steps(text: &str, surroundings: &Surroundings<'_>) -> Option<Vec<Step>> {
    let parse = squawk_syntax::SourceFile::parse(text);
    let Some(ast::Stmt::Do(own)) = parse.tree().stmts().next() else { return None };
    let body = own.plpgsql()?;
    // Statements that the parser does not know are one `ERROR` each; whatever else is wrong makes all of it doubtful.
    let unread = body.syntax().descendants().filter(|node| node.kind() == SyntaxKind::ERROR).count();
    if body.errors().len() > unread {
        return None;
    }
    let block = ast::Plpgsql::cast(body.syntax().clone())?.block()?;
    Reader { surroundings }.block(&block, &mut Variables::declared(&block))
}

struct Reader<'a> {
    surroundings: &'a Surroundings<'a>,
}

impl Reader<'_> {
    fn block(&self, block: &ast::PlpgsqlBlock, variables: &mut Variables) -> Option<Vec<Step>> {
        let steps = self.body(&block.body()?, variables);
        let Some(section) = block.exception() else { return Some(steps) };
        variables.forget();
        let mut handlers = Vec::new();
        for own in section.handlers() {
            handlers.push(Handler {
                conditions: own.conditions().filter_map(|condition| condition_name(&condition)).collect(),
                steps: self.body(&own.body()?, &mut variables.clone()),
            });
        }
        Some(vec![Step::Protected { steps, handlers }])
    }

    fn body(&self, body: &ast::PlpgsqlBody, variables: &mut Variables) -> Vec<Step> {
        let mut steps = Vec::new();
        // The query whose outcome `FOUND` tells, where the statement that set it last is one.
        let mut found = None;
        for node in body.syntax().children() {
            let Some(stmt) = ast::PlpgsqlStmt::cast(node.clone()) else {
                steps.push(self.unknown(&node));
                continue;
            };
            match &stmt {
                ast::PlpgsqlStmt::PlpgsqlNullStmt(_) | ast::PlpgsqlStmt::PlpgsqlAssertStmt(_) => {}
                ast::PlpgsqlStmt::PlpgsqlPerformStmt(own) => {
                    let query = select_text(&own.syntax().text().to_string());
                    found = Some(query.clone());
                    steps.push(self.statement(query, &stmt, variables));
                    variables.forget();
                }
                ast::PlpgsqlStmt::PlpgsqlAssignStmt(own) => {
                    if !assign(own, variables) {
                        steps.push(self.unknown(&node));
                        variables.forget();
                    }
                }
                ast::PlpgsqlStmt::PlpgsqlIfStmt(own) => {
                    let own = self.branches(own, found.as_deref(), variables);
                    steps.push(own.unwrap_or_else(|| self.unknown(&node)));
                    variables.forget();
                    found = None;
                }
                ast::PlpgsqlStmt::PlpgsqlRaiseStmt(_) => steps.extend(self.step(&stmt, variables)),
                other => {
                    found = None;
                    let step = self.step(other, variables);
                    if step.is_some() {
                        variables.forget();
                    }
                    steps.extend(step);
                }
            }
        }
        steps
    }

    fn step(&self, stmt: &ast::PlpgsqlStmt, variables: &mut Variables) -> Option<Step> {
        Some(match stmt {
            ast::PlpgsqlStmt::PlpgsqlExecSqlStmt(own) => match own.stmt() {
                Some(inner) if inner.syntax().descendants().all(|node| ast::IntoClause::cast(node).is_none()) => {
                    self.statement(inner.syntax().text().to_string(), stmt, variables)
                }
                _ => self.unknown(stmt.syntax()),
            },
            ast::PlpgsqlStmt::PlpgsqlCallStmt(own) => self.statement(own.syntax().text().to_string(), stmt, variables),
            ast::PlpgsqlStmt::PlpgsqlBlock(own) => {
                match (Variables::declared(own).is_empty(), self.block(own, variables)) {
                    (true, Some(steps)) => match <[Step; 1]>::try_from(steps) {
                        Ok([only]) => only,
                        Err(steps) => Step::If {
                            branches: vec![Branch { condition: "SELECT true".into(), steps }],
                            otherwise: Vec::new(),
                        },
                    },
                    _ => self.unknown(stmt.syntax()),
                }
            }
            ast::PlpgsqlStmt::PlpgsqlDynExecuteStmt(own) => {
                let query = own.query().map(|own| own.syntax().text().to_string()).unwrap_or_default();
                match literal(&query) {
                    Some(text) if own.into_clause().is_none() && own.using_clause().is_none() => Step::Statement(text),
                    _ => self.unknown(stmt.syntax()),
                }
            }
            ast::PlpgsqlStmt::PlpgsqlRaiseStmt(own) => {
                let level = own.level();
                let is_error = level.as_ref().is_none_or(|level| level.exception_token().is_some());
                if !is_error {
                    return None;
                }
                let message = own.message().and_then(|own| string_value(own.syntax().text().to_string().trim()));
                let state = own.condition_name().and_then(|own| condition_name(&own));
                Step::Raise { state: state.unwrap_or_else(|| "P0001".into()), message: message.unwrap_or_default() }
            }
            other => self.unknown(other.syntax()),
        })
    }

    fn branches(&self, own: &ast::PlpgsqlIfStmt, found: Option<&str>, variables: &Variables) -> Option<Step> {
        let branch = |condition: ast::PlpgsqlExpr, body: ast::PlpgsqlBody| {
            let condition = self.condition(&condition.syntax().text().to_string(), found, variables)?;
            Some(Branch { condition, steps: self.body(&body, &mut variables.clone()) })
        };
        let mut branches = vec![branch(own.cond()?, own.then_body()?)?];
        for other in own.elsifs() {
            branches.push(branch(other.cond()?, other.body()?)?);
        }
        let otherwise =
            own.else_clause().and_then(|own| own.body()).map(|body| self.body(&body, &mut variables.clone()));
        Some(Step::If { branches, otherwise: otherwise.unwrap_or_default() })
    }

    /// Returns the condition as a SELECT, none where it depends on a variable that is not known.
    fn condition(&self, text: &str, found: Option<&str>, variables: &Variables) -> Option<String> {
        let mut out = String::new();
        let mut done = 0;
        for token in tokens(text).filter(|token| token.is_word("found")) {
            out.push_str(text.get(done..token.start)?);
            out.push_str(&format!("EXISTS ({})", found?));
            done = token.end();
        }
        out.push_str(text.get(done..)?);
        Some(format!("SELECT {}", variables.replaced_in(&out)?.trim()))
    }

    fn statement(&self, text: String, stmt: &ast::PlpgsqlStmt, variables: &Variables) -> Step {
        if variables.are_used_in(&text) {
            self.unknown(stmt.syntax())
        } else {
            Step::Statement(text.trim().trim_end_matches(';').into())
        }
    }

    fn unknown(&self, node: &SyntaxNode) -> Step {
        let text = node.text().to_string();
        let words: Vec<&str> = text.split_whitespace().take(4).collect();
        let unknown = Unknown::new(format!("limbeck does not carry out `{} …` in a `DO` block", words.join(" ")), None);
        Step::Unknown { touched: touched_by_text(&text, self.surroundings), unknown }
    }
}

/// Carries out `variable := expression`; tells whether that is all that it does.
fn assign(own: &ast::PlpgsqlAssignStmt, variables: &mut Variables) -> bool {
    let target = own.syntax().children().find_map(ast::PlpgsqlAssignTarget::cast);
    let value = own.syntax().children().find_map(ast::PlpgsqlExpr::cast);
    let (Some(target), Some(value)) = (target, value) else { return false };
    variables.assign(&Name::folded(&target.syntax().text().to_string()).to_string(), &value.syntax().text().to_string())
}

/// Returns the value of an expression that is one literal and nothing else.
fn literal(text: &str) -> Option<String> {
    let mut all = tokens(text);
    let only = all.next().filter(|_| all.next().is_none())?;
    string_value(only.text)
}

/// `PERFORM x` is `SELECT x` without a result.
fn select_text(text: &str) -> String {
    let rest = text.trim().get("perform".len()..).unwrap_or("");
    format!("SELECT{}", rest.trim_end_matches(';'))
}

/// `duplicate_object`, or the state of `SQLSTATE '42710'`.
fn condition_name(own: &ast::PlpgsqlCondition) -> Option<String> {
    let text = own.syntax().text().to_string();
    let last = tokens(&text).last()?;
    match string_value(last.text) {
        Some(state) => Some(state),
        None => last.name().map(|name| name.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(body: &str) -> Vec<Step> {
        read(&format!("DO $$ {body} $$"), &Surroundings::default()).steps.expect("a body that can be read")
    }

    #[test]
    fn guards_are_branches() {
        let own = steps(
            "BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('a'); \
             ELSE RAISE NOTICE 'there'; END IF; END",
        );
        let [Step::If { branches, otherwise }] = own.as_slice() else { panic!("{own:?}") };
        assert_eq!(branches[0].condition, "SELECT NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood')");
        assert_eq!(branches[0].steps, [Step::Statement("CREATE TYPE mood AS ENUM ('a')".into())]);
        assert!(otherwise.is_empty());
    }

    #[test]
    fn found_is_the_last_query() {
        let own = steps(
            "BEGIN PERFORM 1 FROM pg_class WHERE relname = 't'; IF NOT FOUND THEN CREATE TABLE t (a int); END IF; END",
        );
        let [Step::Statement(_), Step::If { branches, .. }] = own.as_slice() else { panic!("{own:?}") };
        assert_eq!(branches[0].condition, "SELECT NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 't')");
    }

    #[test]
    fn handlers_are_kept() {
        let own = steps(
            "BEGIN ALTER TABLE t ADD COLUMN a int; EXCEPTION WHEN duplicate_column OR SQLSTATE '42P01' THEN NULL; END;",
        );
        let [Step::Protected { steps, handlers }] = own.as_slice() else { panic!("{own:?}") };
        assert_eq!(steps, &[Step::Statement("ALTER TABLE t ADD COLUMN a int".into())]);
        assert_eq!(handlers[0].conditions, ["duplicate_column", "42P01"]);
        assert!(handlers[0].steps.is_empty());
    }

    #[test]
    fn variables_stand_for_what_they_were_given() {
        let own = steps(
            "DECLARE there boolean := false; n int; BEGIN there := EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm'); \
             n := (SELECT count(*) FROM pg_class); IF NOT there AND n > 1 THEN there := true; CREATE TYPE m AS ENUM ('a'); \
             IF there THEN DROP TABLE t; END IF; END IF; IF there THEN DROP TABLE u; END IF; END",
        );
        let [Step::If { branches, .. }, Step::Unknown { touched, .. }] = own.as_slice() else { panic!("{own:?}") };
        let there = "CAST((EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm')) AS boolean)";
        let n = "CAST(((SELECT count(*) FROM pg_class)) AS int)";
        assert_eq!(branches[0].condition, format!("SELECT NOT {there} AND {n} > 1"));
        // What was found before a statement is forgotten with it.
        assert!(matches!(branches[0].steps.as_slice(), [Step::Statement(_), Step::Unknown { .. }]), "{branches:?}");
        assert_eq!(touched, &[Touched::Table(crate::name::QualifiedName::public("u"))]);
        let own = steps("DECLARE n int; BEGIN n := make_table('t'); END");
        assert!(matches!(own.as_slice(), [Step::Unknown { .. }]), "{own:?}");
    }

    #[test]
    fn variables_and_loops_are_unknown() {
        let own = steps(
            "DECLARE c text; BEGIN SELECT conname INTO c FROM pg_constraint; EXECUTE 'ALTER TABLE t DROP CONSTRAINT ' || c; \
             EXECUTE 'DROP TABLE u'; RAISE EXCEPTION 'no'; END",
        );
        let [
            Step::Unknown { .. },
            Step::Unknown { touched, .. },
            Step::Statement(dropped),
            Step::Raise { state, message },
        ] = own.as_slice()
        else {
            panic!("{own:?}")
        };
        assert_eq!(touched, &[Touched::Table(crate::name::QualifiedName::public("t"))]);
        assert_eq!((dropped.as_str(), state.as_str(), message.as_str()), ("DROP TABLE u", "P0001", "no"));
        assert_eq!(read("DO LANGUAGE plpython3u $$ x $$", &Surroundings::default()).steps, None);
    }
}
