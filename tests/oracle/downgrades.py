#!/usr/bin/env python3
"""What limbeck says a downgrade leaves, against what real Alembic's downgrade left.

    downgrades.py LIMBECK [CORPUS...] [--verbose] [--jobs N] [--every N]

For each revision whose downgrade real Alembic ran (real_downgrades.py left the dump in $LIMBECK_CORPORA/downgraded/CORPUS):
`diff --at TARGET --from ROWS --snapshot DUMP` is

exact     without differences
flagged   its differences are on objects that its `unknown` names
wrong     it has another difference, or no answer, or none on the dump from before the downgrade although that is another

Where the real downgrade failed, the answer is `foreseen` (it says that the revision fails), `doubted` (something is
unknown) or `missed`. Exit status 1 if anything is wrong or missed.
"""
import argparse, concurrent.futures, json, os, re, sys
import corpora

FAILS = re.compile(r"fails when it is replayed")


def judge(limbeck, name, own, left, before):
    """Returns the verdict on one downgrade, and what speaks for it."""
    rows = [word for row in own["rows"] for word in ("--from", row)]
    diff = lambda dump: corpora.ask(limbeck, name, "--snapshot", dump, "diff", "--at", own["target"], *rows)
    if own["failure"]:
        answer = diff(before)
        reasons = [unknown["reason"] for unknown in answer.get("unknown", [])]
        verdict = "foreseen" if any(map(FAILS.search, reasons)) else "doubted" if reasons else "missed"
        return verdict, [answer.get("error"), own["failure"]]
    answer = diff(left)
    if "differences" not in answer:
        return "wrong", [answer["error"]]
    found, unknown = answer["differences"], [unknown["object"] for unknown in answer["unknown"]]
    loose = [one for one in found if not any(corpora.score.covers(other, one["object"]) for other in unknown)]
    if found:
        return ("wrong" if loose else "flagged"), (loose or [found[0], answer["unknown"][0]])
    if corpora.statements(open(left).read()) != corpora.statements(open(before).read()) and not unknown:
        if not diff(before).get("differences"):
            return "wrong", ["the dump from before the downgrade looks the same to diff"]
    return "exact", []


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("limbeck"), p.add_argument("names", nargs="*"), p.add_argument("--verbose", action="store_true")
    p.add_argument("--jobs", type=int, default=2), p.add_argument("--every", type=int, default=1, help="take a sample")
    a = p.parse_args()
    words, bad = ("exact", "flagged", "wrong", "foreseen", "doubted", "missed"), 0
    print(f"{'corpus':<22}{'downgrades':>10}{'ran':>6}" + "".join(f"{word:>9}" for word in words))
    for name in a.names or corpora.CORPORA:
        folder = os.path.join(corpora.FOLDER, "downgraded", name)
        if not os.path.exists(os.path.join(folder, "downgrades.json")):
            print(f"{name:<22} not recorded")
            continue
        before = dict(corpora.truth(name)[0])
        left = {file[5:-4]: os.path.join(folder, file) for file in os.listdir(folder) if file.endswith(".sql")}
        downgrades = json.load(open(os.path.join(folder, "downgrades.json")))[::a.every]
        case = lambda own: judge(a.limbeck, name, own, left.get(own["revision"]), before[own["revision"]])
        with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
            rows = list(pool.map(case, downgrades))
        count = {word: sum(verdict == word for verdict, _ in rows) for word in words}
        ran = sum(not own["failure"] for own in downgrades)
        print(f"{name:<22}{len(rows):>10}{ran:>6}" + "".join(f"{count[word]:>9}" for word in words), flush=True)
        for own, (verdict, why) in zip(downgrades, rows):
            if verdict in ("wrong", "missed") or (a.verbose and verdict in ("flagged", "doubted")):
                print(f"  {verdict} {own['revision']} -> {own['target']}", *(f"\n      {str(one)[:300]}" for one in why[:6]))
        bad += count["wrong"] + count["missed"]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
