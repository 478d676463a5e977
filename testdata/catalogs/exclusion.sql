CREATE TABLE bookings (
    id integer,
    during tsrange,
    room integer,
    CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&) WHERE (id > 0) DEFERRABLE,
    EXCLUDE USING btree (room WITH =)
);
COMMENT ON CONSTRAINT no_overlap ON bookings IS 'one at a time';
