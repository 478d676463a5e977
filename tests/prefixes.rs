//! The observed position on generated histories: a database that stopped after any revision must be seen there, stamped
//! or not, and a stamp that is off must be told. The histories create, change, rename and drop; nothing is replayed
//! from Python here, so that only the judgement is on trial.

use limbeck::audit::observed::Stamp;
use limbeck::audit::presence::Presence;
use limbeck::audit::verdict::Verdict;
use limbeck::audit::{Audit, audit};
use limbeck::catalog::Catalog;
use limbeck::history::History;
use limbeck::name::{Name, QualifiedName};
use limbeck::operation::{
    AlterColumn, AlterTable, Behavior, ColumnDefinition, CreateTable, IfExists, IfNotExists, IndexDefinition,
    ObjectRef, Operation, RelationRef, Scope, TypeRef,
};
use limbeck::replay::{Action, Extent, Replay, RevisionReplay, Sender, Step};
use limbeck::revision::{RevisionId, read_revision};
use limbeck::schema::{DataType, Expression, IndexKey, Persistence, Schema, Stored, Touched, Unknown, effects};
use limbeck::source::{Source, Span};
use proptest::prelude::*;
use std::path::Path;

/// What one random number sequence makes of a history of `revisions` revisions.
struct Story {
    history: History,
    replay: Replay,
    /// The schema before the first revision, and after each.
    stages: Vec<Schema>,
    cuts: Vec<Cut>,
}

/// The schema inside a revision, after some of its steps.
struct Cut {
    revision: usize,
    steps: usize,
    schema: Schema,
}

/// A deterministic source of choices.
struct Choices {
    state: u64,
    /// How many names and values there are to choose from: with few, they come again.
    variety: usize,
}

impl Choices {
    fn below(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.state >> 33) % n.max(1) as u64).unwrap_or(0)
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> Option<T> {
        items.get(self.below(items.len())).cloned()
    }
}

/// Whether some steps that drop something cannot be read. (What they drop is not made again under the same name: that
/// would be another coincidence. After a hidden rename nothing is what it is called.)
#[derive(Clone, Copy, PartialEq)]
enum Opaque {
    Never,
    Sometimes,
}

/// Whether the revisions stand on each other, or some begin a branch.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Chain,
    Tree,
}

fn tell(seed: u64, revisions: usize, opaque: Opaque) -> Story {
    tell_in(seed, revisions, opaque, Shape::Chain)
}

fn tell_in(seed: u64, revisions: usize, opaque: Opaque, shape: Shape) -> Story {
    let variety = if opaque == Opaque::Never { 1 } else { 1_000 };
    let mut choices = Choices { state: seed, variety };
    // What happens, and what can be read of it.
    let (mut schema, mut readable) = (Schema::default(), Schema::default());
    let mut story = Vec::new();
    let mut headers = Vec::new();
    let mut stages = vec![schema.clone()];
    let mut cuts = Vec::new();
    for number in 0..revisions {
        let id = format!("r{number:03}");
        let parent = match (number.checked_sub(1), shape) {
            (None, _) => None,
            (Some(last), Shape::Chain) => Some(last),
            (Some(last), Shape::Tree) => Some(if choices.below(3) > 0 { last } else { choices.below(number) }),
        };
        let parent = parent.map_or("None".to_string(), |parent| format!("'r{parent:03}'"));
        let text = format!("revision = '{id}'\ndown_revision = {parent}\n");
        let source = Source::new(format!("{id}.py"), text);
        headers.extend(read_revision(&source, Path::new(&format!("/{id}.py"))).revision);
        let mut steps = Vec::new();
        for _ in 0..=choices.below(3) {
            let Some(operation) = invent(&mut choices, &schema, number) else { continue };
            let before = schema.clone();
            if schema.apply(&operation).is_err() {
                continue;
            }
            let hidden = opaque == Opaque::Sometimes && is_drop(&operation) && choices.below(3) == 0;
            let unknown = Unknown::new("opaque", Some(source.place(Span::new(0, 1))));
            let read = if hidden { Operation::Unknown { touched: Touched::Everything, unknown } } else { operation };
            let Ok(changes) = readable.apply(&read) else {
                schema = before;
                continue;
            };
            steps.push(Step {
                place: source.place(Span::new(0, 1)),
                action: Action::Operation { operation: Box::new(read), sql: format!("step {}", steps.len()) },
                effects: effects(&changes),
                condition: None,
                passed_over: None,
                section: 0,
                sender: Sender::Client,
            });
            cuts.push(Cut { revision: number, steps: steps.len(), schema: schema.clone() });
        }
        cuts.pop_if(|last| last.revision == number);
        story.push(RevisionReplay {
            revision: RevisionId::new(id),
            steps,
            extent: Extent::Whole,
            reads_catalog: false,
            unknown: Vec::new(),
            unrecorded: Vec::new(),
            older_columns: Vec::new(),
            demands: Vec::new(),
        });
        stages.push(schema.clone());
    }
    Story {
        history: History::new(headers),
        replay: Replay { schema: readable, revisions: story, failure: None, findings: Vec::new(), leaves_path: None },
        stages,
        cuts,
    }
}

