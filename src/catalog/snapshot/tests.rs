//! Properties of snapshots: whatever a catalog holds comes back.

use super::*;
use crate::catalog::{VersionTable, Wanted, read_text};
use crate::name::{Name, QualifiedName};
use crate::schema::*;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use std::sync::Arc;

fn name() -> impl Strategy<Value = Name> {
    prop_oneof![
        prop::sample::select(vec![
            "id",
            "user",
            "no",
            "1e10",
            "0123",
            "Camel Case",
            "a\"b",
            "a.b",
            "null",
            "ö",
            "~",
            ""
        ]),
        Just("t")
    ]
    .prop_map(Name::verbatim)
}

fn qualified() -> impl Strategy<Value = QualifiedName> {
    (name(), ".{0,6}").prop_map(|(schema, own)| QualifiedName::new(schema, Name::verbatim(&own)))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,12}", "[a-z \n:'\"#{}-]{0,20}", Just("no".to_string())]
}

fn unknown() -> impl Strategy<Value = Unknown> {
    text().prop_map(|reason| Unknown::new(reason, None))
}

fn data_type() -> impl Strategy<Value = DataType> {
    let base = prop_oneof![
        prop::sample::select(vec![
            "integer",
            "text",
            "character varying",
            "timestamp with time zone",
            "interval",
            "x y"
        ])
        .prop_map(|own| TypeBase::Builtin(Name::verbatim(own))),
        qualified().prop_map(TypeBase::User),
        unknown().prop_map(TypeBase::Unknown),
    ];
    let modifiers = prop::sample::select(vec!["", "5", "10,2", "day to second"]);
    (base, modifiers, any::<bool>()).prop_map(|(base, modifiers, array)| DataType {
        base,
        modifiers: modifiers.to_string(),
        array,
    })
}

fn expression() -> impl Strategy<Value = Expression> {
    let part = prop_oneof![
        text().prop_map(Part::Text),
        prop::sample::select(vec!["now()", " > 0", "'x'::text", "("]).prop_map(|own| Part::Text(own.to_string())),
        name().prop_map(Part::Column),
        qualified().prop_map(Part::Type),
        qualified().prop_map(Part::Sequence),
        qualified().prop_map(Part::Routine),
        unknown().prop_map(Part::Unknown),
        unknown().prop_map(Part::Doubt),
    ];
    vec(part, 0..4).prop_map(|parts| Expression { parts })
}

prop_compose! {
    fn column()(
        name in name(), data_type in data_type(), flags in any::<(bool, bool)>(),
        default in option::of(expression()), generated in option::of(expression()),
        identity in option::of(prop::sample::select(vec![Identity::Always, Identity::ByDefault])),
        collation in option::of(name()), comment in option::of(text()),
    ) -> Column {
        let (not_null, inherited) = flags;
        Column { name, data_type, not_null, default, identity, generated, collation, comment, inherited }
    }
}

fn action() -> impl Strategy<Value = ReferentialAction> {
    use ReferentialAction::{Cascade, NoAction, Restrict, SetDefault, SetNull};
    prop::sample::select(vec![NoAction, Restrict, Cascade, SetNull, SetDefault])
}

fn names() -> impl Strategy<Value = Vec<Name>> {
    vec(name(), 0..3)
}

fn constraint() -> impl Strategy<Value = Constraint> {
    use Deferrability::{InitiallyDeferred, InitiallyImmediate, NotDeferrable};
    let foreign_key = (names(), qualified(), names(), action(), action(), names(), any::<bool>()).prop_map(
        |(columns, table, referenced, on_delete, on_update, on_delete_columns, full)| {
            let match_kind = if full { Match::Full } else { Match::Simple };
            ConstraintKind::ForeignKey(ForeignKey {
                columns,
                table,
                referenced,
                on_delete,
                on_delete_columns,
                on_update,
                match_kind,
            })
        },
    );
    let kind = prop_oneof![
        (names(), names()).prop_map(|(columns, include)| ConstraintKind::PrimaryKey { columns, include }),
        (names(), names(), any::<bool>()).prop_map(|(columns, include, nulls_distinct)| ConstraintKind::Unique {
            columns,
            include,
            nulls_distinct
        }),
        foreign_key,
        (expression(), any::<bool>())
            .prop_map(|(expression, no_inherit)| ConstraintKind::Check { expression, no_inherit }),
        expression().prop_map(|definition| ConstraintKind::Exclude { definition }),
    ];
    let deferrability = prop::sample::select(vec![NotDeferrable, InitiallyImmediate, InitiallyDeferred]);
    (name(), kind, deferrability, any::<(bool, bool)>(), option::of(text())).prop_map(
        |(name, kind, deferrability, (validated, inherited), comment)| Constraint {
            name,
            kind,
            deferrability,
            validated,
            comment,
            inherited,
        },
    )
}

