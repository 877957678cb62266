package headcount.audience;

import org.jspecify.annotations.Nullable;

/**
 * A scope's business day, as a list shows it.
 *
 * @param rank its place; null in a list of one scope's days
 * @param title what it is called
 * @param category the id of the one that it was watched in longest, its own for a category; null
 *     for the platform
 * @param growth of the hours watched of the seven days that end with it
 */
public record DayItem(
    @Nullable Integer rank,
    ScopeName scope,
    String title,
    @Nullable String category,
    StoredDay day,
    Change growth) {}
