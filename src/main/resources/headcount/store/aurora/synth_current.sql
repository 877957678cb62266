INSERT INTO current_viewers
  (stream_key, category_key, broadcaster_key, viewers, connections, anonymous, peak, viewers_30m,
   quality, live, as_of, epoch, version)
VALUES :rows
