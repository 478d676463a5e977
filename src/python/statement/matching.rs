//! `match`.

use crate::python::branch::Ended;
use crate::python::foreign::Truth;
use crate::python::object::Key;
use crate::python::operator::Comparison;
use crate::python::raise::Raise;
use crate::python::statement::Flow;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use ruff_python_ast::{MatchCase, Pattern, PatternMatchClass, PatternMatchMapping, Singleton, StmtMatch};
use ruff_text_size::Ranged;

impl Vm {
    pub(super) fn run_match(&mut self, it: &StmtMatch) -> Ended {
        let subject = self.evaluate(&it.subject)?;
        self.run_cases(&subject, &it.cases)
    }

    fn run_cases(&mut self, subject: &Value, cases: &[MatchCase]) -> Ended {
        let Some((case, rest)) = cases.split_first() else { return Ok(Flow::Normal) };
        let matched = match (self.matches(&case.pattern, subject)?, &case.guard) {
            (Truth::True, Some(guard)) => self.test(guard)?,
            (matched, _) => matched,
        };
        match matched {
            Truth::True => self.run_block(&case.body),
            Truth::False => self.run_cases(subject, rest),
            Truth::Unknown(why) => self.branch(&why, |vm| vm.run_block(&case.body), |vm| vm.run_cases(subject, rest)),
        }
    }

    fn matches(&mut self, pattern: &Pattern, subject: &Value) -> Result<Truth, Raise> {
        let place = self.place(crate::python::parse::span(pattern.range()));
        match pattern {
            Pattern::MatchValue(it) => {
                let value = self.evaluate(&it.value)?;
                let equal = self.compare(Comparison::Equal, subject, &value, &place)?;
                self.truth_of(&equal, &place)
            }
            Pattern::MatchSingleton(it) => Ok(known(
                match it.value {
                    Singleton::None => matches!(subject, Value::None),
                    Singleton::True => matches!(subject, Value::Bool(true)),
                    Singleton::False => matches!(subject, Value::Bool(false)),
                },
                subject,
            )),
            Pattern::MatchAs(it) => {
                let matched = match &it.pattern {
                    Some(inner) => self.matches(inner, subject)?,
                    None => Truth::True,
                };
                if let (Some(name), false) = (&it.name, matches!(matched, Truth::False)) {
                    self.assign_name(name, subject.clone())?;
                }
                Ok(matched)
            }
            Pattern::MatchOr(it) => {
                let mut answer = Truth::False;
                for pattern in &it.patterns {
                    match self.matches(pattern, subject)? {
                        Truth::True => return Ok(Truth::True),
                        Truth::Unknown(why) => answer = Truth::Unknown(why),
                        Truth::False => {}
                    }
                }
                Ok(answer)
            }
            Pattern::MatchSequence(it) => self.matches_sequence(&it.patterns, subject, &place),
            Pattern::MatchMapping(it) => self.matches_mapping(it, subject),
            Pattern::MatchClass(it) => self.matches_class(it, subject, &place),
            Pattern::MatchStar(_) => Ok(Truth::True),
        }
    }

    fn matches_sequence(&mut self, patterns: &[Pattern], subject: &Value, place: &Place) -> Result<Truth, Raise> {
        if let Value::Unknown(why) = subject {
            return self
                .matches_each(patterns.iter().map(|p| (p, Value::Unknown(why.clone()))), Truth::Unknown(why.clone()));
        }
        if !matches!(subject, Value::List(_) | Value::Tuple(_)) {
            return Ok(Truth::False);
        }
        let items = match self.items_of(subject, place)? {
            Ok(items) => items,
            Err(why) => return Ok(Truth::Unknown(why)),
        };
        let star = patterns.iter().position(|p| matches!(p, Pattern::MatchStar(_)));
        let Some(star) = star else {
            if items.len() != patterns.len() {
                return Ok(Truth::False);
            }
            return self.matches_each(patterns.iter().zip(items), Truth::True);
        };
        let after = patterns.len() - star - 1;
        if items.len() < star + after {
            return Ok(Truth::False);
        }
        let (before, rest) = items.split_at(star);
        let (middle, last) = rest.split_at(rest.len() - after);
        if let Some(Pattern::MatchStar(it)) = patterns.get(star)
            && let Some(name) = &it.name
        {
            self.assign_name(name, Value::list(middle.to_vec()))?;
        }
        let ends =
            patterns.iter().take(star).zip(before.to_vec()).chain(patterns.iter().skip(star + 1).zip(last.to_vec()));
        self.matches_each(ends.collect::<Vec<_>>().into_iter(), Truth::True)
    }

