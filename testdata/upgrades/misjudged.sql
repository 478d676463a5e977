-- Statements of which preflight once said the wrong thing.


-- @create_materialized_view_w_a_b_as_select_id_id_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE MATERIALIZED VIEW w (a, b) AS SELECT id, id FROM t;

-- @create_table_w_a_b_as_select_id_id_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE TABLE w (a, b) AS SELECT id, id FROM t;

-- @create_view_w_a_b_as_select_id_id_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE VIEW w (a, b) AS SELECT id, id FROM t;

-- @create_view_w_as_select_ceil_id_as_x_from_t_create_or_replac
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE VIEW w AS SELECT ceil(id) AS x FROM t;
CREATE OR REPLACE VIEW w AS SELECT ceil(id)::float8 AS x FROM t;

-- @create_view_w_as_select_round_id_as_x_from_t_create_or_repla
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE VIEW w AS SELECT round(id) AS x FROM t;
CREATE OR REPLACE VIEW w AS SELECT round(id)::float8 AS x FROM t;

-- @create_view_w_as_select_sum_id_as_x_from_t_create_or_replace
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE VIEW w AS SELECT sum(id) AS x FROM t;
CREATE OR REPLACE VIEW w AS SELECT sum(id)::bigint AS x FROM t;

-- @create_view_w_as_select_timezone_utc_ts_as_x_from_t_create_o
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE VIEW w AS SELECT timezone('utc', ts) AS x FROM t;
CREATE OR REPLACE VIEW w AS SELECT now() AS x FROM t;

-- @select_abs_1_5
SELECT abs('-1.5');
--?

-- @select_ceil_1_2
SELECT ceil('1.2');
--?

-- @select_pg_sleep_0_01
SELECT pg_sleep('0.01');
--?

-- @select_round_1_5
SELECT round('1.5');
--?

-- @create_index_ix_on_t_id_where_exists_select_1
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE INDEX ix ON t (id) WHERE EXISTS (SELECT 1);
--! 0A000

-- @create_index_ix_on_t_id_where_id_in_select_1
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE INDEX ix ON t (id) WHERE id IN (SELECT 1);
--! 0A000

-- @create_index_ix_on_t_id_with_autovacuum_enabled_false
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE INDEX ix ON t (id) WITH (autovacuum_enabled = false);
--~ 22023

-- @create_index_ix_on_t_using_gin_j_with_fillfactor_70
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE INDEX ix ON t USING gin (j) WITH (fillfactor = 70);
--~ 22023

-- @create_index_ix_on_t_using_spgist_id
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE INDEX ix ON t USING spgist (id);
--! 42704

-- @create_table_pt_a_int_partition_by_range_a_create_table_pt1
CREATE TABLE pt (a int) PARTITION BY RANGE (a);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (0) TO (10);
INSERT INTO pt1 VALUES (5);
UPDATE pt1 SET a = 50;
--~ 23514

-- @create_table_pt_a_int_partition_by_range_a_create_table_pt1_2
CREATE TABLE pt (a int) PARTITION BY RANGE (a);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (0) TO (10);
INSERT INTO pt1 VALUES (50);
--~ 23514

-- @create_table_q_a_int_partition_by_range_select_1
CREATE TABLE q (a int) PARTITION BY RANGE ((SELECT 1));
--~ 42601

-- @create_table_q_id_int_a_int_not_null_insert_into_q_values_1
CREATE TABLE q (id int, a int NOT NULL);
INSERT INTO q VALUES (1,2);
UPDATE q SET a = DEFAULT;
--~ 23502

-- @create_table_q_id_int_a_int_check_a_is_not_distinct_from_1_i
CREATE TABLE q (id int, a int, CHECK (a IS NOT DISTINCT FROM 1));
INSERT INTO q (id) VALUES (1);
--! 23514

-- @create_table_q_id_int_a_text_check_case_when_a_x_then_true_e
CREATE TABLE q (id int, a text, CHECK (CASE WHEN a = 'x' THEN true ELSE false END));
INSERT INTO q (id) VALUES (1);
--! 23514

-- @create_table_q_id_int_a_text_check_concat_a_insert_into_q_id
CREATE TABLE q (id int, a text, CHECK (concat(a, '') <> ''));
INSERT INTO q (id) VALUES (1);
--~ 23514

-- @create_table_q_id_int_name_text_create_unique_index_ux_on_q
CREATE TABLE q (id int, name text);
CREATE UNIQUE INDEX ux ON q ((coalesce(name,'')));
INSERT INTO q VALUES (8, NULL), (9, NULL);
--~ 23505

-- @create_table_q_id_int_ok_boolean_check_ok_is_true_insert_int
CREATE TABLE q (id int, ok boolean, CHECK (ok IS TRUE));
INSERT INTO q (id) VALUES (1);
--! 23514

