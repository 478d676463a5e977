//! `if`, `elif`, `else`.

use crate::python::branch::Ended;
use crate::python::foreign::Truth;
use crate::python::statement::Flow;
use crate::python::vm::Vm;
use ruff_python_ast::{ElifElseClause, Expr, Stmt, StmtIf};

impl Vm {
    pub(super) fn run_if(&mut self, it: &StmtIf) -> Ended {
        self.run_clause(&it.test, &it.body, &it.elif_else_clauses)
    }

    fn run_clause(&mut self, test: &Expr, body: &[Stmt], rest: &[ElifElseClause]) -> Ended {
        match self.test(test)? {
            Truth::True => self.run_block(body),
            Truth::False => self.run_rest(rest),
            Truth::Unknown(why) => self.branch(&why, |vm| vm.run_block(body), |vm| vm.run_rest(rest)),
        }
    }

    fn run_rest(&mut self, clauses: &[ElifElseClause]) -> Ended {
        let mut clauses = clauses;
        while let Some((clause, rest)) = clauses.split_first() {
            let Some(test) = &clause.test else { return self.run_block(&clause.body) };
            match self.test(test)? {
                Truth::True => return self.run_block(&clause.body),
                Truth::False => clauses = rest,
                Truth::Unknown(why) => {
                    return self.deeper(|vm| vm.branch(&why, |vm| vm.run_block(&clause.body), |vm| vm.run_rest(rest)));
                }
            }
        }
        Ok(Flow::Normal)
    }
}
