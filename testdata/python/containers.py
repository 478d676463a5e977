from collections import OrderedDict, defaultdict, Counter
import copy, operator
l = [3, 1, 2]
l.append(4); l.extend([5, 6]); l.insert(0, 0); l.remove(3); popped = l.pop(); l.reverse(); l.sort(); l += [7]
l2 = l[:]
l2[1:3] = ["x", "y", "z"]
l3 = list(range(10)); del l3[2:5]; l3[0] = 100; l3[-1] *= 2
d = {"a": 1, "b": 2}
d["c"] = 3; d.update({"d": 4}, e=5); d.setdefault("f", []).append(1); gone = d.pop("a"); missing = d.pop("zz", None)
d2 = {**d, "b": 20, **{"z": 26}}
d |= {"or": 1}
dd = defaultdict(list); dd["x"].append(1); dd["x"].append(2); dd["y"]
nested = defaultdict(lambda: defaultdict(int)); nested["a"]["b"] += 3
od = OrderedDict([("x", 1), ("y", 2)]); od.move_to_end("x")
c = Counter("abca")
s = {1, 2, 3}; s.add(4); s.discard(1); s |= {9}; s.update([10], (11,))
shallow = [[1], [2]]; sc = copy.copy(shallow); dc = copy.deepcopy(shallow); shallow[0].append(9)
matrix = [[0] * 2 for _ in range(2)]; matrix[0][1] = 5
t = (1, "a", [2])
a, (b, *rest), *_ = 1, (2, 3, 4), 5, 6
keys = list(d)
seen = []
for i, (k, v) in enumerate(sorted(d2.items(), key=lambda kv: str(kv[1]))):
    seen.append((i, k))
grow = [1]
for g in grow:
    if g < 4: grow.append(g + 1)
result = [
    l, popped, l2, l3, d, gone, missing, d2, dict(dd), {k: dict(v) for k, v in nested.items()}, list(od), od, c, c["a"], c["zz"], c.most_common(1), sorted(s), sc, dc, matrix, t, a, b, rest, keys, seen, grow,
    len(d), "b" in d, "q" in d, list(d.values()), list(d.items())[0], d.get("q"), d.get("q", 1), dict.fromkeys("ab", 0), dict([("a", 1)], b=2), dict(zip("ab", [1, 2])), {1: "a", True: "b", 1.0: "c"}, {(1, 2): 3}[(1, 2)],
    {1, 2} & {2, 3}, {1, 2} - {2}, sorted({1} | {2}), sorted({1, 2} ^ {2, 3}), {1} <= {1, 2}, {1, 2}.issubset([1, 2, 3]), {1}.isdisjoint({2}), frozenset([1, 2]) == {1, 2}, sorted({1, 2}.union([3], [4])), sorted({3, 1}.difference([1])), set() == set([]),
    [1, 2] + [3], [1, 2] * 2, [1, 2] == [1, 2], [1, 2] < [1, 3], (1, 2) < (1, 2, 0), [1, [2]] == [1, [2.0]], 3 in [1, 2, 3], [1, 2, 1].count(1), [1, 2].index(2), (1, 2).count(1), [][:5], [1, 2, 3][5:], [1, 2, 3][-2:], [1, 2, 3, 4][1::2],
    range(5), list(range(5, 0, -2)), len(range(0, 10, 3)), 3 in range(5), range(10)[2:5], range(10)[-1], tuple([1]), list((1, 2)), (1,) + (2,), [*range(3), *"ab"], sorted({*[1], *[2]}), (*[1, 2],),
    [None] * 2, bool([]), bool([0]), bool({}), bool(""), bool("a"), bool(0.0), int("12"), int("0x1f", 16), int(3.9), int(-3.9), float("1.5"), float(2), str(12), list("ab"), bool("False"), 7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 / 2, 2 ** 10, 2 ** -1, 10 ** 20, 1 << 10, 5 & 3, 5 | 3, 5 ^ 3, divmod(7, 2), divmod(-7, 2), abs(-3), round(2.5), round(3.567, 2), round(5), pow(2, 3), sum([1, 2.5]), 1e3, 0x1F, 0b101, 0o17, 1_000, 7.0 // 2, 7.5 % 2, -7.5 % 2, True + True, max(1, 2.5), 1 == 1.0, 1 is 1,
    operator.itemgetter(1)([5, 6]), operator.attrgetter("real")(5), operator.add(1, 2), isinstance(True, int), isinstance(1, (str, int)), isinstance("a", str), isinstance([], list), isinstance(None, type(None)), type(1) is int, type("a") == str, type([]).__name__, callable(len), callable(5),
    list({"a": 1}.keys()), {"a": 1} == {"a": 1}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1}.copy(), sorted({"b": 1, "a": 2}), [x for x in {"k": 1}], list(map(str, [1, 2])), [] or "default", None or 0, "a" and "b", not [],
    hasattr("a", "upper"), hasattr([], "upper"), getattr("abc", "upper")(), str.upper("a"), list(map(str.strip, [" a "])), ",".join(map(str, range(3))), [i for i in reversed(range(3))], list(zip([1, 2], "ab", [True, False])), list(zip(*[[1, 2], [3, 4]])), slice(1, 2), id is not None,
]
