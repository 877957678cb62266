-- By the writer's clock; never goes back.
INSERT INTO job_progress (job, done_to, moved_at) VALUES (?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3)) AS new
ON DUPLICATE KEY UPDATE moved_at = new.moved_at, done_to = GREATEST(new.done_to, job_progress.done_to)
