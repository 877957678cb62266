UPDATE categories SET title = ? WHERE category_id = ?
