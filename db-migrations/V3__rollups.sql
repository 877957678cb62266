-- How far each job that runs through time has come: the rollups' passes, and when statistics were taken.
CREATE TABLE job_progress (
  job VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  done_to DATETIME(3) NOT NULL,
  moved_at DATETIME(3) NOT NULL);
-- The anonymous viewers of a day apart, so that several days can tell them apart, too.
ALTER TABLE audience_sketches ADD COLUMN theta_anonymous MEDIUMBLOB NOT NULL;
-- What sessions say of a day is unknown, and not zero, where they were no longer held when it was summed.
ALTER TABLE daily_statistics
  MODIFY sessions INT UNSIGNED NULL, MODIFY uniques INT UNSIGNED NULL, MODIFY uniques_anonymous INT UNSIGNED NULL;
