CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN email AS varchar(255) DEFAULT 'a@b' NOT NULL CONSTRAINT has_at CHECK (VALUE ~ '@') CONSTRAINT short CHECK (length(VALUE) < 200);
CREATE DOMAIN nested AS positive[] ;
CREATE TABLE domains (a positive DEFAULT 1, b email, c nested);
COMMENT ON DOMAIN email IS 'an address';
COMMENT ON CONSTRAINT has_at ON DOMAIN email IS 'why';
ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 100) NOT VALID;
