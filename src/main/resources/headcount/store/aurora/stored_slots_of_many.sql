-- The same of a stream's broadcasts that began in a half-open range. Joined, not listed: for each in a list the optimizer
-- would look into the index; a broadcast that began long before is read from its begin, though.
SELECT h.stream_key, h.at, h.epoch, h.viewer_seconds, h.peak, h.low, h.joins, h.leaves, h.live_s, h.observed_s, h.recovering_s
FROM streams s FORCE INDEX (broadcast) STRAIGHT_JOIN viewer_history h ON h.stream_key = s.stream_key
WHERE s.stream_id = ? AND s.started_at >= ? AND s.started_at < ? AND h.at >= ? AND h.at < ?