-- @create_table_q_id_serial_name_text_create_unique_index_ux_on
CREATE TABLE q (id serial, name text);
CREATE UNIQUE INDEX ux ON q ((id / 10));
INSERT INTO q (name) VALUES ('a'), ('b');
--~ 23505

-- @create_table_z_id_int_not_null_insert_into_s_note_values_x_i
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
CREATE TABLE s (id serial PRIMARY KEY, t_id integer REFERENCES t(id), note text);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE TABLE z (id int NOT NULL);
INSERT INTO s (note) VALUES ('x');
INSERT INTO z SELECT t.id FROM t FULL JOIN s ON s.t_id = t.id;
--~ 23502

-- @create_table_z_id_int_not_null_insert_into_s_note_values_x_i_2
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
CREATE TABLE s (id serial PRIMARY KEY, t_id integer REFERENCES t(id), note text);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE TABLE z (id int NOT NULL);
INSERT INTO s (note) VALUES ('x');
INSERT INTO z SELECT t.id FROM t RIGHT JOIN s ON s.t_id = t.id;
--~ 23502

-- @create_trigger_tr_before_insert_on_t_for_each_row_when_exist
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END; $$;
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW WHEN (EXISTS (SELECT 1)) EXECUTE FUNCTION trg();
--! 0A000

-- @create_view_w_a_a_as_select_id_name_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE VIEW w (a, a) AS SELECT id, name FROM t;
--! 42701

-- @create_view_w_id_as_select_name_id_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE VIEW w (id) AS SELECT name, id FROM t;
--! 42701

-- @create_view_w_as_select_1_2
CREATE VIEW w AS SELECT 1, 2;
--~ 42701

-- @create_view_w_as_select_ceil_id_as_x_from_t_create_or_replac_2
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
CREATE VIEW w AS SELECT ceil(id) AS x FROM t;
CREATE OR REPLACE VIEW w AS SELECT ceil(id)::numeric AS x FROM t;
--~ 42P16

-- @grant_select_on_t_to_none
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
GRANT SELECT ON t TO none;
--~ 42939

-- @insert_into_e_a_j_values_1_select_j_a_from_e
CREATE TYPE mood AS ENUM ('sad','happy');
CREATE TABLE e (id serial PRIMARY KEY, a integer NOT NULL, b text, c varchar(10) DEFAULT 'x', m mood, d date, z timestamptz DEFAULT now(), j jsonb, k json, n numeric, tags text[], ok boolean NOT NULL DEFAULT false, u uuid, iv interval, UNIQUE (a, c));
INSERT INTO e (a, j) VALUES (1, '{}');
SELECT j ?| 'a' FROM e;
--! 22P02

-- @reindex_table_v
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
CREATE VIEW v AS SELECT id, name FROM t;
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
REINDEX TABLE v;
--! 42809

-- @select_1_0_0
SELECT 1/0.0;
--~ 22012

-- @select_1000000_1000000
SELECT 1000000 * 1000000;
--~ 22003

-- @select_2147483647_1
SELECT 2147483647 + 1;
--~ 22003

-- @select_distinct_on_id_id_name_from_t_order_by_name
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT DISTINCT ON (id) id, name FROM t ORDER BY name;
--~ 42P10

-- @select_distinct_id_from_t_for_update
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT DISTINCT id FROM t FOR UPDATE;
--~ 0A000

-- @select_distinct_id_from_t_order_by_name
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT DISTINCT id FROM t ORDER BY name;
--~ 42P10

-- @select_distinct_k_from_e
CREATE TYPE mood AS ENUM ('sad','happy');
CREATE TABLE e (id serial PRIMARY KEY, a integer NOT NULL, b text, c varchar(10) DEFAULT 'x', m mood, d date, z timestamptz DEFAULT now(), j jsonb, k json, n numeric, tags text[], ok boolean NOT NULL DEFAULT false, u uuid, iv interval, UNIQUE (a, c));
SELECT DISTINCT k FROM e;
--~ 42883

-- @select_count_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT count() FROM t;
--~ 42809

-- @select_count_from_t_for_update
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT count(*) FROM t FOR UPDATE;
--~ 0A000

-- @select_count_from_t_order_by_id
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT count(*) FROM t ORDER BY id;
--~ 42803

-- @select_count_id_name_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT count(id, name) FROM t;
--~ 42883

-- @select_d_time_from_e
CREATE TYPE mood AS ENUM ('sad','happy');
CREATE TABLE e (id serial PRIMARY KEY, a integer NOT NULL, b text, c varchar(10) DEFAULT 'x', m mood, d date, z timestamptz DEFAULT now(), j jsonb, k json, n numeric, tags text[], ok boolean NOT NULL DEFAULT false, u uuid, iv interval, UNIQUE (a, c));
SELECT d::time FROM e;
--! 42846

