//! `pg_service.conf`: named settings.

use super::environment::Environment;
use super::settings::Settings;
use crate::error::{Error, Result};
use crate::finding::Code;
use std::path::{Path, PathBuf};

/// Returns the settings of the service `name`: of `file` if one is named, or of `~/.pg_service.conf`; then of
/// `$PGSYSCONFDIR/pg_service.conf` (libpq's `parseServiceInfo`).
pub(super) fn service_settings(name: &str, file: Option<&str>, environment: &Environment) -> Result<Settings> {
    let own = file.map(PathBuf::from).or_else(|| environment.in_home(".pg_service.conf"));
    let directories = [environment.variable("PGSYSCONFDIR"), Some("/etc/postgresql-common"), Some("/etc")];
    let system = directories.into_iter().flatten().map(|directory| Path::new(directory).join("pg_service.conf"));
    for path in own.into_iter().chain(system) {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(_) if file.is_none_or(|file| Path::new(file) != path) => continue,
            Err(error) => {
                let message = format!("cannot read the service file `{}`: {error}", path.display());
                return Err(Error::new(
                    Code::UNREADABLE_FILE,
                    message,
                    "set PGSERVICEFILE to the file that defines the service",
                ));
            }
        };
        if let Some(settings) = find_service(&text, name, &path)? {
            return Ok(settings);
        }
    }
    let message = format!("no service file defines the service `{name}`");
    Err(Error::new(
        Code::INVALID_DATABASE_URL,
        message,
        format!("add a section `[{name}]` to ~/.pg_service.conf, or set PGSERVICEFILE"),
    ))
}

fn find_service(text: &str, name: &str, path: &Path) -> Result<Option<Settings>> {
    let mut found: Option<Settings> = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(section) = line.strip_prefix('[') {
            if found.is_some() {
                break;
            }
            found = (section.strip_suffix(']') == Some(name)).then(Settings::default);
        } else if let Some(settings) = &mut found {
            let (keyword, value) = line.split_once('=').ok_or_else(|| broken(path, name, "has a line without `=`"))?;
            if keyword == "service" || keyword == "servicefile" {
                return Err(broken(path, name, "names another service, which libpq does not allow"));
            }
            settings.set(keyword, value)?;
        }
    }
    Ok(found)
}

fn broken(path: &Path, name: &str, what: &str) -> Error {
    let message = format!("the section `[{name}]` of the service file `{}` {what}", path.display());
    Error::new(Code::INVALID_DATABASE_URL, message, format!("edit `{}`: one `keyword=value` a line", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_found_and_its_values_kept_whole() {
        let text = "# ours\n[other]\nhost=wrong\n\n[prod]\nhost=db\n options=-c a=b \npassword=x\n[later]\nport=1\n";
        let settings = find_service(text, "prod", Path::new("f")).expect("reads").expect("is there");
        assert_eq!(settings.value("host"), Some("db"));
        assert_eq!(settings.value("options"), Some("-c a=b"));
        assert_eq!(settings.value("port"), None);
        assert_eq!(find_service(text, "none", Path::new("f")).expect("reads"), None);
        assert!(find_service("[a]\nservice=b\n", "a", Path::new("f")).is_err());
    }
}
