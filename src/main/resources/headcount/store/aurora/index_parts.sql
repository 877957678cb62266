-- Every part of every index, in order; a part is a column or an expression, with its direction.
SELECT table_name, index_name, non_unique, COALESCE(column_name, expression), COALESCE(collation, 'A'), COALESCE(sub_part, 0)
FROM information_schema.statistics WHERE table_schema = DATABASE()
ORDER BY table_name, index_name, seq_in_index
