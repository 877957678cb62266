-- Safe where another node was quicker.
INSERT INTO broadcasters (broadcaster_id, name) VALUES (?, ?) ON DUPLICATE KEY UPDATE broadcaster_key = broadcaster_key