fn is_drop(operation: &Operation) -> bool {
    matches!(operation, Operation::Drop { .. } | Operation::AlterTable { action: AlterTable::DropColumn { .. }, .. })
}

fn invent(choices: &mut Choices, schema: &Schema, number: usize) -> Option<Operation> {
    let tables: Vec<QualifiedName> = schema.tables().map(|table| table.name.clone()).collect();
    let kind = if tables.len() < 2 { 0 } else { choices.below(12) };
    if kind == 0 {
        // Names come again, so that what was dropped is made anew in another shape.
        let name = format!("t{}", choices.below(7 * choices.variety));
        return Some(create_table(choices, &name));
    }
    let name = choices.pick(&tables)?;
    let table = schema.table(&name)?.clone();
    let column = choices.pick(&table.columns)?;
    let alter = |action| Operation::AlterTable {
        table: name.clone().into(),
        scope: Scope::Descendants,
        missing: IfExists::Fail,
        action,
    };
    let change = |change| alter(AlterTable::AlterColumn { name: column.name.clone(), change });
    let fresh = Name::folded(&format!("c{}", choices.below(9 * choices.variety)));
    let operation = match kind {
        1..=3 => alter(AlterTable::AddColumn {
            column: Box::new(ColumnDefinition::new(fresh, data_type(choices))),
            existing: IfNotExists::Fail,
        }),
        4 => alter(AlterTable::DropColumn {
            name: column.name.clone(),
            missing: IfExists::Fail,
            behavior: Behavior::Restrict,
        }),
        5 => change(if column.not_null { AlterColumn::DropNotNull } else { AlterColumn::SetNotNull }),
        6 => change(match column.default {
            Some(_) => AlterColumn::DropDefault,
            None => AlterColumn::SetDefault(Expression::text(choices.below(3 * choices.variety).to_string())),
        }),
        7 => change(AlterColumn::SetType {
            data_type: data_type(choices),
            collation: None,
            using: Some(Expression::text("NULL")),
        }),
        8 => Operation::CreateIndex(IndexDefinition {
            name: Some(Name::folded(&format!("ix{number}_{}", choices.below(2)))),
            table: name.into(),
            method: Name::folded("btree"),
            keys: vec![IndexKey::column(column.name)],
            include: Vec::new(),
            unique: false,
            nulls_distinct: true,
            predicate: None,
            options: Vec::new(),
            concurrently: false,
            only: false,
            existing: IfNotExists::Fail,
        }),
        9 => {
            let indexes: Vec<ObjectRef> = schema
                .objects()
                .filter_map(|(_, stored)| match stored {
                    Stored::Index(index) => Some(ObjectRef::Index(index.name.clone().into())),
                    _ => None,
                })
                .collect();
            Operation::Drop {
                objects: vec![choices.pick(&indexes)?],
                missing: IfExists::Fail,
                behavior: Behavior::Restrict,
            }
        }
        10 => Operation::Rename {
            object: ObjectRef::Column(name.into(), column.name),
            to: fresh,
            missing: IfExists::Fail,
        },
        _ if choices.below(2) == 0 => Operation::Rename {
            object: ObjectRef::Table(name.into()),
            to: Name::folded(&format!("t{}", choices.below(7 * choices.variety))),
            missing: IfExists::Fail,
        },
        _ => Operation::Drop {
            objects: vec![ObjectRef::Table(name.into())],
            missing: IfExists::Fail,
            behavior: Behavior::Restrict,
        },
    };
    Some(operation)
}

