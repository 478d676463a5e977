INSERT INTO patient (id, note) VALUES (1, 'an old note');
