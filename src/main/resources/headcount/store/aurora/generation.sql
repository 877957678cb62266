-- Changes when business days were summed anew or something got another name; a handful of rows.
SELECT DATE_FORMAT(MAX(moved_at), '%y%m%d%H%i%s%f') FROM job_progress FORCE INDEX (PRIMARY) WHERE job LIKE 'days-%' OR job = 'names'
