-- Primary, unique and foreign keys with every option.
CREATE TABLE parents (id integer PRIMARY KEY, a integer, b text, UNIQUE (a, b) INCLUDE (id), CONSTRAINT "Named" UNIQUE (b) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE children (
    x integer NOT NULL,
    y integer REFERENCES parents,
    z integer REFERENCES parents ON DELETE SET NULL ON UPDATE CASCADE,
    a integer, b text,
    PRIMARY KEY (x, y),
    FOREIGN KEY (a, b) REFERENCES parents (a, b) MATCH FULL ON DELETE CASCADE,
    CONSTRAINT partly FOREIGN KEY (a, b) REFERENCES parents (a, b) ON DELETE SET NULL (b) DEFERRABLE,
    CONSTRAINT later FOREIGN KEY (x) REFERENCES parents (id) ON DELETE RESTRICT ON UPDATE SET DEFAULT DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE children ADD CONSTRAINT unchecked FOREIGN KEY (y) REFERENCES parents (id) NOT VALID;
ALTER TABLE children ADD UNIQUE NULLS NOT DISTINCT (a);
CREATE TABLE tree (id serial PRIMARY KEY, up integer REFERENCES tree (id) ON DELETE CASCADE);
COMMENT ON CONSTRAINT later ON children IS 'cyclic';
