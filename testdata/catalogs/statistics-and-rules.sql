CREATE TABLE kept (a integer);
CREATE TABLE measured (a integer, b integer, c text);
CREATE STATISTICS dependent (dependencies, ndistinct) ON a, b FROM measured;
CREATE STATISTICS every ON b, lower(c) FROM measured;
COMMENT ON STATISTICS dependent IS 'a and b';
CREATE RULE no_delete AS ON DELETE TO measured DO INSTEAD NOTHING;
CREATE RULE copy AS ON INSERT TO measured WHERE new.a > 0 DO ALSO INSERT INTO kept VALUES (new.a);
