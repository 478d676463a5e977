-- What rows, values and names refuse beyond the schema.

-- @not_null_on_a_table_without_rows
CREATE TABLE t (a integer);
ALTER TABLE t ADD COLUMN b integer NOT NULL;

-- @not_null_on_rows_of_the_history
CREATE TABLE t (a integer);
INSERT INTO t (a) VALUES (1);
ALTER TABLE t ADD COLUMN b integer NOT NULL;
--! 23502

-- @not_null_on_a_column_that_was_filled
CREATE TABLE t (a integer);
INSERT INTO t (a) VALUES (1);
ALTER TABLE t ADD COLUMN b integer;
UPDATE t SET b = 1 WHERE b IS NULL;
ALTER TABLE t ALTER COLUMN b SET NOT NULL;

-- @not_null_after_a_savepoint_is_gone
CREATE TABLE t (a integer);
INSERT INTO t (a) VALUES (1);
ALTER TABLE t ADD COLUMN b integer;
SAVEPOINT s;
UPDATE t SET b = 1;
ROLLBACK TO SAVEPOINT s;
ALTER TABLE t ALTER COLUMN b SET NOT NULL;
--~ 23502

-- @unique_on_rows_of_the_history
CREATE TABLE t (a integer);
INSERT INTO t (a) VALUES (1), (1);
CREATE UNIQUE INDEX ix ON t (a);
--! 23505

-- @rows_of_an_empty_table
CREATE TABLE t (a integer);
CREATE TABLE u (a integer);
INSERT INTO u (a) SELECT a FROM t;
ALTER TABLE u ADD COLUMN b integer NOT NULL;

-- @the_same_key_twice
CREATE TABLE t (a integer PRIMARY KEY);
INSERT INTO t (a) VALUES (1), (1);
--! 23505

-- @null_where_none_may_be
CREATE TABLE t (a integer PRIMARY KEY, b text NOT NULL);
INSERT INTO t (a) VALUES (1);
--! 23502

-- @too_long
CREATE TABLE t (a varchar(3));
INSERT INTO t (a) VALUES ('abcd');
--! 22001

-- @refers_to_nothing
CREATE TABLE t (a integer PRIMARY KEY);
CREATE TABLE u (a integer REFERENCES t (a));
INSERT INTO u (a) VALUES (1);
--! 23503

-- @a_column_that_is_not_there
CREATE TABLE t (a integer);
UPDATE t SET b = 1;
--! 42703

-- @a_column_of_a_condition
CREATE TABLE t (a integer);
DELETE FROM t WHERE b = 1;
--! 42703

-- @a_column_of_a_subquery
CREATE TABLE t (a integer);
CREATE TABLE u (a integer);
DELETE FROM t WHERE a IN (SELECT b FROM u);
--! 42703

-- @an_outer_column_in_a_subquery
CREATE TABLE t (a integer, b integer);
CREATE TABLE u (c integer);
DELETE FROM t WHERE EXISTS (SELECT 1 FROM u WHERE c = b);

-- @more_values_than_columns
CREATE TABLE t (a integer, b integer);
INSERT INTO t (a) VALUES (1, 2);
--! 42601

-- @a_variable_is_no_column
CREATE TABLE t (a integer);
DO $$ DECLARE v integer := 1; BEGIN UPDATE t SET a = v; END $$;
--? schema *

-- @a_label_of_the_same_transaction
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE t (m mood);
---
ALTER TYPE mood ADD VALUE 'ok';
ALTER TABLE t ALTER COLUMN m SET DEFAULT 'ok';
--! 55P04

-- @a_label_of_an_earlier_transaction
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE t (m mood);
---
ALTER TYPE mood ADD VALUE 'ok';
---
ALTER TABLE t ALTER COLUMN m SET DEFAULT 'ok';

-- @a_label_that_is_none
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE t (m mood DEFAULT 'happy');
--! 22P02

-- @a_default_of_another_type
CREATE TABLE t (a integer DEFAULT now());
--! 42804

