-- How often each index was used since the server started; no rows where it does not keep count.
SELECT object_name, index_name, count_star
FROM performance_schema.table_io_waits_summary_by_index_usage
WHERE object_schema = DATABASE() AND index_name IS NOT NULL AND @@performance_schema
