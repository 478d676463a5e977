-- Which one each object is, a fact a line: [object, its OIDs]. What is dropped and made again under its name is another one.
SET search_path = '';
WITH own AS (
    SELECT c.oid, c.relkind, n.nspname || '.' || c.relname AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
), identities (object, identity) AS (
    SELECT 'table ' || name, oid::text FROM own WHERE relkind IN ('r', 'p')
    UNION ALL SELECT 'index ' || name, oid::text FROM own WHERE relkind IN ('i', 'I')
    UNION ALL SELECT 'column ' || name || '.' || a.attname, own.oid || ' ' || a.attnum
        FROM own JOIN pg_catalog.pg_attribute a ON a.attrelid = own.oid WHERE a.attnum > 0 AND NOT a.attisdropped
    UNION ALL SELECT 'constraint ' || name || '.' || k.conname, k.oid::text FROM own JOIN pg_catalog.pg_constraint k ON k.conrelid = own.oid
    UNION ALL SELECT 'type ' || n.nspname || '.' || t.typname, t.oid::text
        FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e'
)
SELECT pg_catalog.json_build_array(object, identity) FROM identities;
