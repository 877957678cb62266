package headcount.presence;

/** A tab and the source that reported it. */
public record PlacedTab(Tab tab, Source source) {}
