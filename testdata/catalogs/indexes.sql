-- Partial, expression, covering, ordered, unusual methods, classes, collations, storage parameters.
CREATE TABLE indexed (id integer, email varchar(100), name text, at timestamptz, tags text[], doc jsonb, deleted_at timestamp, n integer, active boolean);
CREATE INDEX plain ON indexed (id);
CREATE UNIQUE INDEX uniquely ON indexed (lower(email), id DESC NULLS LAST);
CREATE INDEX partly ON indexed (email) WHERE deleted_at IS NULL AND active;
CREATE INDEX partly_in ON indexed (id) WHERE name IN ('a', 'b') AND n > 5;
CREATE INDEX ordered ON indexed (id DESC, at ASC NULLS FIRST, name DESC NULLS FIRST);
CREATE INDEX tags_gin ON indexed USING gin (tags);
CREATE INDEX doc_path ON indexed USING gin (doc jsonb_path_ops);
CREATE INDEX doc_key ON indexed ((doc ->> 'key'), ((doc -> 'a') ->> 'b'));
CREATE INDEX pattern ON indexed (name text_pattern_ops, email varchar_pattern_ops);
CREATE INDEX collated ON indexed (name COLLATE "C" DESC);
CREATE INDEX hashed ON indexed USING hash (id);
CREATE INDEX brinned ON indexed USING brin (at) WITH (pages_per_range = 64, autosummarize = on);
CREATE INDEX covering ON indexed (id) INCLUDE (email, name) WITH (fillfactor = 70);
CREATE UNIQUE INDEX nulls ON indexed (n) NULLS NOT DISTINCT;
CREATE INDEX expression ON indexed ((n + 1), coalesce(name, 'x'), date_trunc('day', at AT TIME ZONE 'UTC'));
CREATE INDEX search ON indexed USING gin (to_tsvector('simple', coalesce(name, '') || ' ' || coalesce(email, '')));
COMMENT ON INDEX plain IS 'plain';
