-- Slots of some broadcasts as they are stored; a half-open range.
SELECT stream_key, at, epoch, viewer_seconds, peak, low, joins, leaves, live_s, observed_s, recovering_s
FROM viewer_history FORCE INDEX (PRIMARY)
WHERE stream_key IN (:list) AND at >= ? AND at < ?
