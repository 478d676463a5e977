#!/usr/bin/env python3
"""Removes one thing from a database at the heads, and sees whom limbeck's audit accuses.

    drops.py LIMBECK CORPUS... [--drops N] [--seed S]

On a PostgreSQL restored from the last dump of each corpus N times (default 50, the kinds in turn) a column, an index, a
constraint, a default, a label of an enum or a NOT NULL goes, with what CASCADE takes along; the dump is audited with the
rows of the heads. Who is responsible is read from the dumps of real Alembic alone: the first revision after which the
object, or its present form, is there to stay; where it may be an older one renamed, also who made that. A later revision
is responsible, too, where the server shows that the object is another one after its statements. An audit is

right  the responsible revision and the statement are named, and nothing that is still there is accused
open   nothing is accused; the effect is unprovable, and where the verdict is `in-order` or `behind` a finding names it
wrong  anything else
"""
import argparse
import ast
import collections
import pathlib
import random
import re
import sys

import databases


class Past:
    """The facts of the catalog after each revision."""

    def __init__(self, server, corpus):
        self.server, self.corpus, self.order, self.facts, self.anew = server, corpus, corpus.order, [], {}
        before = None
        for dump in corpus.dumps:
            text = dump.read_text()
            if databases.schema_of(text) != before:
                with server.database(text) as database:
                    self.facts.append(server.facts(database))
            else:
                self.facts.append(self.facts[-1])
            before = databases.schema_of(text)

    def settled(self, key, end):
        """The number of the first dump from which on, up to `end`, the fact is as it is there."""
        while end and self.facts[end - 1].get(key) == self.facts[end].get(key):
            end -= 1
        return end

    def made_again(self, revision, own):
        """Whether this revision makes the object, or its table, in the place of an older one of the same name."""
        if revision not in self.anew:
            self.anew[revision] = self.replaced(self.order.index(revision))
        return own in self.anew[revision] or databases.parent_of(own) in self.anew[revision]

    def replaced(self, number):
        """The objects that are other ones after the statements of this revision than before."""
        try:
            with self.server.database(self.corpus.dumps[number - 1].read_text() if number else "") as database:
                before = self.server.identities(database)
                for statement in self.corpus.statements(number):
                    self.server.sql(database, "SET search_path = public;\n" + statement + ";")
                after = self.server.identities(database)
        except databases.Refused:
            return set()
        return {own for own, identity in after.items() if before.get(own) not in (None, identity)}

    def responsible(self, own, attribute, end=None):
        """The revisions that may have made this: of an object also who gave it its form, or made what was renamed."""
        end = len(self.order) - 1 if end is None else end
        number = self.settled((own, attribute), end)
        found = {self.order[number]}
        if attribute == "existence" and (own, "definition") in self.facts[end]:
            found.add(self.order[self.settled((own, "definition"), end)])
        for other in self.renamed(own, attribute, number):
            found |= self.responsible(other, attribute, number - 1)
        return found

    def renamed(self, own, attribute, number):
        """The objects of the dump before `number` that may be this one under another name."""
        if not number:
            return []
        before, after, kind = self.facts[number - 1], self.facts[number], own.split()[0]
        return [other for other, word in before if word == attribute and (other, word) not in after
                and other.startswith(kind + " ") and own not in before and similar(own, other)]

    def former(self, key):
        """The names that the object may have had before."""
        return set(self.renamed(*key, self.settled(key, len(self.order) - 1)))


def similar(own, other):
    """Whether one can be the other renamed: a part of another table under its name, or another part of the table."""
    return databases.parent_of(own) is None or own.rsplit(".", 1)[1] == other.rsplit(".", 1)[1] or databases.parent_of(own) == databases.parent_of(other)


