//! Aggregates, collations, event triggers, conversions and text search, for which the server has no definition to give:
//! the statement is put together as pg_dump (15, `pg_dump.c`) does.

use super::definitions::Definition;
use super::reader::{Reader, qualified};
use crate::catalog::connect::field;
use crate::error::Result;
use crate::name::quote_literal;
use crate::schema::ObjectId;

const AGGREGATES: &str = "
SELECT n.nspname::text AS schema, p.proname::text AS name, pg_get_function_identity_arguments(p.oid) AS arguments,
  concat_ws(', ', 'SFUNC = ' || a.aggtransfn, 'STYPE = ' || format_type(a.aggtranstype, NULL),
    CASE WHEN a.aggtransspace <> 0 THEN 'SSPACE = ' || a.aggtransspace END,
    'INITCOND = ' || quote_literal(a.agginitval),
    CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC = ' || a.aggfinalfn END,
    CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
    CASE a.aggfinalmodify WHEN CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END::\"char\" THEN NULL WHEN 'r' THEN 'FINALFUNC_MODIFY = READ_ONLY'
      WHEN 's' THEN 'FINALFUNC_MODIFY = SHAREABLE' ELSE 'FINALFUNC_MODIFY = READ_WRITE' END,
    CASE WHEN a.aggcombinefn <> 0 THEN 'COMBINEFUNC = ' || a.aggcombinefn END,
    CASE WHEN a.aggserialfn <> 0 THEN 'SERIALFUNC = ' || a.aggserialfn END,
    CASE WHEN a.aggdeserialfn <> 0 THEN 'DESERIALFUNC = ' || a.aggdeserialfn END,
    CASE WHEN a.aggmtransfn <> 0 THEN 'MSFUNC = ' || a.aggmtransfn END,
    CASE WHEN a.aggminvtransfn <> 0 THEN 'MINVFUNC = ' || a.aggminvtransfn END,
    CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END,
    CASE WHEN a.aggmtransspace <> 0 THEN 'MSSPACE = ' || a.aggmtransspace END,
    'MINITCOND = ' || quote_literal(a.aggminitval),
    CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC = ' || a.aggmfinalfn END,
    CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
    CASE a.aggmfinalmodify WHEN CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END::\"char\" THEN NULL WHEN 'r' THEN 'MFINALFUNC_MODIFY = READ_ONLY'
      WHEN 's' THEN 'MFINALFUNC_MODIFY = SHAREABLE' ELSE 'MFINALFUNC_MODIFY = READ_WRITE' END,
    CASE WHEN a.aggsortop <> 0 THEN 'SORTOP = OPERATOR(' || a.aggsortop::regoperator::regoper || ')' END,
    CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END,
    CASE p.proparallel WHEN 's' THEN 'PARALLEL = safe' WHEN 'r' THEN 'PARALLEL = restricted' END) AS options,
  d.description AS comment
FROM pg_proc p
JOIN pg_aggregate a ON a.aggfnoid = p.oid
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND p.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_proc'::regclass AND deptype = 'e')
ORDER BY p.oid";

/// The column of an ICU locale has had three names.
const COLLATIONS: &str = "
SELECT n.nspname::text AS schema, c.collname::text AS name,
  CASE c.collprovider WHEN 'i' THEN 'provider = icu' WHEN 'b' THEN 'provider = builtin' WHEN 'd' THEN 'provider = default'
    ELSE 'provider = libc' END AS provider,
  coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale',
    CASE WHEN c.collcollate = c.collctype THEN c.collcollate::text END) AS locale,
  c.collcollate::text AS collate, c.collctype::text AS ctype, c.collisdeterministic AS deterministic,
  d.description AS comment
FROM pg_collation c
JOIN pg_namespace n ON n.oid = c.collnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_collation'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_collation'::regclass AND deptype = 'e')
ORDER BY c.oid";

/// What is put together within the query.
const OTHERS: &str = "
SELECT 'conversion' AS kind, n.nspname::text AS schema, c.conname::text AS name, d.description AS comment,
  format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' END, n.nspname, c.conname,
    pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc) AS definition
FROM pg_conversion c
JOIN pg_namespace n ON n.oid = c.connamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_conversion'::regclass AND d.objoid = c.oid
WHERE c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_conversion'::regclass AND deptype = 'e')
UNION ALL
SELECT 'text search dictionary', n.nspname, c.dictname, d.description,
  format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, c.dictname, tn.nspname, t.tmplname, ', ' || c.dictinitoption)
FROM pg_ts_dict c
JOIN pg_namespace n ON n.oid = c.dictnamespace
JOIN pg_ts_template t ON t.oid = c.dicttemplate
JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_ts_dict'::regclass AND d.objoid = c.oid
WHERE c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_ts_dict'::regclass AND deptype = 'e')
UNION ALL
SELECT 'text search configuration', n.nspname, c.cfgname, d.description,
  format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, c.cfgname, pn.nspname, p.prsname)
FROM pg_ts_config c
JOIN pg_namespace n ON n.oid = c.cfgnamespace
JOIN pg_ts_parser p ON p.oid = c.cfgparser
JOIN pg_namespace pn ON pn.oid = p.prsnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_ts_config'::regclass AND d.objoid = c.oid
WHERE c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_ts_config'::regclass AND deptype = 'e')
UNION ALL
SELECT 'event trigger', 'public', c.evtname, d.description,
  format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', c.evtname, c.evtevent,
    ' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(c.evttags) AS tag) || ')', c.evtfoid::regproc)
FROM pg_event_trigger c
LEFT JOIN pg_description d ON d.classoid = 'pg_event_trigger'::regclass AND d.objoid = c.oid
WHERE c.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_event_trigger'::regclass AND deptype = 'e')
ORDER BY 1, 2, 3";

/// Keeps every one of them.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<()> {
    for row in reader.query(AGGREGATES)? {
        let own = qualified(&row, "schema", "name")?;
        let (arguments, options): (String, String) = (field(&row, "arguments")?, field(&row, "options")?);
        let of = if arguments.is_empty() { "*" } else { &arguments };
        let sql = format!("CREATE AGGREGATE {}({of}) ({options})", own.quoted());
        let object = ObjectId::Function(own, arguments);
        reader.define(&Definition { object, sql, comment: field(&row, "comment")? });
    }
    for row in reader.query(COLLATIONS)? {
        let own = qualified(&row, "schema", "name")?;
        let mut options: Vec<String> = vec![field(&row, "provider")?];
        if !field::<bool>(&row, "deterministic")? {
            options.push("deterministic = false".to_string());
        }
        match field::<Option<String>>(&row, "locale")? {
            Some(locale) => options.push(format!("locale = {}", quote_literal(&locale))),
            None => {
                for (option, column) in [("lc_collate", "collate"), ("lc_ctype", "ctype")] {
                    let value: Option<String> = field(&row, column)?;
                    options.extend(value.map(|value| format!("{option} = {}", quote_literal(&value))));
                }
            }
        }
        let sql = format!("CREATE COLLATION {} ({})", own.quoted(), options.join(", "));
        let object = ObjectId::Other("collation".to_string(), own);
        reader.define(&Definition { object, sql, comment: field(&row, "comment")? });
    }
    for row in reader.query(OTHERS)? {
        let schema: String = field(&row, "schema")?;
        if schema.starts_with("pg_") || schema == "information_schema" {
            continue;
        }
        let object = ObjectId::Other(field(&row, "kind")?, qualified(&row, "schema", "name")?);
        reader.define(&Definition { object, sql: field(&row, "definition")?, comment: field(&row, "comment")? });
    }
    Ok(())
}
