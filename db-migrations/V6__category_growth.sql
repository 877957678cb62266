-- Who rose and fell in a category, without a look at every broadcaster that has a growth.
ALTER TABLE daily_statistics ADD KEY category_growth (scope, category_key, day, ((IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL))) DESC, scope_key);