-- @a_default_that_no_operator_computes
CREATE TABLE t (a timestamptz DEFAULT now() + 1);
--! 42883

-- @a_function_that_nobody_defines
CREATE TABLE t (a uuid DEFAULT uuid_generate_v4());
--! 42883

-- @a_function_of_an_extension
CREATE EXTENSION "uuid-ossp";
CREATE TABLE t (a uuid DEFAULT uuid_generate_v4());

-- @a_check_that_compares_what_nothing_compares
CREATE TABLE t (a varchar(20), CHECK (a > 5));
--! 42883

-- @a_check_that_is_no_condition
CREATE TABLE t (a integer, CHECK (a + 1));
--! 42804

-- @an_index_on_what_is_not_immutable
CREATE TABLE t (a timestamp);
CREATE INDEX ix ON t ((a::text));
--! 42P17

-- @a_predicate_that_is_not_immutable
CREATE TABLE t (a timestamptz);
CREATE INDEX ix ON t (a) WHERE a > now();
--! 42P17

-- @a_computed_column_over_nothing
CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (c * 2) STORED);
--! 42703

-- @using_that_gives_another_type
CREATE TABLE t (a text);
ALTER TABLE t ALTER COLUMN a TYPE integer USING a;
--! 42804

-- @a_view_over_an_ambiguous_name
CREATE TABLE t (id integer);
CREATE TABLE u (id integer);
CREATE VIEW v AS SELECT id FROM t JOIN u ON u.id = t.id;
--! 42702

-- @a_view_that_takes_another_type
CREATE TABLE t (a varchar(20));
CREATE VIEW v AS SELECT a FROM t;
CREATE OR REPLACE VIEW v AS SELECT a::text AS a FROM t;
--! 42P16

-- @an_sql_function_over_nothing
CREATE TABLE t (a integer);
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT b FROM t';
--! 42703

-- @an_enum_in_place_of_another
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (m mood);
INSERT INTO t (m) VALUES ('sad');
ALTER TYPE mood RENAME TO old;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'fine');
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;

-- @a_role_that_may_not_be_there
CREATE TABLE t (a integer);
GRANT SELECT ON t TO limbeck_nobody;
--~ 42704

-- @an_extension_that_may_not_be_there
CREATE EXTENSION limbeck_nothing;
--~ 0A000

-- @truncate_what_is_referred_to
CREATE TABLE t (a integer PRIMARY KEY);
CREATE TABLE u (a integer REFERENCES t (a));
TRUNCATE t;
--! 0A000

-- @a_counter_below_its_first
CREATE TABLE t (a serial);
SELECT setval('t_a_seq', (SELECT COALESCE(max(a), 0) FROM t));
--~ 22003

-- @keys_that_a_function_computes
CREATE TABLE t (a text PRIMARY KEY DEFAULT md5(random()::text), b integer);
INSERT INTO t (b) VALUES (1), (2);
--?

-- @keys_written_in_two_ways
CREATE TABLE t (a uuid PRIMARY KEY);
INSERT INTO t (a) VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11');
--! 23505

-- @keys_whose_form_does_not_tell
CREATE TABLE t (a boolean PRIMARY KEY);
INSERT INTO t (a) VALUES ('yes'), ('true');
--~ 23505

-- @null_twice_where_nulls_do_not_differ
CREATE TABLE t (a integer UNIQUE NULLS NOT DISTINCT, b integer);
INSERT INTO t (a, b) VALUES (NULL, 1), (NULL, 2);
--~ 23505

-- @a_class_of_another_method
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE INDEX ix ON t (j jsonb_path_ops);
--~ 42704

-- @a_class_of_another_type
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE INDEX ix ON t (b int4_ops);
--~ 42804

-- @a_class_of_its_method
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE INDEX ix ON t USING gin (j jsonb_path_ops);
CREATE INDEX iy ON t (b text_pattern_ops);

-- @storage_that_is_none
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE INDEX ix ON t (b) WITH (nope = 70);
--~ 22023

-- @an_index_on_a_label
CREATE TYPE m AS ENUM ('a');
CREATE TABLE t (m m);
CREATE INDEX ix ON t ((m::text));
--! 42P17

