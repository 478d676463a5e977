-- What an extension brings is not part of the schema; what uses it is.
CREATE SCHEMA ext;
CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm WITH SCHEMA ext;
CREATE EXTENSION btree_gist;
CREATE EXTENSION "uuid-ossp";
CREATE TABLE uses (id uuid DEFAULT uuid_generate_v4(), email citext UNIQUE DEFAULT 'a@b', name text, span tsrange, room integer, EXCLUDE USING gist (room WITH =, span WITH &&), CHECK (email <> 'x'));
CREATE INDEX trigrams ON uses USING gin (name ext.gin_trgm_ops);
