SELECT broadcaster_key, broadcaster_id, name FROM broadcasters WHERE broadcaster_key IN (:list)
