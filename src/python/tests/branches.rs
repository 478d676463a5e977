//! Branches on what is not known: both arms are taken, and what differs is unknown.

use super::{Ran, run, run_after, run_with};

fn log(text: &str) -> String {
    let Ran { log, raised, .. } = run(text);
    assert_eq!(raised, "", "{text}");
    log
}

fn result(text: &str) -> String {
    let Ran { result, raised, .. } = run(text);
    assert_eq!(raised, "", "{text}");
    result
}

#[test]
fn both_arms_of_an_if_are_told_to_the_host() {
    assert_eq!(log("if maybe: op.a()\nelse: op.b()\nop.c()"), "maybe?[a()|b()] c()");
    assert_eq!(log("op.x()\nif maybe: op.a()\nop.c()"), "x() maybe?[a()|] c()");
    assert_eq!(log("if maybe: op.a()\nelif perhaps: op.b()\nelse: op.c()"), "maybe?[a()|perhaps?[b()|c()]]");
    assert_eq!(log("if maybe and op.a() is None and False: op.b()"), "maybe?[a()|]");
    assert_eq!(log("if maybe or op.a(): op.b()"), "maybe?[a()|] maybe?[b()|]");
    assert_eq!(log("op.a() if maybe else op.b()"), "maybe?[a()|b()]");
}

#[test]
fn a_variable_is_unknown_only_where_the_arms_differ() {
    assert_eq!(result("x = y = 1\nif maybe:\n  x = 2\n  y = 1\nresult = y"), "1");
    assert!(result("x = 1\nif maybe: x = 2\nresult = x").contains("unknown(maybe at /project/versions/a.py:4:4)"));
    assert!(result("l = []\nif maybe: l.append(1)\nresult = l").contains("maybe"));
    assert_eq!(result("l = [1, 2]\nif maybe: l.reverse()\nelse: l.reverse()\nresult = l"), "[2, 1]");
    assert!(result("d = {'a': 1, 'b': 2}\nif maybe: d['a'] = 3\nresult = d").contains("maybe"));
    assert_eq!(result("d = {'a': 1, 'b': 2}\nif maybe: d['a'] = 3\nresult = d['b']"), "2");
    assert_eq!(result("class C: x = 1\nc = C()\nif maybe: c.y = 1\nresult = c.x"), "1");
    assert_eq!(result("if maybe: name = 'a'\nelse: name = 'a'\nresult = name"), "'a'");
    assert_eq!(result("x = 1\nif maybe: x = 2\nx = 3\nresult = x"), "3");
    assert_eq!(result("result = (1, 2 if maybe else 3)[0]"), "1");
    assert_eq!(result("result = maybe and False"), "False");
    assert_eq!(result("result = any([maybe, True]), all([maybe, False]), maybe in []"), "(True, False, False)");
}

#[test]
fn what_follows_an_undecided_return_happens_only_if_it_did_not_return() {
    let text = "def f():\n  if maybe: return 1\n  op.a()\n  op.b()\n  return 2\nx = f()\nop.c()\nresult = x";
    assert_eq!(log(text), "maybe?[|a() b()] c()");
    assert!(result(text).contains("maybe"));
    let both = "def f():\n  if maybe: return 1\n  op.a()\n  return 1\nresult = f()";
    assert_eq!(result(both), "1");
    let nested = "def f():\n  if maybe: return\n  op.a()\n  if perhaps: return\n  op.b()\nf()\nop.c()";
    assert_eq!(log(nested), "maybe?[|a() perhaps?[|b()]] c()");
    let inner = "def g():\n  if maybe: return True\n  return False\ndef f():\n  if g(): return\n  op.a()\nf()";
    assert_eq!(log(inner), "maybe?[|a()]");
}

