package headcount.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A day of Seoul, by which the audience is reckoned: from 15:00 UTC to 15:00 UTC. Seoul has known
 * no summer time since 1988, so every one has 24 hours.
 *
 * @param date as it is called in Seoul
 */
public record BusinessDay(LocalDate date) implements Comparable<BusinessDay> {
  /** How far Seoul is before UTC. */
  public static final ZoneOffset SEOUL = ZoneOffset.ofHours(9);

  /** How long every one takes. */
  public static final Duration LENGTH = Duration.ofDays(1);

  /** The one that the moment lies in; midnight belongs to the day that begins. */
  public static BusinessDay of(Instant moment) {
    return new BusinessDay(LocalDate.ofInstant(moment, SEOUL));
  }

  /** Its midnight; inclusive. */
  public Instant start() {
    return date.atStartOfDay().toInstant(SEOUL);
  }

  /** The next one's midnight; exclusive. */
  public Instant end() {
    return start().plus(LENGTH);
  }

  /** As many days later; earlier, where negative. */
  public BusinessDay plus(int days) {
    return new BusinessDay(date.plusDays(days));
  }

  @Override
  public int compareTo(BusinessDay o) {
    return date.compareTo(o.date);
  }

  @Override
  public String toString() {
    return date.toString();
  }
}
