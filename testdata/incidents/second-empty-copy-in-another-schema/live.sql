INSERT INTO app.visitor (badge) VALUES ('17'), ('18');
