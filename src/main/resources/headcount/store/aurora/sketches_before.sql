SELECT theta FROM audience_sketches WHERE scope = 2 AND scope_key = ? AND day >= ? AND day < ?
