INSERT INTO audience_slots (scope, at, scope_key, viewer_seconds, live_s, observed_s, streams, joins, leaves) VALUES :rows
