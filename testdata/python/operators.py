# Found by comparing random programs with CPython: what operators, methods and formats give, and which exception they raise.


import typing


def tried(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


log = []
lazy = map(log.append, [1])
unused = list(log)
list(lazy)
short = any(map(lambda n: log.append(n) or n, [0, 2, 3]))
deleted = [0, 1, 2, 3, 4]
deleted[::2] = "abc"
updated = {}
updated |= [(1, 2)]

result = [
    7 % 1e-7, 2.0 % 0.1, -5.5 // 2, 5.5 % -2, tried(lambda: 255 >> -1), tried(lambda: 1 << -1), tried(lambda: (-5.0) ** 1e6), (-1) ** 1001, tried(lambda: 0 ** -1),
    str | str, tried(lambda: {} in b"ab"), b"a" in b"abc", 97 in b"abc", tried(lambda: 300 in b"abc"), "no" % [1], tried(lambda: "no" % 1), tried(lambda: "%(a)s" % 1), tried(lambda: "%s %s" % (1,)), tried(lambda: "%5%" % 1),
    "%c|%3c|%.3x|%#x|%+d|% d|%-5d|%05d|%5.1f|%.2s|%010.3f" % (65, "é", 10, 255, 5, 5, 5, -5, 3.14159, "abc", -2.5), "%*d|%-*d|%.*f" % (5, 1, 5, 1, 2, 1.0), "%(a)d" % {"a": 1},
    range(10)[2:2], range(10)[::-3], range(5, -5, -2)[1:100:2], deleted, tried(lambda: [].__delitem__("a")), tried(lambda: [1, 2].index(2, None)), updated,
    tried(lambda: {}.keys(1)), tried(lambda: "a".center("5")), tried(lambda: "a".center(5, "ab")), tried(lambda: "a".split(1)), tried(lambda: [].append()), tried(lambda: [1].pop("a")), tried(lambda: [].nothing), tried(lambda: [].sort(1)), tried(lambda: "a".split(maxsplit=1, other=2)), tried(lambda: "a".replace("a")),
    "a b  c".split(maxsplit=1), "a\x1cb".split(), "a\vb\x1cc\n".splitlines(), "tab\there".expandtabs(5), "12".istitle(), "é".encode("latin-1"), tried(lambda: "é".encode("ascii")), "é".encode("ascii", "replace"), b"\xe9".decode("latin-1"), tried(lambda: b"\xff".decode()), str(b"a", "utf-8"),
    f"{1234567:012,}", f"{255:#06x}", f"{65:c}|{65:3c}", f"{0.0:>.0}", f"{-0.0:z.1f}", f"{1e300:,.0f}"[:9], f"{True:d}", f"{1.5:010}", f"{'ab':^7.1}", f"{12345678:_x}", f"{1.0:#.0f}", f"{0.00001234:g}", f"{1e16}", f"{-1234.5:+,.2f}",
    tried(lambda: format([], "5")), tried(lambda: format("a", "d")), tried(lambda: format(1, ".2d")), tried(lambda: format("a", ",")), tried(lambda: format("a", "=5")), tried(lambda: format(1.5, "d")), tried(lambda: format(-1, "c")), tried(lambda: "{} {0}".format(1)), tried(lambda: "{0[a]}".format(int)), "{0!r:>5}{1[0]}{k.real}".format("a", [2], k=3),
    int("0b11", 0), tried(lambda: int("_1")), int("1_000"), tried(lambda: int("12", 1)), tried(lambda: int(1, 2)), tried(lambda: int(float("nan"))), tried(lambda: float("1__0")), tried(lambda: bytes("a")), bytes(2), tried(lambda: chr(-1)), tried(lambda: chr(2 ** 40)), tried(lambda: round(float("inf"))), tried(lambda: sum(["a"], "")), tried(lambda: reversed({1})), tried(lambda: int["a"]), 1.5.real, True.imag,
    tried(lambda: list(zip([1], [], strict=True))), list(zip([1], [2], strict=True)), unused, short, log, next(map(str, [1, 2])), list(filter(None, [0, 1])), tried(lambda: next(filter(None, []))),
    isinstance(1, int | str), isinstance(None, int | None | str), isinstance(1.5, int | str | None), bool(dict[str, str | tuple[str, str]] | list | None), issubclass(bool, str | int), isinstance("a", typing.Union[int, str]), isinstance(None, typing.Optional[int]), isinstance(b"", typing.Optional[int]), tried(lambda: (int, str) | float), isinstance(1, typing.Sequence | int),
]
