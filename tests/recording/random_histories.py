#!/usr/bin/env python3
"""Asks real Alembic random questions about random histories; tests/history_parity.rs asks limbeck the same.

    random_histories.py SEED GRAPHS QUESTIONS

Where Alembic takes the order of a Python set, which changes with PYTHONHASHSEED, the order of the files is taken.
"""
import io
import json
import random
import sys
import types
import warnings

from alembic.runtime import migration
from alembic.script import base, revision
from alembic.script.revision import Revision, RevisionError, RevisionMap
from alembic.util import CommandError
from sqlalchemy.util import OrderedSet

warnings.simplefilter("ignore")


class AnySet(type):
    def __instancecheck__(cls, value):
        return isinstance(value, set)


class Ordered(OrderedSet, metaclass=AnySet):
    pass


revision.set = migration.set = Ordered


def upgrade(**kw):
    pass


def downgrade(**kw):
    pass


def graph(rng):
    """A random history: ids with common beginnings, branches, merges, dependencies, labels, several roots."""
    size = rng.randint(1, rng.choice([4, 10, 25]))
    prefixes = ["%04x" % rng.getrandbits(16) for _ in range(rng.randint(1, 4))]
    ids = []
    while len(ids) < size:
        new = rng.choice(prefixes) + "%0*x" % (rng.randint(1, 6), rng.getrandbits(20))
        if new not in ids:
            ids.append(new)
    revisions, labels = [], []
    wide = rng.random()
    for at, id_ in enumerate(ids):
        before = ids[:at]
        down = []
        if before and rng.random() > 0.12:
            near = before if rng.random() < wide else before[-3:]
            down = rng.sample(near, min(len(near), rng.choice([1, 1, 1, 1, 2, 2, 3])))
        depends = []
        if before and rng.random() < 0.25:
            depends = rng.sample(before + labels, rng.choice([1, 1, 2]) if len(before) > 1 else 1)
        own = []
        if rng.random() < 0.2:
            own = ["%s%d" % (rng.choice(["lib", "mod", "left"]), at)]
            labels += own
        revisions.append({"id": id_, "down": down, "depends": depends, "labels": own})
    rng.shuffle(revisions)
    return revisions


def load(revisions):
    def one(r):
        rev = Revision(r["id"], tuple(r["down"]), dependencies=tuple(r["depends"]), branch_labels=tuple(r["labels"]))
        rev.module, rev.doc = types.SimpleNamespace(upgrade=upgrade, downgrade=downgrade), None
        return rev

    return RevisionMap(lambda: [one(r) for r in revisions])


def scripts_of(map_):
    scripts = base.ScriptDirectory.__new__(base.ScriptDirectory)
    scripts.revision_map = map_
    return scripts


OUTPUT = io.StringIO()
CONTEXT = migration.MigrationContext.configure(
    dialect_name="postgresql", opts={"as_sql": True, "output_buffer": OUTPUT}
)


def written(steps, rows):
    """Returns for each step its log and the statements on the version table."""
    maintainer = migration.HeadMaintainer(CONTEXT, rows)
    found = []
    for step in steps:
        OUTPUT.seek(0)
        OUTPUT.truncate()
        maintainer.update_to_step(step)
        found.append(["-- Running " + step.short_log] + OUTPUT.getvalue().split("\n\n")[:-1])
    return found


def point(rev):
    return rev if rev is None or rev == "base" else rev.revision


def symbol(rng, ids, labels):
    """A symbol a user might type, sometimes a wrong one."""
    id_ = rng.choice(ids)
    plain = rng.choice([id_, id_[: rng.randint(3, len(id_))], "head", "heads", "base", rng.choice(labels or [id_]), "nope"])
    kind = rng.random()
    if kind < 0.25:
        plain = "%s@%s" % (rng.choice(labels + [id_, rng.choice(ids)]), plain)
    if kind > 0.7 or (0.1 < kind < 0.2):
        steps = "%s%d" % (rng.choice("+-"), rng.randint(1, 4))
        plain = steps if rng.random() < 0.4 else plain + steps
        if rng.random() < 0.2:
            plain = "%s@%s" % (rng.choice(labels + ids), steps)
    return plain


