-- One slot's sums; no row where nothing was counted: that is a gap.
INSERT INTO audience_slots (scope, at, scope_key, viewer_seconds, live_s, observed_s, streams, joins, leaves)
SELECT 0, ?, 0, SUM(viewer_seconds), SUM(live_s), SUM(observed_s),
  COUNT(DISTINCT IF(live_s > 0, stream_key, NULL)), SUM(joins), SUM(leaves)
FROM viewer_history WHERE at >= ? AND at < ? HAVING COUNT(*) > 0
