-- Titles of the newest broadcasts; by the index that history is read by, so that their pages are the same.
SELECT s.stream_id, s.title FROM streams s FORCE INDEX (by_stream)
JOIN (SELECT stream_id, MAX(started_at) AS newest FROM streams FORCE INDEX (by_stream)
      WHERE stream_id IN (:list) GROUP BY stream_id) n
  ON n.stream_id = s.stream_id AND n.newest = s.started_at
