-- Types with modifiers, arrays, and the spellings that format_type changes.
CREATE TABLE types (
    a int2, b int4, c int8, d float4, e float8, f float(20), g decimal, h decimal(5), i numeric(5, 2),
    j varchar, k varchar(5), l char(5), m bpchar, n text, o bytea, p bool, q date, r time, s timetz(2),
    t timestamp(6), u timestamptz, v interval, w interval year to month, x interval(3), y bit, z bit varying(7),
    aa uuid, ab json, ac jsonb, ad xml, ae inet, af cidr, ag macaddr, ah macaddr8, ai point, aj line, ak lseg,
    al box, am path, an polygon, ao circle, ap tsvector, aq tsquery, ar int4range, as_ tstzrange, at_ datemultirange,
    au oid, av regclass, aw pg_lsn, ax money, ay int[], az varchar(10)[][], ba timestamptz(3)[], bb "char", bc name,
    bd varbit, be double precision[]
);
