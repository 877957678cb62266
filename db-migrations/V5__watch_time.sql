-- Of broadcasters and broadcasts: how long their viewers watched, and what share of the watching episodes lasted how long.
ALTER TABLE daily_statistics
  ADD COLUMN watched_s BIGINT UNSIGNED NULL, ADD COLUMN episodes INT UNSIGNED NULL, ADD COLUMN retention JSON NULL;
