//! `textwrap`.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::Builtin;
use crate::python::unknown::{Piece, Unknown};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "dedent", call: dedent },
    Builtin { name: "indent", call: indent },
    Builtin { name: "fill", call: super::not_evaluated },
    Builtin { name: "wrap", call: super::not_evaluated },
    Builtin { name: "shorten", call: super::not_evaluated },
];

/// Stands for a hole while the margin of a text that is known in part is measured.
const HOLE: char = '\u{0}';

fn dedent(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "text", place)?;
    if let (Some(text), _) = (value.as_str(), &value) {
        vm.check_text(text.len(), place)?;
        return Ok(Value::str(dedented(&text)));
    }
    let Value::Unknown(why) = &value else {
        return Err(vm.error("TypeError", "expected string", place));
    };
    if why.pieces().is_empty() {
        return Ok(value);
    }
    let mut holes = Vec::new();
    let mut text = String::new();
    for piece in why.pieces() {
        match piece {
            Piece::Text(known) => text.push_str(&known.replace(HOLE, " ")),
            Piece::Hole(hole) => {
                holes.push(hole.clone());
                text.push(HOLE);
            }
        }
    }
    let mut pieces = Vec::new();
    let mut holes = holes.into_iter();
    for (at, known) in dedented(&text).split(HOLE).enumerate() {
        if at > 0 {
            pieces.extend(holes.next().map(Piece::Hole));
        }
        if !known.is_empty() {
            pieces.push(Piece::Text(Rc::from(known)));
        }
    }
    Ok(Value::Unknown(Unknown::text(pieces)))
}

/// Returns a text without the white space all its lines begin with (`textwrap.dedent`, Python 3.11).
fn dedented(text: &str) -> String {
    let blank = |line: &&str| line.chars().all(|c| c == ' ' || c == '\t');
    let lines: Vec<&str> = text.split('\n').collect();
    let indents = lines
        .iter()
        .filter(|line| !blank(line))
        .map(|line| line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or(""));
    let margin = indents.reduce(|a, b| {
        let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        a.get(..common).unwrap_or("")
    });
    let margin = margin.unwrap_or("");
    let lines = lines.iter().map(|line| if blank(line) { "" } else { line.strip_prefix(margin).unwrap_or(line) });
    lines.collect::<Vec<_>>().join("\n")
}

fn indent(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let (text, prefix) = (vm.argument(&arguments, 0, "text", place)?, vm.argument(&arguments, 1, "prefix", place)?);
    let (Some(text), Some(prefix)) = (text.as_str(), prefix.as_str()) else {
        return Ok(vm.unknown("the text is not known", place));
    };
    if arguments.find(2, "predicate").is_some() {
        return Ok(vm.unknown("`indent` with a predicate is not evaluated", place));
    }
    vm.check_text(text.len().saturating_add(prefix.len().saturating_mul(text.lines().count())), place)?;
    let lines = text
        .split_inclusive('\n')
        .map(|line| if line.trim().is_empty() { line.to_string() } else { format!("{prefix}{line}") });
    Ok(Value::str(lines.collect::<String>()))
}
