-- Partitioning with bounds, keys, foreign keys, indexes and triggers that reach the partitions.
CREATE TABLE owners (id integer PRIMARY KEY);
CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, kind text DEFAULT 'k', owner integer REFERENCES owners, CHECK (id > 0), PRIMARY KEY (id, at, kind)) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE events_old PARTITION OF events FOR VALUES FROM (MINVALUE) TO ('2020-01-01') PARTITION BY LIST (kind);
CREATE TABLE events_old_a PARTITION OF events_old FOR VALUES IN ('a', 'b');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE INDEX events_kind ON events (kind);
CREATE INDEX only_here ON events_2020 (owner);
CREATE TABLE hashed (a integer, b text) PARTITION BY HASH (a, lower(b));
CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE refers (id bigint, at date, kind text, FOREIGN KEY (id, at, kind) REFERENCES events);
CREATE INDEX incomplete ON ONLY events (owner);
