#!/usr/bin/env python3
"""Asks real Alembic random questions about random histories; tests/history_parity.rs asks limbeck the same.

    record.py SEED GRAPHS QUESTIONS > graphs.json

Needs `alembic` (recorded with 1.20.1). Where Alembic iterates over a set of dependencies, and its answer changes with
PYTHONHASHSEED, the order in which the file writes them is taken.
"""
import json
import random
import sys
import warnings

from alembic.script.revision import Revision, RevisionError, RevisionMap

warnings.simplefilter("ignore")
_normalize = RevisionMap._normalize_depends_on


def normalize(self, revisions, map_):
    _normalize(self, revisions, map_)
    for rev in revisions:
        kept = set(rev._normalized_resolved_dependencies)
        rev._normalized_resolved_dependencies = tuple(dict.fromkeys(d for d in rev._resolved_dependencies if d in kept))


RevisionMap._normalize_depends_on = normalize


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
        return Revision(r["id"], tuple(r["down"]), dependencies=tuple(r["depends"]), branch_labels=tuple(r["labels"]))

    return RevisionMap(lambda: [one(r) for r in revisions])


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
    raise ValueError(call)


def answer(map_, question):
    try:
        return {"value": ask(map_, question)}
    except RevisionError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except (AssertionError, AttributeError, TypeError, KeyError) as error:
        return {"crash": type(error).__name__}


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
            call = rng.choice(["get_revisions", "get_revision", "upgrade", "downgrade", "range"])
            args = [symbol(rng, ids, labels)]
            if call in ("upgrade", "downgrade"):
                args.append(current(rng, map_, ids))
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
