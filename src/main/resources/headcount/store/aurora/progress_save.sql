-- Never goes back.
INSERT INTO job_progress (job, done_to, moved_at) VALUES (?, ?, UTC_TIMESTAMP(3)) AS new
ON DUPLICATE KEY UPDATE
  moved_at = IF(new.done_to > job_progress.done_to, new.moved_at, job_progress.moved_at),
  done_to = GREATEST(new.done_to, job_progress.done_to)
