//! `itertools`.

use super::not_evaluated;
use crate::python::arguments::Arguments;
use crate::python::builtin::items;
use crate::python::foreign::{Foreign, Outcome, Truth};
use crate::python::object::{Builtin, Cursor, Shared, Supply};
use crate::python::operator::{BinaryOperator, Comparison};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "accumulate", call: accumulate },
    Builtin { name: "combinations", call: combinations },
    Builtin { name: "count", call: count },
    Builtin { name: "cycle", call: cycle },
    Builtin { name: "groupby", call: groupby },
    Builtin { name: "islice", call: islice },
    Builtin { name: "permutations", call: permutations },
    Builtin { name: "product", call: product },
    Builtin { name: "repeat", call: repeat },
    Builtin { name: "starmap", call: starmap },
    Builtin { name: "takewhile", call: takewhile },
    Builtin { name: "dropwhile", call: dropwhile },
    Builtin { name: "tee", call: not_evaluated },
    Builtin { name: "zip_longest", call: zip_longest },
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    vec![("chain", Value::foreign(Chain))]
}

/// `itertools.chain`, which can be called and has `from_iterable`.
struct Chain;

impl Foreign for Chain {
    fn type_name(&self) -> &str {
        "type"
    }

    fn has_method(&self, name: &str) -> bool {
        name == "from_iterable"
    }

    fn call(self: Rc<Self>, vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
        if let Some(why) = arguments.rest {
            return Ok(Value::Unknown(why));
        }
        chained(vm, &arguments.positional, place)
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, _: &str, arguments: Arguments, place: &Place) -> Outcome {
        let iterables = vm.argument(&arguments, 0, "iterable", place)?;
        let iterables = items!(vm, &iterables, place);
        chained(vm, &iterables, place)
    }
}

fn chained(vm: &mut Vm, iterables: &[Value], place: &Place) -> Outcome {
    let mut all = Vec::new();
    for iterable in iterables {
        all.extend(items!(vm, iterable, place));
        vm.check_size(all.len(), place)?;
    }
    Ok(iterator(all))
}

fn iterator(items: Vec<Value>) -> Value {
    Value::Iterator(Rc::new(Cursor::over(items)))
}

fn endless(supply: Supply) -> Value {
    Value::Iterator(Rc::new(Shared::new(Cursor { supply, taken: 0 })))
}

fn count(_: &mut Vm, arguments: Arguments, _: &Place) -> Outcome {
    if let Some(why) = arguments.unknown() {
        return Ok(Value::Unknown(why.clone()));
    }
    let start = arguments.find(0, "start").and_then(|n| n.as_int()).unwrap_or(0);
    let step = arguments.find(1, "step").and_then(|n| n.as_int()).unwrap_or(1);
    Ok(endless(Supply::Count { start, step }))
}

fn cycle(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let iterable = vm.argument(&arguments, 0, "iterable", place)?;
    let items = items!(vm, &iterable, place);
    Ok(endless(Supply::Cycle(items.into())))
}

fn repeat(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "object", place)?;
    match arguments.find(1, "times") {
        None => Ok(endless(Supply::Repeat(value))),
        Some(times) => match times.as_int().and_then(|n| usize::try_from(n.max(0)).ok()) {
            Some(times) => {
                vm.check_size(times, place)?;
                Ok(iterator(vec![value; times]))
            }
            None => Ok(vm.unknown("how often it repeats is not known", place)),
        },
    }
}

fn islice(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let iterable = vm.argument(&arguments, 0, "iterable", place)?;
    let bound = |at: usize| arguments.positional.get(at).and_then(Value::as_int).and_then(|n| usize::try_from(n).ok());
    let (start, stop, step) = match arguments.positional.len() {
        2 => (0, bound(1), 1),
        _ => (bound(1).unwrap_or(0), bound(2), bound(3).unwrap_or(1).max(1)),
    };
    let Value::Iterator(source) = vm.iterator_of(&iterable, place)? else {
        return Ok(vm.unknown("what is sliced is not known", place));
    };
    let mut taken = Vec::new();
    let mut at = 0;
    while stop.is_none_or(|stop| at < stop) {
        match vm.next_of(&source, place)? {
            Ok(Some(item)) if at >= start && (at - start) % step == 0 => taken.push(item),
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(why) => return Ok(Value::Unknown(why)),
        }
        at += 1;
        vm.check_size(taken.len(), place)?;
    }
    Ok(iterator(taken))
}

fn product(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    if let Some(why) = &arguments.rest {
        return Ok(Value::Unknown(why.clone()));
    }
    let times = arguments.keyword("repeat").and_then(|n| n.as_int()).and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for _ in 0..times.min(64) {
        for iterable in &arguments.positional {
            let items = items!(vm, iterable, place);
            vm.check_size(rows.len().saturating_mul(items.len()), place)?;
            rows = rows
                .iter()
                .flat_map(|row| items.iter().map(|item| [row.as_slice(), std::slice::from_ref(item)].concat()))
                .collect();
        }
    }
    Ok(iterator(rows.into_iter().map(Value::tuple).collect()))
}

