-- Whole steps; the step as a higher or the same epoch tells it stands.
-- Assignments run from left to right: epoch, which all others look at, comes last.
INSERT INTO viewer_history
  (stream_key, at, category_key, broadcaster_key, viewer_seconds, anonymous_seconds, peak, low,
   joins, leaves, live_s, observed_s, recovering_s, epoch)
VALUES :rows AS new
ON DUPLICATE KEY UPDATE
  category_key = IF(new.epoch >= viewer_history.epoch, new.category_key, viewer_history.category_key),
  viewer_seconds = IF(new.epoch >= viewer_history.epoch, new.viewer_seconds, viewer_history.viewer_seconds),
  anonymous_seconds = IF(new.epoch >= viewer_history.epoch, new.anonymous_seconds, viewer_history.anonymous_seconds),
  peak = IF(new.epoch >= viewer_history.epoch, new.peak, viewer_history.peak),
  low = IF(new.epoch >= viewer_history.epoch, new.low, viewer_history.low),
  joins = IF(new.epoch >= viewer_history.epoch, new.joins, viewer_history.joins),
  leaves = IF(new.epoch >= viewer_history.epoch, new.leaves, viewer_history.leaves),
  live_s = IF(new.epoch >= viewer_history.epoch, new.live_s, viewer_history.live_s),
  observed_s = IF(new.epoch >= viewer_history.epoch, new.observed_s, viewer_history.observed_s),
  recovering_s = IF(new.epoch >= viewer_history.epoch, new.recovering_s, viewer_history.recovering_s),
  epoch = GREATEST(new.epoch, viewer_history.epoch)
