-- Viewer seconds of some broadcasts by business day and category.
SELECT CAST(at + INTERVAL 9 HOUR AS DATE) AS day, category_key, SUM(viewer_seconds) FROM viewer_history
WHERE stream_key IN (:list) AND at >= ? AND at < ?
GROUP BY day, category_key
