//! `~/.pgpass`: passwords by host, port, database and user.

use super::password::Password;
use std::path::Path;

/// What the password file says for one connection.
pub(super) enum Lookup {
    Found(Password),
    /// There is no such file, or no line in it that fits.
    Nothing,
    /// The file is there, and libpq would not use it either: why.
    Unusable(String),
}

/// Looks a password up as libpq's `passwordFromFile` does: the first line whose four fields fit, `*` fitting all.
pub(super) fn look_up(file: &Path, host: &str, port: u16, database: &str, user: &str) -> Lookup {
    if let Some(reason) = unusable(file) {
        return Lookup::Unusable(reason);
    }
    let Ok(text) = std::fs::read_to_string(file) else { return Lookup::Nothing };
    match find(&text, [host, &port.to_string(), database, user]) {
        Some(password) => Lookup::Found(Password::new(password)),
        None => Lookup::Nothing,
    }
}

#[cfg(unix)]
fn unusable(file: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(file).ok()?;
    if !metadata.is_file() {
        return Some(format!("the password file `{}` is not a plain file", file.display()));
    }
    let open = metadata.mode() & 0o077 != 0;
    open.then(|| {
        format!("the password file `{0}` was not used because others may read it: `chmod 600 {0}`", file.display())
    })
}

#[cfg(not(unix))]
fn unusable(_: &Path) -> Option<String> {
    None
}

fn find(text: &str, wanted: [&str; 4]) -> Option<String> {
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut rest = line.trim_end_matches('\r');
        for value in wanted {
            let (field, after) = split_field(rest)?;
            if field != "*" && unescape(field) != value {
                return None;
            }
            rest = after;
        }
        // The password goes to the end of the line, or to a colon that is not escaped.
        let password = split_field(rest).map_or(rest, |(field, _)| field);
        (!password.is_empty()).then(|| unescape(password))
    })
}

/// Splits at the first `:` that no `\` escapes.
fn split_field(text: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    let end = text.find(|c| {
        let ends = c == ':' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        plain.push(if c == '\\' { characters.next().unwrap_or(c) } else { c });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# comment\nbroken line\ndb:5432:app:u:fi\\:rst\\\\\n*:5433:*:u:second\r\n\\:\\:1:*:*:*:third\n*:*:*:*:last\n";

    #[test]
    fn the_first_line_that_fits_wins() {
        let find = |host, port, database, user| find(TEXT, [host, port, database, user]);
        assert_eq!(find("db", "5432", "app", "u").as_deref(), Some("fi:rst\\"));
        assert_eq!(find("db", "5433", "app", "u").as_deref(), Some("second"));
        assert_eq!(find("::1", "1", "x", "y").as_deref(), Some("third"));
        assert_eq!(find("db", "1", "x", "y").as_deref(), Some("last"));
        assert_eq!(super::find("db:1:x:y", ["db", "1", "x", "y"]), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_others_may_read_is_not_used() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("pgpass");
        std::fs::write(&file, "*:*:*:*:secret\n").expect("writes");
        for (mode, used) in [(0o600, true), (0o640, false), (0o604, false)] {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).expect("chmod");
            let found = look_up(&file, "db", 5432, "app", "u");
            assert_eq!(matches!(found, Lookup::Found(_)), used, "{mode:o}");
            assert_eq!(matches!(found, Lookup::Unusable(_)), !used, "{mode:o}");
        }
    }
}
