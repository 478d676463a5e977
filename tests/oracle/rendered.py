#!/usr/bin/env python3
"""`limbeck sql upgrade` and `sql downgrade`, carried out by psql, against what real Alembic left.

    rendered.py LIMBECK [CORPUS...] [--down] [--verbose]

Each revision's SQL runs on the database as real Alembic left it after the one before; with --down, that of each step from
the heads to the base runs on the database as it was after that revision (real_downgrades.py has left the truth of it):

same      the dump is the one that real Alembic left
differs   it is another one, or the server refuses a statement, and nothing in the SQL says so
unknown   it is another one, or a statement is refused, and a comment marks what is unknown
fails     real Alembic failed here too

Where no revision is unknown, the whole script runs on an empty database, too. Exit status 1 if anything differs.
"""
import argparse, contextlib, json, os, re, subprocess, sys
import corpora

MARK = re.compile(r"^-- (unknown:|fails when it is replayed)", re.M)


def steps(limbeck, name, *words):
    """Returns the SQL of each revision."""
    answer = corpora.ask(limbeck, name, "sql", *words)
    if "steps" not in answer:
        raise SystemExit(f"{name}: {answer['error']}")
    return {step["revision"]: step["sql"] for step in answer["steps"]}


class Chain:
    """One database that follows real Alembic's: filled anew wherever it went another way."""

    def __init__(self):
        self.stack, self.name, self.at = contextlib.ExitStack(), None, None

    def judge(self, sql, before, after):
        """Runs the SQL of one revision on the database as it was before it."""
        if self.name is None or self.at != before:
            self.stack.close()
            self.name = self.stack.enter_context(corpora.database())
            if before:
                corpora.fill(self.name, before)
        refused, self.at = corpora.psql(self.name, f"BEGIN;\n{sql}\nCOMMIT;\n"), after
        if after is None:
            return ("fails", []) if refused or MARK.search(sql) else ("differs", ["real Alembic fails"])
        found = [refused] if refused else corpora.differences(open(after).read(), corpora.dump(self.name))
        if found:
            self.name = None
        return ("same" if not found else "unknown" if MARK.search(sql) else "differs"), found


def whole(limbeck, name, after):
    """Runs the script as it is printed on an empty database."""
    text = subprocess.run([limbeck, *corpora.arguments(name), "sql", "upgrade", "heads"], capture_output=True, text=True).stdout
    with corpora.database() as database:
        refused = corpora.psql(database, text)
        return [refused] if refused else corpora.differences(open(after).read(), corpora.dump(database))


def upgrades(limbeck, name):
    """Returns the cases of a corpus: revision, SQL, the dump before it, the dump after it."""
    applied, outcome = corpora.truth(name)
    sql = steps(limbeck, name, "upgrade", "heads")
    dumps = [None] + [dump for _, dump in applied]
    cases = [(revision, sql[revision], dumps[at], dump) for at, (revision, dump) in enumerate(applied)]
    if failure := outcome["failure"]:
        cases.append((failure["revision"], sql[failure["revision"]], dumps[-1], None))
    return cases


def downgrades(limbeck, name):
    """As `upgrades`, of the way down."""
    folder = os.path.join(corpora.FOLDER, "downgraded", name)
    if not os.path.exists(os.path.join(folder, "downgrades.json")):
        return []
    recorded = json.load(open(os.path.join(folder, "downgrades.json")))
    sql = steps(limbeck, name, "downgrade", "base", *(word for row in recorded[-1]["rows"] for word in ("--from", row)))
    before = dict(corpora.truth(name)[0])
    left = {file[5:-4]: os.path.join(folder, file) for file in os.listdir(folder) if file.endswith(".sql")}
    ids = [own["revision"] for own in recorded]
    return [(revision, sql[revision], before[revision], left.get(revision)) for revision in ids if revision in sql]


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("limbeck"), p.add_argument("names", nargs="*"), p.add_argument("--verbose", action="store_true")
    p.add_argument("--down", action="store_true")
    a = p.parse_args()
    bad = 0
    print(f"{'corpus':<22}{'revisions':>10}{'same':>8}{'differs':>8}{'unknown':>8}{'fails':>8}{'marked':>8}   whole script")
    for name in a.names or corpora.CORPORA:
        cases = (downgrades if a.down else upgrades)(a.limbeck, name)
        follow = Chain()
        with follow.stack:
            rows = [follow.judge(*case[1:]) for case in cases]
        count = lambda outcome: sum(row[0] == outcome for row in rows)
        marked = sum(bool(MARK.search(sql)) for _, sql, *_ in cases)
        all_of_it, found = "not run", []
        if cases and not marked and not count("fails") and not a.down:
            found = whole(a.limbeck, name, cases[-1][3])
            all_of_it = "differs" if found else "same"
        print(f"{name:<22}{len(rows):>10}{count('same'):>8}{count('differs'):>8}{count('unknown'):>8}{count('fails'):>8}{marked:>8}   {all_of_it}", flush=True)
        for (revision, *_), (verdict, lines) in zip(cases, rows):
            if verdict == "differs" or (a.verbose and verdict == "unknown"):
                print(f"  {verdict} {revision}", *(f"\n      {line}" for line in lines[:12]))
        for line in found[:12]:
            print("  whole:", line)
        bad += count("differs") + bool(found)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
