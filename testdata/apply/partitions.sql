-- Partitions and inheritance.
CREATE TABLE m (id integer NOT NULL, day date NOT NULL, n integer, CONSTRAINT n_pos CHECK (n > 0)) PARTITION BY RANGE (day);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
ALTER TABLE m ADD PRIMARY KEY (id);
--! 0A000 unique constraint on partitioned table must include all partitioning columns
ALTER TABLE m ADD PRIMARY KEY (id, day);
CREATE INDEX m_n ON m (n);
CREATE INDEX ON m (id);
CREATE UNIQUE INDEX ON m (n);
--! 0A000 unique constraint on partitioned table must include all partitioning columns
CREATE TABLE m2 PARTITION OF m FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
CREATE TABLE m3 (id integer NOT NULL, day date NOT NULL, n integer);
ALTER TABLE m ATTACH PARTITION m3 FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');
--! 42804 child table is missing constraint "n_pos"
ALTER TABLE m3 ADD CONSTRAINT n_pos CHECK (n > 0);
CREATE INDEX m3_mine ON m3 (n);
ALTER TABLE m ATTACH PARTITION m3 FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');
ALTER TABLE m ADD COLUMN extra text;
ALTER TABLE m1 ADD COLUMN own text;
--! 42809 cannot add column to a partition
ALTER TABLE m DROP COLUMN day;
--! 42P16 cannot drop column "day" because it is part of the partition key of relation "m"
ALTER TABLE m1 DROP COLUMN n;
--! 42P16 cannot drop inherited column "n"
ALTER TABLE m ALTER COLUMN n SET NOT NULL;
ALTER TABLE m1 ALTER COLUMN n DROP NOT NULL;
--! 42P16 column "n" is marked NOT NULL in parent table
ALTER TABLE m RENAME COLUMN n TO number;
ALTER TABLE m1 RENAME COLUMN number TO x;
--! 42P16 cannot rename inherited column "number"
ALTER TABLE m ALTER COLUMN number TYPE bigint;
ALTER TABLE m1 ALTER COLUMN number TYPE integer;
--! 42P16 cannot alter inherited column "number"
DROP INDEX m1_id_idx;
--! 2BP01 cannot drop index m1_id_idx because index m_id_idx requires it
DROP INDEX m_n;
CREATE TABLE target (id integer PRIMARY KEY);
ALTER TABLE m ADD CONSTRAINT m_fk FOREIGN KEY (id) REFERENCES target;
CREATE TABLE m4 PARTITION OF m DEFAULT;
ALTER TABLE m1 DROP CONSTRAINT m_fk;
--! 42P16 cannot drop inherited constraint "m_fk" of relation "m1"
ALTER TABLE m DROP CONSTRAINT m_fk;
ALTER TABLE m1 DROP CONSTRAINT n_pos;
--! 42P16 cannot drop inherited constraint "n_pos" of relation "m1"
ALTER TABLE m DROP CONSTRAINT n_pos;
ALTER TABLE m DETACH PARTITION m2;
ALTER TABLE m DETACH PARTITION m2;
--! 42P01 relation "m2" is not a partition of relation "m"
ALTER TABLE m2 ALTER COLUMN number DROP NOT NULL;
ALTER TABLE target ATTACH PARTITION m2 DEFAULT;
--! 42P17 table "target" is not partitioned
DROP TABLE m1;
CREATE TABLE base (id serial, a integer CHECK (a > 0), b text DEFAULT 'x');
CREATE TABLE derived (c integer) INHERITS (base);
ALTER TABLE base ADD COLUMN d integer DEFAULT 3;
ALTER TABLE base DROP COLUMN b;
ALTER TABLE derived DROP COLUMN a;
--! 42P16 cannot drop inherited column "a"
ALTER TABLE base ADD CONSTRAINT dd CHECK (d > 0);
ALTER TABLE base ALTER COLUMN d SET DEFAULT 4;
ALTER TABLE ONLY base ALTER COLUMN d SET DEFAULT 5;
DROP TABLE base;
--! 2BP01 cannot drop table base because other objects depend on it
ALTER TABLE derived NO INHERIT base;
ALTER TABLE derived DROP COLUMN a;
ALTER TABLE derived INHERIT base;
--! 42804 child table is missing column "a"
DROP TABLE base;
--! 2BP01 cannot drop table base because other objects depend on it
CREATE TABLE like1 (LIKE m INCLUDING ALL);
CREATE TABLE src (id serial PRIMARY KEY, a integer DEFAULT 4 CHECK (a > 1), b text UNIQUE, g integer GENERATED ALWAYS AS (a * 2) STORED);
CREATE INDEX src_a ON src (a);
CREATE TABLE like2 (LIKE src);
CREATE TABLE like3 (LIKE src INCLUDING ALL, more integer);
CREATE TABLE like4 (LIKE src INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
DROP TABLE m;
-- What cannot be below what.
CREATE TABLE ring_a (a integer);
CREATE TABLE ring_b () INHERITS (ring_a);
CREATE TABLE ring_c () INHERITS (ring_b);
ALTER TABLE ring_a INHERIT ring_c;
--! 42P07 circular inheritance not allowed
CREATE TABLE split (a integer) PARTITION BY RANGE (a);
CREATE TABLE split_in (a integer) PARTITION BY RANGE (a);
ALTER TABLE split ATTACH PARTITION split FOR VALUES FROM (1) TO (2);
--! 42P07 circular inheritance not allowed
ALTER TABLE split ATTACH PARTITION split_in FOR VALUES FROM (1) TO (2);
ALTER TABLE split_in ATTACH PARTITION split FOR VALUES FROM (1) TO (2);
--! 42P07 circular inheritance not allowed
ALTER TABLE ring_a INHERIT split;
--! 42809 cannot inherit from partitioned table "split"
ALTER TABLE split INHERIT ring_a;
--! 42809 cannot change inheritance of partitioned table
ALTER TABLE split_in INHERIT ring_a;
--! 42809 cannot change inheritance of a partition
