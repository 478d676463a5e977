//! Slices: the positions that `start:stop:step` selects, and assigning to them.

use super::foreign::Outcome;
use super::raise::Raise;
use super::value::{Range, Slice, Value};
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    pub(super) fn slice_range(&mut self, range: Range, slice: &Slice, place: &Place) -> Outcome {
        let Ok(length) = i128::try_from(range.len()) else { return Ok(self.too_large(place)) };
        let Some(bounds) = self.slice_bounds(slice, length, place)? else {
            return Ok(self.unknown("the bounds of the slice are not known", place));
        };
        let at = |position: i128| range.step.checked_mul(position)?.checked_add(range.start);
        Ok(match (at(bounds.start), at(bounds.stop), range.step.checked_mul(bounds.step)) {
            (Some(start), Some(stop), Some(step)) => Value::Range(Rc::new(Range { start, stop, step })),
            _ => self.too_large(place),
        })
    }

    /// Returns the positions that a slice selects in a sequence, or nothing where its bounds are not known.
    pub(super) fn slice_positions(
        &mut self,
        slice: &Slice,
        length: usize,
        place: &Place,
    ) -> Result<Option<Vec<usize>>, Raise> {
        let length = i128::try_from(length).unwrap_or(i128::MAX);
        let bounds = self.slice_bounds(slice, length, place)?;
        let positions = |bounds: Range| {
            (0..).map_while(|at| bounds.at(at)).filter_map(|at| usize::try_from(at).ok()).collect::<Vec<_>>()
        };
        Ok(bounds.map(positions))
    }

    /// Returns the bounds of a slice in a sequence of `length` items (`PySlice_AdjustIndices`).
    pub(super) fn slice_bounds(&mut self, slice: &Slice, length: i128, place: &Place) -> Result<Option<Range>, Raise> {
        let mut bounds = [None; 3];
        for (bound, value) in bounds.iter_mut().zip([&slice.start, &slice.stop, &slice.step]) {
            *bound = match value {
                Value::None => None,
                Value::Unknown(_) => return Ok(None),
                other => match other.as_int() {
                    Some(n) => Some(n),
                    None => {
                        return Err(self.error(
                            "TypeError",
                            "slice indices must be integers or None or have an __index__ method",
                            place,
                        ));
                    }
                },
            };
        }
        let [start, stop, step] = bounds;
        let step = step.unwrap_or(1);
        if step == 0 {
            return Err(self.error("ValueError", "slice step cannot be zero", place));
        }
        let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
        let clamp = |n: i128| (if n < 0 { n.saturating_add(length) } else { n }).clamp(low, high);
        let start = start.map_or(if step > 0 { low } else { high }, clamp);
        let stop = stop.map_or(if step > 0 { high } else { low }, clamp);
        Ok(Some(Range { start, stop, step }))
    }

    pub(super) fn write_slice(
        &mut self,
        object: &Value,
        list: &Rc<super::object::List>,
        slice: &Slice,
        value: &Value,
        place: &Place,
    ) -> Result<(), Raise> {
        let Ok(length) = list.read(Vec::len) else {
            self.edit_list(list, |_| ());
            return Ok(());
        };
        let more = self.items_of(value, place)?;
        let positions = self.slice_positions(slice, length, place)?;
        let (Ok(more), Some(positions)) = (more, positions) else {
            let why = super::unknown::Unknown::new("what is assigned to the slice is not known", place);
            self.forget(object, &why);
            return Ok(());
        };
        if slice.step.as_int().is_some_and(|step| step != 1) {
            if more.len() != positions.len() {
                let message = "attempt to assign sequence to extended slice of another size";
                return Err(self.error("ValueError", message, place));
            }
            self.edit_list(list, |items| {
                for (at, item) in positions.iter().zip(more) {
                    if let Some(own) = items.get_mut(*at) {
                        *own = item;
                    }
                }
            });
            return Ok(());
        }
        let start = match positions.first() {
            Some(first) => *first,
            None => match slice.start.as_int() {
                Some(start) if start < 0 => {
                    usize::try_from(start.saturating_add(i128::try_from(length).unwrap_or(0))).unwrap_or(0)
                }
                Some(start) => usize::try_from(start).unwrap_or(length).min(length),
                None => 0,
            },
        };
        self.check_size(length + more.len(), place)?;
        self.edit_list(list, |items| {
            let end = (start + positions.len()).min(items.len());
            items.splice(start.min(end)..end, more);
        });
        Ok(())
    }
}
