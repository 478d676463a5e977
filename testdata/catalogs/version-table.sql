CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO alembic_version VALUES ('0123'), ('1e10');
CREATE SCHEMA tenant;
CREATE TABLE tenant.alembic_version (version_num text PRIMARY KEY);
CREATE TABLE tenant.almost (version_num varchar(32), note text);
