SELECT job, done_to FROM job_progress
