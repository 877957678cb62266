-- The journal of broadcasts: table and column names are pekko-persistence-jdbc 1.1's defaults for MySQL.
-- Payloads are MEDIUMBLOB: a BLOB of 64 KB would cut a large one off.
CREATE TABLE event_journal (
  ordering BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  deleted BOOLEAN NOT NULL DEFAULT FALSE,
  persistence_id VARCHAR(255) NOT NULL,
  sequence_number BIGINT NOT NULL,
  writer TEXT NOT NULL,
  write_timestamp BIGINT NOT NULL,
  adapter_manifest TEXT NOT NULL,
  event_payload MEDIUMBLOB NOT NULL,
  event_ser_id INTEGER NOT NULL,
  event_ser_manifest TEXT NOT NULL,
  meta_payload MEDIUMBLOB NULL,
  meta_ser_id INTEGER NULL,
  meta_ser_manifest TEXT NULL,
  PRIMARY KEY (persistence_id, sequence_number),
  UNIQUE KEY event_journal_ordering (ordering)) DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE event_tag (
  event_id BIGINT UNSIGNED NOT NULL,
  tag VARCHAR(255) NOT NULL,
  PRIMARY KEY (event_id, tag),
  KEY by_tag (tag, event_id),
  CONSTRAINT event_tag_event FOREIGN KEY (event_id) REFERENCES event_journal (ordering) ON DELETE CASCADE
) DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE snapshot (
  persistence_id VARCHAR(255) NOT NULL,
  sequence_number BIGINT NOT NULL,
  created BIGINT NOT NULL,
  snapshot_ser_id INTEGER NOT NULL,
  snapshot_ser_manifest TEXT NOT NULL,
  snapshot_payload MEDIUMBLOB NOT NULL,
  meta_ser_id INTEGER NULL,
  meta_ser_manifest TEXT NULL,
  meta_payload MEDIUMBLOB NULL,
  PRIMARY KEY (persistence_id, sequence_number)) DEFAULT CHARACTER SET utf8mb4;
-- How far each projection of the journal has come.
CREATE TABLE projection_offsets (
  projection VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  position BIGINT UNSIGNED NOT NULL,
  moved_at DATETIME(3) NOT NULL);