#[test]
fn recursion_that_nothing_known_ends_goes_on_unknown() {
    let walk = "def walk(x):\n  found = {}\n  for k in x:\n    if k: found.update(walk(k))\n  return found\n";
    assert_eq!(log(&format!("{walk}walk(maybe)\nop.a()")), "a()");
    assert_eq!(log("def f(x, n=1):\n  if x: return f(x.y, n)\n  return 1\nx = f(maybe, 2)\nop.a()"), "a()");
    let counted = "found = []\ndef f(x):\n  found.append(1)\n  if x: f(x.y)\nf(maybe)\nresult = found";
    assert!(result(counted).contains("how deep"));
    // What it does itself may be done any number of times; what ends by what it is given is followed to its end.
    let acting = run("def f(x):\n  op.a()\n  if x: f(x.y)\nf(maybe)\nop.b()");
    assert!(acting.raised.contains("nested"), "{}", acting.raised);
    assert_eq!(result("def f(x, n):\n  if n and x: return f(x, n - 1)\n  return 5\nresult = f(maybe, 9)"), "5");
    assert!(run("def f(x): return f(x)\nf(maybe)").raised.contains("nested"));
    assert!(run("def f(x):\n  if x: f(x)\n  else: f(x)\nf(maybe)").raised.contains("leads to another"));
}

#[test]
fn a_module_that_a_bound_stopped_is_unknown_from_then_on() {
    let body = "while True: pass\n".repeat(30) + "x = 1";
    let modules = vec![("endless", "/project/endless.py", &*Box::leak(body.into_boxed_str()))];
    let text = "def f():\n  if maybe: import endless\n";
    assert!(run_with(&format!("{text}f()"), modules.clone()).raised.contains("stopped"));
    // The evaluator goes on with the next revision.
    let again = "import endless\nresult = endless.x\nfrom endless import y\nop.a(y)";
    let ran = run_after(&format!("{text}f()"), again, modules);
    assert_eq!(ran.raised, "");
    assert!(ran.result.contains("could not be evaluated"), "{}", ran.result);
}

#[test]
fn a_statement_of_a_module_that_a_bound_stopped_is_unknown_and_the_module_goes_on() {
    let helper = ("helper", "/project/helper.py", "z = 3");
    let body = "class C: pass\nc = C()\nc.n = 1\nl = [1]\nq = [2]\nwhile True:\n  import helper\n  l.append(c)\n  y = 1\nx = 1";
    let modules = vec![("endless", "/project/endless.py", body), helper];
    let ran = |text: &str| run_with(&format!("import endless\n{text}"), modules.clone());
    assert_eq!(ran("result = [endless.x, endless.q]").result, "[1, [2]]");
    for name in ["y", "l", "c.n"] {
        let ran = ran(&format!("result = endless.{name}"));
        assert!(ran.result.contains("stopped after"), "{name}: {}", ran.result);
    }
    assert_eq!(ran("import helper\nresult = helper.z").result, "3");
}

#[test]
fn an_undecided_raise_is_told_and_not_taken() {
    let ran = run("if maybe: raise ValueError('x')\nop.a()");
    assert_eq!((&*ran.log, &*ran.told), ("a()", "maybe raises ValueError"));
    let ran = run("def f():\n  if maybe: raise ValueError('x')\n  op.a()\ntry: f()\nexcept ValueError: op.b()\nop.c()");
    assert_eq!((&*ran.log, &*ran.told), ("maybe?[b()|a()] c()", ""));
    let ran = run("def f():\n  if maybe: raise KeyError('x')\n  op.a()\ntry: f()\nexcept ValueError: op.b()\nop.c()");
    assert_eq!((&*ran.log, &*ran.told), ("a() c()", "maybe raises KeyError"));
    let ran = run("assert maybe\nop.a()");
    assert_eq!((&*ran.log, &*ran.told), ("a()", "maybe raises AssertionError"));
}

#[test]
fn an_exception_of_unknown_class_may_be_caught() {
    assert_eq!(log("try: op.fail()\nexcept maybe: op.a()\nexcept ValueError: op.b()"), "maybe?[a()|b()]");
    assert_eq!(log("try: op.fail()\nexcept Exception: op.a()"), "a()");
    let ran = run("try: op.fail()\nexcept maybe: op.a()\nop.c()");
    assert_eq!((&*ran.log, &*ran.told), ("a() c()", "maybe raises ValueError"));
}

