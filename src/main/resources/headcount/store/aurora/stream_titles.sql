-- Titles of the newest broadcasts.
SELECT s.stream_id, s.title FROM streams s
JOIN (SELECT stream_id, MAX(started_at) AS newest FROM streams FORCE INDEX (broadcast)
      WHERE stream_id IN (:list) GROUP BY stream_id) n
  ON n.stream_id = s.stream_id AND n.newest = s.started_at
