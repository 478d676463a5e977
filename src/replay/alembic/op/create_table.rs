//! `op.create_table(table_name, *columns, if_not_exists=None, **kw)`: enum types first, without looking whether they are
//! there, then the table, its indexes and comments (`DefaultImpl.create_table`, Alembic 1.20.1). Returns the `Table`.

use crate::operation::IfNotExists;
use crate::python::Value;
use crate::replay::alembic::call::Signature;
use crate::replay::alembic::directive::{Directive, Done};
use crate::replay::sqlalchemy::bind::implied::{sequence_of, spatial_indexes};
use crate::replay::sqlalchemy::bind::metadata::MetaDataObject;
use crate::replay::sqlalchemy::bind::table::{TableObject, from_items};
use crate::replay::sqlalchemy::bind::values;
use crate::schema::{ObjectId, Touched};

pub const SIGNATURE: Signature = Signature { name: "create_table", parameters: &["table_name"], required: 1 };

pub fn run(directive: &mut Directive<'_>) -> Done {
    let reference = directive.table("table_name", "schema")?;
    let name = directive.table_name("table_name")?;
    let keywords = directive.call.others(&["table_name", "if_not_exists", "_constraints_included"]);
    let mut table = from_items(&name, &directive.call.rest, &keywords)?;
    if let Some(open) = &directive.call.open {
        table.unknown = Some(values::from_python(open));
    }
    let existing = if directive.flag("if_not_exists")? { IfNotExists::Skip } else { IfNotExists::Fail };
    let conventions = directive.conventions();
    let creation = table.creation(&conventions, existing)?;
    for own in creation.types {
        let making = directive.session.making_of(&own.name);
        if let Some(doubt) = making.doubt {
            directive.demand(&doubt)?;
        }
        if making.is_sent {
            directive.send(own.ddl)?;
            if let Some(unknown) = own.unknown {
                let touched = Touched::Object(ObjectId::Type(directive.full_name(&own.name)));
                directive.unknown(touched, unknown);
            }
        }
    }
    let is_there = directive.session.with_recorder(|recorder| recorder.schema().find_relation(&reference).is_some());
    directive.send(creation.table)?;
    // With IF NOT EXISTS the indexes are created all the same, and fail if they are there.
    for ddl in creation.after {
        directive.send(ddl)?;
    }
    let full = directive.full_name(&reference);
    if !is_there || existing == IfNotExists::Fail {
        for unknown in creation.unknown {
            directive.unknown(Touched::Table(full.clone()), unknown);
        }
        if let Some((column, unknown)) = creation.doubtful_serial {
            directive.unknown(sequence_of(&full, &column), unknown);
        }
        for (touched, unknown) in spatial_indexes(&full, &table.columns) {
            directive.unknown(touched, unknown);
        }
    }
    Ok(Value::foreign(TableObject::new(&table, Value::foreign(MetaDataObject::new()))))
}