def candidates(facts):
    """What can go: {kind: [((object, attribute), SQL)]}; a label goes from the text of the dump (SQL is None)."""
    found = collections.defaultdict(list)
    keys = " ".join(value for (own, word), value in facts.items() if word == "definition" and value.startswith("PRIMARY KEY"))
    for (own, attribute), value in facts.items():
        kind, _, name = own.partition(" ")
        part = name.rpartition(".")[2]
        table, quoted = (databases.quoted(name.rpartition(".")[0]), databases.quoted(part))
        column = f"ALTER TABLE {table} ALTER COLUMN {quoted}"
        if attribute == "existence" and kind == "column":
            found["column"].append(((own, attribute), f"ALTER TABLE {table} DROP COLUMN {quoted} CASCADE"))
        elif attribute == "existence" and kind == "constraint":
            found["constraint"].append(((own, attribute), f"ALTER TABLE {table} DROP CONSTRAINT {quoted} CASCADE"))
        elif attribute == "existence" and kind == "index":
            found["index"].append(((own, attribute), f"DROP INDEX {databases.quoted(name)} CASCADE"))
        elif attribute == "default":
            found["default"].append(((own, attribute), f"{column} DROP DEFAULT"))
        elif attribute == "nullable" and value == "false" and not re.search(rf"[(, ]{re.escape(part)}[,)]", keys):
            found["not null"].append(((own, attribute), f"{column} DROP NOT NULL"))
        elif attribute.startswith("label "):
            found["label"].append(((own, attribute), None))
    return found


def in_turn(groups, chance):
    """One of each group after the other, each group shuffled."""
    groups = [chance.sample(group, len(group)) for _, group in sorted(groups.items())]
    while any(groups):
        for group in groups:
            if group:
                yield group.pop()


def without_label(dump, own, label):
    """The dump whose CREATE TYPE has one label less."""
    name = re.escape(own.removeprefix("type "))
    literal = re.escape("'" + label.replace("'", "''") + "'")
    head, body, rest = re.match(rf"(.*CREATE TYPE {name} AS ENUM \()(.*?)(\n\);.*)", dump, re.S).groups()
    return head + re.sub(rf"\n\s*{literal},?", "", body, count=1).rstrip(",") + rest


def named_at(path, line, own):
    """Whether the statement of a version file at `line`, or a function of the file that it calls, speaks of the object:
    names are put together from prefixes and constants, so one piece of the object's own name must do."""
    source = pathlib.Path(path).read_text()
    tree = ast.parse(source)
    around = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno]
    if not around:
        return False
    nearest = max(around, key=lambda node: node.lineno)
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    calls = {node.func.id for node in ast.walk(nearest) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    # What another module's `upgrade()` does stands in that module.
    if any(isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "upgrade" for node in ast.walk(nearest)):
        return True
    names = {node.id for node in ast.walk(nearest) if isinstance(node, ast.Name)}
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign) and any(getattr(own, "id", None) in names for own in node.targets)]
    wide = calls & functions or any(isinstance(node, ast.For) for node in around)
    text = source if wide else "\n".join(ast.get_source_segment(source, node) for node in [nearest, *assigned])
    return any(piece in text.lower() for piece in re.findall(r"[^\W_]{2,}", own.rpartition(".")[2].lower()))


def told_of(finding):
    """Whom a finding about an object that is otherwise than the revisions make it accuses, as an accusation in `judge`."""
    found = re.match(r"(?:(\w+) of )?`([^`]*)` is .*the revisions make it", finding["message"])
    if finding["code"] != "diverged-object" or not found or "revision" not in finding or "line" not in finding:
        return None
    return finding["revision"], found[2], found[1] or "existence", finding["line"], found[2]


def warned(past, target, names, findings):
    """The revision and line that a warning names with the object, and whether they are right."""
    for name in names:
        for finding in findings:
            found = re.search(rf"`{re.escape(name)}`[^`]*\(`(\w+)`, line (\d+)\)", finding["message"])
            if found or f"`{name}`" in finding["message"] and "line" in finding:
                revision, line = found.groups() if found else (finding["revision"], finding["line"])
                right = revision in past.responsible(*target) or past.made_again(revision, target[0])
                return f"warns of {revision}:{line}, {'rightly' if right else 'wrongly'}"
    return "not warned of"


