//! f-strings. Where a part is unknown, the text around it is kept.

use crate::python::foreign::Outcome;
use crate::python::format::Text;
use crate::python::raise::Raise;
use crate::python::value::Value;
use crate::python::vm::Vm;
use ruff_python_ast::{ConversionFlag, ExprFString, FStringPart, InterpolatedElement, InterpolatedStringElement};
use ruff_text_size::Ranged;

impl Vm {
    pub(super) fn evaluate_fstring(&mut self, it: &ExprFString) -> Outcome {
        let mut text = Text::default();
        for part in &it.value {
            match part {
                FStringPart::Literal(literal) => text.push(&literal.value),
                FStringPart::FString(fstring) => self.evaluate_elements(&mut text, fstring.elements.iter())?,
            }
        }
        self.limits.build(text.len())?;
        Ok(text.into_value())
    }

    fn evaluate_elements<'e>(
        &mut self,
        text: &mut Text,
        elements: impl Iterator<Item = &'e InterpolatedStringElement>,
    ) -> Result<(), Raise> {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => text.push(&literal.value),
                InterpolatedStringElement::Interpolation(it) => {
                    let value = self.evaluate_interpolation(text, it)?;
                    text.push_value(&value);
                }
            }
        }
        Ok(())
    }

    fn evaluate_interpolation(&mut self, text: &mut Text, it: &InterpolatedElement) -> Outcome {
        let value = self.evaluate(&it.expression)?;
        let place = self.place(crate::python::parse::span(it.range()));
        if let Some(debug) = &it.debug_text {
            text.push(debug.leading());
            text.push(debug.expression());
            text.push(debug.trailing());
        }
        let plain = it.format_spec.is_none();
        let value = match it.conversion {
            ConversionFlag::None if it.debug_text.is_some() && plain => self.repr_of(&value, &place)?,
            ConversionFlag::None => value,
            ConversionFlag::Str => self.str_of(&value, &place)?,
            ConversionFlag::Repr => self.repr_of(&value, &place)?,
            ConversionFlag::Ascii => self.ascii_of(&value, &place)?,
        };
        let Some(spec) = &it.format_spec else { return self.format_value(&value, "", &place) };
        let mut spec_text = Text::default();
        self.evaluate_elements(&mut spec_text, spec.elements.iter())?;
        match spec_text.into_value() {
            Value::Str(spec) => self.format_value(&value, &spec, &place),
            unknown => Ok(unknown),
        }
    }
}