fn constraints() -> impl Strategy<Value = Vec<Constraint>> {
    vec(constraint(), 0..3)
}

fn firing() -> impl Strategy<Value = Firing> {
    prop::sample::select(vec![Firing::Enabled, Firing::Disabled, Firing::Replica, Firing::Always])
}

fn trigger() -> impl Strategy<Value = Trigger> {
    (name(), expression(), option::of(qualified()), firing(), option::of(text())).prop_map(
        |(name, definition, function, firing, comment)| Trigger { name, definition, function, firing, comment },
    )
}

fn policy() -> impl Strategy<Value = Policy> {
    use PolicyCommand::{All, Delete, Insert, Select, Update};
    let command = prop::sample::select(vec![All, Select, Insert, Update, Delete]);
    let checks = (option::of(expression()), option::of(expression()));
    (name(), any::<bool>(), command, names(), checks, option::of(text())).prop_map(
        |(name, permissive, command, roles, (using, with_check), comment)| Policy {
            name,
            permissive,
            command,
            roles,
            using,
            with_check,
            comment,
        },
    )
}

fn table() -> impl Strategy<Value = Stored> {
    use RowSecurity::{Disabled, Enabled, Forced, ForcedOnly};
    let inside = (vec(column(), 0..4), constraints(), vec(trigger(), 0..2), vec(policy(), 0..2));
    let persistence = prop::sample::select(vec![Persistence::Permanent, Persistence::Unlogged, Persistence::Temporary]);
    let security = prop::sample::select(vec![Disabled, Enabled, Forced, ForcedOnly]);
    let place =
        (option::of(text()), option::of((qualified(), expression())), vec(qualified(), 0..2), option::of(name()));
    (qualified(), inside, persistence, security, place, option::of(text())).prop_map(
        |(name, (columns, constraints, triggers, policies), persistence, row_security, place, comment)| {
            let (partition_by, partition, inherits, server) = place;
            let mut table = Table::new(name);
            table.columns = columns;
            table.constraints = constraints.into_iter().map(|own| (own.name.clone(), own)).collect();
            table.triggers = triggers.into_iter().map(|own| (own.name.clone(), own)).collect();
            table.policies = policies.into_iter().map(|own| (own.name.clone(), own)).collect();
            (table.persistence, table.row_security) = (persistence, row_security);
            table.partition_by = partition_by;
            table.partition = partition.map(|(parent, bound)| Partition { parent, bound });
            (table.inherits, table.server, table.comment) = (inherits, server, comment);
            Stored::Table(Arc::new(table))
        },
    )
}

fn index() -> impl Strategy<Value = Stored> {
    use NullsOrder::{Default, First, Last};
    let target = prop_oneof![name().prop_map(KeyTarget::Column), expression().prop_map(KeyTarget::Expression)];
    let direction = prop::sample::select(vec![Direction::Ascending, Direction::Descending]);
    let nulls = prop::sample::select(vec![Default, First, Last]);
    let key = (target, option::of(text()), option::of(name()), direction, nulls).prop_map(
        |(target, operator_class, collation, direction, nulls)| IndexKey {
            target,
            operator_class,
            collation,
            direction,
            nulls,
        },
    );
    let rest = (name(), names(), option::of(expression()), btree_map(text(), text(), 0..2), option::of(text()));
    (qualified(), qualified(), vec(key, 0..3), any::<(bool, bool, bool, bool)>(), rest).prop_map(
        |(
            name,
            table,
            keys,
            (unique, nulls_distinct, valid, inherited),
            (method, include, predicate, with, comment),
        )| {
            let mut own = Index::new(name, table);
            (own.method, own.keys, own.include, own.unique) = (method, keys, include, unique);
            (own.nulls_distinct, own.predicate, own.options) = (nulls_distinct, predicate, with.into_iter().collect());
            (own.valid, own.comment, own.inherited) = (valid, comment, inherited);
            Stored::Index(Arc::new(own))
        },
    )
}

