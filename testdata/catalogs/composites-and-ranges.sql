CREATE TYPE pair AS (a integer, "B c" varchar(10), d numeric(4, 1)[]);
CREATE TYPE nested AS (first pair, second pair[]);
CREATE TYPE float_range AS RANGE (subtype = double precision, subtype_diff = float8mi);
CREATE TYPE text_range AS RANGE (subtype = text, collation = "C");
COMMENT ON TYPE pair IS 'two';
CREATE TABLE holders (p pair, n nested, r float_range, m float_multirange);