-- @select_id_from_t_for_update_of_nosuch
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT id FROM t FOR UPDATE OF nosuch;
--~ 42P01

-- @select_j_a_from_e
CREATE TYPE mood AS ENUM ('sad','happy');
CREATE TABLE e (id serial PRIMARY KEY, a integer NOT NULL, b text, c varchar(10) DEFAULT 'x', m mood, d date, z timestamptz DEFAULT now(), j jsonb, k json, n numeric, tags text[], ok boolean NOT NULL DEFAULT false, u uuid, iv interval, UNIQUE (a, c));
SELECT j #> 'a' FROM e;
--! 22P02

-- @select_j_true_from_e
CREATE TYPE mood AS ENUM ('sad','happy');
CREATE TABLE e (id serial PRIMARY KEY, a integer NOT NULL, b text, c varchar(10) DEFAULT 'x', m mood, d date, z timestamptz DEFAULT now(), j jsonb, k json, n numeric, tags text[], ok boolean NOT NULL DEFAULT false, u uuid, iv interval, UNIQUE (a, c));
SELECT j -> true FROM e;
--~ 42883

-- @select_k_from_e_group_by_k
CREATE TYPE mood AS ENUM ('sad','happy');
CREATE TABLE e (id serial PRIMARY KEY, a integer NOT NULL, b text, c varchar(10) DEFAULT 'x', m mood, d date, z timestamptz DEFAULT now(), j jsonb, k json, n numeric, tags text[], ok boolean NOT NULL DEFAULT false, u uuid, iv interval, UNIQUE (a, c));
SELECT k FROM e GROUP BY k;
--~ 42883

-- @select_k_from_e_order_by_k
CREATE TYPE mood AS ENUM ('sad','happy');
CREATE TABLE e (id serial PRIMARY KEY, a integer NOT NULL, b text, c varchar(10) DEFAULT 'x', m mood, d date, z timestamptz DEFAULT now(), j jsonb, k json, n numeric, tags text[], ok boolean NOT NULL DEFAULT false, u uuid, iv interval, UNIQUE (a, c));
SELECT k FROM e ORDER BY k;
--~ 42883

-- @select_k_from_e_union_select_k_from_e
CREATE TYPE mood AS ENUM ('sad','happy');
CREATE TABLE e (id serial PRIMARY KEY, a integer NOT NULL, b text, c varchar(10) DEFAULT 'x', m mood, d date, z timestamptz DEFAULT now(), j jsonb, k json, n numeric, tags text[], ok boolean NOT NULL DEFAULT false, u uuid, iv interval, UNIQUE (a, c));
SELECT k FROM e UNION SELECT k FROM e;
--~ 42883

-- @select_left_abc_3_bigint
SELECT left('abc', 3::bigint);
--! 42883

-- @select_left_name_n_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT left(name, n) FROM t;
--! 42883

-- @select_lpad_name_3_5_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT lpad(name, 3.5) FROM t;
--! 42883

-- @select_max_id_id_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT max(id, id) FROM t;
--~ 42883

-- @select_name_from_t_group_by_name_having_id_1
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT name FROM t GROUP BY name HAVING id > 1;
--~ 42803

-- @select_name_from_t_group_by_name_order_by_id
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT name FROM t GROUP BY name ORDER BY id;
--~ 42803

-- @select_nextval_name_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT nextval(name) FROM t;
--~ 42P01

-- @select_repeat_name_n_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT repeat(name, n) FROM t;
--! 42883

-- @select_round_n_1_5_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT round(n, 1.5) FROM t;
--~ 42883

-- @select_string_agg_name_1_from_t
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
SELECT string_agg(name, 1) FROM t;
--~ 42883

-- @set_maintenance_work_mem_512kb
SET maintenance_work_mem = '512kB';
--~ 22023

-- @set_statement_timeout_9999999999
SET statement_timeout = 9999999999;
--~ 22023

-- @set_temp_buffers_1kb
SET temp_buffers = '1kB';
--~ 22023

-- @set_work_mem_1kb
SET work_mem = '1kB';
--~ 22023

-- @set_work_mem_9999gb
SET work_mem = '9999GB';
--~ 22023

-- @truncate_s_id_seq
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
CREATE TABLE s (id serial PRIMARY KEY, t_id integer REFERENCES t(id), note text);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
TRUNCATE s_id_seq;
--! 42809

-- @truncate_v
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
CREATE VIEW v AS SELECT id, name FROM t;
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
TRUNCATE v;
--! 42809

