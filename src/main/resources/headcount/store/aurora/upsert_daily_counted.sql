-- A day's rows whose sessions are no longer held: what was said of them stays as it is.
INSERT INTO daily_statistics
  (day, scope, scope_key, category_key, broadcaster_key, viewer_seconds, live_s, observed_s, recovering_s, airtime_s, average_s, peak, peak_at, broadcasts, by_hour, hours, final, computed_at,
   viewer_seconds_7d, viewer_seconds_prev_7d)
VALUES :rows AS new
ON DUPLICATE KEY UPDATE
  category_key = new.category_key,
  broadcaster_key = new.broadcaster_key,
  viewer_seconds = new.viewer_seconds,
  live_s = new.live_s,
  observed_s = new.observed_s,
  recovering_s = new.recovering_s,
  airtime_s = new.airtime_s,
  average_s = new.average_s,
  peak = new.peak,
  peak_at = new.peak_at,
  broadcasts = new.broadcasts,
  by_hour = new.by_hour,
  hours = new.hours,
  final = new.final,
  computed_at = new.computed_at
