CREATE TABLE generations (
    total numeric GENERATED ALWAYS AS (price * (quantity)::numeric) STORED,
    price numeric NOT NULL,
    quantity integer NOT NULL,
    name varchar(40),
    key text GENERATED ALWAYS AS (lower(name) || '-x') STORED,
    search tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce(name, ''))) STORED
);