fn sequence() -> impl Strategy<Value = Stored> {
    let numbers = any::<[i64; 5]>();
    let owner = option::of((qualified(), name()));
    (qualified(), data_type(), option::of(numbers), any::<(bool, bool)>(), owner, option::of(text())).prop_map(
        |(name, data_type, numbers, (cycle, identity), owned_by, comment)| {
            let mut own = Sequence::new(name, data_type);
            if let Some(numbers) = numbers {
                [own.start, own.increment, own.minimum, own.maximum, own.cache] = numbers;
            }
            (own.cycle, own.identity, own.owned_by, own.comment) = (cycle, identity, owned_by, comment);
            Stored::Sequence(Arc::new(own))
        },
    )
}

fn own_type() -> impl Strategy<Value = Stored> {
    let domain = (data_type(), option::of(name()), any::<bool>(), option::of(expression()), constraints()).prop_map(
        |(base, collation, not_null, default, constraints)| {
            let constraints = constraints.into_iter().map(|own| (own.name.clone(), own)).collect();
            TypeKind::Domain { base, collation, not_null, default, constraints }
        },
    );
    let kind = prop_oneof![
        vec(text(), 0..4).prop_map(|labels| TypeKind::Enum { labels }),
        domain,
        vec((name(), data_type()), 0..3).prop_map(|attributes| TypeKind::Composite { attributes }),
        text().prop_map(|definition| TypeKind::Range { definition }),
        Just(TypeKind::Base),
    ];
    (qualified(), kind, option::of(text()))
        .prop_map(|(name, kind, comment)| Stored::Type(Arc::new(Type { name, kind, comment })))
}

fn rest() -> impl Strategy<Value = Stored> {
    use RoutineKind::{Aggregate, Function, Procedure};
    let view = (qualified(), any::<bool>(), expression(), option::of(names()), vec((qualified(), names()), 0..2));
    let options = prop::collection::btree_map(text(), text(), 0..2);
    let view = (view, options, option::of(text()));
    let view = view.prop_map(|((name, materialized, query, columns, reads), options, comment)| {
        let kind = if materialized { ViewKind::Materialized } else { ViewKind::Plain };
        let options = options.into_iter().collect();
        Stored::View(Arc::new(View { name, kind, query, columns, reads, options, comment }))
    });
    let kind = prop::sample::select(vec![Function, Procedure, Aggregate]);
    let routine = (qualified(), kind, vec(data_type(), 0..3), text(), text(), option::of(text()));
    let routine = routine.prop_map(|(name, kind, arguments, signature, body, comment)| {
        Stored::Routine(Arc::new(Routine { name, kind, arguments, signature, body, comment }))
    });
    let other = (text(), qualified(), expression(), option::of(qualified()), option::of(text()));
    let other = other.prop_map(|(kind, name, definition, table, comment)| {
        Stored::Other(Arc::new(Other { kind, name, definition, table, comment }))
    });
    let namespace = (name(), option::of(text()))
        .prop_map(|(name, comment)| Stored::Namespace(Arc::new(Namespace { name, comment })));
    let extension = (name(), name(), option::of(text()))
        .prop_map(|(name, schema, comment)| Stored::Extension(Arc::new(Extension { name, schema, comment })));
    prop_oneof![view, routine, other, namespace, extension]
}

fn object_id() -> impl Strategy<Value = ObjectId> {
    prop_oneof![
        name().prop_map(ObjectId::Schema),
        name().prop_map(ObjectId::Extension),
        qualified().prop_map(ObjectId::Type),
        qualified().prop_map(ObjectId::Sequence),
        qualified().prop_map(ObjectId::Table),
        qualified().prop_map(ObjectId::Index),
        qualified().prop_map(ObjectId::View),
        (qualified(), name()).prop_map(|(table, name)| ObjectId::Column(table, name)),
        (qualified(), name()).prop_map(|(table, name)| ObjectId::Constraint(table, name)),
        (qualified(), name()).prop_map(|(table, name)| ObjectId::Trigger(table, name)),
        (qualified(), name()).prop_map(|(table, name)| ObjectId::Policy(table, name)),
        (qualified(), text()).prop_map(|(name, arguments)| ObjectId::Function(name, arguments)),
        (text(), qualified()).prop_map(|(kind, name)| ObjectId::Other(kind, name)),
    ]
}

