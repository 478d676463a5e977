CREATE TABLE people (id integer PRIMARY KEY, name text, born date);
CREATE VIEW adults AS SELECT id, name FROM people WHERE born < (CURRENT_DATE - '18 years'::interval);
CREATE VIEW named (a, b) AS SELECT id, upper(name) FROM adults;
CREATE VIEW joined AS SELECT p.id, count(*) AS n, string_agg(a.name, ', ' ORDER BY a.name) FROM people p LEFT JOIN adults a USING (id) GROUP BY p.id HAVING count(*) > 1;
CREATE VIEW with_query AS WITH recent AS (SELECT * FROM people ORDER BY born DESC LIMIT 10) SELECT recent.name, row_number() OVER (PARTITION BY recent.born) FROM recent UNION ALL SELECT 'x', 1;
CREATE MATERIALIZED VIEW stored AS SELECT name, count(*) AS n FROM people GROUP BY name;
CREATE UNIQUE INDEX stored_name ON stored (name);
COMMENT ON VIEW adults IS 'grown up';
COMMENT ON MATERIALIZED VIEW stored IS 'kept';
