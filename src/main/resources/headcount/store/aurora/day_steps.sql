-- Steps of some broadcasts in a half-open range; a peak only where an instant was exact.
SELECT stream_key, at, category_key, viewer_seconds, IF(observed_s > recovering_s, peak, NULL), live_s, observed_s, recovering_s
FROM viewer_history
WHERE stream_key IN (:list) AND at >= ? AND at < ?
ORDER BY stream_key, at
