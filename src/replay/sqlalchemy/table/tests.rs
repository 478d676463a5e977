use super::*;
use crate::replay::sqlalchemy::constraint::ForeignKey;
use crate::replay::sqlalchemy::types::{Arguments, SqlType};
use crate::sql::render;

fn column(name: &str, class: &str) -> Column {
    Column::new(name, SqlType::generic(class))
}

fn sql(table: &Table) -> Vec<String> {
    let creation = table.creation(&Conventions::default(), IfNotExists::Fail).unwrap();
    let types = creation.types.iter().map(|own| &own.ddl.operation);
    let after = creation.after.iter().map(|ddl| &ddl.operation);
    types.chain([&creation.table.operation]).chain(after).map(render::operation).collect()
}

fn reference(column: &str) -> Constraint {
    Constraint::new(ConstraintKind::ForeignKey(ForeignKey {
        columns: vec![column.to_string()],
        schema: None,
        table: "u".into(),
        referenced: vec![Some("id".into())],
        on_delete: Some("set null".into()),
        on_update: None,
        match_kind: None,
        use_alter: false,
    }))
}

#[test]
fn the_only_integer_primary_key_is_a_serial() {
    let mut table = Table::new("t", None);
    let mut id = column("id", "BigInteger");
    id.primary_key = true;
    let mut name = column("name", "String");
    name.nullable = Some(false);
    name.server_default = crate::replay::sqlalchemy::column::ServerDefault::Text("x".into());
    name.index = true;
    name.comment = Some("its name".into());
    table.columns = vec![id, name];
    let sql = sql(&table);
    assert!(sql[0].contains("bigserial"), "{sql:?}");
    assert!(sql[1].contains("ix_t_name"), "{sql:?}");
    assert!(sql[2].starts_with("COMMENT ON COLUMN"), "{sql:?}");
}

#[test]
fn a_foreign_key_or_a_default_makes_no_serial() {
    for change in ["reference", "table reference", "default", "explicit", "two"] {
        let mut table = Table::new("t", None);
        let mut id = column("id", "Integer");
        id.primary_key = change != "explicit";
        match change {
            "reference" => id.foreign_keys.push(reference("")),
            "table reference" => table.constraints.push(reference("id")),
            "default" => id.default = crate::replay::sqlalchemy::column::PythonDefault::Value,
            "two" => {
                let mut other = column("other", "Integer");
                other.primary_key = true;
                table.columns.push(other);
            }
            _ => {
                let columns = vec!["id".to_string()];
                table.constraints.push(Constraint::new(ConstraintKind::PrimaryKey { columns }));
            }
        }
        table.columns.insert(0, id);
        let serial = table.autoincrement_column().is_some();
        assert_eq!(serial, change == "explicit", "{change}");
        assert!(sql(&table)[0].contains(if change == "explicit" { "serial" } else { "integer" }), "{change}");
    }
}

#[test]
fn enums_are_created_with_their_table_once() {
    let mut arguments = Arguments::new(
        crate::replay::sqlalchemy::types::find(crate::replay::sqlalchemy::types::Home::Generic, "Enum").unwrap(),
    );
    let mut mood = EnumType::new(vec!["sad".into(), "happy".into()]);
    mood.name = Some("mood".into());
    arguments.enumeration = Some(mood);
    let data_type = SqlType::from_arguments(arguments.clone());
    let mut table = Table::new("t", None);
    table.columns = vec![Column::new("a", data_type.clone()), Column::new("b", data_type)];
    let sent = sql(&table);
    assert_eq!(sent.len(), 2, "{sent:?}");
    assert!(sent[0].contains("ENUM ('sad', 'happy')"), "{sent:?}");
    arguments.native = false;
    arguments.length = Some(5);
    table.columns = vec![Column::new("a", SqlType::from_arguments(arguments))];
    assert!(sql(&table)[0].contains("character varying(5)"), "{:?}", sql(&table));
}