fn create_table(choices: &mut Choices, name: &str) -> Operation {
    let columns =
        (0..=choices.below(3)).map(|n| ColumnDefinition::new(Name::folded(&format!("c{n}")), data_type(choices)));
    Operation::CreateTable(CreateTable {
        name: RelationRef::bare(Name::folded(name)),
        columns: columns.collect(),
        constraints: Vec::new(),
        likes: Vec::new(),
        inherits: Vec::new(),
        partition_of: None,
        partition_by: None,
        persistence: Persistence::Permanent,
        server: None,
        existing: IfNotExists::Fail,
        from_query: false,
    })
}

fn data_type(choices: &mut Choices) -> TypeRef {
    let names = ["integer", "bigint", "text", "boolean"];
    let mut data_type = DataType::builtin(names[choices.below(names.len())]);
    if choices.variety > 1 {
        data_type = DataType {
            modifiers: format!("({})", 1 + choices.below(choices.variety)),
            ..DataType::builtin("character varying")
        };
    }
    TypeRef::Resolved(data_type)
}

fn judge(story: &Story, stage: usize, rows: &[&str]) -> Audit {
    judge_schema(story, &story.stages[stage], rows)
}

fn judge_schema(story: &Story, schema: &Schema, rows: &[&str]) -> Audit {
    let catalog = Catalog { schema: schema.clone(), ..Catalog::default() };
    let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
    audit(&story.history, &story.replay, &catalog, &rows)
}

