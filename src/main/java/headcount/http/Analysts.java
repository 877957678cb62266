package headcount.http;

import headcount.audience.Analytics;
import headcount.audience.AudienceSums;
import headcount.audience.DailyStatistics;

/** Whom the analysts' routes ask. */
public record Analysts(Analytics analytics, DailyStatistics days, AudienceSums sums) {}
