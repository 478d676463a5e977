use super::*;
use std::fs;
use std::path::Path;

fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for (path, text) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("created");
        fs::write(path, text.replace("HERE", &directory.path().to_string_lossy())).expect("written");
    }
    directory
}

fn find(directory: &Path, configs: &[&str]) -> Result<Project> {
    let configs = configs.iter().map(|name| directory.join(name)).collect();
    Project::find(&Selection { configs, ..Selection::default() })
}

#[test]
fn reads_the_ini_file_with_here_and_separators() {
    let directory = project(&[
        (
            "alembic.ini",
            "[DEFAULT]\nroot = %(here)s/db\n[alembic]\nscript_location = %(root)s\npath_separator = newline\nversion_locations =\n  %(here)s/a\n  %(here)s/b\nsqlalchemy.url = postgresql://u:p%%40@h/d\nprepend_sys_path = HERE\nrecursive_version_locations = true\n",
        ),
        ("db/env.py", ""),
    ]);
    let found = find(directory.path(), &["alembic.ini"]).expect("found");
    assert_eq!(found.layout.script_location, Some(directory.path().join("db")));
    assert_eq!(found.layout.version_locations, [directory.path().join("a"), directory.path().join("b")]);
    assert_eq!(found.layout.recursion, Recursion::Recursive);
    assert_eq!(found.layout.prepend_sys_path, [directory.path()]);
    assert_eq!(found.url.as_deref(), Some("postgresql://u:p%40@h/d"));
}

#[test]
fn reads_pyproject_and_lets_the_ini_file_win() {
    let directory = project(&[
        (
            "pyproject.toml",
            "[tool.alembic]\nscript_location = \"%(here)s/toml\"\nversion_locations = [\"%(here)s/v\"]\n",
        ),
        ("alembic.ini", "[alembic]\nscript_location = %(here)s/ini\n"),
        ("toml/env.py", ""),
        ("ini/env.py", ""),
    ]);
    let toml = find(directory.path(), &["pyproject.toml"]).expect("found");
    assert_eq!(toml.layout.script_location, Some(directory.path().join("toml")));
    let both = find(directory.path(), &["pyproject.toml", "alembic.ini"]).expect("found");
    assert_eq!(both.layout.script_location, Some(directory.path().join("ini")));
    assert_eq!(both.layout.version_locations, [directory.path().join("v")]);
    // Alembic reads what is there.
    let one = find(directory.path(), &["pyproject.toml", "gone.ini"]).expect("found");
    assert_eq!(one.layout.script_location, Some(directory.path().join("toml")));
    let told: Vec<&str> = one.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(
        matches!(told[..], [message] if message.contains("gone.ini`, which does not exist; Alembic passes over it"))
    );
}

#[test]
fn finds_a_package_location_and_a_location_beside_the_file() {
    let directory = project(&[
        ("alembic.ini", "[alembic]\nscript_location = pkg.db:migrations\n[other]\nscript_location = pkg\n"),
        ("pkg/db/migrations/env.py", ""),
    ]);
    let found = find(directory.path(), &["alembic.ini"]).expect("found");
    assert_eq!(found.layout.script_location, Some(directory.path().join("pkg/db/migrations")));
    let other = Selection {
        configs: vec![directory.path().join("alembic.ini")],
        section: Some("other".into()),
        ..Selection::default()
    };
    let found = Project::find(&other).expect("found");
    assert_eq!(found.layout.script_location, Some(directory.path().join("pkg")));
    assert_eq!(found.findings.len(), 1);
}

#[test]
fn says_what_is_wrong_and_where_it_looked() {
    let directory = project(&[
        ("nowhere.ini", "[alembic]\nscript_location = HERE/gone\n"),
        ("none.ini", "[elsewhere]\nscript_location = x\n"),
        ("separator.ini", "[alembic]\nscript_location = HERE\nversion_locations = a\npath_separator = |\n"),
        ("percent.ini", "[alembic]\nscript_location = 50%\n"),
        ("bad/pyproject.toml", "[tool.alembic\n"),
    ]);
    for (file, code, part) in [
        ("missing.ini", Code::NO_CONFIG, "missing.ini"),
        ("nowhere.ini", Code::NO_SCRIPTS, "gone"),
        ("none.ini", Code::BAD_CONFIG, "script_location"),
        ("separator.ini", Code::BAD_CONFIG, "path_separator"),
        ("percent.ini", Code::BAD_CONFIG, "script_location"),
        ("bad/pyproject.toml", Code::BAD_CONFIG, "not TOML"),
    ] {
        let error = find(directory.path(), &[file]).expect_err(file);
        assert_eq!(error.code, code, "{file}");
        assert!(error.message.contains(part), "{file}: {}", error.message);
        assert!(!error.help.is_empty());
    }
    let help = find(directory.path(), &["none.ini"]).expect_err("no section").help;
    assert_eq!(help, "choose a section with `-n`: `elsewhere`");
}
