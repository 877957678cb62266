SELECT category_key FROM categories WHERE category_id = ?
