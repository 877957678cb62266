-- Until when slots are summed, by any pass.
SELECT MAX(done_to) FROM job_progress FORCE INDEX (PRIMARY) WHERE job IN ('slots-provisional', 'slots-settled', 'slots-final')
