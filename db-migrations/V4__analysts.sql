-- What analysts' questions read besides: coverage of slots without looking at the rows, and the time that a day's
-- average is taken over (observed time on the air; NULL in days that were summed before).
ALTER TABLE audience_slots DROP KEY by_scope,
  ADD KEY by_scope (scope, scope_key, at, viewer_seconds, live_s, observed_s, streams, joins, leaves);
ALTER TABLE daily_statistics ADD COLUMN average_s INT UNSIGNED NULL;
