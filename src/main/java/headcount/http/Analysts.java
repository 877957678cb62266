package headcount.http;

import headcount.audience.AudienceSums;

/** Whom the analysts' routes ask. */
public record Analysts(AudienceSums sums) {}
