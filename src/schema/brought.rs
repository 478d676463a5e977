//! What well-known extensions bring: their objects are no part of a schema, but columns, indexes and defaults need
//! them. One table; an extension that is not in it may bring anything.

use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::schema::{Expression, Extension, Key, Schema, Stored};
use std::sync::Arc;

/// What one extension brings.
struct Brought {
    extension: &'static str,
    types: &'static [&'static str],
    relations: &'static [&'static str],
    operator_classes: &'static [&'static str],
    access_methods: &'static [&'static str],
    functions: &'static [&'static str],
}

const NOTHING: Brought =
    Brought { extension: "", types: &[], relations: &[], operator_classes: &[], access_methods: &[], functions: &[] };

/// The extensions of PostgreSQL 15's contrib that migrations use, and the best-known others.
const BROUGHT: &[Brought] = &[
    Brought { extension: "bloom", access_methods: &["bloom"], ..NOTHING },
    Brought { extension: "btree_gin", ..NOTHING },
    Brought { extension: "btree_gist", types: &["gbtreekey8", "gbtreekey16", "gbtreekey32"], ..NOTHING },
    Brought {
        extension: "citext",
        types: &["citext"],
        operator_classes: &["citext_ops", "citext_pattern_ops"],
        ..NOTHING
    },
    Brought { extension: "cube", types: &["cube"], operator_classes: &["cube_ops", "gist_cube_ops"], ..NOTHING },
    Brought { extension: "dblink", functions: &["dblink", "dblink_connect", "dblink_exec"], ..NOTHING },
    Brought { extension: "earthdistance", types: &["earth"], functions: &["ll_to_earth", "earth_distance"], ..NOTHING },
    Brought {
        extension: "fuzzystrmatch",
        functions: &["levenshtein", "levenshtein_less_equal", "soundex", "difference", "metaphone", "dmetaphone"],
        ..NOTHING
    },
    Brought { extension: "hstore", types: &["hstore", "ghstore"], functions: &["hstore"], ..NOTHING },
    Brought {
        extension: "intarray",
        types: &["query_int"],
        operator_classes: &["gin__int_ops", "gist__int_ops", "gist__intbig_ops"],
        ..NOTHING
    },
    Brought {
        extension: "ltree",
        types: &["ltree", "lquery", "ltxtquery", "ltree_gist"],
        operator_classes: &["ltree_ops", "gist_ltree_ops", "gist__ltree_ops"],
        ..NOTHING
    },
    Brought { extension: "pg_stat_statements", relations: &["pg_stat_statements"], ..NOTHING },
    Brought {
        extension: "pg_trgm",
        types: &["gtrgm"],
        operator_classes: &["gin_trgm_ops", "gist_trgm_ops"],
        functions: &["similarity", "word_similarity", "strict_word_similarity", "show_trgm"],
        ..NOTHING
    },
    Brought {
        extension: "pgcrypto",
        functions: &["crypt", "gen_salt", "digest", "hmac", "gen_random_bytes", "pgp_sym_encrypt", "pgp_sym_decrypt"],
        ..NOTHING
    },
    Brought { extension: "plpgsql", ..NOTHING },
    Brought {
        extension: "postgis",
        types: &["geometry", "geography", "box2d", "box3d", "spheroid", "geometry_dump", "valid_detail"],
        relations: &["spatial_ref_sys", "geometry_columns", "geography_columns"],
        operator_classes: &["gist_geometry_ops_2d", "gist_geometry_ops_nd", "gist_geography_ops"],
        ..NOTHING
    },
    Brought { extension: "seg", types: &["seg"], ..NOTHING },
    Brought { extension: "tablefunc", functions: &["crosstab", "connectby", "normal_rand"], ..NOTHING },
    Brought { extension: "unaccent", functions: &["unaccent"], ..NOTHING },
    Brought {
        extension: "uuid-ossp",
        functions: &[
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v3",
            "uuid_generate_v4",
            "uuid_generate_v5",
            "uuid_nil",
            "uuid_ns_dns",
            "uuid_ns_oid",
            "uuid_ns_url",
            "uuid_ns_x500",
        ],
        ..NOTHING
    },
    Brought {
        extension: "vector",
        types: &["vector", "halfvec", "sparsevec"],
        operator_classes: &[
            "vector_ops",
            "vector_l2_ops",
            "vector_ip_ops",
            "vector_cosine_ops",
            "vector_l1_ops",
            "halfvec_l2_ops",
            "halfvec_ip_ops",
            "halfvec_cosine_ops",
            "halfvec_l1_ops",
            "sparsevec_l2_ops",
            "sparsevec_ip_ops",
            "sparsevec_cosine_ops",
            "sparsevec_l1_ops",
            "bit_hamming_ops",
            "bit_jaccard_ops",
        ],
        access_methods: &["hnsw", "ivfflat"],
        ..NOTHING
    },
];

/// What kind of thing is looked for among what extensions bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    OperatorClass,
    AccessMethod,
    Function,
}

/// Whether a thing is there that is not kept itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Present,
    /// A known extension brings it, and is not there.
    Absent,
    /// Nothing listed brings it.
    Unlisted,
}

