-- Slot sums of some broadcasts; peak and low only where an instant was exact. A half-open range.
SELECT at, SUM(viewer_seconds), SUM(observed_s), SUM(live_s), SUM(recovering_s), SUM(joins), SUM(leaves),
  MAX(IF(observed_s > recovering_s, peak, NULL)), MIN(IF(observed_s > recovering_s, low, NULL))
FROM viewer_history
WHERE stream_key IN (:list) AND at >= ? AND at < ?
GROUP BY at ORDER BY at
