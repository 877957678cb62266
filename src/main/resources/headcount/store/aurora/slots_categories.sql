-- One slot's sums by category; by_slot covers them.
INSERT INTO audience_slots (scope, at, scope_key, viewer_seconds, live_s, observed_s, streams, joins, leaves)
SELECT 1, ?, category_key, SUM(viewer_seconds), SUM(live_s), SUM(observed_s),
  COUNT(DISTINCT IF(live_s > 0, stream_key, NULL)), SUM(joins), SUM(leaves)
FROM viewer_history WHERE at >= ? AND at < ? GROUP BY category_key
