-- Quoted, reserved, camelCase, odd and long names, everywhere.
CREATE SCHEMA "Weird Schema";
CREATE TABLE "user" ("order" integer PRIMARY KEY, "createdAt" timestamptz DEFAULT now(), "select" text CHECK ("select" <> 'x'), "it's" text, "a""b" integer, "semi;colon" integer, "Ünïcode" text);
CREATE TABLE "Weird Schema"."User Table" ("Primary" serial PRIMARY KEY, "group" integer REFERENCES "user" ("order"));
CREATE INDEX "Index.With.Dots" ON "user" ("createdAt", lower("select"));
CREATE TABLE a_table_whose_name_is_exactly_sixty_three_bytes_long_aaaaaaaaaaa (a_column_whose_name_is_as_long_as_names_can_be_in_postgresql_xx integer UNIQUE, b serial);
CREATE TYPE "Weird Schema"."Enum" AS ENUM ('no', 'on', '1e10', '0123', '12:30', '~', '', ' x');
CREATE TABLE "no" ("on" "Weird Schema"."Enum" DEFAULT 'no', "1e10" integer, "null" integer, "0123" integer, "true" boolean);
CREATE VIEW "View" AS SELECT "order", "createdAt" FROM "user";
