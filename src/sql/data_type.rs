//! Reads a type and brings it to the form of PostgreSQL's `format_type` (15, `format_type.c`). Which schema a bare user
//! type lives in is not decided here.

use crate::name::{Name, QualifiedName};
use crate::operation::TypeRef;
use crate::schema::{DataType, Unknown};
use crate::sql::scan::{Kind, Token, tokens};
use crate::sql::type_names::{by_internal_name, by_sql_name};

/// Returns the type that `text` names, unknown where it names none.
#[must_use]
pub fn data_type(text: &str) -> TypeRef {
    let mut reader = Reader { tokens: tokens(text).collect(), at: 0 };
    let read = reader.type_ref();
    match read {
        Some(found) if reader.at == reader.tokens.len() => found,
        _ => unreadable(text),
    }
}

/// Returns the type with bare user types in the schema that `find` gives.
pub(super) fn resolve(reference: TypeRef, find: impl Fn(&Name) -> QualifiedName) -> DataType {
    match reference {
        TypeRef::Resolved(data_type) | TypeRef::Serial(data_type) => data_type,
        TypeRef::Named { name, modifiers, array } => {
            let own = DataType::user(find(&name)).with_modifiers(modifiers);
            if array { own.into_array() } else { own }
        }
    }
}

fn unreadable(text: &str) -> TypeRef {
    TypeRef::Resolved(DataType::unknown(Unknown::new(
        format!("`{}` is not a type limbeck can read", text.trim()),
        None,
    )))
}

struct Reader<'t> {
    tokens: Vec<Token<'t>>,
    at: usize,
}

impl<'t> Reader<'t> {
    fn type_ref(&mut self) -> Option<TypeRef> {
        self.take_word("setof");
        let mut own = self.base()?;
        if self.arrays() {
            match &mut own {
                TypeRef::Resolved(data_type) => data_type.array = true,
                TypeRef::Named { array, .. } => *array = true,
                TypeRef::Serial(_) => return None,
            }
        }
        Some(own)
    }

    fn base(&mut self) -> Option<TypeRef> {
        let first = self.next()?;
        let name = first.name()?;
        if self.take_symbol(".") {
            let second = self.next()?.name()?;
            if name.as_str() == "pg_catalog" {
                return self.internal(&second).or_else(|| {
                    let modifiers = self.modifiers()?;
                    Some(TypeRef::Resolved(DataType::builtin(second.as_str()).with_modifiers(modifiers)))
                });
            }
            let modifiers = self.modifiers()?;
            let modifiers = user_modifiers(&second, modifiers);
            return Some(TypeRef::Resolved(DataType::user(QualifiedName::new(name, second)).with_modifiers(modifiers)));
        }
        if first.kind == Kind::Quoted {
            return self.internal(&name).or_else(|| self.named(name));
        }
        self.keyword(name.as_str()).or_else(|| self.internal(&name)).or_else(|| self.named(name))
    }

    fn named(&mut self, name: Name) -> Option<TypeRef> {
        let modifiers = self.modifiers()?;
        let modifiers = user_modifiers(&name, modifiers);
        Some(TypeRef::Named { name, modifiers, array: false })
    }

    /// Reads a type whose spelling is grammar, not a name.
    fn keyword(&mut self, word: &str) -> Option<TypeRef> {
        let own = match word {
            "national" => {
                self.next()?;
                self.characters()?
            }
            "character" | "char" | "nchar" => self.characters()?,
            "varchar" => DataType::builtin("character varying").with_modifiers(self.modifiers()?),
            "bit" if self.take_word("varying") => DataType::builtin("bit varying").with_modifiers(self.modifiers()?),
            "bit" => DataType::builtin("bit").with_modifiers(self.modifiers_or("1")?),
            "double" if self.take_word("precision") => DataType::builtin("double precision"),
            "float" => {
                let digits = self.modifiers()?;
                let is_single = !digits.is_empty() && digits.parse::<u32>().ok()? <= 24;
                DataType::builtin(if is_single { "real" } else { "double precision" })
            }
            "decimal" | "dec" | "numeric" => {
                let modifiers = self.modifiers()?;
                let scaled = modifiers.is_empty() || modifiers.contains(',');
                DataType::builtin("numeric").with_modifiers(if scaled { modifiers } else { format!("{modifiers},0") })
            }
            "time" | "timestamp" => {
                let precision = self.modifiers()?;
                let zone = if self.take_words(&["with", "time", "zone"]) {
                    "with"
                } else {
                    self.take_words(&["without", "time", "zone"]);
                    "without"
                };
                DataType::builtin(&format!("{word} {zone} time zone")).with_modifiers(precision)
            }
            "interval" => self.interval()?,
            "serial" | "serial4" => return Some(TypeRef::Serial(DataType::builtin("integer"))),
            "bigserial" | "serial8" => return Some(TypeRef::Serial(DataType::builtin("bigint"))),
            "smallserial" | "serial2" => return Some(TypeRef::Serial(DataType::builtin("smallint"))),
            _ => DataType::builtin(by_sql_name(word)?),
        };
        Some(TypeRef::Resolved(own))
    }

