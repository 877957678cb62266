INSERT INTO audience_sketches (day, scope, scope_key, theta, theta_anonymous)
VALUES :rows AS new
ON DUPLICATE KEY UPDATE theta = new.theta, theta_anonymous = new.theta_anonymous
