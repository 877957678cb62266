package headcount.presence;

/**
 * How many people watch a stream, at one moment, as its entity knows it.
 *
 * @param epoch the entity incarnation that counted; higher is newer
 * @param version rises by one with each change within an epoch
 * @param viewers distinct viewers, the anonymous included
 * @param connections sessions (tabs)
 * @param anonymous how many of the viewers are anonymous
 * @param asOfMillis when this was true, Unix ms
 * @param quality how sure it is
 */
public record Headcount(
    long epoch,
    long version,
    int viewers,
    int connections,
    int anonymous,
    long asOfMillis,
    Quality quality) {
  /** Whether this one was counted later than the other. */
  public boolean newerThan(Headcount other) {
    return epoch != other.epoch ? epoch > other.epoch : version > other.version;
  }

  /** Whether a viewer would see no difference: the same figures and quality. */
  public boolean sameFigures(Headcount other) {
    return viewers == other.viewers
        && connections == other.connections
        && anonymous == other.anonymous
        && quality == other.quality;
  }

  /** The same figures, less sure. */
  public Headcount as(Quality other) {
    return other == quality
        ? this
        : new Headcount(epoch, version, viewers, connections, anonymous, asOfMillis, other);
  }
}
