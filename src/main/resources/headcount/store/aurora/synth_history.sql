INSERT INTO viewer_history
  (stream_key, at, category_key, broadcaster_key, viewer_seconds, anonymous_seconds, peak, low,
   joins, leaves, live_s, observed_s, recovering_s, epoch)
VALUES :rows
