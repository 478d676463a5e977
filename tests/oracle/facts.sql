-- All that is in a database, a fact a line: [object, attribute, value]; names unquoted, as limbeck prints them. The version table and what extensions own are left out.
-- Read from the catalog by PostgreSQL's own functions, so that nothing of limbeck is in it.
SET search_path = '';
WITH own AS (
    SELECT c.*, n.nspname || '.' || c.relname AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
        LEFT JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
        AND 'alembic_version' NOT IN (c.relname, coalesce(t.relname, ''))
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'e')
), columns AS (
    SELECT 'column ' || own.name || '.' || a.attname AS object, own.oid AS relation, a.*,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression
    FROM own JOIN pg_catalog.pg_attribute a ON a.attrelid = own.oid LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = own.oid AND d.adnum = a.attnum
    WHERE own.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
), constraints AS (
    SELECT 'constraint ' || own.name || '.' || k.conname AS object, k.oid, k.convalidated
    FROM own JOIN pg_catalog.pg_constraint k ON k.conrelid = own.oid WHERE k.contype <> 't'
), types AS (
    SELECT 'type ' || n.nspname || '.' || t.typname AS object, t.oid
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype = 'e' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
), facts (object, attribute, value) AS (
    SELECT 'table ' || name, 'existence', relkind::text FROM own WHERE relkind IN ('r', 'p')
    UNION ALL SELECT 'view ' || name, 'definition', pg_catalog.pg_get_viewdef(oid) FROM own WHERE relkind IN ('v', 'm')
    UNION ALL SELECT 'sequence ' || name, 'existence', s.seqtypid::regtype::text FROM own JOIN pg_catalog.pg_sequence s ON s.seqrelid = own.oid
    UNION ALL SELECT 'sequence ' || own.name, 'owner', n.nspname || '.' || t.relname || '.' || a.attname FROM own
        JOIN pg_catalog.pg_depend d ON d.objid = own.oid AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')
        JOIN pg_catalog.pg_class t ON t.oid = d.refobjid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid WHERE own.relkind = 'S' AND d.refobjsubid > 0
    UNION ALL SELECT 'index ' || name, 'existence', 'index' FROM own WHERE relkind IN ('i', 'I')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = own.oid AND k.contype IN ('p', 'u', 'x'))
    UNION ALL SELECT 'index ' || name, 'definition', pg_catalog.pg_get_indexdef(oid) FROM own WHERE relkind IN ('i', 'I')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = own.oid AND k.contype IN ('p', 'u', 'x'))
    UNION ALL SELECT object, 'existence', 'column' FROM columns
    UNION ALL SELECT object, 'type', pg_catalog.format_type(atttypid, atttypmod) FROM columns
    UNION ALL SELECT object, 'nullable', CASE WHEN attnotnull THEN 'false' ELSE 'true' END FROM columns
    UNION ALL SELECT object, 'default', expression FROM columns WHERE attgenerated = '' AND expression IS NOT NULL
    UNION ALL SELECT object, 'generated', expression FROM columns WHERE attgenerated <> ''
    UNION ALL SELECT object, 'identity', attidentity::text FROM columns WHERE attidentity <> ''
    UNION ALL SELECT object, 'comment', pg_catalog.col_description(relation, attnum) FROM columns
    UNION ALL SELECT 'table ' || name, 'comment', pg_catalog.obj_description(oid, 'pg_class') FROM own WHERE relkind IN ('r', 'p')
    UNION ALL SELECT object, 'existence', 'constraint' FROM constraints
    UNION ALL SELECT object, 'definition', pg_catalog.pg_get_constraintdef(oid) FROM constraints
    UNION ALL SELECT object, 'existence', 'type' FROM types
    UNION ALL SELECT object, 'label ' || e.enumlabel, 'label' FROM types JOIN pg_catalog.pg_enum e ON e.enumtypid = types.oid
    UNION ALL SELECT 'trigger ' || own.name || '.' || t.tgname, 'definition', pg_catalog.pg_get_triggerdef(t.oid)
        FROM own JOIN pg_catalog.pg_trigger t ON t.tgrelid = own.oid WHERE NOT t.tgisinternal
    UNION ALL SELECT 'function ' || p.oid::regprocedure, 'definition', pg_catalog.pg_get_functiondef(p.oid) FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind IN ('f', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL SELECT 'extension ' || extname, 'existence', 'extension' FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT 'schema ' || nspname, 'existence', 'schema' FROM pg_catalog.pg_namespace
        WHERE nspname NOT IN ('public', 'information_schema') AND nspname !~ '^pg_'
)
SELECT pg_catalog.json_build_array(object, attribute, value) FROM facts WHERE value IS NOT NULL ORDER BY object, attribute;
