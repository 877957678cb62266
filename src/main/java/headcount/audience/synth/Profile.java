package headcount.audience.synth;

/**
 * How a broadcast's viewers go between its begin and its end. An ordinary one fills within 20
 * minutes; an event swells to 3.2 times its average; in a raid 1,793 viewers come at once, and half
 * of them are gone after 17 minutes. Thread-safe.
 */
final class Profile {
  static final double EVENT_PEAK = 3.2;
  static final double RAIDERS = 1_793;

  private static final double EVENTS = 0.01;
  private static final double RAIDS = 0.0005;
  private static final double EVENT_AT = 0.6;
  private static final double EVENT_WIDTH = 0.08;
  private static final double EVENT_AREA = EVENT_WIDTH * Math.sqrt(2 * Math.PI);
  private static final double EVENT_HEIGHT = (EVENT_PEAK - 1) / (1 - EVENT_PEAK * EVENT_AREA);
  private static final double FILLING_MINUTES = 20;
  private static final double FIRST = 0.35;
  private static final double RAID_MINUTES = 25;
  private static final double MINUTE = 60_000;

  /** What kind of broadcast it is. */
  enum Kind {
    ORDINARY,
    EVENT,
    RAIDED
  }

  private final Kind kind;
  private final long started;
  private final long ended;
  private final double raidAt;

  private Profile(Kind kind, long started, long ended, double raidAt) {
    this.kind = kind;
    this.started = started;
    this.ended = ended;
    this.raidAt = raidAt;
  }

  static Profile of(Aired aired) {
    var lot = Draws.unit(aired.seed(), 1);
    var kind = lot < EVENTS ? Kind.EVENT : lot < EVENTS + RAIDS ? Kind.RAIDED : Kind.ORDINARY;
    return of(kind, aired);
  }

  static Profile of(Kind kind, Aired aired) {
    var length = aired.ended() - aired.started();
    var raidAt = aired.started() + length * (0.2 + 0.6 * Draws.unit(aired.seed(), 2));
    return new Profile(kind, aired.started(), aired.ended(), raidAt);
  }

  /** The factor on the broadcast's size at that moment. */
  double factor(double millis) {
    if (kind == Kind.EVENT) {
      var at = (millis - started) / (ended - started);
      var off = (at - EVENT_AT) / EVENT_WIDTH;
      return (1 + EVENT_HEIGHT * Math.exp(-off * off / 2)) / (1 + EVENT_HEIGHT * EVENT_AREA);
    }
    return filled((millis - started) / MINUTE);
  }

  /** The factor on an ordinary one so many minutes after its begin. */
  static double filled(double minutes) {
    return FIRST + (1 - FIRST) * Math.min(1, minutes / FILLING_MINUTES);
  }

  /** Those whom a raid brought and who are still there. */
  double raiders(double millis) {
    return kind == Kind.RAIDED && millis >= raidAt
        ? RAIDERS * Math.exp(-(millis - raidAt) / MINUTE / RAID_MINUTES)
        : 0;
  }

  /** Whether the raid comes within the half-open range. */
  boolean raidedWithin(long from, long to) {
    return kind == Kind.RAIDED && raidAt >= from && raidAt < to;
  }
}
