INSERT INTO categories (category_key, category_id, title) VALUES :rows
