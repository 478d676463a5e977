#!/usr/bin/env python3
"""Runs the cases of `testdata/sqlalchemy/outcomes/` with real Alembic, on a throw-away server.

    outcomes.py SERVER_URL FILE... [--limbeck PROGRAM] [--only WORD]

Each case gets an empty database of its own. Prints where its verdict (`succeeds`, `fails PART OF THE MESSAGE`) is not what
Alembic came to (of a message, up to its first colon: limbeck words it shorter), and what that was; a case that `unknown` is for
has no truth here. With --limbeck, the cases need no verdict
(`### NAME`): what `limbeck preflight` says is held against Alembic, and every answer that is wrong, or unknown, is printed.
A case whose first line asks for another major release of SQLAlchemy than the one that is installed is passed over.
Needs: alembic, sqlalchemy and psycopg2 in the Python that runs it.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

import alembic.command
import alembic.config
import psycopg2
import sqlalchemy

ENV = """
from alembic import context
from sqlalchemy import create_engine
with create_engine({url!r}).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""


def cases(path):
    for case in path.read_text().split("### ")[1:]:
        head, body = case.split("\n", 1)
        yield [part.strip() for part in head.split(" | ")], body


def write(directory, body, url):
    (directory / "versions").mkdir()
    (directory / "env.py").write_text(ENV.format(url=url))
    for number, own in enumerate(body.split("# next revision\n")):
        before = f"'r{number - 1}'" if number else "None"
        head = f"import sqlalchemy as sa\nfrom alembic import op\nrevision = 'r{number}'\ndown_revision = {before}\n\ndef upgrade():\n"
        lines = "".join(f"    {line}\n" for line in own.splitlines())
        (directory / f"versions/r{number}.py").write_text(head + lines)


def truth(directory):
    """The message of the error with which the upgrade ends, or None; in a process of its own."""
    end, own = os.pipe()
    if not (child := os.fork()):
        os.close(end)
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1), os.dup2(sink, 2)
        try:
            config = alembic.config.Config()
            config.set_main_option("script_location", str(directory))
            alembic.command.upgrade(config, "head")
            said = b""
        except BaseException as error:
            said = "".join(traceback.format_exception_only(error)).strip().encode() or b"?"
        os.write(own, said[:4000])
        os._exit(0)
    os.close(own)
    with os.fdopen(end, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said or None


def ask(limbeck, directory, options):
    run = subprocess.run([limbeck, "--script-location", directory, "--empty", "--format", "json", *options, "preflight", "head"],
                         capture_output=True, text=True)
    try:
        return json.loads(run.stdout)
    except ValueError:
        return {"outcome": "no answer: " + run.stderr[:300]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("server"), parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--limbeck"), parser.add_argument("--only", default="")
    own = parser.parse_args()
    server = psycopg2.connect(own.server)
    server.autocommit = True
    name = f"outcomes_{os.getpid()}"
    url = "postgresql+psycopg2" + own.server[own.server.index(":"):].rsplit("/", 1)[0] + "/" + name
    counts = {}
    for path in own.files:
        for (case, *verdict), body in cases(path):
            if own.only not in case:
                continue
            first = body.split("\n", 1)[0]
            options = first[2:].split() if first.startswith("# --") else []
            if "--sqlalchemy" in options and options[1].split(".")[0] != sqlalchemy.__version__.split(".")[0]:
                continue
            with server.cursor() as cursor, tempfile.TemporaryDirectory() as directory:
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
                write(pathlib.Path(directory), body, url)
                came = truth(pathlib.Path(directory))
                answer = ask(own.limbeck, directory, options) if own.limbeck else {}
            if own.limbeck:
                outcome = answer.get("outcome")
                message = (answer.get("failure") or {}).get("message", "")
                right = outcome == ("fails" if came else "succeeds")
                said = message or (answer.get("unknown") or [{}])[0].get("reason", "")
            else:
                outcome, _, rest = (verdict or ["unknown"])[0].partition(" ")
                right = not came if outcome == "succeeds" else came and rest.split(":")[0] in came
                said = rest
            grade = "open" if outcome == "unknown" else "right" if right else "wrong"
            counts[grade] = counts.get(grade, 0) + 1
            if grade == "wrong" or own.limbeck and (grade == "open" or said not in (came or said)):
                print(f"{grade}: {case}: {outcome} {said}\n    Alembic: {(came or 'succeeds').splitlines()[0]}", flush=True)
    server.cursor().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    print(", ".join(f"{grade} {count}" for grade, count in sorted(counts.items())))


if __name__ == "__main__":
    sys.exit(main())
