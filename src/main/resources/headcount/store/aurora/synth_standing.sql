-- How many broadcasts there are, how many of them synthetic, and the highest numbers in use.
SELECT COUNT(*), COALESCE(SUM(stream_id LIKE 'synth-%'), 0), COALESCE(MAX(stream_key), 0),
  (SELECT COALESCE(MAX(broadcaster_key), 0) FROM broadcasters), (SELECT COALESCE(MAX(category_key), 0) FROM categories)
FROM streams