-- @an_index_on_a_year
CREATE TABLE t (d date);
CREATE INDEX ix ON t (extract(year FROM d));

-- @what_excludes_numbers
CREATE TABLE t (a integer, EXCLUDE USING gist (a WITH =));
--~ 42704

-- @an_order_in_an_aggregate
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
SELECT array_agg(a ORDER BY nope) FROM t;
--! 42703

-- @an_aggregate_in_a_condition
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
UPDATE t SET b = 'x' WHERE count(*) > 1;
--~ 42803

-- @an_aggregate_in_an_aggregate
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
SELECT max(max(a)) FROM t;
--~ 42803

-- @a_filter_that_is_no_condition
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
SELECT count(*) FILTER (WHERE a) FROM t;
--! 42804

-- @an_order_beyond_the_columns
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE VIEW v AS SELECT a FROM t ORDER BY 5;
--! 42P10

-- @a_group_beyond_the_columns
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE VIEW v AS SELECT a FROM t GROUP BY a, 7;
--! 42P10

-- @how_a_union_is_ordered
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
SELECT a FROM t UNION SELECT a FROM t ORDER BY nope;
--~ 42703

-- @a_limit_that_is_none
SELECT 1 LIMIT 'x';
--~ 22P02

-- @an_array_of_nothing
SELECT ARRAY[];
--! 42P18

-- @an_array_of_nothing_of_a_type
CREATE TABLE t (a text[] DEFAULT ARRAY[]::text[]);
UPDATE t SET a = ARRAY['a', 'b'];

-- @a_cast_of_the_history
CREATE TYPE m AS ENUM ('a');
CREATE TABLE t (m m, b text);
CREATE CAST (text AS m) WITH INOUT AS ASSIGNMENT;
UPDATE t SET m = b;
--?

-- @an_operator_of_the_history
CREATE TABLE t (a integer, b text);
CREATE FUNCTION same(integer, text) RETURNS boolean LANGUAGE sql AS 'SELECT $1::text = $2';
CREATE OPERATOR = (leftarg = integer, rightarg = text, function = same);
UPDATE t SET b = 'x' WHERE a = b;
--?

