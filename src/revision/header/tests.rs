use super::*;

fn read(text: &str) -> Reading {
    let modules = |dotted: &str| match dotted {
        "here.it" => Some(Source::new("here/it.py", "from here.deep import D\nMORE = [D]\n")),
        "here.deep" => Some(Source::new("here/deep.py", "D = 'b1'\n")),
        _ => None,
    };
    read_revision_beside(&Source::new("versions/abc_x.py", text), Path::new("/p/versions/abc_x.py"), &modules)
}

fn header(text: &str) -> (String, Vec<String>) {
    let reading = read(text);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    let revision = reading.revision.expect("a revision");
    (revision.id.to_string(), revision.down_revisions.iter().map(ToString::to_string).collect())
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn reads_every_spelling_of_a_header() {
    let one = ("a1".to_owned(), vec!["b1".to_owned()]);
    let two = ("a1".to_owned(), vec!["b1".to_owned(), "b2".to_owned()]);
    for (text, expected) in [
        ("revision = 'a1'\ndown_revision = 'b1'\n", &one),
        ("revision: str = 'a1'\ndown_revision: str | None = 'b1'\n", &one),
        ("revision: str = 'a1'\ndown_revision: Union[str, Sequence[str], None] = 'b1'\n", &one),
        ("revision = 'a1'\ndown_revision = (\n    'b1',\n    'b2',\n)\n", &two),
        ("revision = 'a1'\ndown_revision = ['b1', 'b2']\n", &two),
        ("revision = ('a1')\ndown_revision = (('b1'))\n", &one),
        ("revision = ('a' '1')\ndown_revision = 'b' \"1\"\n", &one),
        ("revision = 'a' + '1'\ndown_revision = ('b1',) + ('b2',)\n", &two),
        ("R = 'a1'\nD = 'b1'\nrevision = R\ndown_revision = D\n", &one),
        ("n = 1\nrevision = f'a{n}'\ndown_revision = f'b{n}'\n", &one),
        ("n = 1\nrevision = 'a%s' % n\ndown_revision = 'b%d' % (n,)\n", &one),
        ("revision, down_revision = 'a1', ('b1', 'b2')\n", &two),
        ("revision = 'a1'\nif True:\n    down_revision = 'b1'\nelse:\n    down_revision = 'zz'\n", &one),
        ("revision = 'a1'\nimport os\nif os.x:\n    down_revision = 'b1'\nelse:\n    down_revision = 'b1'\n", &one),
        ("\"\"\"revision = 'zz'\ndown_revision = 'zz'\"\"\"\nrevision = 'a1'\ndown_revision = 'b1'\n", &one),
        ("revision = down = 'a1'\ndown_revision = 'b1' if revision == 'a1' else None\n", &one),
        (
            "d = []\ntry:\n    import here.it\n    d += ['b1']\nexcept ImportError:\n    pass\nrevision = 'a1'\ndown_revision = d\n",
            &one,
        ),
        ("from here.it import MORE as M\nrevision = 'a1'\ndown_revision = M\n", &one),
        (
            "from here import it, deep\nrevision = 'a1'\ndown_revision = it.MORE + [deep.D + 'x']\nx, down_revision = 0, it.MORE\n",
            &one,
        ),
        ("import here.it as i\nrevision = 'a1'\ndown_revision = i.MORE\n", &one),
        ("revision = 'zz'\nrevision = 'a1'\ndown_revision = ()\ndown_revision += ('b1',)\n", &one),
    ] {
        assert_eq!(&header(text), expected, "{text}");
    }
}

#[test]
fn refuses_what_is_computed_by_name_and_line() {
    for (text, code, line) in [
        ("revision = 'a1'\ndown_revision = make('b1')\n", "computed-down-revision", 2),
        ("from x import D\nrevision = 'a1'\ndown_revision = D\n", "computed-down-revision", 3),
        (
            "import os\nrevision = 'a1'\nif os.x:\n  down_revision = 'b'\nelse:\n  down_revision = 'c'\n",
            "computed-down-revision",
            3,
        ),
        ("revision = 'a1'\nfor d in 'xy':\n    down_revision = d\n", "computed-down-revision", 3),
        ("revision = 'a1'\ndown_revision = 'b1'\nglobals()['down_revision'] = 'c'\n", "computed-down-revision", 3),
        ("revision = 'a1'\ndown_revision = 'b1'\ndef f():\n    global down_revision\n", "computed-down-revision", 4),
        ("revision = 'a1'\ndown_revision = 'b1'\nfrom other import *\n", "computed-revision", 3),
        ("revision = 'a1'\ndown_revision = 'b1'\ndef f(d): ...\nf(globals())\n", "computed-revision", 4),
        ("revision = 'a1'\ndown_revision = 'b1'\nf(d=globals())\n", "computed-revision", 3),
        ("revision = 'a1'\ndown_revision = 'b1'\nd = globals()\nd['x'] = 1\n", "computed-revision", 3),
        ("revision = 'a1'\nimport sys\ndown_revision = 'b1'\nsys.modules[__name__].x = 1\n", "computed-revision", 4),
        ("revision = 'a1'\ndown_revision = 'b1'\nm.down_revision = 'c'\n", "computed-down-revision", 3),
        ("revision = 'a1'\ndown_revision = 'b1'\n[down_revision := 'c' for x in y]\n", "computed-down-revision", 3),
        (
            "revision = 'a1'\ndown_revision = 'b1'\ntry:\n    f()\nexcept E as down_revision:\n    pass\n",
            "computed-down-revision",
            5,
        ),
        (
            "revision = 'a1'\ndown_revision = 'b1'\nmatch x:\n    case {**down_revision}: pass\n",
            "computed-down-revision",
            4,
        ),
        ("revision = 'a1'\ndown_revision = ['b1']\ndown_revision.append('c')\n", "computed-down-revision", 2),
        ("revision = 'a1'\nd = ['b1']\ndown_revision = d\nd[0] = 'c'\n", "computed-down-revision", 3),
        ("revision = 'a1'\ndown_revision = ['b1']\nf(down_revision)\n", "computed-down-revision", 2),
        (
            "revision = 'a1'\ndown_revision = 'b1'\ndef f():\n    match x:\n        case 1:\n            global down_revision\n",
            "computed-down-revision",
            6,
        ),
        ("revision = name()\ndown_revision = None\n", "computed-revision", 1),
        ("revision = 'a1'\ndown_revision = 5\n", "computed-down-revision", 2),
        ("revision = 'a1'\ndown_revision = None\nbranch_labels = [x]\n", "computed-branch-labels", 3),
        ("revision = 'a1'\ndown_revision = None\ndepends_on = f()\n", "computed-depends-on", 3),
        (
            "d = 'b'\ntry:\n    import gone\n    d = 'c'\nexcept ImportError:\n    pass\nrevision = 'a1'\ndown_revision = d\n",
            "computed-down-revision",
            8,
        ),
        ("revision = 'a1'\n", "incomplete-header", 1),
        ("x = 1\n", "not-a-revision", 1),
    ] {
        let findings = read(text).findings;
        let found: Vec<_> =
            findings.iter().map(|f| (f.code.as_str(), f.place.as_ref().map_or(0, |p| p.line()))).collect();
        assert_eq!(found, [(code, line)], "{text}");
    }
}

#[test]
fn takes_the_id_of_a_hexadecimal_file_name() {
    let source = Source::new("0a1b.py", "down_revision = None\n");
    let reading = read_revision(&source, Path::new("/p/0a1b.py"));
    assert_eq!(reading.revision.map(|revision| revision.id.to_string()).as_deref(), Some("0a1b"));
}

#[test]
fn keeps_labels_dependencies_and_docstring() {
    let text = "\"\"\"add x\nmore\n\nCreate Date: 2020-01-01\n\"\"\"\nrevision = 'a1'\ndown_revision = None\n\
                branch_labels = ('l', 'm')\ndepends_on = 'dep'\n";
    let revision = read(text).revision.expect("a revision");
    assert_eq!(revision.doc, "add x\nmore");
    assert_eq!(revision.create_date.as_deref(), Some("2020-01-01"));
    assert_eq!(revision.branch_labels, ["l", "m"]);
    assert_eq!(revision.depends_on, ["dep"]);
    assert!(revision.is_base());
}

#[test]
fn reads_the_header_of_a_damaged_file() {
    let broken = read("revision = 'a1'\ndown_revision = 'b1'\ndef upgrade(:\n    x = (\n");
    assert_eq!(broken.findings.first().map(|finding| finding.code.as_str()), Some("syntax-error"));
    assert_eq!(broken.revision.map(|revision| revision.down_revisions), Some(vec!["b1".into()]));
    let conflict =
        "revision = 'a1'\n<<<<<<< HEAD\ndown_revision = 'b1'\n=======\ndown_revision = 'c1'\n>>>>>>> theirs\n";
    assert_eq!(codes(conflict), ["merge-conflict", "computed-down-revision"]);
    let below =
        "revision = 'a1'\ndown_revision = 'b1'\ndef upgrade():\n<<<<<<< HEAD\n    x()\n=======\n    y()\n>>>>>>> t\n";
    assert_eq!(codes(below), ["merge-conflict"]);
}

#[test]
fn survives_deep_brackets() {
    let text = format!("revision = 'a1'\ndown_revision = None\nx = {}{}\n", "[".repeat(200_000), "]".repeat(200_000));
    let reading = read(&text);
    assert_eq!(reading.findings.len(), 1);
    assert!(reading.revision.is_some());
}
