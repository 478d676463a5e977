#!/usr/bin/env python3
"""What real Alembic's downgrades leave: `pg_dump --schema-only` after `alembic downgrade` of each revision.

    real_downgrades.py OUT VERSIONS_DIR... [--path DIR]... [--recursive] [--stub] [--setup PYTHON] [--against DIR]

The chain runs revision by revision, each in its own transaction; after each, a copy of the database is taken one
revision down: to the revision's (first) parent, or below it where it has none.

OUT           gets NNNN_REVISION.sql, the dump after the downgrade of REVISION where it ran, and downgrades.json:
              [{"revision", "rows": the version table before, "target": what `alembic downgrade` was told,
                "left": the version table after, "failure": null or {"error", "sqlstate", "message"}}]
--stub        modules that are not installed are inert stand-ins (as in chain.py)
--setup       Python that env.py runs first; it may set `target_metadata`
--against     a folder of dumps after each upgrade: they must be the same, or the environment is not the project's

Needs alembic, sqlalchemy, psycopg2 and whatever the version files import; $LIMBECK_TEST_DATABASE.
"""
import argparse, contextlib, glob, io, json, os, re, shutil, sys, tempfile
import corpora
import chain  # noqa: beside corpora.json

ENV = '''
import os
from alembic import context
from sqlalchemy import create_engine, pool
target_metadata = None
{setup}
engine = create_engine(os.environ["ORACLE_URL"], poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=target_metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
'''


def configuration(a, scripts):
    from alembic.config import Config
    with open(os.path.join(scripts, "env.py"), "w") as f:
        f.write(ENV.format(setup=a.setup))
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", scripts)
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", os.pathsep.join(os.path.abspath(d) for d in a.versions))
    if a.recursive:
        config.set_main_option("recursive_version_locations", "true")
    return config


def run(command, config, target, database):
    """Runs an Alembic command in a process of its own; returns how it failed, or nothing."""
    read, write = os.pipe()
    if not (child := os.fork()):
        failure = None
        os.environ["ORACLE_URL"] = corpora.address(database).replace("postgresql:", "postgresql+psycopg2:")
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                command(config, target)
        except BaseException as e:  # whatever the version file raises is the outcome
            orig = getattr(e, "orig", None)
            failure = dict(error=type(orig or e).__name__, sqlstate=getattr(orig, "pgcode", None), message=str(e)[:300])
        with os.fdopen(write, "w") as f:
            json.dump(failure, f)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as f:
        text = f.read()
    os.waitpid(child, 0)
    return json.loads(text)


def rows(database):
    import psycopg2
    with contextlib.closing(psycopg2.connect(corpora.address(database))) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT version_num FROM alembic_version ORDER BY 1")
        return [row for row, in cursor.fetchall()]


def downgraded(config, script, single, database, out):
    """Takes a copy of the database one revision down."""
    from alembic import command
    revision, down = script.revision, script._versioned_down_revisions
    target = down[0] if down else "base" if single else f"{revision}@base"
    found = dict(revision=revision, rows=rows(database), target=target, left=None)
    with corpora.database(template=database) as copy:
        found["failure"] = run(command.downgrade, config, target, copy)
        if not found["failure"]:
            found["left"] = rows(copy)
            with open(out, "w") as f:
                f.write(corpora.dump(copy))
    return found


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("out"), p.add_argument("versions", nargs="+")
    p.add_argument("--path", action="append", default=[]), p.add_argument("--recursive", action="store_true")
    p.add_argument("--stub", action="store_true"), p.add_argument("--setup", default=""), p.add_argument("--against")
    a = p.parse_args()
    sys.path[:0] = [os.path.abspath(d) for d in a.path]
    from alembic import command
    from alembic.script import ScriptDirectory
    import sqlalchemy.dialects.postgresql, sqlalchemy.orm  # noqa: some version files rely on these being loaded
    if a.stub:
        with contextlib.suppress(ImportError):
            import six  # noqa: its own finder must come before the stand-ins
        sys.meta_path.append(chain.InertFinder())
    shutil.rmtree(a.out, ignore_errors=True)
    os.makedirs(a.out)
    against = {os.path.basename(f)[5:-4]: f for f in glob.glob(os.path.join(a.against or a.out, "[0-9]*_*.sql"))}
    scripts, found, other = tempfile.mkdtemp(), [], 0
    config = configuration(a, scripts)
    revisions = list(ScriptDirectory.from_config(config).walk_revisions())[::-1]
    single = sum(not script._versioned_down_revisions for script in revisions) == 1
    with corpora.database() as database:
        for at, script in enumerate(revisions, 1):
            failure = run(command.upgrade, config, script.revision, database)
            if failure:
                print(f"{script.revision} cannot be upgraded to: {failure}")
                break
            if script.revision in against:
                lines = corpora.differences(open(against[script.revision]).read(), corpora.dump(database))
                other += bool(lines)
                if lines:
                    print(f"{script.revision}: not the dump of --against:", *lines[:6], sep="\n  ")
            out = os.path.join(a.out, f"{at:04d}_{re.sub(r'[^A-Za-z0-9_.-]', '_', script.revision)}.sql")
            found.append(downgraded(config, script, single, database, out))
            with open(os.path.join(a.out, "downgrades.json"), "w") as f:
                json.dump(found, f, indent=1)
    shutil.rmtree(scripts)
    ran = sum(not own["failure"] for own in found)
    print(f"{len(revisions)} revisions, {len(found)} upgraded, {ran} downgrades ran, {other} dumps are not those of --against")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
