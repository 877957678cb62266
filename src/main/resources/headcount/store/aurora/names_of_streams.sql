SELECT stream_key, stream_id, title FROM streams WHERE stream_key IN (:list)