    fn characters(&mut self) -> Option<DataType> {
        if self.take_word("varying") {
            return Some(DataType::builtin("character varying").with_modifiers(self.modifiers()?));
        }
        Some(DataType::builtin("character").with_modifiers(self.modifiers_or("1")?))
    }

    fn interval(&mut self) -> Option<DataType> {
        let mut fields: Vec<String> = Vec::new();
        while let Some(token) = self.peek() {
            let word = token.text.to_ascii_lowercase();
            if !matches!(word.as_str(), "year" | "month" | "day" | "hour" | "minute" | "second" | "to") {
                break;
            }
            fields.push(word);
            self.at += 1;
        }
        let precision = self.modifiers()?;
        let mut modifiers = fields.join(" ");
        if !precision.is_empty() {
            modifiers = if modifiers.is_empty() { precision } else { format!("{modifiers}({precision})") };
        }
        Some(DataType::builtin("interval").with_modifiers(modifiers))
    }

    /// Reads a name of `pg_type`; `_int4` is the array of `int4`.
    fn internal(&mut self, name: &Name) -> Option<TypeRef> {
        let (own, array) = match by_internal_name(name.as_str()) {
            Some(own) => (own, false),
            None => (by_internal_name(name.as_str().strip_prefix('_')?)?, true),
        };
        let modifiers = self.modifiers()?;
        let precise =
            matches!(own, "character varying" | "numeric") || own.contains(" time zone") || own.contains("bit");
        let own = match own {
            "character" if modifiers.is_empty() => DataType::builtin("bpchar"),
            "numeric" if !modifiers.is_empty() && !modifiers.contains(',') => {
                DataType::builtin(own).with_modifiers(format!("{modifiers},0"))
            }
            "character" | "interval" => DataType::builtin(own).with_modifiers(modifiers),
            _ if precise => DataType::builtin(own).with_modifiers(modifiers),
            _ if modifiers.is_empty() => DataType::builtin(own),
            // MySQL's `int(11)`, which PostgreSQL refuses.
            _ => return None,
        };
        Some(TypeRef::Resolved(if array { own.into_array() } else { own }))
    }

    /// Reads `(…)`, empty if there is none.
    fn modifiers(&mut self) -> Option<String> {
        let mut text = String::new();
        if !self.take_symbol("(") {
            return Some(text);
        }
        loop {
            let token = self.next()?;
            if token.is_symbol(")") {
                return Some(text);
            }
            text.push_str(token.text);
        }
    }

    fn modifiers_or(&mut self, default: &str) -> Option<String> {
        let modifiers = self.modifiers()?;
        Some(if modifiers.is_empty() { default.to_string() } else { modifiers })
    }

    /// Reads `[]`, `[3][]` and `ARRAY[3]`; PostgreSQL forgets the numbers.
    fn arrays(&mut self) -> bool {
        let mut found = self.take_word("array");
        while self.take_symbol("[") {
            found = true;
            if self.peek().is_some_and(|token| token.kind == Kind::Number) {
                self.at += 1;
            }
            if !self.take_symbol("]") {
                // Not at the end of the text, so the type is unreadable.
                self.at = 0;
                return found;
            }
        }
        found
    }

