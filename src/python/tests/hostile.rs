//! Text that is made to hang, to overflow or to eat memory: each ends, quickly, with a reason.

use super::run;
use std::time::{Duration, Instant};

/// Far more than any of them needs, far less than a hang.
const PATIENCE: Duration = Duration::from_secs(20);

fn ends(text: &str) -> String {
    let start = Instant::now();
    let ran = run(text);
    assert!(start.elapsed() < PATIENCE, "{text:.60} took {:?}", start.elapsed());
    format!("{} {}", ran.raised, ran.result)
}

#[test]
fn endless_loops_end() {
    for text in [
        "while True: pass",
        "n = 0\nwhile True: n += 1",
        "for i in range(10**12): pass",
        "l = [1]\nfor x in l: l.append(x)",
        "import itertools\nfor x in itertools.count(): pass",
        "import itertools\nresult = list(itertools.count())",
        "import itertools\nresult = sorted(itertools.cycle([1]))",
        "def g():\n  while True: yield 1\nresult = list(g())",
        "def g():\n  while True: yield 1\nresult = next(g())",
        "class I:\n  def __iter__(self): return self\n  def __next__(self): return 1\nresult = list(I())",
        "while maybe:\n  while True: pass",
        "d = {}\nwhile True: d[len(d)] = 1",
    ] {
        ends(text);
    }
    let unknown = ends("def g():\n  while True: yield 1\nresult = list(g())\nop.a()");
    assert!(unknown.contains("never ends") || unknown.contains("unknown"), "{unknown}");
}

#[test]
fn endless_recursion_ends() {
    for text in [
        "def f(): return f()\nf()",
        "def f(n): return f(n + 1) + f(n + 1)\nf(0)",
        "f = lambda x: x(x)\nf(f)",
        "class C:\n  def __repr__(self): return repr(self)\nresult = C()",
        "class C:\n  def __getattr__(self, n): return getattr(self, n)\nC().x",
        "class C:\n  def __eq__(self, o): return self == o\nC() == 1",
        "class C:\n  def __bool__(self): return bool(self)\nif C(): pass",
        "class C:\n  def __call__(self): return self()\nC()()",
        "class C:\n  def __iter__(self): return iter(C())\nlist(C())",
        "class C:\n  @property\n  def x(self): return self.x\nC().x",
        "def f():\n  if maybe: f()\n  else: f()\nf()",
        "import functools\nf = functools.partial(lambda: f())\nf()",
    ] {
        let said = ends(text);
        assert!(said.contains("stopped") || said.contains("unknown"), "{text}: {said}");
    }
}

#[test]
fn structures_that_hold_themselves_end() {
    for text in [
        "l = []\nl.append(l)\nresult = l",
        "l = []\nl.append(l)\nm = []\nm.append(m)\nresult = l == m",
        "d = {}\nd['d'] = d\nresult = str(d)",
        "import json\nd = {}\nd['d'] = d\nresult = json.dumps(d)",
        "import copy\nl = []\nl.append(l)\nresult = copy.deepcopy(l)",
        "l = []\nl.append(l)\nif maybe: l.append(1)\nresult = 1",
        "l = []\nl.append(l)\nresult = hash(tuple(l))",
        "t = ()\nfor i in range(100000): t = (t,)\nresult = t",
        "t = ()\nfor i in range(100000): t = (t,)\nresult = t == t, {t: 1}",
        "l = []\nfor i in range(100000): l = [l]\nresult = l == [l]",
        "t = ()\nfor i in range(200): t = (t, t)\nresult = {t: 1}",
    ] {
        ends(text);
    }
}

#[test]
fn giant_values_are_not_built() {
    for text in [
        "result = 'x' * 10**9",
        "result = [0] * 10**10",
        "result = 10**10**10",
        "result = 2 ** 10**9",
        "result = 1 << 10**9",
        "s = 'x'\nwhile True: s = s + s",
        "s = 'x' * 10**6\nl = []\nwhile True: l.append(s * 10)",
        "s = ['x']\nwhile True: s = s + s",
        "s = ['x']\nwhile True: s += s",
        "result = list(range(10**12))",
        "result = f\"{'x':>{10**12}}\"",
        "result = '%1000000000d' % 1",
        "result = '%99999999999999999999999d' % 1",
        "result = '%*d' % (10**9, 1)",
        "result = 'a'.ljust(10**12)",
        "result = 'a' * 10**6\nresult = result.replace('a', result)",
        "import itertools\nresult = list(itertools.product(range(1000), repeat=10))",
        "import itertools\nresult = list(itertools.permutations(range(50)))",
        "result = bytes(10**12)",
        "result = ','.join(['x' * 10**6] * 10**5)",
        "l = list(range(1000))\nresult = [(a, b, c) for a in l for b in l for c in l]",
        "import re\nresult = re.match('(a*)*b', 'a' * 10**5)",
        "x = {}\nfor i in range(10**5): x[i] = 'y' * 10**6",
    ] {
        ends(text);
    }
}

#[test]
fn text_that_is_no_python_ends() {
    for text in [
        "\0",
        "\u{feff}x = 1",
        "<<<<<<< HEAD\nx = 1",
        "print 'x'",
        "def f(:\n  op.a(",
        "x = '\u{202e}'",
        "'''",
        "f'{",
        "\\",
    ] {
        ends(text);
    }
    let brackets = format!("x = {}", "(".repeat(200_000));
    ends(&brackets);
    let classes: String = (1..1_500).map(|n| format!("class C{n}(C{}): pass\n", n - 1)).collect();
    ends(&format!("class C0: pass\n{classes}"));
    let long: String = (0..60_000).map(|n| format!("x{n} = {{'a': [1, 2, {n}]}}\n")).collect();
    ends(&long);
}

#[test]
fn deep_but_allowed_nesting_is_evaluated() {
    let sum = format!("result = {}", vec!["1"; 1_000].join(" + "));
    assert!(ends(&sum).contains("1000"));
    let brackets = format!("result = {}1{}", "(".repeat(90), ")".repeat(90));
    assert!(ends(&brackets).contains('1'));
    let chain = format!("x = 'a'{}\nresult = x", ".strip()".repeat(300));
    assert!(ends(&chain).contains('a'));
    let ternary = format!("result = {}5", "0 if False else ".repeat(90));
    assert!(ends(&ternary).contains('5'));
    let elifs = format!("x = 5\nif x == 0: pass\n{}else: result = 7", "elif x == 1: pass\n".repeat(2_000));
    assert!(ends(&elifs).contains('7'));
    let unknown_elifs = format!("if maybe: pass\n{}else: result = 7", "elif maybe: pass\n".repeat(500));
    ends(&unknown_elifs);
}
