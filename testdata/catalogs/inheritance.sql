CREATE TABLE base (id serial PRIMARY KEY, name text DEFAULT 'x' NOT NULL, CONSTRAINT named CHECK (name <> ''));
CREATE TABLE other (extra integer);
CREATE TABLE derived (own text) INHERITS (base, other);
CREATE TABLE merged (name text, own text) INHERITS (base);
COMMENT ON COLUMN derived.own IS 'mine';