#[test]
fn finally_and_exit_run_on_every_path() {
    let text = "def f():\n  try:\n    if maybe: return\n    op.a()\n  finally:\n    op.z()\nf()\nop.c()";
    assert_eq!(log(text), "maybe?[z()|a() z()] c()");
    let text = "class M:\n  def __enter__(self): op.i()\n  def __exit__(self, *a): op.o()\ndef f():\n  with M():\n    if maybe: return\n    op.a()\nf()\nop.c()";
    assert_eq!(log(text), "i() maybe?[o()|a() o()] c()");
    let text = "import contextlib\n@contextlib.contextmanager\ndef m():\n  op.i()\n  yield\n  op.o()\ndef f():\n  with m():\n    if maybe: return\n    op.a()\n  op.b()\nf()\nop.c()";
    assert_eq!(log(text), "i() maybe?[|a()] o() maybe?[|b()] c()");
}

#[test]
fn a_list_that_something_is_appended_to_begins_as_it_did() {
    let log = |text: &str| {
        let told = log(text);
        told.find("unknown(").map_or(told.clone(), |at| format!("{}?", told.get(..at).unwrap_or_default()))
    };
    let known = "l = ['a', 'b']\nfor x in maybe: l.append(x.y)\n";
    assert_eq!(log(&format!("{known}for x in l: op.x(x)\nop.c()")), "x(a) x(b) maybe?[x(?");
    assert!(result(&format!("{known}result = l")).contains("maybe"), "the list itself is not known");
    assert!(result(&format!("{known}result = l[0]")).contains("maybe"));
    assert_eq!(log("l = ['a']\nif maybe: l.append('b')\nfor x in l: op.x(x)"), "x(a) maybe?[x(b)|]");
    // What any of the further items is, where they are alike.
    let pairs = "l = []\nfor x in maybe:\n  if perhaps: l.append((x, 1))\n  else: l.append((x.y, 1))\n";
    assert_eq!(log(&format!("{pairs}for x, y in l: op.x(y)")), "maybe?[x(1)|]");
    let unlike = "l = []\nfor x in maybe: l.append(1)\nif perhaps: l.append(2)\n";
    assert_eq!(log(&format!("{unlike}for x in l: op.x(x)")), "maybe?[x(?");
    // Whatever else is done to it leaves nothing known.
    for change in [
        "l.pop()",
        "l.insert(0, 'z')",
        "l.sort()",
        "l.reverse()",
        "l.remove('a')",
        "l[0] = 'z'",
        "del l[0]",
        "l[:] = []",
        "l += 'z'",
        "l.extend('z')",
    ] {
        assert_eq!(log(&format!("{known}{change}\nfor x in l: op.x(x)")), "maybe?[x(?", "{change}");
    }
    // Another list that is as little known is not this one.
    assert_eq!(log(&format!("{known}m = l + l\nfor x in m: op.x(x)")), "maybe?[x(?");
}

#[test]
fn what_is_kept_under_unknown_keys_is_what_any_key_gives() {
    let known = "d = {}\nfor x in maybe: d[x.y] = 1\n";
    assert_eq!(result(&format!("{known}result = d[perhaps]")), "1");
    assert_eq!(result(&format!("{known}result = d['a']")), "1");
    assert!(result(&format!("{known}d['b'] = 2\nresult = d['a']")).contains("maybe"));
    for change in ["d.update(b=2)", "d.setdefault('b', 2)", "d |= {'b': 2}"] {
        assert!(result(&format!("{known}{change}\nresult = d['a']")).contains("maybe"), "{change}");
    }
    assert!(result(&format!("{known}result = d.get('a')")).contains("maybe"), "it may be None");
    let default = "import collections\nd = collections.defaultdict(int)\nfor x in maybe: d[x] = 1\nresult = d['a']";
    assert!(result(default).contains("maybe"));
}

