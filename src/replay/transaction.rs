//! The transaction a migration runs in, as PostgreSQL and psycopg2 keep it. Not the changes themselves: positions in the
//! recorder's log stand for them.

use crate::schema::{Refusal, SqlState};
use crate::source::Place;

/// Where one can go back to: positions in the recorder's logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub changes: usize,
    pub steps: usize,
}

/// The state of the connection.
#[derive(Clone, Debug)]
pub struct Transaction {
    mode: Mode,
    /// What ROLLBACK goes back to.
    start: Position,
    savepoints: Vec<Savepoint>,
    /// The file ended Alembic's own transaction: this one began by itself, and nobody commits it.
    adrift: bool,
    /// The refusal that aborted it, and where.
    aborted: Option<(Refusal, Option<Place>)>,
}

/// Whether statements share a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Inside a transaction block.
    Block,
    /// Each statement commits by itself: `autocommit_block()`, or after a COMMIT that psycopg2 does not know of.
    EachStatement,
}

#[derive(Clone, Debug)]
struct Savepoint {
    name: String,
    position: Position,
}

impl Transaction {
    /// Returns a transaction that begins at `start`.
    #[must_use]
    pub fn new(start: Position) -> Self {
        Self { mode: Mode::Block, start, savepoints: Vec::new(), adrift: false, aborted: None }
    }

    /// Returns whether statements share a transaction.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Returns whether a savepoint is set.
    #[must_use]
    pub fn has_savepoint(&self) -> bool {
        !self.savepoints.is_empty()
    }

    /// Notes that the file ended Alembic's own transaction.
    pub fn go_adrift(&mut self) {
        self.adrift = true;
    }

    /// Returns whether a block can begin: nothing was sent at `here` since the file ended Alembic's own transaction.
    #[must_use]
    pub fn can_begin(&self, here: Position) -> bool {
        self.adrift && self.start == here
    }

    /// Returns the refusal that aborted the transaction.
    #[must_use]
    pub fn aborted(&self) -> Option<&(Refusal, Option<Place>)> {
        self.aborted.as_ref()
    }

    /// Answers a statement in an aborted transaction.
    ///
    /// # Errors
    /// 25P02, the server's only answer until a rollback.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.aborted.is_none() {
            return Ok(());
        }
        let message = "current transaction is aborted, commands ignored until end of transaction block";
        Err(Refusal::new(SqlState::IN_FAILED_SQL_TRANSACTION, message))
    }

    /// Notes that the server refused a statement; outside a block nothing is aborted.
    pub fn fail(&mut self, refusal: &Refusal, place: Option<Place>) {
        if self.mode == Mode::Block && self.aborted.is_none() {
            self.aborted = Some((refusal.clone(), place));
        }
    }

    /// Begins a block at `here`; inside one the server only warns.
    pub fn begin(&mut self, here: Position) {
        if self.mode == Mode::EachStatement {
            *self = Self::new(here);
        }
    }

    /// Ends the block: returns where to go back to if the block was aborted, so that COMMIT rolls back.
    pub fn commit(&mut self, after: Mode, here: Position) -> Option<Position> {
        let back = self.aborted.is_some().then_some(self.start);
        *self = Self::new(back.unwrap_or(here));
        self.mode = after;
        back
    }

    /// Ends the block: returns where to go back to.
    pub fn rollback(&mut self, after: Mode) -> Position {
        let back = self.start;
        *self = Self::new(back);
        self.mode = after;
        back
    }

    /// Sets a savepoint.
    ///
    /// # Errors
    /// 25P02 in an aborted transaction, 25P01 outside a block.
    pub fn savepoint(&mut self, name: &str, here: Position) -> Result<(), Refusal> {
        self.check()?;
        if self.mode == Mode::EachStatement {
            let message = "SAVEPOINT can only be used in transaction blocks";
            return Err(Refusal::new(SqlState::NO_ACTIVE_SQL_TRANSACTION, message));
        }
        self.savepoints.push(Savepoint { name: name.to_owned(), position: here });
        Ok(())
    }

    /// Releases a savepoint and those inside it.
    ///
    /// # Errors
    /// 25P02 in an aborted transaction, 3B001 where there is no such savepoint.
    pub fn release(&mut self, name: &str) -> Result<(), Refusal> {
        self.check()?;
        let at = self.find(name)?;
        self.savepoints.truncate(at);
        Ok(())
    }

    /// Goes back to a savepoint, which stays; an aborted transaction is usable again.
    ///
    /// # Errors
    /// 3B001 where there is no such savepoint.
    pub fn rollback_to(&mut self, name: &str) -> Result<Position, Refusal> {
        let at = self.find(name)?;
        self.savepoints.truncate(at + 1);
        self.aborted = None;
        Ok(self.savepoints.last().map_or(self.start, |savepoint| savepoint.position))
    }

    /// Moves the start to `here`: what came before can no longer be rolled back.
    pub fn keep_until(&mut self, here: Position) {
        self.start = here;
    }

    fn find(&self, name: &str) -> Result<usize, Refusal> {
        self.savepoints
            .iter()
            .rposition(|savepoint| savepoint.name == name)
            .ok_or_else(|| Refusal::new(SqlState::INVALID_SAVEPOINT, format!("savepoint \"{name}\" does not exist")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(changes: usize) -> Position {
        Position { changes, steps: 0 }
    }

    fn refusal() -> Refusal {
        Refusal::new(SqlState::UNDEFINED_TABLE, "relation \"t\" does not exist")
    }

    #[test]
    fn a_failed_statement_aborts_everything_after_it() {
        let mut transaction = Transaction::new(position(0));
        transaction.fail(&refusal(), None);
        assert_eq!(transaction.check().map_err(|refusal| refusal.state.0), Err("25P02"));
        assert_eq!(transaction.savepoint("a", position(1)).map_err(|refusal| refusal.state.0), Err("25P02"));
        assert_eq!(transaction.commit(Mode::Block, position(5)), Some(position(0)));
        assert!(transaction.check().is_ok());
    }

    #[test]
    fn a_savepoint_saves() {
        let mut transaction = Transaction::new(position(0));
        assert!(transaction.savepoint("a", position(3)).is_ok());
        transaction.fail(&refusal(), None);
        assert_eq!(transaction.rollback_to("a"), Ok(position(3)));
        assert!(transaction.check().is_ok());
        assert!(transaction.release("a").is_ok());
        assert_eq!(transaction.release("a").map_err(|refusal| refusal.state.0), Err("3B001"));
    }

    #[test]
    fn nothing_is_aborted_outside_a_block() {
        let mut transaction = Transaction::new(position(0));
        transaction.commit(Mode::EachStatement, position(2));
        transaction.fail(&refusal(), None);
        assert!(transaction.check().is_ok());
        assert_eq!(transaction.savepoint("a", position(2)).map_err(|refusal| refusal.state.0), Err("25P01"));
    }
}
