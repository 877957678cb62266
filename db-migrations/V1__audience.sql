-- The audience: who watched what, and how many. MySQL 8.0.
-- Every DATETIME is UTC. A "day" is the business day of Asia/Seoul, whose midnight is 15:00 UTC.
-- scope: 0 platform, 1 category, 2 broadcaster, 3 stream (one broadcast).
-- Partitions are made by headcount.store.aurora.Partitions, at migration and ahead of time; pmax stays empty.
-- kind in users: 0 signed in, 1 anonymous. ended_by and quality are ordinals of EndedBy and Quality.
CREATE TABLE users (
  viewer_id BIGINT NOT NULL PRIMARY KEY, kind TINYINT UNSIGNED NOT NULL,
  first_seen DATE NOT NULL, last_seen DATE NOT NULL, KEY by_last_seen (last_seen));
CREATE TABLE broadcasters (
  broadcaster_key INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  broadcaster_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, name VARCHAR(200) NOT NULL,
  UNIQUE KEY by_id (broadcaster_id)) DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE categories (
  category_key SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  category_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, title VARCHAR(200) NOT NULL,
  UNIQUE KEY by_id (category_id)) DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE streams (                       -- one row per broadcast; a stream id may come back
  stream_key INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  stream_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  broadcaster_key INT UNSIGNED NOT NULL, category_key SMALLINT UNSIGNED NOT NULL, title VARCHAR(200) NOT NULL,
  started_at DATETIME(3) NOT NULL, ended_at DATETIME(3) NULL,
  UNIQUE KEY broadcast (stream_id, started_at),
  KEY by_broadcaster (broadcaster_key, started_at, ended_at),
  KEY by_kst_day ((CAST(started_at + INTERVAL 9 HOUR AS DATE)), category_key, broadcaster_key),
  CONSTRAINT streams_broadcaster FOREIGN KEY (broadcaster_key) REFERENCES broadcasters (broadcaster_key),
  CONSTRAINT streams_category FOREIGN KEY (category_key) REFERENCES categories (category_key)) DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE current_viewers (
  stream_key INT UNSIGNED NOT NULL PRIMARY KEY, category_key SMALLINT UNSIGNED NOT NULL, broadcaster_key INT UNSIGNED NOT NULL,
  viewers INT UNSIGNED NOT NULL, connections INT UNSIGNED NOT NULL, anonymous INT UNSIGNED NOT NULL,
  peak INT UNSIGNED NOT NULL, viewers_30m INT UNSIGNED NOT NULL, quality TINYINT UNSIGNED NOT NULL, live TINYINT UNSIGNED NOT NULL,
  as_of DATETIME(3) NOT NULL, epoch BIGINT UNSIGNED NOT NULL, version BIGINT UNSIGNED NOT NULL,
  KEY rank_all (live, viewers DESC, stream_key, as_of),
  KEY rank_popular (live, viewers_30m DESC, stream_key),
  KEY rank_category (category_key, live, viewers DESC, stream_key),   -- not live first: the optimizer then prefers it to rank_all and sorts
  KEY rank_broadcaster (broadcaster_key, live, viewers));
CREATE TABLE viewer_history (
  stream_key INT UNSIGNED NOT NULL, at DATETIME NOT NULL,
  category_key SMALLINT UNSIGNED NOT NULL, broadcaster_key INT UNSIGNED NOT NULL,
  viewer_seconds INT UNSIGNED NOT NULL, anonymous_seconds INT UNSIGNED NOT NULL,
  peak INT UNSIGNED NOT NULL, low INT UNSIGNED NOT NULL, joins INT UNSIGNED NOT NULL, leaves INT UNSIGNED NOT NULL,
  live_s SMALLINT UNSIGNED NOT NULL, observed_s SMALLINT UNSIGNED NOT NULL, recovering_s SMALLINT UNSIGNED NOT NULL,
  epoch BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (stream_key, at),
  KEY by_slot (at, category_key, viewer_seconds, live_s, observed_s, joins, leaves))