fn combinations(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    choose(vm, &arguments, place, |chosen, next| chosen.last().is_none_or(|last| next > *last))
}

fn permutations(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    choose(vm, &arguments, place, |chosen, next| !chosen.contains(&next))
}

fn choose(vm: &mut Vm, arguments: &Arguments, place: &Place, may_follow: fn(&[usize], usize) -> bool) -> Outcome {
    let iterable = vm.argument(arguments, 0, "iterable", place)?;
    let items = items!(vm, &iterable, place);
    let length =
        arguments.find(1, "r").and_then(|n| n.as_int()).and_then(|n| usize::try_from(n).ok()).unwrap_or(items.len());
    let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..length {
        vm.check_size(rows.len().saturating_mul(items.len()), place)?;
        rows = rows
            .iter()
            .flat_map(|row| {
                (0..items.len()).filter(|next| may_follow(row, *next)).map(|next| [row.as_slice(), &[next]].concat())
            })
            .collect();
    }
    let pick = |row: Vec<usize>| Value::tuple(row.into_iter().filter_map(|at| items.get(at).cloned()).collect());
    Ok(iterator(rows.into_iter().map(pick).collect()))
}

fn groupby(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let iterable = vm.argument(&arguments, 0, "iterable", place)?;
    let key = arguments.find(1, "key").filter(|key| !matches!(key, Value::None));
    let mut groups: Vec<(Value, Vec<Value>)> = Vec::new();
    for item in items!(vm, &iterable, place) {
        let by = match &key {
            Some(key) => vm.call_value(key, Arguments::positional(vec![item.clone()]), place)?,
            None => item.clone(),
        };
        let same = match groups.last() {
            Some((last, _)) => {
                let equal = vm.compare(Comparison::Equal, &last.clone(), &by, place)?;
                vm.truth_of(&equal, place)?
            }
            None => Truth::False,
        };
        match (same, groups.last_mut()) {
            (Truth::True, Some((_, group))) => group.push(item),
            (Truth::Unknown(why), _) => return Ok(Value::Unknown(why)),
            _ => groups.push((by, vec![item])),
        }
    }
    let pairs = groups.into_iter().map(|(by, group)| Value::tuple(vec![by, iterator(group)]));
    Ok(iterator(pairs.collect()))
}

fn accumulate(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let iterable = vm.argument(&arguments, 0, "iterable", place)?;
    let function = arguments.find(1, "func").filter(|function| !matches!(function, Value::None));
    let mut totals: Vec<Value> = arguments.keyword("initial").into_iter().collect();
    for item in items!(vm, &iterable, place) {
        let total = match (totals.last().cloned(), &function) {
            (None, _) => item,
            (Some(total), Some(function)) => {
                vm.call_value(function, Arguments::positional(vec![total, item]), place)?
            }
            (Some(total), None) => vm.binary(BinaryOperator::Add, &total, &item, place)?,
        };
        totals.push(total);
    }
    Ok(iterator(totals))
}

fn starmap(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let function = vm.argument(&arguments, 0, "function", place)?;
    let iterable = vm.argument(&arguments, 1, "iterable", place)?;
    let mut mapped = Vec::new();
    for row in items!(vm, &iterable, place) {
        let row = items!(vm, &row, place);
        mapped.push(vm.call_value(&function, Arguments::positional(row), place)?);
    }
    Ok(iterator(mapped))
}

fn takewhile(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    split_while(vm, &arguments, place, |before, _| before)
}

fn dropwhile(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    split_while(vm, &arguments, place, |_, after| after)
}

fn split_while(
    vm: &mut Vm,
    arguments: &Arguments,
    place: &Place,
    pick: fn(Vec<Value>, Vec<Value>) -> Vec<Value>,
) -> Outcome {
    let predicate = vm.argument(arguments, 0, "predicate", place)?;
    let iterable = vm.argument(arguments, 1, "iterable", place)?;
    let mut before = items!(vm, &iterable, place);
    for (at, item) in before.clone().into_iter().enumerate() {
        let answer = vm.call_value(&predicate, Arguments::positional(vec![item]), place)?;
        match vm.truth_of(&answer, place)? {
            Truth::True => {}
            Truth::False => {
                let after = before.split_off(at);
                return Ok(iterator(pick(before, after)));
            }
            Truth::Unknown(why) => return Ok(Value::Unknown(why)),
        }
    }
    Ok(iterator(pick(before, Vec::new())))
}

fn zip_longest(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let fill = arguments.keyword("fillvalue").unwrap_or(Value::None);
    let mut columns = Vec::new();
    for iterable in &arguments.positional {
        columns.push(items!(vm, iterable, place));
    }
    let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
    let row = |at: usize| Value::tuple(columns.iter().map(|column| column.get(at).unwrap_or(&fill).clone()).collect());
    Ok(iterator((0..longest).map(row).collect()))
}
