CREATE SCHEMA remarks;
COMMENT ON SCHEMA remarks IS 'a schema';
CREATE TABLE remarks.noted (id integer, "Odd" text);
COMMENT ON TABLE remarks.noted IS 'several
lines, it''s a "comment"; -- with everything \ in it';
COMMENT ON COLUMN remarks.noted.id IS 'ключ 🔑';
COMMENT ON COLUMN remarks.noted."Odd" IS ' leading and trailing ';
