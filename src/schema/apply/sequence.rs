//! CREATE SEQUENCE, ALTER SEQUENCE, and the sequences that serial and identity columns make
//! (PostgreSQL 15, `sequence.c`: init_params; `parse_utilcmd.c`: generateSerialExtraStmts).

use super::edit::Edit;
use crate::name::{Name, QualifiedName};
use crate::operation::{IfExists, IfNotExists, RelationRef, SequenceOptions};
use crate::schema::choose_name::{NewAmong, Stem};
use crate::schema::refuse::{Outcome, refuse, relation_exists};
use crate::schema::resolve::Relation;
use crate::schema::{DataType, ObjectId, Sequence, SqlState, Stored, TypeBase};

/// Creates a sequence.
pub(super) fn create(
    edit: &mut Edit<'_>,
    reference: &RelationRef,
    options: &SequenceOptions,
    existing: IfNotExists,
) -> Outcome {
    let name = edit.creation_name(reference)?;
    if edit.is_relation_name_taken(&name) && existing == IfNotExists::Skip {
        return Ok(());
    }
    let data_type = match &options.data_type {
        Some(own) => edit.resolve_type(own)?,
        None => DataType::builtin("bigint"),
    };
    let mut sequence = build(name, data_type, options)?;
    if edit.is_relation_name_taken(&sequence.name) {
        return Err(relation_exists(&sequence.name));
    }
    set_owner(edit, &mut sequence, options)?;
    edit.put_sequence(sequence);
    Ok(())
}

/// Changes the options of a sequence.
pub(super) fn alter(
    edit: &mut Edit<'_>,
    reference: &RelationRef,
    options: &SequenceOptions,
    missing: IfExists,
) -> Outcome {
    if missing == IfExists::Skip && edit.find_relation(reference).is_none() {
        return Ok(());
    }
    let mut sequence = match edit.resolve_relation(reference)? {
        (_, Relation::Stored(Stored::Sequence(own))) => Sequence::clone(own),
        (name, _) => {
            let message = format!("\"{}\" is not a sequence", name.name);
            return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Sequence(name));
        }
    };
    change(edit, &mut sequence, options)?;
    if sequence.identity && options.owned_by.is_some() {
        let id = ObjectId::Sequence(sequence.name);
        return refuse(SqlState::FEATURE_NOT_SUPPORTED, "cannot change ownership of identity sequence", id);
    }
    set_owner(edit, &mut sequence, options)?;
    edit.put_sequence(sequence);
    Ok(())
}

/// Applies options to a sequence that is there.
pub(super) fn change(edit: &Edit<'_>, sequence: &mut Sequence, options: &SequenceOptions) -> Outcome {
    if let Some(reference) = &options.data_type {
        let data_type = edit.resolve_type(reference)?;
        // Bounds that were the old type's become the new type's.
        let (old_minimum, old_maximum) = bounds(&sequence.data_type);
        let (minimum, maximum) = bounds(&data_type);
        if sequence.increment > 0 && sequence.maximum == old_maximum {
            sequence.maximum = maximum;
        }
        if sequence.increment < 0 && sequence.minimum == old_minimum {
            sequence.minimum = minimum;
        }
        sequence.data_type = data_type;
    }
    check_type(sequence)?;
    set_options(sequence, options);
    check(sequence, options)
}

/// Returns a new sequence of `data_type` with these options.
pub(super) fn build(name: QualifiedName, data_type: DataType, options: &SequenceOptions) -> Outcome<Sequence> {
    let mut sequence = Sequence::new(name, data_type);
    check_type(&sequence)?;
    if options.increment.is_some_and(|increment| increment < 0) {
        sequence.minimum = bounds(&sequence.data_type).0;
        sequence.maximum = -1;
    }
    set_options(&mut sequence, options);
    if options.start.is_none() {
        sequence.start = if sequence.increment > 0 { sequence.minimum } else { sequence.maximum };
    }
    check(&sequence, options)?;
    Ok(sequence)
}

/// Returns the sequence of a serial or identity column, under the name PostgreSQL chooses.
pub(super) fn for_column(
    edit: &Edit<'_>,
    table: &QualifiedName,
    column: &Name,
    data_type: DataType,
    options: &SequenceOptions,
) -> Outcome<Sequence> {
    let stem = Stem { table, addition: Some(column.as_str()), label: "seq" };
    let name = match &options.name {
        Some(name) => name.clone(),
        None => table.sibling(edit.choose_name(stem, NewAmong::Relations, &[])),
    };
    if edit.is_relation_name_taken(&name) {
        return Err(relation_exists(&name));
    }
    let mut sequence = build(name, data_type, options)?;
    sequence.owned_by = Some((table.clone(), column.clone()));
    Ok(sequence)
}

