-- Check constraints, as typed and as stored.
CREATE TABLE checks (
    a integer CHECK (a > 0),
    b varchar(10) CHECK (b IN ('x', 'y', 'z')),
    c text CONSTRAINT c_shape CHECK (c ~ '^[a-z]+$' AND c NOT LIKE '%x%'),
    d integer CONSTRAINT d_range CHECK (d BETWEEN 1 AND 10),
    e timestamptz CHECK (e IS NOT NULL OR a IS NULL),
    f numeric CHECK (f >= 0::numeric AND f <> 1.5),
    g jsonb CHECK (jsonb_typeof(g) = 'object'),
    h text CHECK (h NOT IN ('a', 'b')),
    i char(2) CHECK (i = ANY ('{ab,cd}')),
    j boolean CHECK (NOT (j AND a = 1)),
    k text CHECK (char_length(k) <= 5 AND (k IS NULL OR k <> '')),
    l text CHECK (l ILIKE 'a%' OR l SIMILAR TO 'b+'),
    m date CHECK (m >= '2020-01-01' AND extract(year from m) < 2100),
    n integer[] CHECK (array_length(n, 1) = 3 AND 1 = ALL (n)),
    CONSTRAINT "both" CHECK ((a IS NULL) = (b IS NULL)),
    CONSTRAINT selected CHECK (CASE WHEN a > 1 THEN b = 'x' ELSE true END),
    CONSTRAINT once CHECK (((a IS NOT NULL)::integer + (b IS NOT NULL)::integer) = 1) NO INHERIT,
    CONSTRAINT concatenated CHECK (coalesce(b, 'n') || c <> 'xy'),
    CONSTRAINT tuple CHECK ((a, d) <> (1, 2))
);
ALTER TABLE checks ADD CONSTRAINT late CHECK (a <> 5) NOT VALID;