-- @a_function_of_a_name_of_postgresql
CREATE FUNCTION length(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
SELECT length(5);
--?

-- @a_rule_of_the_history
CREATE TABLE t (a integer NOT NULL);
CREATE RULE r AS ON INSERT TO t DO INSTEAD NOTHING;
INSERT INTO t (a) VALUES (NULL);
--? rule public.r

-- @a_number_that_rounds_up
CREATE TABLE t (a numeric(1, 0));
INSERT INTO t (a) VALUES (9.5);
--! 22003

-- @a_fraction_that_rounds_up
CREATE TABLE t (a numeric(1, 1));
INSERT INTO t (a) VALUES (0.99);
--! 22003

-- @numbers_that_fit
CREATE TABLE t (a numeric(1, 0), b numeric(3, 1), c numeric(2, -2), d numeric(2, 4));
INSERT INTO t (a, b, c, d) VALUES (9.4, '99.94', 9949, 0.005);

-- @a_cast_out_of_range
SELECT 99999999999::integer;
--! 22003

-- @a_cast_cuts
CREATE TABLE t (a varchar(3));
INSERT INTO t (a) VALUES ('longer'::varchar(3));

-- @bytes
CREATE TABLE t (a bytea);
INSERT INTO t (a) VALUES ('\1');
--~ 22P02

-- @hexadecimal_bytes
CREATE TABLE t (a bytea);
INSERT INTO t (a) VALUES ('\xdeadbeef');

-- @a_day_that_is_none
CREATE TABLE t (a date);
INSERT INTO t (a) VALUES ('2020-02-30');
--~ 22008

-- @an_hour_that_is_none
CREATE TABLE t (a timestamp);
INSERT INTO t (a) VALUES ('2020-01-01 24:00:01');
--~ 22008

-- @json_with_a_zero
CREATE TABLE t (a jsonb);
INSERT INTO t (a) VALUES ('{"a": "\u0000"}');
--~ 22P05

-- @json_that_contains
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
UPDATE t SET b = 'x' WHERE j @> '{a}';
--! 22P02

-- @a_label_of_a_query
CREATE TYPE m AS ENUM ('a');
CREATE TABLE t (m m);
INSERT INTO t (m) SELECT 'a';
INSERT INTO t (m) SELECT 'a'::m UNION ALL SELECT 'a';

-- @a_label_of_a_distinct_query
CREATE TYPE m AS ENUM ('a');
CREATE TABLE t (m m);
INSERT INTO t (m) SELECT DISTINCT 'a';
--! 42804

-- @null_in_a_union
CREATE VIEW v AS SELECT 1 AS a UNION SELECT NULL;

-- @the_moment_with_a_precision
CREATE TABLE t (a timestamptz);
UPDATE t SET a = CURRENT_TIMESTAMP(0);

-- @a_default_of_the_new_type
CREATE TABLE t (a boolean DEFAULT false);
ALTER TABLE t ALTER COLUMN a DROP DEFAULT, ALTER COLUMN a TYPE integer USING a::integer, ALTER COLUMN a SET DEFAULT 0;

-- @a_domain_that_takes_no_null
CREATE DOMAIN d AS integer NOT NULL;
CREATE TABLE t (a integer);
INSERT INTO t (a) VALUES (1);
ALTER TABLE t ADD COLUMN b d;
--~ 23502

-- @a_column_computed_from_a_computed_one
CREATE TABLE t (a text, b text GENERATED ALWAYS AS (a || 'x') STORED, c text GENERATED ALWAYS AS (b || 'x') STORED);
--! 42P17

-- @a_policy_for_insert
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE POLICY p ON t FOR INSERT USING (a = 1);
--! 42601

-- @a_conflict_with_what
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
INSERT INTO t (a) VALUES (1) ON CONFLICT DO UPDATE SET b = 'x';
--! 42601

-- @more_names_than_columns
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE VIEW v (x, y) AS SELECT a FROM t;
--! 42601

-- @a_view_of_another_function
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
CREATE VIEW v AS SELECT c FROM t;
CREATE OR REPLACE VIEW v AS SELECT upper(c) AS c FROM t;
--! 42P16

-- @a_sequence_of_no_column
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
SELECT setval(pg_get_serial_sequence('t', 'nope'), 1);
--~ 42703

-- @a_sequence_that_is_a_table
CREATE TABLE t (a integer PRIMARY KEY, b text, c varchar(5), j jsonb);
SELECT setval('t', 1);
--~ 42809

-- @partitions_that_meet
CREATE TABLE t (a date) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2020-01-01') TO ('2020-02-01');
CREATE TABLE t2 PARTITION OF t FOR VALUES FROM ('2020-01-15') TO ('2020-03-01');
--~ 42P17

-- @partitions
CREATE TABLE t (a date) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2020-01-01') TO ('2020-02-01');
CREATE TABLE t2 PARTITION OF t FOR VALUES FROM ('2020-02-01') TO ('2020-03-01');

-- @a_partition_of_another_kind
CREATE TABLE t (a integer) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--~ 42P16

-- @a_table_of_another_method
CREATE TABLE t (a integer) USING nope;
--~ 42704

-- @a_default_twice
CREATE TABLE t (a integer DEFAULT 1 DEFAULT 2);
--~ 42601

-- @a_collation_of_a_number
CREATE TABLE t (a integer COLLATE "C");
--~ 42804

-- @a_float_too_precise
CREATE TABLE t (a float(60));
--! 22023

-- @a_column_called_exclude
CREATE TABLE t (a integer, exclude boolean DEFAULT 'nope');
--! 22P02

-- @the_words_of_a_bound_depend_on_the_type_of_its_key
CREATE TABLE t (id bigint, at timestamp) PARTITION BY RANGE ((at::date), id);
CREATE TABLE p PARTITION OF t FOR VALUES FROM ('20240101', 1) TO ('20250101', MAXVALUE);
--?

-- @a_row_that_refers_to_itself
CREATE TABLE t (id varchar(9) PRIMARY KEY, parent varchar(9) NOT NULL REFERENCES t (id));
INSERT INTO t (id, parent) VALUES ('root', 'root');

-- @a_first_row_that_refers_to_itself
CREATE TABLE t (id varchar(9) PRIMARY KEY, parent varchar(9) NOT NULL REFERENCES t (id));
INSERT INTO t (id, parent) VALUES ('root', 'root'), ('leaf', 'root');

-- @a_row_that_refers_to_one_that_is_left_out
CREATE TABLE t (id varchar(9) PRIMARY KEY, k integer UNIQUE, parent varchar(9) REFERENCES t (id));
INSERT INTO t (id, k) VALUES ('x', 1);
INSERT INTO t (id, k, parent) VALUES ('a', 1, NULL), ('b', 2, 'a') ON CONFLICT (k) DO NOTHING;
--~ 23503

-- @a_row_that_refers_to_no_other
CREATE TABLE t (id varchar(9) PRIMARY KEY, parent varchar(9) NOT NULL REFERENCES t (id));
INSERT INTO t (id, parent) VALUES ('root', 'root'), ('leaf', 'roots');
--~ 23503

-- @a_row_that_refers_to_a_later_one_of_its_statement
CREATE TABLE t (id varchar(9) PRIMARY KEY, parent varchar(9) NOT NULL REFERENCES t (id));
INSERT INTO t (id, parent) VALUES ('a', 'b'), ('b', 'a');
--?

-- @a_window_over_no_rows
CREATE TABLE t (a integer, b text, c json);
CREATE TABLE u (a integer NOT NULL, n bigint);
INSERT INTO u (a, n) SELECT a, n FROM (SELECT a, row_number() OVER (PARTITION BY b ORDER BY a DESC) AS n FROM t) s WHERE n = 1;
INSERT INTO u (a, n) SELECT lag(a) OVER (ORDER BY a), count(*) OVER () FROM t;
INSERT INTO u (a, n) SELECT a, sum(a) OVER (PARTITION BY b) FROM t;
ALTER TABLE u ADD COLUMN b integer NOT NULL;

-- @a_window_in_a_condition
CREATE TABLE t (a integer);
DELETE FROM t WHERE row_number() OVER (ORDER BY a) > 1;
--~ 42P20

-- @a_window_in_a_check
CREATE TABLE t (a integer, CHECK (row_number() OVER (ORDER BY a) > 1));
--~ 42P20

-- @a_window_in_an_aggregate
CREATE TABLE t (a integer);
SELECT max(row_number() OVER (ORDER BY a)) FROM t;
--~ 42803

-- @a_window_in_a_window
CREATE TABLE t (a integer);
SELECT lag(row_number() OVER (ORDER BY a)) OVER (ORDER BY a) FROM t;
--~ 42P20

-- @a_window_of_a_grouped_query
CREATE TABLE t (a integer, b integer);
SELECT a, row_number() OVER (ORDER BY b) FROM t GROUP BY a;
--~ 42803

-- @a_window_ordered_by_json
CREATE TABLE t (a integer, c json);
SELECT row_number() OVER (ORDER BY c) FROM t;
--~ 42883

-- @a_window_of_distinct_values
CREATE TABLE t (a integer);
SELECT count(DISTINCT a) OVER () FROM t;
--~ 0A000

-- @a_window_with_an_argument_too_many
CREATE TABLE t (a integer);
SELECT row_number(a) OVER () FROM t;
--~ 42883

-- @a_plain_function_over_a_window
CREATE TABLE t (a integer);
SELECT lower('A') OVER () FROM t;
--~ 42809

-- @a_window_function_without_a_window
CREATE TABLE t (a integer);
SELECT row_number() FROM t;
--~ 42809

-- @with_that_has_no_rows
CREATE TABLE t (a integer);
CREATE TABLE u (a integer NOT NULL);
INSERT INTO u WITH w AS (SELECT a FROM t) SELECT a FROM w;
WITH w AS (SELECT a FROM t) UPDATE u SET a = w.a FROM w;
ALTER TABLE u ADD COLUMN b integer NOT NULL;

-- @with_that_counts_has_a_row
CREATE TABLE t (a integer);
CREATE TABLE u (a integer NOT NULL);
INSERT INTO u WITH w AS (SELECT count(*) AS n FROM t) SELECT n FROM w;
ALTER TABLE u ADD COLUMN b integer NOT NULL;
--~ 23502

-- @a_time_zone
CREATE TABLE t (a timestamp, b timestamptz);
ALTER TABLE t ALTER COLUMN a TYPE timestamptz USING a AT TIME ZONE 'UTC';
ALTER TABLE t ALTER COLUMN b TYPE timestamp USING b AT TIME ZONE 'UTC';
INSERT INTO t (a) VALUES (now() AT TIME ZONE 'utc');
UPDATE t SET b = a AT TIME ZONE 'UTC';

-- @a_time_zone_that_there_is_not
CREATE TABLE t (a timestamptz);
INSERT INTO t (a) VALUES (now() AT TIME ZONE 'nowhere');
--~ 22023

-- @a_time_zone_of_a_number
CREATE TABLE t (a integer);
ALTER TABLE t ALTER COLUMN a TYPE timestamptz USING a AT TIME ZONE 'UTC';
--~ 42883

-- @what_the_catalog_has
CREATE TABLE t (id integer PRIMARY KEY, name text, CONSTRAINT u UNIQUE (name));
SELECT conname FROM pg_constraint c JOIN pg_class t ON c.conrelid = t.oid JOIN pg_namespace n ON t.relnamespace = n.oid WHERE t.relname = 'file' AND n.nspname = 'public' AND c.contype = 'u' AND array_length(c.conkey, 1) = 1 AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = c.conkey[1] AND a.attname = 'name');
SELECT i.relname FROM pg_class t JOIN pg_index ix ON ix.indrelid = t.oid JOIN pg_class i ON i.oid = ix.indexrelid WHERE ix.indisunique AND array_length(ix.indkey, 1) = 1 AND ix.indkey[0] > 0;
SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name IN ('a', 'b') AND ordinal_position > 1 AND is_nullable = 'YES';
SELECT tc.constraint_name FROM information_schema.table_constraints tc JOIN information_schema.key_column_usage k ON k.constraint_name = tc.constraint_name WHERE tc.constraint_type = 'UNIQUE';
SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass AND contype IN ('p', 'u');
SELECT e.enumlabel FROM pg_type t JOIN pg_enum e ON t.oid = e.enumtypid WHERE t.typname = 'x' ORDER BY e.enumsortorder;
SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = 't'::regclass AND i.indisprimary;
SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = 't';

-- @a_column_that_the_catalog_has_not
SELECT nope FROM pg_class;
--~ 42703

-- @a_column_of_the_catalog_with_another_type
SELECT 1 FROM pg_class WHERE relname = 5;
--! 42883

-- @a_part_of_what_is_no_array
CREATE TABLE t (a integer);
SELECT a[1] FROM t;
--~ 42804

-- @a_number_of_an_object_that_is_none
SELECT 1 FROM pg_class WHERE oid = 'pg_class';
--~ 22P02

-- @distinct_on_beside_what_has_no_order
CREATE TABLE t (a integer, b json);
CREATE TABLE u (a integer, b json);
INSERT INTO u SELECT DISTINCT ON (a) a, b FROM t ORDER BY a;

-- @ordered_by_what_has_no_order
CREATE TABLE t (a integer, b json);
SELECT a, b FROM t ORDER BY 2;
--~ 42883

-- @ordered_by_the_name_of_what_has_no_order
CREATE TABLE t (a integer, b json);
SELECT a, b AS c FROM t ORDER BY c;
--~ 42883

-- @distinct_of_what_has_no_order
CREATE TABLE t (a integer, b json);
SELECT DISTINCT a, b FROM t ORDER BY a;
--~ 42883
