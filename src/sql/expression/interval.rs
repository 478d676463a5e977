//! Intervals as PostgreSQL prints them (`interval_out`, style `postgres`).

use crate::schema::DataType;
use crate::sql::expression::literal::decimal;

const DAY: i64 = 86_400_000_000;

/// Returns the interval in PostgreSQL's own words, `None` where its form is not understood.
pub(super) fn canonical(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    if let Some(rest) = text.strip_prefix('p') {
        return words(&iso(rest)?, 1);
    }
    let text = text.strip_prefix('@').unwrap_or(&text);
    match text.trim_end().strip_suffix("ago") {
        Some(rest) => words(rest, -1),
        None => words(text, 1),
    }
}

/// Returns `1 day` of `interval '1' day`, `None` if the type says more than the unit of a number.
pub(super) fn with_unit(text: &str, data_type: &DataType) -> Option<String> {
    let is_unit = matches!(data_type.modifiers.as_str(), "year" | "month" | "day" | "hour" | "minute" | "second");
    let is_number = text.trim().parse::<i64>().is_ok();
    (is_unit && is_number).then(|| format!("{} {}", text.trim(), data_type.modifiers))
}

fn words(text: &str, sign: i64) -> Option<String> {
    let (mut months, mut days, mut micros) = (0_i64, 0_i64, 0_i64);
    let mut words = text.split_whitespace().peekable();
    words.peek()?;
    while let Some(word) = words.next() {
        if word.contains(':') {
            micros = micros.checked_add(signed_time(word)?)?;
            continue;
        }
        // Years and months, as in standard SQL.
        if let Some((years, rest)) = word.split_once('-')
            && let (Ok(years), Ok(rest)) = (years.parse::<i64>(), rest.parse::<i64>())
        {
            months = months.checked_add(years.checked_mul(12)?.checked_add(rest)?)?;
            continue;
        }
        let split = word.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(word.len());
        let (amount, unit) = word.split_at(split);
        let unit = match (unit, words.peek()) {
            ("", Some(_)) => words.next()?,
            // A bare number is seconds.
            ("", None) => "s",
            (unit, _) => unit,
        };
        match scale(unit)? {
            Scale::Micros(scale) => micros = micros.checked_add(fraction(amount, scale)?)?,
            Scale::Days(each) if amount.contains('.') => {
                let own = fraction(amount, each.checked_mul(DAY)?)?;
                days = days.checked_add(own / DAY)?;
                micros = micros.checked_add(own % DAY)?;
            }
            Scale::Days(each) => days = days.checked_add(amount.parse::<i64>().ok()?.checked_mul(each)?)?,
            Scale::Months(each) => months = months.checked_add(amount.parse::<i64>().ok()?.checked_mul(each)?)?,
        }
    }
    Some(print(months.checked_mul(sign)?, days.checked_mul(sign)?, micros.checked_mul(sign)?))
}

enum Scale {
    Micros(i64),
    Days(i64),
    Months(i64),
}

/// The units of `datetime.c`.
fn scale(unit: &str) -> Option<Scale> {
    Some(match unit {
        "us" | "usec" | "usecs" | "microsecond" | "microseconds" => Scale::Micros(1),
        "ms" | "msec" | "msecs" | "millisecond" | "milliseconds" => Scale::Micros(1_000),
        "s" | "sec" | "secs" | "second" | "seconds" => Scale::Micros(1_000_000),
        "m" | "min" | "mins" | "minute" | "minutes" => Scale::Micros(60_000_000),
        "h" | "hr" | "hrs" | "hour" | "hours" => Scale::Micros(3_600_000_000),
        "d" | "day" | "days" => Scale::Days(1),
        "w" | "week" | "weeks" => Scale::Days(7),
        "mon" | "mons" | "month" | "months" => Scale::Months(1),
        "y" | "yr" | "yrs" | "year" | "years" => Scale::Months(12),
        "dec" | "decs" | "decade" | "decades" => Scale::Months(120),
        "century" | "centuries" => Scale::Months(1_200),
        _ => return None,
    })
}

