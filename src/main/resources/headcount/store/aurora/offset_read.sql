SELECT position FROM projection_offsets WHERE projection = ?
