CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
ALTER TYPE mood ADD VALUE 'very sad' BEFORE 'sad';
ALTER TYPE mood ADD VALUE 'it''s';
CREATE TYPE "Camel" AS ENUM ('A');
CREATE TYPE nothing AS ENUM ();
CREATE TABLE feelings (
    one mood DEFAULT 'ok' NOT NULL,
    many mood[] DEFAULT '{sad,ok}',
    listed mood[] DEFAULT ARRAY['sad'::mood],
    camel "Camel" DEFAULT 'A',
    CHECK (one <> 'sad'),
    CHECK (one = ANY (ARRAY['ok'::mood, 'happy'::mood]))
);
COMMENT ON TYPE mood IS 'how it is';
CREATE INDEX ON feelings (one) WHERE one = 'happy';