/// Returns ISO 8601's `1Y2M3DT4H5M6S` in words.
fn iso(text: &str) -> Option<String> {
    let mut out = String::new();
    let (mut amount, mut is_time) = (String::new(), false);
    for c in text.chars() {
        let unit = match c {
            '0'..='9' | '.' | '-' | '+' => {
                amount.push(c);
                continue;
            }
            't' if amount.is_empty() => {
                is_time = true;
                continue;
            }
            'y' => "year",
            'm' if !is_time => "month",
            'w' => "week",
            'd' => "day",
            'h' if is_time => "hour",
            'm' => "minute",
            's' if is_time => "second",
            _ => return None,
        };
        if amount.is_empty() {
            return None;
        }
        out.push_str(&format!("{amount} {unit} "));
        amount.clear();
    }
    amount.is_empty().then_some(out)
}

/// PostgreSQL writes a `+` where the sign changes back.
fn print(months: i64, days: i64, micros: i64) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut was_negative = false;
    let units = [(months / 12, "year"), (months % 12, "mon"), (days, "day")];
    for (amount, unit) in units.into_iter().filter(|(amount, _)| *amount != 0) {
        let plus = if was_negative && amount > 0 { "+" } else { "" };
        parts.push(format!("{plus}{amount} {unit}{}", if amount == 1 { "" } else { "s" }));
        was_negative = amount < 0;
    }
    if micros != 0 || parts.is_empty() {
        let sign = match (micros < 0, was_negative) {
            (true, _) => "-",
            (false, true) => "+",
            (false, false) => "",
        };
        parts.push(format!("{sign}{}", print_time(micros.saturating_abs())));
    }
    parts.join(" ")
}

fn signed_time(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut parts = text.split(':');
    let (hours, minutes) = (parts.next()?.parse::<u32>().ok()?, parts.next()?.parse::<u32>().ok()?);
    let seconds = fraction(parts.next().unwrap_or("0"), 1_000_000)?;
    if parts.next().is_some() || minutes > 59 || !(0..60_000_000).contains(&seconds) {
        return None;
    }
    Some(sign * (i64::from(hours) * 3_600_000_000 + i64::from(minutes) * 60_000_000 + seconds))
}

/// Returns `amount` (`1.5`) times `scale`, if that is a whole number.
fn fraction(amount: &str, scale: i64) -> Option<i64> {
    let own = decimal(amount, "")?;
    let (whole, digits) = own.split_once('.').unwrap_or((&own, ""));
    let digits = digits.trim_end_matches('0');
    let power = 10_i64.checked_pow(u32::try_from(digits.len()).ok()?)?;
    let part = if digits.is_empty() { 0 } else { digits.parse::<i64>().ok()?.checked_mul(scale)? };
    if part % power != 0 {
        return None;
    }
    let part = if own.starts_with('-') { -(part / power) } else { part / power };
    whole.parse::<i64>().ok()?.checked_mul(scale)?.checked_add(part)
}

fn print_time(micros: i64) -> String {
    let seconds = micros / 1_000_000;
    let rest = format!("{:06}", micros % 1_000_000);
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    format!("{:02}:{:02}:{:02}{point}{rest}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_printed_as_postgresql_does() {
        // select interval '…' in PostgreSQL 15.
        for (typed, printed) in [
            ("1 day", "1 day"),
            ("24 hours", "24:00:00"),
            ("1 year 2 months", "1 year 2 mons"),
            ("14 months 3 days 04:05", "1 year 2 mons 3 days 04:05:00"),
            ("1.5 hours", "01:30:00"),
            ("1.5 days", "1 day 12:00:00"),
            ("30 minutes", "00:30:00"),
            ("2 weeks", "14 days"),
            ("-1 day +02:00", "-1 days +02:00:00"),
            ("0", "00:00:00"),
            ("90s", "00:01:30"),
            ("500 ms", "00:00:00.5"),
            ("-1 mon 2 days", "-1 mons +2 days"),
            ("1 day ago", "-1 days"),
            ("@ 1 minute", "00:01:00"),
            ("P1Y2M10DT2H30M", "1 year 2 mons 10 days 02:30:00"),
        ] {
            assert_eq!(canonical(typed).as_deref(), Some(printed), "{typed}");
        }
        for text in ["", "P", "PD", "1.5 months", "1 fortnight", "9999999999999999999 days", "ago"] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }
}
