//! The options of sequences and identity columns.

use super::data_type;
use crate::operation::SequenceOptions;

/// Returns the options, each with a space before it.
pub(super) fn options(options: &SequenceOptions) -> String {
    each_option(options).into_iter().chain(options.restart.map(restart)).map(|own| format!(" {own}")).collect()
}

/// Returns what sets the next value.
pub(super) fn restart(value: i64) -> String {
    format!("RESTART WITH {value}")
}

/// Returns the options one by one, the next value aside.
pub(super) fn each_option(options: &SequenceOptions) -> Vec<String> {
    let mut list = Vec::new();
    let mut add = |option: String| list.push(option);
    options.name.iter().for_each(|name| add(format!("SEQUENCE NAME {}", name.quoted())));
    options.data_type.iter().for_each(|own| add(format!("AS {}", data_type(own))));
    options.start.iter().for_each(|start| add(format!("START WITH {start}")));
    options.increment.iter().for_each(|increment| add(format!("INCREMENT BY {increment}")));
    options.minimum.iter().for_each(|minimum| add(bound("MINVALUE", *minimum)));
    options.maximum.iter().for_each(|maximum| add(bound("MAXVALUE", *maximum)));
    options.cache.iter().for_each(|cache| add(format!("CACHE {cache}")));
    options.cycle.iter().for_each(|cycle| add(if *cycle { "CYCLE" } else { "NO CYCLE" }.to_string()));
    match &options.owned_by {
        Some(Some((table, column))) => add(format!("OWNED BY {}.{}", table.quoted(), column.quoted())),
        Some(None) => add("OWNED BY NONE".to_string()),
        None => {}
    }
    list
}

fn bound(word: &str, value: Option<i64>) -> String {
    value.map_or_else(|| format!("NO {word}"), |value| format!("{word} {value}"))
}
