-- The count of now; a newer (epoch, version) wins, and of one version the later figures.
-- Assignments run from left to right: what the condition looks at comes last, and of that the part
-- that decides last.
INSERT INTO current_viewers
  (stream_key, category_key, broadcaster_key, viewers, connections, anonymous, peak, viewers_30m,
   quality, live, as_of, epoch, version)
VALUES :rows AS new
ON DUPLICATE KEY UPDATE
  category_key = IF((new.epoch, new.version, new.as_of) >= (current_viewers.epoch, current_viewers.version, current_viewers.as_of),
    new.category_key, current_viewers.category_key),
  viewers = IF((new.epoch, new.version, new.as_of) >= (current_viewers.epoch, current_viewers.version, current_viewers.as_of),
    new.viewers, current_viewers.viewers),
  connections = IF((new.epoch, new.version, new.as_of) >= (current_viewers.epoch, current_viewers.version, current_viewers.as_of),
    new.connections, current_viewers.connections),
  anonymous = IF((new.epoch, new.version, new.as_of) >= (current_viewers.epoch, current_viewers.version, current_viewers.as_of),
    new.anonymous, current_viewers.anonymous),
  peak = IF((new.epoch, new.version, new.as_of) >= (current_viewers.epoch, current_viewers.version, current_viewers.as_of),
    new.peak, current_viewers.peak),
  viewers_30m = IF((new.epoch, new.version, new.as_of) >= (current_viewers.epoch, current_viewers.version, current_viewers.as_of),
    new.viewers_30m, current_viewers.viewers_30m),
  quality = IF((new.epoch, new.version, new.as_of) >= (current_viewers.epoch, current_viewers.version, current_viewers.as_of),
    new.quality, current_viewers.quality),
  live = IF((new.epoch, new.version, new.as_of) >= (current_viewers.epoch, current_viewers.version, current_viewers.as_of),
    new.live, current_viewers.live),
  as_of = IF((new.epoch, new.version, new.as_of) >= (current_viewers.epoch, current_viewers.version, current_viewers.as_of),
    new.as_of, current_viewers.as_of),
  version = IF((new.epoch, new.version) >= (current_viewers.epoch, current_viewers.version), new.version, current_viewers.version),
  epoch = GREATEST(new.epoch, current_viewers.epoch)
