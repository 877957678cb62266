-- What a day's hours were besides viewer seconds (by_hour), so that questions by the hour need not read slots: of each
-- hour live, observed and average seconds, and the peak. NULL in days that were summed before.
ALTER TABLE daily_statistics ADD COLUMN hours JSON NULL;
-- Who rose and fell in a category, without a look at every broadcaster that has a growth.
ALTER TABLE daily_statistics ADD KEY category_growth (scope, category_key, day, ((CAST(IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL) AS DECIMAL(20, 4)))) DESC, scope_key);
