INSERT INTO broadcasters (broadcaster_key, broadcaster_id, name) VALUES :rows
