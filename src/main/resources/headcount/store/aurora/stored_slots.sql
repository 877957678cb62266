-- Slots of a stream's broadcasts as they are stored; a half-open range. A broadcast that ended a day before it is left out.
-- Joined, not listed: a list would have the optimizer look into the index for each broadcast.
SELECT s.started_at, h.at, h.epoch, h.viewer_seconds, h.peak, h.low, h.joins, h.leaves, h.live_s, h.observed_s, h.recovering_s
FROM streams s STRAIGHT_JOIN viewer_history h ON h.stream_key = s.stream_key
WHERE s.stream_id = ? AND s.started_at < ? AND (s.ended_at IS NULL OR s.ended_at >= ? - INTERVAL 1 DAY)
  AND h.at >= ? AND h.at < ?
