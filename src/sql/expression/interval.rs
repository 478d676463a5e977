//! Interval literals as `IntervalStyle = postgres` prints them: `1 day 02:00:00`.

const MICROS: i128 = 1_000_000;

/// Returns the canonical text, `None` for a spelling that is not read here (ISO 8601, `ago`, fractions of days).
pub(super) fn canonical(text: &str) -> Option<String> {
    let (mut months, mut days, mut micros) = (0_i64, 0_i64, 0_i128);
    let spaced = space(text);
    let mut words = spaced.split_whitespace().peekable();
    words.peek()?;
    while let Some(word) = words.next() {
        if word.contains(':') {
            micros += clock(word)?;
            continue;
        }
        let Some(unit) = words.next() else {
            // A bare number is seconds.
            micros += seconds(word)?;
            continue;
        };
        if matches!(unit, "second" | "seconds" | "sec" | "secs" | "s") {
            micros += seconds(word)?;
            continue;
        }
        let amount: i64 = word.parse().ok()?;
        match unit {
            "year" | "years" | "yr" | "yrs" | "y" => months += amount.checked_mul(12)?,
            "month" | "months" | "mon" | "mons" => months += amount,
            "week" | "weeks" | "w" => days += amount.checked_mul(7)?,
            "day" | "days" | "d" => days += amount,
            "hour" | "hours" | "hr" | "hrs" | "h" => micros += i128::from(amount) * 3_600 * MICROS,
            "minute" | "minutes" | "min" | "mins" | "m" => micros += i128::from(amount) * 60 * MICROS,
            "millisecond" | "milliseconds" | "ms" => micros += i128::from(amount) * 1_000,
            _ => return None,
        }
    }
    Some(print(months, days, micros))
}

/// Separates numbers from the units that are glued to them: `1day`.
fn space(text: &str) -> String {
    let mut out = String::new();
    let mut previous = ' ';
    for c in text.to_ascii_lowercase().chars() {
        if c.is_ascii_alphabetic() && previous.is_ascii_digit() {
            out.push(' ');
        }
        out.push(c);
        previous = c;
    }
    out
}

fn clock(word: &str) -> Option<i128> {
    let (sign, word) = word.strip_prefix('-').map_or((1, word), |rest| (-1, rest));
    let parts: Vec<&str> = word.split(':').collect();
    let whole = |text: &str| text.parse::<u32>().ok().map(i128::from);
    let (hours, minutes, rest) = match parts.as_slice() {
        [hours, minutes] => (whole(hours)?, whole(minutes)?, 0),
        [hours, minutes, rest] => (whole(hours)?, whole(minutes)?, seconds(rest)?),
        _ => return None,
    };
    Some(sign * ((hours * 3_600 + minutes * 60) * MICROS + rest))
}

fn seconds(word: &str) -> Option<i128> {
    let (sign, word) = word.strip_prefix('-').map_or((1, word), |rest| (-1, rest));
    let (whole, fraction) = word.split_once('.').unwrap_or((word, ""));
    if fraction.len() > 6 {
        return None;
    }
    let micros = format!("{fraction:0<6}").parse::<u32>().ok()?;
    Some(sign * (i128::from(whole.parse::<u32>().ok()?) * MICROS + i128::from(micros)))
}

fn print(months: i64, days: i64, micros: i128) -> String {
    let mut parts = Vec::new();
    let mut count = |amount: i64, unit: &str| {
        if amount != 0 {
            parts.push(format!("{amount} {unit}{}", if amount == 1 { "" } else { "s" }));
        }
    };
    count(months / 12, "year");
    count(months % 12, "mon");
    count(days, "day");
    if micros != 0 || parts.is_empty() {
        let sign = if micros < 0 { "-" } else { "" };
        let total = micros.abs();
        let (whole, fraction) = (total / MICROS, total % MICROS);
        let mut clock = format!("{sign}{:02}:{:02}:{:02}", whole / 3_600, whole / 60 % 60, whole % 60);
        if fraction != 0 {
            clock.push_str(format!(".{fraction:06}").trim_end_matches('0'));
        }
        parts.push(clock);
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_as_postgresql_does() {
        for (typed, printed) in [
            ("24 hours", "24:00:00"),
            ("1day", "1 day"),
            ("2 weeks", "14 days"),
            ("90 minutes", "01:30:00"),
            ("1 year 2 months", "1 year 2 mons"),
            ("30", "00:00:30"),
            ("1.5 seconds", "00:00:01.5"),
            ("-1 hour", "-01:00:00"),
            ("0", "00:00:00"),
        ] {
            assert_eq!(canonical(typed).as_deref(), Some(printed), "{typed}");
        }
        assert_eq!(canonical("P1D"), None);
        assert_eq!(canonical("1.5 days"), None);
    }
}
