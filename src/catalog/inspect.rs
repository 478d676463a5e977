//! A live PostgreSQL, 12 or later, as a [`Catalog`]: one query for each family of objects, however many there are.
//! What the server prints as SQL (indexes, views, triggers, …) goes the way a dump goes, so that both come out alike.
//! Left out, as pg_dump does: the system's own schemas, whatever an extension brings, temporary tables.

mod columns;
mod composites;
mod constraints;
mod definitions;
mod domains;
mod enums;
mod extensions;
mod indexes;
mod named;
mod others;
mod policies;
mod ranges;
mod reader;
mod routines;
mod schemas;
mod sequences;
mod tables;
mod triggers;
mod version_rows;
mod views;

use super::connect::Session;
use super::{Catalog, Wanted};
use crate::error::Result;
use reader::Reader;

/// Reads the database of `session`, of which every query sees the same state.
///
/// # Errors
/// A query fails, or the connection is lost. Rows that may not be read are a finding.
pub fn inspect(session: &mut Session, wanted: &Wanted) -> Result<Catalog> {
    let mut reader = Reader::new(session);
    schemas::read(&mut reader)?;
    extensions::read(&mut reader)?;
    enums::read(&mut reader)?;
    composites::read(&mut reader)?;
    ranges::read(&mut reader)?;
    domains::read(&mut reader)?;
    tables::read(&mut reader)?;
    columns::read(&mut reader)?;
    let exclusions = constraints::read(&mut reader)?;
    policies::read(&mut reader)?;
    reader.keep_tables();
    exclusions.iter().for_each(|exclusion| reader.define(exclusion));
    sequences::read(&mut reader)?;
    let routines = routines::read(&mut reader)?;
    views::read(&mut reader, routines)?;
    indexes::read(&mut reader)?;
    triggers::read(&mut reader)?;
    others::read(&mut reader)?;
    named::read(&mut reader)?;
    version_rows::read(&mut reader, wanted)?;
    Ok(reader.finish())
}
