SELECT broadcaster_key FROM broadcasters WHERE broadcaster_id = ?
