//! A history of any length that real Alembic can run from an empty PostgreSQL: varied operations over a fixed number of tables.

use std::fmt::Write as _;

/// How many tables the history makes in all.
pub const TABLES: usize = 500;

/// What one table has, so that every operation finds what it needs.
struct Table {
    name: String,
    /// The columns that later operations may use, each with its type.
    columns: Vec<(String, &'static str)>,
    /// Each index with the column it goes with.
    indexes: Vec<(String, String)>,
    made: usize,
}

/// Numbers that look random and are the same in every run (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }
}

const TYPES: [&str; 8] = [
    "sa.Integer()",
    "sa.String(length=120)",
    "sa.Text()",
    "sa.Boolean()",
    "sa.DateTime(timezone=True)",
    "sa.Numeric(12, 2)",
    "sa.Float()",
    "sa.Date()",
];

/// Returns the version files of a chain of `size` revisions: name and text.
pub fn generate(size: usize) -> Vec<(String, String)> {
    let mut dice = Dice(42);
    let mut tables: Vec<Table> = Vec::new();
    let mut files = Vec::new();
    let mut parent = None;
    for number in 0..size {
        // All tables exist after half of the chain.
        let due = number * TABLES * 2 / size + 1;
        let body = if tables.len() < due.min(TABLES) {
            create(&mut tables, &mut dice)
        } else {
            let chosen = dice.below(tables.len());
            change(&mut tables, chosen, &mut dice)
        };
        let id = format!("{:012x}", (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16);
        files.push((format!("{id}_step_{number}.py"), file(&id, parent.as_deref(), number, &body)));
        parent = Some(id);
    }
    files
}

fn file(id: &str, parent: Option<&str>, number: usize, body: &str) -> String {
    let (revises, down) = (parent.unwrap_or_default(), parent.map_or("None".to_owned(), |id| format!("'{id}'")));
    let mut text = format!(
        "\"\"\"step {number}\n\nRevision ID: {id}\nRevises: {revises}\nCreate Date: 2024-01-01 00:00:00\n\n\"\"\"\n"
    );
    let typed = number.is_multiple_of(2);
    if typed {
        text += "from typing import Sequence, Union\n\n";
    }
    text += "from alembic import op\nimport sqlalchemy as sa\n\n\n# revision identifiers, used by Alembic.\n";
    let annotation = |name: &str| match name {
        "revision" if typed => ": str",
        _ if typed => ": Union[str, Sequence[str], None]",
        _ => "",
    };
    for (name, value) in [
        ("revision", format!("'{id}'")),
        ("down_revision", down),
        ("branch_labels", "None".into()),
        ("depends_on", "None".into()),
    ] {
        writeln!(text, "{name}{} = {value}", annotation(name)).expect("a string can be written to");
    }
    text += "\n\ndef upgrade():\n";
    for line in body.lines() {
        writeln!(text, "    {line}").expect("a string can be written to");
    }
    text + "\n\ndef downgrade():\n    pass\n"
}

fn create(tables: &mut Vec<Table>, dice: &mut Dice) -> String {
    let name = format!("table_{:03}", tables.len());
    let mut body = format!("op.create_table('{name}',\n    sa.Column('id', sa.Integer(), nullable=False),\n");
    let mut columns = Vec::new();
    for i in 0..3 + dice.below(5) {
        let kind = TYPES[dice.below(TYPES.len())];
        writeln!(body, "    sa.Column('c{i}', {kind}, nullable=True),").expect("a string can be written to");
        columns.push((format!("c{i}"), kind));
    }
    body += "    sa.Column('created_at', sa.DateTime(), server_default=sa.text('now()'), nullable=False),\n";
    if !tables.is_empty() {
        let other = &tables[dice.below(tables.len())].name;
        writeln!(
            body,
            "    sa.Column('{other}_id', sa.Integer(), sa.ForeignKey('{other}.id', ondelete='CASCADE'), index=True),"
        )
        .expect("a string can be written to");
    }
    body += "    sa.PrimaryKeyConstraint('id'),\n)\n";
    let made = columns.len();
    tables.push(Table { name, columns, indexes: Vec::new(), made });
    body
}

fn change(tables: &mut [Table], chosen: usize, dice: &mut Dice) -> String {
    let other = tables[dice.below(tables.len())].name.clone();
    let table = &mut tables[chosen];
    let name = table.name.clone();
    let new = format!("c{}", table.made);
    let kind = TYPES[dice.below(TYPES.len())];
    table.made += 1;
    let some = table.columns.get(dice.below(table.columns.len())).cloned();
    match (dice.below(12), some) {
        (0, _) => {
            table.columns.push((new.clone(), "sa.Integer()"));
            format!("op.execute(\"ALTER TABLE {name} ADD COLUMN {new} integer DEFAULT 0 NOT NULL\")\n")
        }
        (1, _) => {
            table.columns.push((new.clone(), kind));
            format!(
                "with op.batch_alter_table('{name}', schema=None) as batch_op:\n    batch_op.add_column(sa.Column('{new}', {kind}, nullable=True))\n"
            )
        }
        (2, Some((column, _))) => {
            let index = format!("ix_{name}_{new}");
            table.indexes.push((index.clone(), column.clone()));
            format!("op.create_index(op.f('{index}'), '{name}', ['{column}', 'id'], unique=False)\n")
        }
        (3, Some((column, "sa.String(length=120)"))) => {
            format!(
                "op.alter_column('{name}', '{column}', existing_type=sa.String(length=120), type_=sa.String(length=255), existing_nullable=True)\n"
            )
        }
        (3 | 4, _) => format!(
            "op.add_column('{name}', sa.Column('{new}', sa.Integer(), sa.ForeignKey('{other}.id'), nullable=True))\n"
        ),
        (5, _) => match table.indexes.pop() {
            Some((index, _)) => format!("op.drop_index('{index}', table_name='{name}')\n"),
            None => format!("op.create_unique_constraint('uq_{name}_{new}', '{name}', ['id', 'created_at'])\n"),
        },
        (6, Some((column, _))) if table.columns.len() > 2 => {
            table.columns.retain(|(name, _)| *name != column);
            table.indexes.retain(|(_, of)| *of != column);
            format!("op.drop_column('{name}', '{column}')\n")
        }
        (7, Some((column, kind))) => {
            table.columns.retain(|(name, _)| *name != column);
            table.columns.push((new.clone(), kind));
            table.indexes.iter_mut().filter(|(_, of)| *of == column).for_each(|(_, of)| of.clone_from(&new));
            format!("op.alter_column('{name}', '{column}', new_column_name='{new}')\n")
        }
        (8, _) => {
            table.columns.push((format!("{new}_x"), "sa.Boolean()"));
            table.columns.push((format!("{new}_y"), "sa.Boolean()"));
            format!(
                "for suffix in ('x', 'y'):\n    op.add_column('{name}', sa.Column(f'{new}_{{suffix}}', sa.Boolean(), server_default=sa.false(), nullable=False))\n"
            )
        }
        (9, _) => format!("op.execute(f\"UPDATE {{'{name}'}} SET created_at = now() WHERE created_at IS NULL\")\n"),
        (10, _) => format!("op.create_check_constraint('ck_{name}_{new}', '{name}', 'id > {}')\n", dice.below(9)),
        _ => {
            table.columns.push((new.clone(), kind));
            format!("op.add_column('{name}', sa.Column('{new}', {kind}, nullable=True))\n")
        }
    }
}
