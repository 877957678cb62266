-- Safe where another node was quicker.
INSERT INTO categories (category_id, title) VALUES (?, ?) ON DUPLICATE KEY UPDATE category_key = category_key
