//! Dates and times of day in literals, ISO spelling only; other spellings depend on `DateStyle`.

use crate::sql::expression::literal::Value;

const MICROS_OF_DAY: i64 = 86_400_000_000;

/// Returns what `text` is as a value of the type that `format_type` calls `own`.
pub(super) fn value(text: &str, own: &str) -> Value {
    match text.to_ascii_lowercase().as_str() {
        "now" | "today" | "tomorrow" | "yesterday" => return Value::Changing,
        "infinity" | "-infinity" => return Value::Canonical(text.to_ascii_lowercase()),
        "epoch" => {
            return match own {
                "date" => Value::Canonical("1970-01-01".into()),
                "timestamp with time zone" => Value::Canonical("1970-01-01 00:00:00+00".into()),
                _ => Value::Canonical("1970-01-01 00:00:00".into()),
            };
        }
        _ => {}
    }
    if own == "time without time zone" {
        return Value::Canonical(clock(text).map_or_else(|| text.to_string(), print_clock));
    }
    let Some((day, rest)) = split_date(text) else { return Value::OfSession("its spelling depends on DateStyle") };
    let (rest, zone) = split_zone(rest.trim_start_matches(['T', 't', ' ']));
    let Some(micros) = (if rest.is_empty() { Some(0) } else { clock(rest) }) else { return Value::Invalid };
    match own {
        "date" => Value::Canonical(print_date(day)),
        "timestamp without time zone" => Value::Canonical(format!("{} {}", print_date(day), print_clock(micros))),
        _ => match zone {
            Some(zone) => {
                let total = day * MICROS_OF_DAY + micros - zone;
                let (day, micros) = (total.div_euclid(MICROS_OF_DAY), total.rem_euclid(MICROS_OF_DAY));
                Value::Canonical(format!("{} {}+00", print_date(day), print_clock(micros)))
            }
            None => Value::OfSession("without a zone it depends on the session's TimeZone"),
        },
    }
}

/// Reads `YYYY-MM-DD`; returns days since 1970-01-01 and what follows.
fn split_date(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(text.len());
    let date = text.get(..end)?;
    let mut parts = date.splitn(3, '-');
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (day, zone) = rest.split_at(rest.find('-').unwrap_or(rest.len()));
    if year.len() != 4 || zone.contains('-') {
        return None;
    }
    let (year, month, day) = (year.parse::<i64>().ok()?, month.parse::<i64>().ok()?, day.parse::<i64>().ok()?);
    let days = days_from_civil(year, month, day);
    let is_day = year > 0 && (1..=12).contains(&month) && print_date(days) == format!("{year:04}-{month:02}-{day:02}");
    is_day.then_some((days, text.get(end..)?))
}

/// Splits `+02`, `-05:30`, `Z` or `UTC` off; returns its offset in microseconds.
fn split_zone(text: &str) -> (&str, Option<i64>) {
    let lower = text.to_ascii_lowercase();
    for name in ["utc", "gmt", "z"] {
        if lower.ends_with(name) {
            return (text.get(..text.len() - name.len()).unwrap_or("").trim_end(), Some(0));
        }
    }
    let Some(at) = text.rfind(['+', '-']) else { return (text, None) };
    let (clock, zone) = text.split_at(at);
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits = zone.get(1..).unwrap_or("");
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, "0"),
    };
    match (hours.parse::<i64>(), minutes.parse::<i64>()) {
        (Ok(hours), Ok(minutes)) if hours < 16 && minutes < 60 => {
            (clock.trim_end(), Some(sign * (hours * 60 + minutes) * 60_000_000))
        }
        _ => (text, None),
    }
}

fn clock(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let (hours, minutes) = (parts.next()?.parse::<u8>().ok()?, parts.next()?.parse::<u8>().ok()?);
    let (seconds, fraction) = match parts.next() {
        Some(rest) => rest.split_once('.').unwrap_or((rest, "")),
        None => ("0", ""),
    };
    if parts.next().is_some() || fraction.len() > 6 || hours > 24 || minutes > 59 {
        return None;
    }
    let micros = if fraction.is_empty() { 0 } else { format!("{fraction:0<6}").parse::<i64>().ok()? };
    let seconds = i64::from(seconds.parse::<u8>().ok().filter(|own| *own < 60)?);
    let micros = (i64::from(hours) * 3_600 + i64::from(minutes) * 60 + seconds) * 1_000_000 + micros;
    (micros <= MICROS_OF_DAY).then_some(micros)
}

fn print_clock(micros: i64) -> String {
    let (whole, fraction) = (micros / 1_000_000, micros % 1_000_000);
    let clock = format!("{:02}:{:02}:{:02}", whole / 3_600, whole / 60 % 60, whole % 60);
    if fraction == 0 { clock } else { format!("{clock}.{fraction:06}").trim_end_matches('0').to_string() }
}

/// Howard Hinnant's `days_from_civil`.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn print_date(days: i64) -> String {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * index + 2) / 5 + 1;
    let month = if index < 10 { index + 3 } else { index - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_as_postgresql_does() {
        let zoned = "timestamp with time zone";
        for (text, own, printed) in [
            ("2020-02-29", "date", "2020-02-29"),
            ("2020-01-01", "timestamp without time zone", "2020-01-01 00:00:00"),
            ("1999-12-31T23:59:59.50", "timestamp without time zone", "1999-12-31 23:59:59.5"),
            ("2020-01-01 00:30:00+02", zoned, "2019-12-31 22:30:00+00"),
            ("1970-01-01T00:00:00Z", zoned, "1970-01-01 00:00:00+00"),
            ("12:30", "time without time zone", "12:30:00"),
        ] {
            assert_eq!(value(text, own), Value::Canonical(printed.into()), "{text}");
        }
        assert_eq!(value("now", "date"), Value::Changing);
        assert!(matches!(value("2020-01-01 00:00", zoned), Value::OfSession(_)));
        assert!(matches!(value("1/2/2020", "date"), Value::OfSession(_)));
    }
}