fn catalog() -> impl Strategy<Value = Catalog> {
    let touched = prop_oneof![
        object_id().prop_map(Touched::Object),
        qualified().prop_map(Touched::Table),
        Just(Touched::Everything)
    ];
    let version_table = (qualified(), option::of(vec(text(), 0..3)), option::of(any::<u32>()))
        .prop_map(|(name, rows, width)| VersionTable { name, rows, width });
    let object = prop_oneof![table(), index(), sequence(), own_type(), rest()];
    (vec(object, 0..6), names(), vec((touched, unknown()), 0..2), vec(version_table, 0..2)).prop_map(
        |(objects, search_path, unknown, version_tables)| {
            let mut schema = Schema::bare();
            for stored in objects {
                schema.put(key(&stored), Some(stored));
            }
            (schema.search_path, schema.unknown) = (search_path, unknown);
            Catalog { schema, version_tables, findings: Vec::new() }
        },
    )
}

fn key(stored: &Stored) -> Key {
    match stored {
        Stored::Namespace(own) => Key::Namespace(own.name.clone()),
        Stored::Extension(own) => Key::Extension(own.name.clone()),
        Stored::Type(own) => Key::Type(own.name.clone()),
        Stored::Table(own) => Key::Relation(own.name.clone()),
        Stored::Index(own) => Key::Relation(own.name.clone()),
        Stored::Sequence(own) => Key::Relation(own.name.clone()),
        Stored::View(own) => Key::Relation(own.name.clone()),
        Stored::Routine(own) => Key::Routine(own.name.clone(), own.argument_types()),
        Stored::Other(own) => Key::Other(own.kind.clone(), own.name.clone()),
    }
}

fn read_yaml(text: &str) -> Result<Catalog> {
    read_text(&Source::new("snapshot.yaml", text), &Wanted::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn every_catalog_comes_back(catalog in catalog()) {
        let text = write(&catalog).expect("has a form");
        let back = read_yaml(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        let objects = |catalog: &Catalog| -> Vec<(Key, Stored)> {
            catalog.schema.objects().map(|(key, stored)| (key.clone(), stored.clone())).collect()
        };
        prop_assert_eq!(objects(&catalog), objects(&back), "{}", text);
        prop_assert_eq!(&catalog.schema.search_path, &back.schema.search_path);
        prop_assert_eq!(&catalog.schema.unknown, &back.schema.unknown);
        prop_assert_eq!(&catalog.version_tables, &back.version_tables);
        prop_assert_eq!(write(&back).expect("has a form"), text);
    }
}

#[test]
fn what_is_no_snapshot_is_told_with_its_line() {
    for (text, said, line) in [
        ("limbeck-snapshot: 1\nsearch-path: []\nschemas: []\ntabels: []\n", "unknown field `tabels`", Some(4)),
        (
            "limbeck-snapshot: 1\nsearch-path: []\nschemas: []\ntables:\n  - {name: t, columns: []}\ncomplete: true\n",
            "`t` is not a name",
            Some(5),
        ),
        ("limbeck-snapshot: 1\nsearch-path: []\n", "missing field `schemas`", None),
        ("limbeck-snapshot: 2\nsearch-path: []\nschemas: []\n", "its version is 2", None),
        ("limbeck-snapshot: 1\nsearch-path: [a\n", "did not find", Some(2)),
        ("limbeck-snapshot: one\n", "invalid type", Some(1)),
        ("limbeck-snapshot: 1\nsearch-path: []\nschemas: []\ntables: []\n", "cut off", None),
    ] {
        let error = read_yaml(text).expect_err(text);
        assert!(error.message.contains(said), "{}", error.message);
        assert!(error.message.starts_with("snapshot.yaml is not a limbeck snapshot: "), "{}", error.message);
        assert_eq!(error.place.map(|place| place.line()), line, "{}", error.message);
    }
}
