-- Rows of a scope's day that its last sums did not write again.
DELETE FROM daily_statistics WHERE scope = ? AND day = ? AND computed_at <> ?
