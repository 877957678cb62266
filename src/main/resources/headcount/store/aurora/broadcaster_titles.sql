SELECT broadcaster_id, name FROM broadcasters WHERE broadcaster_id IN (:list)
