-- Serial columns, and sequences of every kind.
CREATE TABLE serials (small smallserial, id serial PRIMARY KEY, big bigserial NOT NULL);
CREATE SEQUENCE free;
CREATE SEQUENCE counted AS integer INCREMENT BY 5 MINVALUE -10 MAXVALUE 1000 START WITH 7 CACHE 20 CYCLE;
CREATE SEQUENCE down INCREMENT BY -1;
CREATE TABLE shared (id bigint DEFAULT nextval('free'), other integer DEFAULT nextval('counted'::regclass));
CREATE SEQUENCE owned OWNED BY shared.other;
COMMENT ON SEQUENCE free IS 'nobody''s';
