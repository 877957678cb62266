-- Who watched a scope, day by day of a half-open range.
SELECT day, scope_key, theta, theta_anonymous FROM audience_sketches
WHERE scope = ? AND scope_key IN (:list) AND day >= ? AND day < ?