#[test]
fn loops_go_on_where_their_round_is_undecided() {
    assert_eq!(log("for i in [1, 2]:\n  if maybe: continue\n  op.a(i)\nop.c()"), "maybe?[|a(1)] maybe?[|a(2)] c()");
    assert_eq!(
        log("for i in [1, 2]:\n  if maybe: break\n  op.a(i)\nelse: op.e()\nop.c()"),
        "maybe?[|a(1) maybe?[|a(2) e()]] c()"
    );
    let mixed = "for i in [1, 2]:\n  if maybe: continue\n  if perhaps: break\n  op.a(i)\nop.c()";
    let mixed = log(mixed);
    assert!(mixed.ends_with("c()") && mixed.contains("a(1)") && mixed.contains("a(2)"), "{mixed}");
    assert_eq!(log("while maybe:\n  op.a()\nop.c()"), "maybe?[a()|] c()");
    assert_eq!(log("while True:\n  if maybe: break\n  op.a()\nop.c()"), "maybe?[|a() maybe?[|maybe?[a()|]]] c()");
}

#[test]
fn a_loop_over_something_unknown_runs_once_or_not() {
    assert_eq!(log("for i in items: op.a()\nop.c()"), "items?[a()|] c()");
    assert!(result("n = 0\nfor i in items: n += 1\nresult = n").contains("items"));
    assert!(result("x = 1\nfor i in items:\n  if x == 2: y = 3\n  x = 2\nresult = x").contains("items"));
    // The second round sees what the first one changed.
    assert_eq!(log("x = 1\nfor i in items:\n  if x == 2: op.drop()\n  x = 2"), "items?[items?[drop()|]|]");
    assert_eq!(log("[op.a() for i in items]"), "items?[a()|]");
    assert_eq!(log("[op.a() for i in [1, 2] if maybe]"), "maybe?[a()|] maybe?[a()|]");
    assert!(result("found = []\nfor i in items: found.append(i)\nresult = found").contains("items"));
    assert_eq!(result("keep = [1]\nfor i in items: other = i\nresult = keep"), "[1]");
}

#[test]
fn what_a_generator_expression_does_may_not_be_done() {
    let which = "which items of this generator are asked for, and when, is not followed";
    assert_eq!(log("any(op.a(i) for i in [1, 2])\nop.c()"), format!("{which}?[a(1) a(2)|] c()"));
    assert!(result("result = any(op.a(i) for i in [1, 2])").contains(which));
    assert_eq!(result("seen = []\nresult = list(seen.append(i) for i in [1, 2]), seen"), "([None, None], [1, 2])");
}

#[test]
fn a_missing_module_is_undecided_where_the_file_has_an_answer() {
    assert_eq!(log("try: import gone\nexcept ImportError: op.a()\nelse: op.b()"), "no module `gone`?[a()|b()]");
    assert_eq!(
        log("try:\n  from gone import x\nexcept Exception:\n  x = None\nif x is None: op.a()").matches("a()").count(),
        1
    );
    assert_eq!(log("try: import gone\nexcept ImportError: raise ValueError('install it')\nop.b()"), "b()");
    assert_eq!(log("import gone\nop.b()"), "b()");
}

#[test]
fn a_text_with_an_unknown_part_keeps_the_rest() {
    let parts = |text: &str| result(&format!("result = {text}"));
    assert!(parts("f'DROP {text} CASCADE'").contains("unknown(text"));
    assert_eq!(result("result = bool(f'a{text}'), f'a{text}' is None"), "(True, False)");
}

#[test]
fn an_unknown_call_forgets_the_containers_it_is_given() {
    let ran = run("l = [1]\nmaybe.helper(l)\nresult = l");
    assert!(ran.result.contains("maybe"), "{}", ran.result);
    assert_eq!(ran.told, "called maybe");
}

#[test]
fn deep_branching_ends() {
    let text = (0..200).map(|n| format!("if maybe: x{n} = 1\nelse: x{n} = 2\n")).collect::<String>();
    assert_eq!(log(&(text + "op.a()")), "a()");
    let text = format!("def f():\n{}  op.a()\nf()", "  if maybe: return\n".repeat(100));
    assert!(log(&text).contains("a()"));
}