def stamped(rng, ids, labels):
    """A symbol for `stamp`, which takes no steps."""
    if rng.random() < 0.15:
        return symbol(rng, ids, labels)
    if rng.random() < 0.3:
        return "%s@%s" % (rng.choice(labels + ids), rng.choice(["head", "heads", "base", rng.choice(ids)]))
    return rng.choice(ids + ["heads", "heads", "head", "base"] + labels)


def current(rng, map_, ids):
    """Ids a version table may hold: the heads of what some targets need."""
    targets = rng.sample(ids, min(len(ids), rng.choice([0, 1, 1, 1, 2])))
    revs = set(map_._get_ancestor_nodes([map_.get_revision(t) for t in targets]))
    below = {d for rev in revs for d in rev._all_down_revisions}
    return sorted(rev.revision for rev in revs if rev.revision not in below)


def ask(map_, question):
    call, args = question["call"], question["args"]
    if call == "shape":
        return {
            "heads": list(map_.heads),
            "real_heads": list(map_._real_heads),
            "bases": list(map_.bases),
            "labels": {r: sorted(map_.get_revision(r).branch_labels) for r in sorted(x for x in map_._revision_map if x and map_._revision_map[x].revision == x)},
            "normalized": {r: sorted(map_.get_revision(r)._normalized_resolved_dependencies) for r in map_._revision_map if r and map_._revision_map[r].revision == r},
        }
    if call == "get_revisions":
        return [point(rev) for rev in map_.get_revisions(args[0])]
    if call == "get_revision":
        return point(map_.get_revision(args[0]))
    if call == "upgrade":
        found = list(map_.iterate_revisions(args[0], tuple(args[1]), implicit_base=True))
        return [rev.revision for rev in reversed(found)]
    if call == "downgrade":
        return [rev.revision for rev in map_.iterate_revisions(tuple(args[1]), args[0], select_for_downgrade=True)]
    if call == "range":
        found = map_.iterate_revisions(args[1], args[0], inclusive=True, assert_relative_length=False)
        return [rev.revision for rev in found]
    if call == "all_current":
        return sorted(rev.revision for rev in map_._get_all_current(tuple(args[0])))
    scripts = scripts_of(map_)
    if call == "sql upgrade":
        return written(scripts._upgrade_revs(args[0], tuple(args[1])), args[1])
    if call == "sql downgrade":
        return written(scripts._downgrade_revs(args[0], tuple(args[1])), args[1])
    if call == "sql stamp":
        return written(scripts._stamp_revs(tuple(args[0]), tuple(args[1])), args[1])
    raise ValueError(call)


def answer(map_, question):
    try:
        return {"value": ask(map_, question)}
    except RevisionError as error:
        return {"error": type(error).__name__}
    except CommandError as error:
        return {"error": type(error.__cause__ or error).__name__}
    except (AssertionError, AttributeError, TypeError, KeyError) as error:
        return {"crash": type(error).__name__}


CALLS = ["get_revisions", "get_revision", "upgrade", "downgrade", "range", "all_current"]
CALLS += ["sql upgrade", "sql upgrade", "sql downgrade", "sql downgrade", "sql stamp", "sql stamp"]


def main():
    seed, graphs, questions = (int(word) for word in sys.argv[1:4])
    rng = random.Random(seed)
    out = []
    while len(out) < graphs:
        revisions = graph(rng)
        map_ = load(revisions)
        try:
            map_.heads
        except (RevisionError, KeyError):
            continue
        ids = [r["id"] for r in revisions]
        labels = [label for r in revisions for label in r["labels"]]
        asked = [{"call": "shape", "args": []}]
        for _ in range(questions):
            call = rng.choice(CALLS)
            args = [symbol(rng, ids, labels)]
            if "grade" in call:
                args.append(current(rng, map_, ids))
            if call == "sql stamp":
                targets = [stamped(rng, ids, labels) for _ in range(rng.choice([1, 1, 1, 2]))]
                args = [targets, current(rng, map_, ids)]
            if call == "all_current":
                args = [current(rng, map_, ids)]
            if call == "range":
                args.append(symbol(rng, ids, labels))
                if rng.random() < 0.6:
                    args = [rng.choice(ids + ["base"]), rng.choice(ids + ["heads", "heads"])]
            asked.append({"call": call, "args": args})
        for question in asked:
            question["answer"] = answer(map_, question)
        out.append({"revisions": revisions, "questions": asked})
    print("[\n" + ",\n".join(json.dumps(g, separators=(",", ":")) for g in out) + "\n]")


main()
