SELECT TIMESTAMPDIFF(MICROSECOND, done_to, UTC_TIMESTAMP(3)) / 1e6 FROM job_progress WHERE job = 'writer-mark'
