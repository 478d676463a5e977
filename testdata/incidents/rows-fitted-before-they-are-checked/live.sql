INSERT INTO member (first, last, club_id) VALUES ('Ada', 'Byron', 7);