    fn matches_each<'p>(
        &mut self,
        pairs: impl Iterator<Item = (&'p Pattern, Value)>,
        otherwise: Truth,
    ) -> Result<Truth, Raise> {
        let mut answer = otherwise;
        for (pattern, value) in pairs {
            match self.matches(pattern, &value)? {
                Truth::True => {}
                Truth::False => return Ok(Truth::False),
                Truth::Unknown(why) => answer = Truth::Unknown(why),
            }
        }
        Ok(answer)
    }

    fn matches_mapping(&mut self, it: &PatternMatchMapping, subject: &Value) -> Result<Truth, Raise> {
        let entries = match subject {
            Value::Dict(dict) => match dict.entries.content() {
                Ok(entries) => entries,
                Err(why) => return Ok(Truth::Unknown(why)),
            },
            Value::Unknown(why) => return Ok(Truth::Unknown(why.clone())),
            _ => return Ok(Truth::False),
        };
        let mut rest = entries.clone();
        let mut answer = Truth::True;
        for (key, pattern) in it.keys.iter().zip(&it.patterns) {
            let key = self.evaluate(key)?;
            let Ok(key) = Key::of(&key) else { return Ok(Truth::False) };
            let Some(value) = entries.find(&key) else { return Ok(Truth::False) };
            rest.remove(&key);
            match self.matches(pattern, value)? {
                Truth::True => {}
                Truth::False => return Ok(Truth::False),
                Truth::Unknown(why) => answer = Truth::Unknown(why),
            }
        }
        if let Some(name) = &it.rest {
            self.assign_name(name, Value::dict(rest))?;
        }
        Ok(answer)
    }

    fn matches_class(&mut self, it: &PatternMatchClass, subject: &Value, place: &Place) -> Result<Truth, Raise> {
        let class = self.evaluate(&it.cls)?;
        match self.is_instance(subject, &class, place)? {
            Truth::True => {}
            other => return Ok(other),
        }
        let mut pairs = Vec::new();
        if let (Value::Type(_), Some(pattern)) = (&class, it.arguments.patterns.first()) {
            pairs.push((pattern, subject.clone()));
        } else if !it.arguments.patterns.is_empty() {
            let names = self.attribute(&class, "__match_args__", place)?;
            let names = match self.items_of(&names, place)? {
                Ok(names) => names,
                Err(why) => return Ok(Truth::Unknown(why)),
            };
            for (pattern, name) in it.arguments.patterns.iter().zip(names) {
                let name = name.as_str().unwrap_or_default();
                pairs.push((pattern, self.read_attribute(subject, &name, place)?));
            }
        }
        for keyword in &it.arguments.keywords {
            match self.find_attribute(subject, &keyword.attr, place)? {
                Some(value) => pairs.push((&keyword.pattern, value)),
                None => return Ok(Truth::False),
            }
        }
        self.matches_each(pairs.into_iter(), Truth::True)
    }
}

fn known(holds: bool, subject: &Value) -> Truth {
    match subject {
        Value::Unknown(why) => Truth::Unknown(Unknown::clone(why)),
        _ if holds => Truth::True,
        _ => Truth::False,
    }
}
