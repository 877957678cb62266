package headcount.presence;

/** Settings as they are in production, for tests. */
public final class TestPaces {
  public static final long MILLI = 1_000_000L;
  public static final long SECOND = 1_000 * MILLI;

  private TestPaces() {}

  public static CountSettings settings() {
    return settings(2_000, 2_000);
  }

  /** With small deltas and chunks, so that few tabs make many messages. */
  public static CountSettings settings(int deltaOperations, int chunkTabs) {
    return new CountSettings(
        new CountSettings.RelayPace(
            100 * MILLI, deltaOperations, 2 * SECOND, 30 * SECOND, 60 * SECOND, chunkTabs),
        new CountSettings.EntityPace(150 * MILLI, 60 * SECOND, SECOND, 4, 60, 500),
        3 * SECOND,
        31 * SECOND,
        SECOND,
        2 * SECOND);
  }
}
