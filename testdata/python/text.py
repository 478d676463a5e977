import textwrap, re, json, string
name, n, f = "users", 42, 3.14159
class O:
    def __str__(self): return "O!"
    def __repr__(self): return "<O>"
    def __format__(self, spec): return f"fmt:{spec}"
o = O()
d = {"k": [1, 2], "q": 'it"s'}
sql = f"""
    SELECT {name!r:>10}, {n:05d}, {f:.2f}, {d['k'][0]}, {n + 1}, {'nested ' + f'{name}'}
    FROM {{literal}}
"""
result = [
    f"{name}", f"{n:>8}|{n:<8}|{n:^8}|{n:*^8}", f"{n:x} {n:#x} {n:b} {n:o} {n:,} {1234567:,} {1234567:_}", f"{f:10.3f}|{f:e}|{f:g}|{f:%}", f"{n=}", f"{name!r}", f"{o}", f"{o!r}", f"{o:abc}", sql,
    "%s and %r" % (name, name), "%d %5d %-5d| %05d %x %.2f %s" % (1, 2, 3, 4, 255, 1.5, None), "%(a)s %(b)d" % {"a": 1, "b": 2}, "%s" % o, "%s%%" % 5, "%s" % (1,), "%5.1f|%+d" % (2.25, 3), "%s" % [1, 2], "%c" % "x",
    "{} {}".format(1, 2), "{0} {1} {0}".format("a", "b"), "{a} {b[0]} {c.__class__.__name__}".format(a=1, b=[2], c="s"), "{:>5}|{:<5}|{:^5}".format("a", "b", "c"), "{!r} {:.3}".format("x", "abcdef"), "{{}}".format(), "{:{w}}|".format("a", w=4), "{x:,}".format(x=1000),
    "a,b,,c".split(","), "  a  b ".split(), "a b c".split(None, 1), "a-b-c".rsplit("-", 1), "x\ny\r\nz".splitlines(), "a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("x"),
    " x ".strip(), "xxaxx".strip("x"), "..a".lstrip("."), "a..".rstrip("."), "aXbX".replace("X", "-"), "aaa".replace("a", "b", 2), "abc".upper(), "ABC".lower(), "hello world".title(), "hello".capitalize(), "aBc".swapcase(),
    "abc".startswith("ab"), "abc".endswith(("x", "c")), "abcabc".find("c"), "abcabc".rfind("c"), "abc".find("z"), "abcabc".count("bc"), "abc".index("b"), "-".join(["a", "b"]), "".join(str(x) for x in range(3)), "a".center(5, "*"), "a".ljust(3) + "|", "a".rjust(3), "5".zfill(3), "-5".zfill(4),
    "abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(), "Abc".istitle(), "abc".islower(), "ABC".isupper(), "abc_1".isidentifier(), "pre_x".removeprefix("pre_"), "x.sql".removesuffix(".sql"), "abc".translate(str.maketrans("ab", "xy")), "abc".encode(), b"abc".decode(),
    "abc"[0], "abc"[-1], "abcdef"[1:4], "abcdef"[::-1], "abcdef"[::2], "abcdef"[-3:], "abc" * 3, "a" "b", "a" < "b", "b" in "abc", "äöü"[1], len("äöü"), "ß".upper(), list("abc"), tuple("ab"), sorted("cab"),
    repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t nl\n back\\"), repr("ünï"), repr("\x00\x7f"), str(b"a'b"), repr(1.0), repr(1e20), repr(1e-7), repr(0.1 + 0.2), repr(100000.0), repr(1e16), str(None), str(True), repr([1, "a", None, (1,), {"a": {1}}]), repr(()), repr(set()), repr(frozenset([1])), ascii("ü"),
    textwrap.dedent("""\
        a
          b

        c
    """), textwrap.indent("a\nb\n", "> "), re.sub(r"\s+", " ", "a  b\n c"), re.findall(r"(\w)(\d)", "a1 b2"), re.match(r"(\w+)-(\d+)", "ab-12x").groups(), re.search(r"\d+", "ab12").group(), re.match("x", "abc"), re.split(r",\s*", "a, b,c"), re.sub(r"(\w+) (\w+)", r"\2 \1", "a b"),
    re.compile(r"^(?P<n>[a-z]+)$", re.I).match("ABC").group("n"), re.sub("[aeiou]", lambda m: m.group().upper(), "hello"), bool(re.fullmatch(r"a+", "aaa")), re.escape("a.b*c"), re.match(r"a(b)?", "a").group(1),
    json.dumps({"a": [1, 2.5, None, True, "ü\n\""], "b": {}}), json.dumps([1, {"x": 2}], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")), json.dumps("ü", ensure_ascii=False), json.loads('{"a": [1, 2.5, null, true, "\\u00fc"], "b": {}}'), json.loads("[]"),
    string.ascii_lowercase[:3], string.digits, "a\tb".expandtabs(), "x".isascii(), "abc".casefold(), "%s" % ("a",) + "b", "{:.1f}%".format(12.345), "{:>10,.2f}".format(1234.5), f"{True}", f"{None}", f"{[1]}", f"{'a':5}|", f"{5:5}|", f"{True:5}|", "%r" % None, "{0[a]}".format({"a": 1}),
    format(3.14159, ".2f"), format("a", ">3"), str(1.5), "%i" % 3, "%s %s" % ("a", "b"), "{}".format("{}"), chr(97), ord("a"), hex(255), bin(5), oct(8), "%.3s" % "abcdef", f"{0.1:.20f}"[:5], f"{1e10}", f"{123456789.123:.2f}", f"{-7:05d}", f"{3:+d}",
]
