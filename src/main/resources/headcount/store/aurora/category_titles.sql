SELECT category_id, title FROM categories WHERE category_id IN (:list)