impl Schema {
    /// Returns whether an installed extension brings the type.
    pub(super) fn brings_type(&self, name: &QualifiedName) -> bool {
        let brings = |own: &Brought| own.types.contains(&name.name.as_str());
        self.installed(brings).any(|extension| extension.schema == name.schema)
    }

    /// Returns whether an installed extension brings the relation.
    pub(super) fn brings_relation(&self, name: &Name) -> bool {
        self.installed(|own| own.relations.contains(&name.as_str())).next().is_some()
    }

    /// Returns a function that an expression calls and that is not there, because the extension that brings it is not.
    pub(super) fn missing_function(&self, expression: &Expression) -> Option<String> {
        expression.calls().into_iter().find(|name| {
            let reference = RelationRef::bare(Name::verbatim(name));
            self.presence(Kind::Function, name) == Presence::Absent
                && !self.full_names(&reference).any(|full| self.routines_named(&full).next().is_some())
        })
    }

    /// Returns an installed extension of which it is not listed what it brings.
    pub(super) fn unlisted_extension(&self) -> Option<&Name> {
        let is_listed = |name: &Name| BROUGHT.iter().any(|own| own.extension == name.as_str());
        self.extensions().map(|own| &own.name).find(|name| !is_listed(name))
    }

    /// Returns the types that an extension brings, nothing where it is not listed.
    #[must_use]
    pub fn types_brought(extension: &Extension) -> Option<Vec<QualifiedName>> {
        BROUGHT.iter().any(|own| own.extension == extension.name.as_str()).then(|| types_of(extension))
    }

    /// Returns whether an extension may bring tables or views.
    #[must_use]
    pub fn may_bring_relations(&self, extension: &Name) -> bool {
        let own = BROUGHT.iter().find(|own| own.extension == extension.as_str());
        own.is_none_or(|own| !own.relations.is_empty())
    }

    /// Returns whether something that listed extensions bring is there.
    pub(super) fn presence(&self, kind: Kind, name: &str) -> Presence {
        let brings = |own: &Brought| own.has(kind, name);
        if !BROUGHT.iter().any(brings) {
            Presence::Unlisted
        } else if self.installed(brings).next().is_some() || self.unlisted_extension().is_some() {
            Presence::Present
        } else {
            Presence::Absent
        }
    }

    /// Returns the installed extensions.
    pub fn extensions(&self) -> impl Iterator<Item = &Arc<Extension>> {
        let range =
            Key::Extension(Name::verbatim(""))..Key::Type(QualifiedName::new(Name::verbatim(""), Name::verbatim("")));
        self.objects_between(range).filter_map(|stored| match stored {
            Stored::Extension(own) => Some(own),
            _ => None,
        })
    }

    fn installed<'a>(&'a self, brings: impl Fn(&Brought) -> bool + 'a) -> impl Iterator<Item = &'a Arc<Extension>> {
        self.extensions()
            .filter(move |extension| BROUGHT.iter().any(|own| own.extension == extension.name.as_str() && brings(own)))
    }
}

impl Expression {
    /// Returns the names of the functions that it calls, without their schemas.
    pub(super) fn calls(&self) -> Vec<String> {
        let mut names = Vec::new();
        let (mut word, mut quote) = (String::new(), None);
        for c in self.to_sql().chars() {
            match (quote, c) {
                (Some(open), _) if c == open => quote = None,
                (Some('"'), _) => word.push(c),
                (Some(_), _) => {}
                (None, '\'') => {
                    word.clear();
                    quote = Some(c);
                }
                (None, '"') => {
                    word.clear();
                    quote = Some(c);
                }
                (None, '(') if !word.is_empty() => names.push(std::mem::take(&mut word)),
                (None, _) if c.is_alphanumeric() || c == '_' => word.push(c),
                (None, _) => word.clear(),
            }
        }
        names
    }
}

impl Brought {
    fn has(&self, kind: Kind, name: &str) -> bool {
        let list = match kind {
            Kind::OperatorClass => self.operator_classes,
            Kind::AccessMethod => self.access_methods,
            Kind::Function => self.functions,
        };
        list.contains(&name)
    }
}

/// Returns whether an extension is listed to bring something.
pub(super) fn brings(extension: &Name, kind: Kind, name: &str) -> bool {
    BROUGHT.iter().any(|own| own.extension == extension.as_str() && own.has(kind, name))
}

/// Returns the types that an extension brings, if it is listed.
pub(super) fn types_of(extension: &Extension) -> Vec<QualifiedName> {
    let own = BROUGHT.iter().filter(|own| own.extension == extension.name.as_str());
    own.flat_map(|own| own.types)
        .map(|name| QualifiedName::new(extension.schema.clone(), Name::verbatim(name)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_found_outside_of_text() {
        let calls = |text: &str| Expression::text(text).calls();
        assert_eq!(calls("public.f(lower(a) || 'g(x)') + \"H\"(b) in (1)"), ["f", "lower", "H"]);
        assert!(calls("'f(' || 'g'").is_empty());
    }

    #[test]
    fn extensions_are_sorted_and_listed_once() {
        assert!(BROUGHT.is_sorted_by(|a, b| a.extension < b.extension));
    }
}
