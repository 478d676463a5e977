#!/usr/bin/env python3
"""Audits the dump of every revision of a history: with no version row, with the right one, and with one that lies.

    prefixes.py LIMBECK CORPUS... [--step N] [--only none,right,earlier,later]

none     the observed position is exactly the dump's, or a range that contains it
right    `in-order` where nothing is left to run, `behind` before
earlier  the row of ten revisions before: `stamped-behind`
later    the row of ten revisions after: `stamped-ahead`

right, open and wrong are counted: open says nothing wrong, and not enough (a range, `undecided`, `unprovable` effects that keep
the stamp); where both dumps are alike, no catalog tells them apart, and the lying row is the right one's equal.
"""
import argparse
import collections
import concurrent.futures
import sys

import databases

DISTANCE = 10


def within(corpus, audit, position):
    """Whether the observed range contains a position; whether it is exactly that."""
    least, most = (corpus.closure(audit["observed"][key]) for key in ("revisions", "upto"))
    return least <= position <= most, least == position == most


def judge(corpus, count, kind):
    """(outcome, what was said) of one question; nothing where there is no such row."""
    dump, position, end = corpus.dumps[count - 1].read_text(), corpus.closure(corpus.order[:count]), len(corpus.order)
    other = {"earlier": count - DISTANCE, "later": count + DISTANCE}.get(kind, count)
    if not 1 <= other <= end:
        return None
    audit = corpus.audit(dump, corpus.heads(other) if kind != "none" else [])
    if "verdict" not in audit:
        return "wrong", str(audit.get("error"))[:200]
    contains, exact = within(corpus, audit, position)
    said = f"{audit['verdict']} {audit['observed']['revisions']} to {audit['observed']['upto']}, {audit['recommendation']['plan']}"
    if not contains:
        return "wrong", said
    verdict = audit["verdict"]
    if kind == "none":
        return ("right" if exact else "open"), said
    right = {"in-order", "behind"} if corpus.closure(corpus.order) == corpus.closure(corpus.revisions) else {"behind"}
    if kind == "right":
        right = right if count == end else {"behind"}
    elif catalog(dump) == catalog(corpus.dumps[other - 1].read_text()):
        right = {"in-order", "behind"}
    else:
        right = {{"earlier": "stamped-behind", "later": "stamped-ahead"}[kind]}
    return ("right" if verdict in right else "open" if verdict == "undecided" else "wrong"), said


def catalog(dump):
    noise = ("--", "\\", "SET ", "SELECT ")
    return [line for line in dump.splitlines() if line.strip() and not line.startswith(noise)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("limbeck"), parser.add_argument("corpora", nargs="+")
    parser.add_argument("--step", type=int, default=1), parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="none,right,earlier,later")
    own = parser.parse_args()
    wrong = 0
    for name in own.corpora:
        corpus = databases.Corpus(own.limbeck, name)
        corpus.revisions
        for kind in own.only.split(","):
            counts = list(range(len(corpus.order), 0, -own.step))
            with concurrent.futures.ThreadPoolExecutor(own.jobs) as pool:
                answers = list(pool.map(lambda count: judge(corpus, count, kind), counts))
            tally = collections.Counter(answer[0] for answer in answers if answer)
            print(f"{name:20} {kind:8} right {tally['right']:4} open {tally['open']:4} wrong {tally['wrong']:4}", flush=True)
            for count, answer in zip(counts, answers):
                if answer and answer[0] == "wrong":
                    print(f"    {corpus.order[count - 1]}: {answer[1]}", flush=True)
            wrong += tally["wrong"]
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