def judge(corpus, past, target, removed, audit):
    """(what is wrong, what is open) in the audit of the heads without `removed`."""
    if "error" in audit:
        return [f"no answer: {audit['error'].strip()}"], []
    wrong, open_ = [], []
    paths = {own: corpus.revisions[own]["path"] for own in corpus.revisions}
    accused = [(effect["revision"], effect) for effect in audit["missing"]]
    accused += [(own["revision"], effect) for own in audit["revisions"]
                for effect in own["effects"] if effect["evidence"] == "diverged" and not effect.get("implied")]
    accused = [(revision, effect.get("now", effect["object"]), effect["attribute"], effect["line"], effect["object"]) for revision, effect in accused]
    # What no effect by itself shows is told with the last statement that sets it.
    accused += [own for own in map(told_of, audit["findings"]) if own and own not in accused]
    gone = {own for own, _ in removed}
    hit = [own for own in accused if own[1] == target[0] and own[2] in (target[1], "existence", "definition", "type")]
    lost = corpus.closure(corpus.heads(len(corpus.order))) - corpus.closure(audit["observed"]["upto"])
    for revision, own, attribute, line, once in accused:
        keys = [key for key in removed if key[0] == own and (key[1] == attribute or attribute == "existence" or not own.startswith("column "))]
        if not keys:
            wrong.append(f"accuses {revision}:{line} of {own} ({attribute}), {'which lost something else' if own in gone else 'which is there'}")
        elif not any(revision in past.responsible(*key) for key in keys) and not past.made_again(revision, own):
            wrong.append(f"accuses {revision}:{line} of {own} ({attribute}), not {sorted(past.responsible(*keys[0]))}")
        elif not named_at(paths[revision], line, own) and not named_at(paths[revision], line, once):
            wrong.append(f"line {revision}:{line} does not speak of {own}")
    if lost:
        wrong.append(f"position without {sorted(lost)[:3]}")
    told = [effect["evidence"] for own in audit["revisions"] for effect in own["effects"]
            if target[0] in (effect["object"], effect.get("now")) and effect["attribute"] in (target[1], "existence", "definition", "type")]
    names = {target[0]} | past.former(target)
    said = any(f"`{name}`" in finding["message"] for finding in audit["findings"] for name in names)
    if not hit and (said or "unprovable" in told and audit["verdict"] not in ("in-order", "behind")):
        open_.append(f"{audit['verdict']}: unprovable, {warned(past, target, names, audit['findings'])}")
    elif not hit:
        wrong.append(f"not named ({', '.join(sorted(set(told))) or 'no effect'})")
    if audit["verdict"] in ("in-order", "behind", "unstamped", "multiple-heads") and not open_:
        wrong.append(f"verdict {audit['verdict']}")
    return wrong, open_


def drop(server, corpus, past, template, target, sql, rows):
    """The judgement of one drop; None where PostgreSQL does not let it go."""
    head = corpus.dumps[-1].read_text()
    text, template = (sql, template) if sql else (without_label(head, target[0], target[1].removeprefix("label ")), "template0")
    try:
        with server.database(text, template) as database:
            facts, dump = server.facts(database), server.dump(database)
    except databases.Refused:
        return None
    removed = {key for key, value in past.facts[-1].items() if facts.get(key) != value}
    return judge(corpus, past, target, removed, corpus.audit(dump, rows))


def measure(server, corpus, chance, wanted, verbose):
    """Drops `wanted` things of one corpus; counts what came of it."""
    past, counts = Past(server, corpus), collections.Counter()
    rows = corpus.heads(len(corpus.order))
    with server.database(corpus.dumps[-1].read_text()) as template:
        for target, sql in in_turn(candidates(past.facts[-1]), chance):
            if counts.total() == wanted:
                break
            judged = drop(server, corpus, past, template, target, sql, rows)
            if judged is None:
                continue
            wrong, open_ = judged
            outcome = "wrong" if wrong else "open" if open_ else "right"
            counts[outcome] += 1
            if wrong or verbose and open_:
                print(f"{outcome}: {corpus.name} {target[0]} ({target[1]}): {'; '.join(wrong or open_)}", flush=True)
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("limbeck"), parser.add_argument("corpora", nargs="+")
    parser.add_argument("--drops", type=int, default=50), parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--verbose", action="store_true", help="print open audits, too")
    a = parser.parse_args()
    total = collections.Counter()
    with databases.server() as server:
        for name in a.corpora:
            counts = measure(server, databases.Corpus(a.limbeck, name), random.Random(a.seed), a.drops, a.verbose)
            total += counts
            print(f"{name}: {counts.total()} drops: {counts['right']} right, {counts['open']} open, {counts['wrong']} wrong", flush=True)
    print(f"all: {total.total()} drops: {total['right']} right, {total['open']} open, {total['wrong']} wrong")
    return 1 if total["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
