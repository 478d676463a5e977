//! `%(name)s` in configuration values: ConfigParser's BasicInterpolation for ini files, `str.__mod__` for TOML.

/// How often a value may refer to another (`MAX_INTERPOLATION_DEPTH`).
const MAX_DEPTH: usize = 10;

/// Returns `value` with each `%(name)s` replaced by what `lookup` knows, itself replaced again, and `%%` by `%`.
pub(super) fn interpolate(value: &str, lookup: &dyn Fn(&str) -> Option<String>) -> Result<String, String> {
    expand(value, lookup, MAX_DEPTH)
}

fn expand(value: &str, lookup: &dyn Fn(&str) -> Option<String>, depth: usize) -> Result<String, String> {
    if depth == 0 {
        return Err("the values refer to each other without end".into());
    }
    let mut text = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        if let Some(after) = after.strip_prefix('%') {
            text.push('%');
            rest = after;
            continue;
        }
        let Some((name, after)) = after.strip_prefix('(').and_then(|after| after.split_once(")s")) else {
            return Err(format!(
                "`%` must be followed by `%` or `(name)s`, found `%{after}`; write `%%` for a percent sign"
            ));
        };
        let Some(found) = lookup(&name.to_lowercase()) else {
            return Err(format!("`%({name})s` refers to an option that is not there"));
        };
        text.push_str(&expand(&found, lookup, depth - 1)?);
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_names_and_doubled_signs() {
        let lookup = |name: &str| match name {
            "here" => Some("/p".to_owned()),
            "deep" => Some("%(here)s/x".to_owned()),
            "loop" => Some("%(loop)s".to_owned()),
            _ => None,
        };
        assert_eq!(interpolate("%(HERE)s/a%%b", &lookup).as_deref(), Ok("/p/a%b"));
        assert_eq!(interpolate("%(deep)s", &lookup).as_deref(), Ok("/p/x"));
        assert!(interpolate("%(loop)s", &lookup).is_err());
        assert!(interpolate("50%", &lookup).is_err());
        assert!(interpolate("%(nope)s", &lookup).is_err());
    }
}
