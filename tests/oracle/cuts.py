#!/usr/bin/env python3
"""Cuts revisions after k of their n statements, for every k, and holds limbeck's audit against what the catalog shows.

    cuts.py LIMBECK CORPUS... [--revisions N] [--seed S]

Draws N revisions of more than one statement (default 200). On a PostgreSQL restored from the dump before it, the
statements of `limbeck sql upgrade` run one by one; each state is dumped and audited, without a version row and with the
row of the revision before. A revision whose statements do not end in exactly real Alembic's dump is skipped.

Nothing of limbeck decides what is right: the facts of the catalog before the revision, after k statements and after all
say which of its effects are missing. An audit is

right  the revision is `partial`, just the missing effects are accused, and the position is the one before it or its own
open   nothing wrong is said, but something cannot be told (`undecided`, an unprovable effect, an unprovable revision, a
       warning that another revision leaves the same catalog); or the catalog is what real Alembic left after another revision
wrong  anything else, and `applied` where effects are missing
"""
import argparse
import collections
import random
import re
import sys

import databases

COLUMN = ("type", "nullable", "default", "generated", "identity", "comment")


class Cut:
    """What the catalog shows between the facts `before` a revision and those `after` it."""

    def __init__(self, before, now, after, rest):
        """`rest` is what the revision has not come to: what it makes, drops or renames under a name that was used before,
        the facts do not tell apart."""
        named = r'(?:DROP TABLE|CREATE TABLE|RENAME TO|ALTER TABLE(?=[^;]* RENAME TO))\s+(?:IF (?:NOT )?EXISTS\s+)?([\w."]+)'
        names = {name.replace('"', "").split(".")[-1] for own in rest for name in re.findall(named, own, re.IGNORECASE)}
        self.rebuilt = {own for own, _ in before.keys() & after.keys() if own.startswith("table ") and own.split(".")[-1] in names}
        column = r'ALTER TABLE [\w."]*?([\w"]+) (?:DROP COLUMN|RENAME (?:COLUMN )?[\w"]+ TO) ([\w"]+)'
        columns = {"." + ".".join(found).replace('"', "") for own in rest for found in re.findall(column, own)}
        self.rebuilt |= {own for own, _ in before.keys() & after.keys() if own.startswith("column ") and own.endswith(tuple(columns))}
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        self.before, self.after = before, after
        self.missing = {key for key in changed if now.get(key) == before.get(key)}
        self.between = {key for key in changed - self.missing if now.get(key) != after.get(key)}
        self.between |= {key for key in now.keys() | before.keys() if key not in changed and now.get(key) != before.get(key)}
        self.state = "before" if now == before else "after" if now == after else "partial"

    def may_be_accused(self, own, attribute):
        """Whether the effect is missing; columns are asked for the attribute. A part of a table that is being renamed may
        go by the table's other name."""
        if own in self.rebuilt or databases.parent_of(own) in self.rebuilt:
            return True
        # Of sequences that go with a column, the facts know the owner by its name only.
        if own.startswith("sequence ") and any(own[9:].startswith(table[6:] + "_") for table in self.rebuilt):
            return True
        open_ = self.missing | self.between
        if not any(key[0] == own for key in open_) and databases.parent_of(own):
            like = (own.split()[0], own.rpartition(".")[2])
            return any((key[0].split()[0], key[0].rpartition(".")[2]) == like for key in open_)
        if own.startswith("column ") and attribute in COLUMN:
            return (own, attribute) in open_ or (own, "existence") in open_
        return any(key[0] == own for key in open_)

    def must_be_accused(self):
        """The missing effects that do not follow from another: (object, attribute)."""
        gone = {own for own, attribute in self.missing if attribute == "existence"}
        return {(own, attribute) for own, attribute in self.missing
                if (attribute == "existence" or own not in gone) and not self.follows(own, attribute, gone)}

    def follows(self, own, attribute, gone):
        """A part of what is missing, the old name of what is not renamed yet, a default reworded by its column's type."""
        if attribute == "existence" and (own, attribute) in self.before:
            kind = own.split()[0]
            if any(other.startswith(kind + " ") and (other, "existence") not in self.before for other in gone):
                return True
            if any(other.startswith(kind + " ") and databases.parent_of(other) == databases.parent_of(own) for other in self.rebuilt):
                return True
        if attribute == "default" and (own, "type") in self.missing:
            return True
        if databases.parent_of(own) in gone | self.rebuilt:
            return True
        said = [facts.get((own, word), "") for facts in (self.before, self.after) for word in ("definition", "owner")]
        names = [other.rsplit(".", 1)[1] for other in gone if other != own and other.startswith(("table ", "column "))]
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names for text in said if text)