/// Whether the first `stage` revisions lie in the observed range.
fn spans(audit: &Audit, stage: usize) -> bool {
    let position = (0..stage).collect();
    audit.observed.least.is_subset(&position) && position.is_subset(&audit.observed.most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn an_unstamped_prefix_is_seen_where_it_is(seed in any::<u64>(), revisions in 2usize..24) {
        let story = tell(seed, revisions, Opaque::Never);
        for stage in 0..=revisions {
            let audit = judge(&story, stage, &[]);
            prop_assert!(
                spans(&audit, stage),
                "after {stage} of {revisions}: {:?} to {:?}", audit.observed.least, audit.observed.most
            );
        }
    }

    #[test]
    fn a_rightly_stamped_prefix_is_in_order_or_behind(seed in any::<u64>(), revisions in 2usize..24) {
        let story = tell(seed, revisions, Opaque::Never);
        for stage in 1..=revisions {
            let row = format!("r{:03}", stage - 1);
            let audit = judge(&story, stage, &[&row]);
            let wanted = if stage == revisions { Verdict::InOrder } else { Verdict::Behind };
            prop_assert_eq!(audit.verdict, wanted, "after {} of {}: {:#?}", stage, revisions, audit.findings);
        }
    }

    #[test]
    fn steps_that_cannot_be_read_make_no_position_wrong(seed in any::<u64>(), revisions in 3usize..24) {
        let story = tell(seed, revisions, Opaque::Sometimes);
        for stage in 1..=revisions {
            let audit = judge(&story, stage, &[]);
            prop_assert!(spans(&audit, stage), "after {stage} of {revisions}: {:?}", audit.observed);
            let audit = judge(&story, stage, &[&format!("r{:03}", stage - 1)]);
            let allowed = [Verdict::InOrder, Verdict::Behind, Verdict::Undecided];
            prop_assert!(allowed.contains(&audit.verdict), "after {stage} of {revisions}: {:?} {:#?}", audit.verdict, audit.findings);
        }
    }

    #[test]
    fn a_stamp_that_is_off_is_never_called_sound(seed in any::<u64>(), revisions in 4usize..24, off in 1usize..6) {
        let story = tell(seed, revisions, Opaque::Never);
        for stage in 1..=revisions.saturating_sub(off) {
            let ahead = format!("r{:03}", stage + off - 1);
            let audit = judge(&story, stage, &[&ahead]);
            // Where the revisions between leave no trace, the stamp may be right.
            let sound = matches!(audit.verdict, Verdict::InOrder | Verdict::Behind);
            let is_told = audit.verdict == Verdict::Diverged;
            prop_assert!(is_told || sound == (audit.observed.stamp == Stamp::Admitted), "{:?}", audit.verdict);
            prop_assert!(spans(&audit, stage), "stamped {off} ahead of {stage}: {:?}", audit.observed);
        }
    }

    /// What one branch makes, another may drop: expand and contract.
    #[test]
    fn on_branches_too(seed in any::<u64>(), revisions in 2usize..16) {
        let story = tell_in(seed, revisions, Opaque::Never, Shape::Tree);
        for stage in 0..=revisions {
            let audit = judge(&story, stage, &[]);
            let range = (&audit.observed.least, &audit.observed.most);
            prop_assert!(spans(&audit, stage), "after {stage} of {revisions}: {range:?}");
            let rows = story.heads(stage);
            let audit = judge(&story, stage, &rows.iter().map(String::as_str).collect::<Vec<_>>());
            let sound = matches!(audit.verdict, Verdict::InOrder | Verdict::Behind | Verdict::MultipleHeads);
            prop_assert!(rows.is_empty() || sound, "after {stage} of {revisions}: {:#?}", audit.findings);
        }
    }

    #[test]
    fn a_revision_that_stopped_half_way_is_partial(seed in any::<u64>(), revisions in 1usize..12) {
        let story = tell(seed, revisions, Opaque::Never);
        for cut in story.cuts.iter().filter(|cut| story.is_only_there(cut)) {
            let row = cut.revision.checked_sub(1).map(|before| format!("r{before:03}"));
            for rows in [Vec::new(), row.iter().map(String::as_str).collect()] {
                let audit = judge_schema(&story, &cut.schema, &rows);
                let place = format!("{} steps of r{:03}, rows {rows:?}", cut.steps, cut.revision);
                let position = (0..cut.revision).collect();
                prop_assert_eq!(&audit.position, &position, "{}: {:?}", &place, &audit.observed);
                let own = &audit.revisions[cut.revision];
                prop_assert_eq!(own.presence, Presence::Partial, "{}: {:#?}", &place, &own.effects);
                let wanted = if rows.is_empty() { Verdict::Unstamped } else { Verdict::Partial };
                prop_assert_eq!(audit.verdict, wanted, "{}: {:#?}", &place, &audit.findings);
                let accused: Vec<usize> = audit.missing().map(|(own, _)| own.number).collect();
                prop_assert!(!accused.is_empty() && accused.iter().all(|own| *own == cut.revision), "{}", &place);
            }
        }
    }
}

impl Story {
    /// The rows of the version table after the first `stage` revisions.
    fn heads(&self, stage: usize) -> Vec<String> {
        let ids: Vec<String> = (0..stage).map(|number| format!("r{number:03}")).collect();
        let revisions = ids.iter().filter_map(|id| Some(self.history.revision(self.history.find(id)?)));
        let parents: Vec<String> =
            revisions.flat_map(|own| own.down_revisions.iter().map(ToString::to_string)).collect();
        ids.into_iter().filter(|id| !parents.contains(id)).collect()
    }

    /// Whether no other stage leaves the same.
    fn is_only_there(&self, cut: &Cut) -> bool {
        let other_cuts = self.cuts.iter().filter(|own| (own.revision, own.steps) != (cut.revision, cut.steps));
        let others = self.stages.iter().chain(other_cuts.map(|own| &own.schema));
        let facts = |schema: &Schema| {
            let mut facts: Vec<String> = schema.facts().iter().map(|fact| format!("{fact:?}")).collect();
            facts.sort();
            facts
        };
        let own = facts(&cut.schema);
        others.into_iter().all(|other| facts(other) != own)
    }
}
