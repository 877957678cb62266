package headcount.load;

/**
 * The three numbers of one stream at one moment.
 *
 * @param viewers distinct people, the anonymous included
 * @param connections open sessions
 * @param anonymous how many of the viewers have no token
 */
public record Figures(long viewers, long connections, long anonymous) {
  /** Nobody watches. */
  public static final Figures NONE = new Figures(0, 0, 0);

  /** Sums both, number by number; a person on two streams is two. */
  public Figures plus(Figures other) {
    return new Figures(
        viewers + other.viewers, connections + other.connections, anonymous + other.anonymous);
  }

  /** What is left without the other, number by number. */
  Figures minus(Figures other) {
    return new Figures(
        viewers - other.viewers, connections - other.connections, anonymous - other.anonymous);
  }

  @Override
  public String toString() {
    return viewers + "/" + connections + "/" + anonymous;
  }
}
