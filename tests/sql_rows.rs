//! Rows that version files write, as `limbeck sql` prints them: the script leaves the rows that Alembic's leaves, on a real
//! server, and what SQLAlchemy would change or refuse is marked, not written.

mod support;

use std::fs;
use support::alembic::{Alembic, limbeck};
use support::postgres::database;

const VERSION: &str = r#"
import datetime
import decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql import column, table

revision = 'a1'
down_revision = None


def upgrade():
    account = op.create_table('account',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('name', sa.String(50)),
        sa.Column('Active', sa.Boolean()),
        sa.Column('score', sa.Float()),
        sa.Column('kind', sa.Enum('a', 'b', name='kind')),
        sa.Column('uid', postgresql.UUID(as_uuid=False)),
        sa.Column('on', sa.Date()),
    )
    op.bulk_insert(account, [
        {'id': 1, 'name': "O'Neil; --", 'Active': True, 'score': 1.5, 'kind': 'a', 'on': None},
        {'name': 'back\\slash and\ttab', 'id': 2, 'Active': False},
    ])
    op.bulk_insert(account, [{'id': i, 'name': f'n{i}'} for i in range(3, 6)], multiinsert=False)
    op.bulk_insert(account, [])
    op.bulk_insert(account, [{'id': 6, 'uid': '12345678-1234-5678-1234-567812345678'}])
    op.bulk_insert(account, [{'id': 7, 'name': op.inline_literal('seven')}])
    t = table('account', column('id', sa.Integer), column('name', sa.String), column('Active', sa.Boolean))
    op.execute(t.insert().values(id=10, name='x'))
    op.execute(t.insert().values([{'id': 11, 'name': 'y'}, {'id': 12, 'name': None}]))
    op.execute(t.insert().values((13, 'z', True)))
    op.execute(sa.insert(t).values({t.c.id: 14, 'name': sa.func.lower('Z')}))
    op.execute(t.update().where(t.c.name == 'x').values(name='y'))
    op.execute(t.update().where(sa.and_(t.c.id > 3, t.c.name != None)).values({'name': t.c.name + '!', 'Active': True}))
    op.execute(sa.update(t).where(t.c.id == sa.select(sa.func.max(t.c.id)).scalar_subquery()).values(name='last'))
    op.execute(t.delete().where(sa.or_(t.c.id.in_([1, 4]), t.c.id.between(11, 12))))
    op.bulk_insert(account, [{'id': 20, 'on': datetime.date(2020, 1, 2), 'score': decimal.Decimal('1.50')}])
    op.execute(t.insert().from_select(['id', 'name'], sa.select(t.c.id + 100, t.c.name).where(t.c.id > 5)))
    op.execute(postgresql.insert(t).values(id=20, name='no').on_conflict_do_nothing(index_elements=['id']))
    op.execute(t.update().where(t.c.id.in_([])).values(name='never'))
    op.execute(t.update().where(~(t.c.id > 5), t.c.name.startswith('n')).values(name='n').returning(t.c.id))
    op.execute(t.update().where(sa.exists(sa.select(1).where(t.c.id == 20))).values({'Active': ~t.c.Active}))
    op.execute(t.update().where(t.c.id == 2).values(id=sa.case((t.c.id > 9, 5), else_=(t.c.id + 1) * 100)))
    op.execute('CREATE SCHEMA "App"')
    odd = op.create_table('s x', sa.Column('Id', sa.Integer(), primary_key=True, autoincrement=False), schema='App')
    op.bulk_insert(odd, [{'Id': 1}, {'Id': 2}])
    op.execute(odd.update().where(odd.c.Id == 1).values(Id=3))


def downgrade():
    pass
"#;

/// Statements that SQLAlchemy changes on the way, refuses, or fills up: none of them may come out as a statement.
const MARKED: &[&str] = &[
    "op.bulk_insert(t, [{'at': '2020-01-01'}])",
    "op.bulk_insert(t, [{'flag': 1}])",
    "op.bulk_insert(t, [{'data': {1: 'a'}}])",
    "op.bulk_insert(t, [{'data': None}])",
    "op.bulk_insert(t, [{'tags': ['a']}])",
    "op.bulk_insert(t, [{'name': unheard_of}])",
    "op.bulk_insert(t, [{'nobody': 1}])",
    "op.bulk_insert(t, [{}])",
    "op.execute(t.insert().values(flag=1))",
    "op.execute(t.insert().values(tags=['a']))",
    "op.execute(t.update().values(data={1: 'a'}))",
    "op.execute(t.update().ordered_values((t.c.name, 'a')))",
    "op.execute(t.insert().values([{'name': 'a'}, {'flag': True}]))",
    "op.execute(f.insert().values(name='a'))",
    "op.execute(f.insert().from_select(['name'], sa.select(t.c.name)))",
    "op.execute(t.update().where(sa.exists(sa.select(1).where(t.c.name == 'a').correlate(t))).values(name='a'))",
    "op.execute(t.insert().values(name='a').on_conflict_do_update(index_elements=['name'], set_={'name': 'b'}))",
];

const TABLES: &str = "t = sa.table('t', sa.column('at', sa.Date), sa.column('flag', sa.Boolean), sa.column('data', sa.JSON), \
    sa.column('tags', sa.ARRAY(sa.String)), sa.column('name', sa.String))\n\
    f = sa.Table('t', sa.MetaData(), sa.Column('name', sa.String), sa.Column('made', sa.Integer, default=3))\n";

#[test]
fn the_script_leaves_the_rows_that_alembic_leaves() {
    let directory = project(VERSION);
    let theirs = Alembic::start().run(directory.path(), &["upgrade", "head", "--sql"]);
    let ours = limbeck(directory.path(), &["sql", "upgrade", "head"]);
    assert!(theirs.succeeded && ours.succeeded, "{theirs:?}\n{ours:?}");
    assert!(!ours.out.contains("-- unknown") && !ours.out.contains("-- fails"), "{}", ours.out);
    let rows = [theirs, ours].map(|script| {
        let database = database();
        database.psql(&script.out);
        database.psql("SELECT * FROM account ORDER BY id; SELECT * FROM \"App\".\"s x\" ORDER BY 1;")
    });
    assert_eq!(rows[0], rows[1]);
    assert!(rows[0].lines().count() > 9, "{}", rows[0]);
}

#[test]
fn what_is_not_known_is_marked() {
    for statement in MARKED {
        let text = format!(
            "import sqlalchemy as sa\nfrom alembic import op\nfrom elsewhere import unheard_of\nrevision = 'a1'\ndown_revision = \
             None\n{TABLES}\ndef upgrade():\n    op.execute('CREATE TABLE t (name text)')\n    {statement}\n"
        );
        let directory = project(&text);
        let ours = limbeck(directory.path(), &["sql", "upgrade", "head"]);
        assert!(ours.out.contains("-- unknown: ") && !ours.out.contains("INTO t"), "{statement}\n{}", ours.out);
        assert!(!ours.out.contains("\nUPDATE t "), "{statement}\n{}", ours.out);
    }
}

fn project(version: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    fs::create_dir_all(directory.path().join("m/versions")).expect("created");
    let env = "from alembic import context\ncontext.configure(dialect_name='postgresql', literal_binds=True)\nwith context.begin_transaction():\n    \
               context.run_migrations()\n";
    for (name, text) in
        [("alembic.ini", "[alembic]\nscript_location = m\n"), ("m/env.py", env), ("m/versions/1.py", version)]
    {
        fs::write(directory.path().join(name), text).expect("written");
    }
    directory
}