def judge(corpus, revision, position, rows, cut, audit):
    """(what is wrong, what is open) in an audit of a cut through `revision` above `position`."""
    if "error" in audit:
        return [f"no answer: {audit['error'].strip()}"], []
    wrong, open_ = [], []
    own = next(own for own in audit["revisions"] if own["revision"] == revision)
    presence, verdict, observed = own["presence"], audit["verdict"], audit["observed"]
    lowest, highest = corpus.closure(observed["revisions"]), corpus.closure(observed["upto"])
    above = position | {revision}
    least, most = (above, above) if cut.state == "after" else (position, position if cut.state == "before" else above)
    if observed["certainty"] == "none":
        open_.append("no position")
    elif not (lowest <= most and least <= highest):
        wrong.append(f"position {observed['revisions']} to {observed['upto']}")

    expected = {"before": {"absent"}, "partial": {"partial"}, "after": {"applied"}}[cut.state]
    if cut.between:
        expected = {"partial", "diverged"}
    if presence == "unprovable":
        open_.append("unprovable")
    elif presence not in expected:
        wrong.append(f"FALSE APPLIED ({own['unprovable']} unprovable)" if presence == "applied" else f"presence {presence}")

    if rows:
        verdicts = {"before": {"behind", "multiple-heads"}, "partial": {"partial"}, "after": {"stamped-behind"}}[cut.state]
        if verdict == "undecided" or presence == "unprovable" and verdict in ("behind", "multiple-heads"):
            open_.append(verdict)
        elif verdict not in verdicts and not (cut.between and verdict == "diverged"):
            wrong.append(f"verdict {verdict}")
    elif verdict != "unstamped":
        wrong.append(f"verdict {verdict} without rows")

    accused = {(effect["object"], effect["attribute"]) for effect in audit["missing"] if effect["revision"] == revision}
    wrong += [f"accuses {effect['revision']}: {effect['object']}" for effect in audit["missing"] if effect["revision"] != revision]
    wrong += [f"accuses {effect[0]} ({effect[1]})" for effect in sorted(accused) if not cut.may_be_accused(*effect)]
    if cut.state == "partial":
        said = {effect["object"]: effect["evidence"] for effect in own["effects"]}
        for name, attribute in sorted(cut.must_be_accused()):
            if not any(name == other and (word in (attribute, "existence") or not name.startswith("column ")) for other, word in accused):
                told = said.get(name, "not named")
                (open_ if "unprovable" in (told, presence) else wrong).append(f"does not accuse {name} ({attribute}), {told}")
    told = any("the catalog looks the same" in own["message"] and revision in own["message"] for own in audit["findings"])
    if wrong and told and not any(said.startswith("FALSE") for said in wrong):
        return [], ["told that another revision leaves the same"]
    return wrong, open_


def class_of(wrong):
    """The kind of a complaint: its words without the names."""
    words = re.sub(r"position .*", "position", wrong)
    words = re.sub(r"^(does not accuse) .*, (\S+)$", r"\1: \2", words)
    return re.sub(r"^accuses (\w+: )?.*", lambda own: "accuses another revision" if own[1] else "accuses what is there", words)


def cut(server, corpus, number, report):
    """Cuts the revision of dump `number`; returns whether it could be."""
    revision, rows = corpus.order[number], corpus.heads(number)
    statements = corpus.statements(number)
    before = corpus.dumps[number - 1].read_text() if number else ""
    if len(statements) < 2:
        return False
    try:
        with server.database(before) as database:
            states = [(server.facts(database), server.dump(database))]
            for statement in statements:
                server.sql(database, "SET search_path = public;\n" + statement + ";")
                states.append((server.facts(database), server.dump(database)))
    except databases.Refused:
        return False
    if databases.schema_of(states[-1][1]) != databases.schema_of(corpus.dumps[number].read_text()):
        return False
    position = corpus.closure(rows)
    elsewhere = {tuple(databases.schema_of(own.read_text())) for at, own in enumerate(corpus.dumps) if at not in (number - 1, number)}
    for k, (facts, dump) in enumerate(states):
        own = Cut(states[0][0], facts, states[-1][0], statements[k:])
        for stamp in ([], rows) if rows else ([],):
            wrong, open_ = judge(corpus, revision, position, stamp, own, corpus.audit(dump, stamp))
            if wrong and tuple(databases.schema_of(dump)) in elsewhere and not any(said.startswith("FALSE") for said in wrong):
                wrong, open_ = [], ["the catalog is what another revision left"]
            report(f"{corpus.name} {revision} {k}/{len(statements)} {'row' if stamp else 'no row'}", own.state, wrong, open_)
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("limbeck"), parser.add_argument("corpora", nargs="+")
    parser.add_argument("--revisions", type=int, default=200), parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--only", help="these revisions, separated by commas")
    parser.add_argument("--verbose", action="store_true", help="print open audits, too")
    a = parser.parse_args()
    drawn = [(corpus, number) for corpus in (databases.Corpus(a.limbeck, name) for name in a.corpora) for number in range(len(corpus.order))]
    drawn = [(corpus, number) for corpus, number in drawn if len(corpus.revisions[corpus.order[number]]["operations"]) > 1]
    drawn = [(corpus, number) for corpus, number in drawn if not a.only or corpus.order[number] in a.only.split(",")]
    random.Random(a.seed).shuffle(drawn)
    counts, revisions = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    classes, faulty = collections.Counter(), set()

    def report(where, state, wrong, open_):
        outcome = "wrong" if wrong else "open" if open_ else "right"
        counts[where.split()[0]][outcome] += 1
        classes.update({class_of(own) for own in wrong})
        faulty.update({tuple(where.split()[:2])} if wrong else ())
        if wrong or a.verbose and open_:
            print(f"{outcome}: {where} ({state}): {'; '.join(wrong or open_)}", flush=True)

    with databases.server() as server:
        for corpus, number in drawn:
            if sum(own["cut"] for own in revisions.values()) == a.revisions:
                break
            revisions[corpus.name]["cut" if cut(server, corpus, number, report) else "skipped"] += 1
    for name in a.corpora:
        own, all_ = counts[name], revisions[name]
        bad = sum(where[0] == name for where in faulty)
        print(f"{name}: {all_['cut']} revisions cut, {all_['skipped']} skipped, {bad} with a wrong audit; audits: "
              f"{own['right']} right, {own['open']} open, {own['wrong']} wrong")
    for name, count in classes.most_common():
        print(f"{count:6} {name}")
    return 1 if any(own["wrong"] for own in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
