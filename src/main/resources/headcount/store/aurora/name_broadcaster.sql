UPDATE broadcasters SET name = ? WHERE broadcaster_id = ?