fn set_owner(edit: &Edit<'_>, sequence: &mut Sequence, options: &SequenceOptions) -> Outcome {
    let Some(owner) = &options.owned_by else { return Ok(()) };
    let Some((reference, column)) = owner else {
        sequence.owned_by = None;
        return Ok(());
    };
    let (name, relation) = edit.resolve_relation(reference)?;
    let Relation::Stored(Stored::Table(table)) = relation else {
        let message = format!("sequence cannot be owned by relation \"{}\"", name.name);
        return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(name));
    };
    if name.schema != sequence.name.schema {
        let message = "sequence must be in same schema as table it is linked to";
        return refuse(SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE, message, ObjectId::Table(name));
    }
    if table.column(column).is_none() {
        let message = format!("column \"{column}\" of relation \"{}\" does not exist", name.name);
        return refuse(SqlState::UNDEFINED_COLUMN, message, ObjectId::Column(name, column.clone()));
    }
    sequence.owned_by = Some((name, column.clone()));
    Ok(())
}

fn set_options(sequence: &mut Sequence, options: &SequenceOptions) {
    let (lowest, highest) = bounds(&sequence.data_type);
    if let Some(increment) = options.increment {
        sequence.increment = increment;
    }
    let ascends = sequence.increment > 0;
    if let Some(maximum) = options.maximum {
        sequence.maximum = maximum.unwrap_or(if ascends { highest } else { -1 });
    }
    if let Some(minimum) = options.minimum {
        sequence.minimum = minimum.unwrap_or(if ascends { 1 } else { lowest });
    }
    if let Some(start) = options.start {
        sequence.start = start;
    }
    if let Some(cache) = options.cache {
        sequence.cache = cache;
    }
    if let Some(cycle) = options.cycle {
        sequence.cycle = cycle;
    }
}

fn check_type(sequence: &Sequence) -> Outcome {
    let is_integer = ["smallint", "integer", "bigint"].iter().any(|name| sequence.data_type.is_builtin(name));
    if is_integer || matches!(sequence.data_type.base, TypeBase::Unknown(_)) {
        return Ok(());
    }
    let id = ObjectId::Sequence(sequence.name.clone());
    refuse(SqlState::INVALID_PARAMETER_VALUE, "sequence type must be smallint, integer, or bigint", id)
}

fn check(sequence: &Sequence, options: &SequenceOptions) -> Outcome {
    let Sequence { start, increment, minimum, maximum, cache, .. } = sequence;
    let (lowest, highest) = bounds(&sequence.data_type);
    let message = if *increment == 0 {
        "INCREMENT must not be zero".to_string()
    } else if !(lowest..=highest).contains(maximum) {
        format!("MAXVALUE ({maximum}) is out of range for sequence data type {}", sequence.data_type)
    } else if !(lowest..=highest).contains(minimum) {
        format!("MINVALUE ({minimum}) is out of range for sequence data type {}", sequence.data_type)
    } else if minimum >= maximum {
        format!("MINVALUE ({minimum}) must be less than MAXVALUE ({maximum})")
    } else if start < minimum {
        format!("START value ({start}) cannot be less than MINVALUE ({minimum})")
    } else if start > maximum {
        format!("START value ({start}) cannot be greater than MAXVALUE ({maximum})")
    } else if let Some(restart) = options.restart.filter(|own| own < minimum) {
        format!("RESTART value ({restart}) cannot be less than MINVALUE ({minimum})")
    } else if let Some(restart) = options.restart.filter(|own| own > maximum) {
        format!("RESTART value ({restart}) cannot be greater than MAXVALUE ({maximum})")
    } else if *cache <= 0 {
        format!("CACHE ({cache}) must be greater than zero")
    } else {
        return Ok(());
    };
    refuse(SqlState::INVALID_PARAMETER_VALUE, message, ObjectId::Sequence(sequence.name.clone()))
}

fn bounds(data_type: &DataType) -> (i64, i64) {
    if data_type.is_builtin("smallint") {
        (i16::MIN.into(), i16::MAX.into())
    } else if data_type.is_builtin("integer") {
        (i32::MIN.into(), i32::MAX.into())
    } else {
        (i64::MIN, i64::MAX)
    }
}
