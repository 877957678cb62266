-- A table's partitions, oldest first: name, border.
SELECT partition_name, partition_description
FROM information_schema.partitions
WHERE table_schema = DATABASE() AND table_name = ? AND partition_name IS NOT NULL
ORDER BY partition_ordinal_position