-- @update_t_set_name_a_name_b
CREATE TABLE t (id integer PRIMARY KEY, name varchar(5), n numeric(3,1), f numeric(1,0), b bytea, ts timestamp, j jsonb, u uuid, ok boolean);
INSERT INTO t (id,name) VALUES (1,'a'),(2,'b');
UPDATE t SET name = 'a', name = 'b';
--! 42601

-- @create_index_ix_on_e_a_b
CREATE TYPE mood AS ENUM ('sad','happy');
CREATE TABLE e (id serial PRIMARY KEY, a integer NOT NULL, b text, c varchar(10) DEFAULT 'x', m mood, d date, z timestamptz DEFAULT now(), j jsonb, k json, n numeric, tags text[], ok boolean NOT NULL DEFAULT false, u uuid, iv interval, UNIQUE (a, c));
CREATE INDEX ix ON e ((a || b));

-- @create_table_q_a_numeric_3_1_default_1000
CREATE TABLE q (a numeric(3,1) DEFAULT 1000);
--?

-- @create_table_q_a_smallint_default_99999
CREATE TABLE q (a smallint DEFAULT 99999);
--?

-- @create_table_q_a_smallint_alter_table_q_alter_a_set_default
CREATE TABLE q (a smallint);
ALTER TABLE q ALTER a SET DEFAULT 99999;
--?

-- @create_table_q_a_timestamp_b_time_generated_always_as_a_time
CREATE TABLE q (a timestamp, b time GENERATED ALWAYS AS (a::time) STORED);

-- @create_domain_pos_as_int_not_null_create_table_q_i_int_p_pos
CREATE DOMAIN pos AS int NOT NULL;
CREATE TABLE q (i int, p pos);
INSERT INTO q (i) VALUES (1);
--~ 23502

-- @create_table_g_a_int_b_int_generated_always_as_10_a_stored_i
CREATE TABLE g (a int, b int GENERATED ALWAYS AS (10 / a) STORED);
INSERT INTO g (a) VALUES (0);
--~ 22012

-- @create_table_g_a_int_b_int_generated_always_as_a_1_stored_in
CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
INSERT INTO g (a) VALUES (2147483647);
--~ 22003

-- @create_table_g_a_text_b_text_not_null_generated_always_as_lo
CREATE TABLE g (a text, b text NOT NULL GENERATED ALWAYS AS (lower(a)) STORED);
INSERT INTO g (a) VALUES (NULL);
--~ 23502

-- @create_table_g_a_text_b_varchar_2_generated_always_as_lower
CREATE TABLE g (a text, b varchar(2) GENERATED ALWAYS AS (lower(a)) STORED);
INSERT INTO g (a) VALUES ('abc');
--~ 22001

-- @create_table_q_id_int_a_int_not_null_default_nullif_1_1_inse
CREATE TABLE q (id int, a int NOT NULL DEFAULT nullif(1, 1));
INSERT INTO q (id) VALUES (1);
--~ 23502

-- @create_table_q_id_int_a_varchar_2_default_lower_abc_insert_i
CREATE TABLE q (id int, a varchar(2) DEFAULT lower('ABC'));
INSERT INTO q (id) VALUES (1);
--~ 22001

-- @an_assert_in_a_block
DO $$ BEGIN ASSERT false; END $$;
--~ P0004

-- @a_grant_on_a_procedure_that_is_a_function
CREATE FUNCTION plus(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT x + 1';
GRANT EXECUTE ON PROCEDURE plus(integer) TO PUBLIC;
--~ 42809

-- @a_grant_on_a_domain_that_is_an_enum
CREATE TYPE mood AS ENUM ('sad','happy');
GRANT USAGE ON DOMAIN mood TO PUBLIC;
--~ 42809

-- @restart_of_a_sequence_below_its_minimum
CREATE SEQUENCE s;
ALTER SEQUENCE s RESTART WITH 0;
--! 22023

-- @restart_of_a_sequence_above_its_maximum
CREATE SEQUENCE s AS smallint;
ALTER SEQUENCE s RESTART WITH 40000;
--! 22023

-- @restart_of_an_identity_below_its_minimum
CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t ALTER COLUMN id RESTART WITH 0;
--! 22023

-- @restart_of_a_column_that_is_no_identity
CREATE TABLE t (id integer);
ALTER TABLE t ALTER COLUMN id RESTART WITH 5;
--! 55000

-- @restarts_within_the_bounds
CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY);
CREATE SEQUENCE s MINVALUE 0;
ALTER TABLE t ALTER COLUMN id RESTART WITH 5;
ALTER TABLE t ALTER COLUMN id SET GENERATED BY DEFAULT RESTART;
ALTER SEQUENCE s RESTART WITH 0;
ALTER SEQUENCE s MINVALUE -5 RESTART WITH -5;
ALTER SEQUENCE s RESTART;
