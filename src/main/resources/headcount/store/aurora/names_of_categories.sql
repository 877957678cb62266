SELECT category_key, category_id, title FROM categories WHERE category_key IN (:list)