    fn peek(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token<'t>> {
        let token = self.tokens.get(self.at).copied();
        self.at += 1;
        token
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.is_word(word));
        self.at += usize::from(found);
        found
    }

    fn take_symbol(&mut self, symbol: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.is_symbol(symbol));
        self.at += usize::from(found);
        found
    }

    fn take_words(&mut self, words: &[&str]) -> bool {
        let found = words
            .iter()
            .enumerate()
            .all(|(i, word)| self.tokens.get(self.at + i).is_some_and(|token| token.is_word(word)));
        self.at += if found { words.len() } else { 0 };
        found
    }
}

/// Returns modifiers as the type's own output function spells them; PostGIS spells the shapes in its own case.
fn user_modifiers(name: &Name, modifiers: String) -> String {
    const SHAPES: &[&str] = &[
        "Geometry",
        "Point",
        "LineString",
        "Polygon",
        "MultiPoint",
        "MultiLineString",
        "MultiPolygon",
        "GeometryCollection",
        "CircularString",
        "CompoundCurve",
        "CurvePolygon",
        "MultiCurve",
        "MultiSurface",
        "PolyhedralSurface",
        "Triangle",
        "Tin",
    ];
    if !matches!(name.as_str(), "geometry" | "geography") {
        return modifiers;
    }
    let (shape, rest) = modifiers.split_at(modifiers.find(',').unwrap_or(modifiers.len()));
    let lower = shape.to_ascii_lowercase();
    let (stem, dimensions) = ["zm", "z", "m"]
        .iter()
        .find_map(|suffix| Some((lower.strip_suffix(suffix)?, suffix.to_ascii_uppercase())))
        .unwrap_or((lower.as_str(), String::new()));
    let known = SHAPES.iter().find(|own| own.eq_ignore_ascii_case(stem));
    known.map_or_else(|| modifiers.clone(), |own| format!("{own}{dimensions}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        match data_type(text) {
            TypeRef::Resolved(own) => own.to_sql(),
            TypeRef::Named { name, modifiers, array } => {
                format!("?{name}({modifiers}){}", if array { "[]" } else { "" })
            }
            TypeRef::Serial(own) => format!("serial {own}"),
        }
    }

    #[test]
    fn every_spelling_comes_to_format_type() {
        for (typed, printed) in [
            ("INT4", "integer"),
            ("pg_catalog.int4", "integer"),
            ("_int4", "integer[]"),
            ("integer ARRAY[3]", "integer[]"),
            ("int[3][]", "integer[]"),
            ("varchar(50)", "character varying(50)"),
            ("VARCHAR", "character varying"),
            ("char varying (5)", "character varying(5)"),
            ("char", "character(1)"),
            ("national character(3)", "character(3)"),
            ("bpchar", "bpchar"),
            ("\"char\"", "\"char\""),
            ("timestamptz(3)", "timestamp(3) with time zone"),
            ("timestamp (3) with time zone[]", "timestamp(3) with time zone[]"),
            ("timestamp", "timestamp without time zone"),
            ("pg_catalog.\"timestamp\"", "timestamp without time zone"),
            ("double  precision", "double precision"),
            ("float", "double precision"),
            ("float(24)", "real"),
            ("float8", "double precision"),
            ("decimal(10, 2)", "numeric(10,2)"),
            ("numeric(10)", "numeric(10,0)"),
            ("bit", "bit(1)"),
            ("bit varying(4)", "bit varying(4)"),
            ("interval day to second(3)", "interval day to second(3)"),
            ("interval(6)", "interval(6)"),
            ("bool", "boolean"),
            ("JSONB", "jsonb"),
            ("public.\"Mood\"", "public.\"Mood\""),
            ("public.geometry(POINTZ, 4326)", "public.geometry(PointZ,4326)"),
            ("citext", "?citext()"),
            ("\"Mood\"[]", "?Mood()[]"),
            ("bigserial", "serial bigint"),
        ] {
            assert_eq!(canonical(typed), printed, "{typed}");
        }
    }

    #[test]
    fn what_is_no_type_is_unknown() {
        for text in ["", "int(", "int integer", "int(11)", "1", "a.b.c", "int[", "numeric(1"] {
            let TypeRef::Resolved(own) = data_type(text) else { panic!("{text}: {:?}", data_type(text)) };
            assert!(own.as_unknown().is_some(), "{text}: {own}");
        }
    }
}