PARTITION BY RANGE COLUMNS (at) (PARTITION pmax VALUES LESS THAN (MAXVALUE));
CREATE TABLE user_sessions (
  joined_at DATETIME(3) NOT NULL, broadcaster_key INT UNSIGNED NOT NULL, stream_key INT UNSIGNED NOT NULL,
  session_id BIGINT UNSIGNED NOT NULL, viewer_id BIGINT NOT NULL, watched_ms INT UNSIGNED NOT NULL, ended_by TINYINT UNSIGNED NOT NULL,
  PRIMARY KEY (broadcaster_key, stream_key, joined_at, session_id), KEY by_viewer (viewer_id, joined_at))
PARTITION BY RANGE COLUMNS (joined_at) (PARTITION pmax VALUES LESS THAN (MAXVALUE));
CREATE TABLE daily_statistics (
  day DATE NOT NULL, scope TINYINT UNSIGNED NOT NULL, scope_key INT UNSIGNED NOT NULL,
  category_key SMALLINT UNSIGNED NOT NULL, broadcaster_key INT UNSIGNED NOT NULL,
  viewer_seconds BIGINT UNSIGNED NOT NULL, live_s INT UNSIGNED NOT NULL, observed_s INT UNSIGNED NOT NULL, recovering_s INT UNSIGNED NOT NULL,
  airtime_s INT UNSIGNED NOT NULL, peak INT UNSIGNED NOT NULL, peak_at DATETIME NULL,
  sessions INT UNSIGNED NOT NULL, uniques INT UNSIGNED NOT NULL, uniques_anonymous INT UNSIGNED NOT NULL,
  returning_7d INT UNSIGNED NULL, new_viewers INT UNSIGNED NULL, watch_p50_s INT UNSIGNED NULL, broadcasts INT UNSIGNED NOT NULL,
  viewer_seconds_7d BIGINT UNSIGNED NOT NULL, viewer_seconds_prev_7d BIGINT UNSIGNED NOT NULL,
  by_hour JSON NULL, final TINYINT UNSIGNED NOT NULL, computed_at DATETIME NOT NULL,
  PRIMARY KEY (scope, scope_key, day),
  KEY top_hours (scope, day, viewer_seconds DESC, scope_key),
  KEY top_growth (scope, day, ((IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL))) DESC, scope_key))
PARTITION BY RANGE COLUMNS (day) (PARTITION pmax VALUES LESS THAN (MAXVALUE));
-- Extra 1: platform and category sums a slot, so that trends, heat map and forecast never scan viewer_history (85.6 M rows -> 527 k a month).
CREATE TABLE audience_slots (
  scope TINYINT UNSIGNED NOT NULL, at DATETIME NOT NULL, scope_key INT UNSIGNED NOT NULL,
  viewer_seconds BIGINT UNSIGNED NOT NULL, live_s INT UNSIGNED NOT NULL, observed_s INT UNSIGNED NOT NULL,
  streams INT UNSIGNED NOT NULL, joins INT UNSIGNED NOT NULL, leaves INT UNSIGNED NOT NULL,
  PRIMARY KEY (scope, at, scope_key),
  KEY by_scope (scope, scope_key, at, viewer_seconds, observed_s, streams, joins, leaves),
  KEY hour_of_week (scope, scope_key, ((WEEKDAY(at + INTERVAL 9 HOUR) * 24 + HOUR(at + INTERVAL 9 HOUR))), at, viewer_seconds));
-- Extra 2: sketches of the distinct viewers of a day, to combine days (union, returning); wide, so apart from daily_statistics; 35 days.
CREATE TABLE audience_sketches (
  day DATE NOT NULL, scope TINYINT UNSIGNED NOT NULL, scope_key INT UNSIGNED NOT NULL, theta MEDIUMBLOB NOT NULL,
  PRIMARY KEY (scope, scope_key, day))
PARTITION BY RANGE COLUMNS (day) (PARTITION pmax VALUES LESS THAN (MAXVALUE));
