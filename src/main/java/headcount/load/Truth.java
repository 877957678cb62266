package headcount.load;

/**
 * Who watches what, as the load generator itself knows it: one of some {@link Books}.
 *
 * <p>A session is one socket, an identity one person: negative where anonymous. Every method says
 * whether it changed something and may be repeated. For one thread.
 */
final class Truth {
  private final Books books;
  private final int number;

  /** One of the books, numbered from 0. */
  Truth(Books books, int number) {
    this.books = books;
    this.number = number;
  }

  /** Its bit among the books. */
  int bit() {
    return 1 << number;
  }

  /** The session watches the stream from now on. */
  boolean join(long session, long identity, int stream) {
    return books.join(bit(), session, identity, stream);
  }

  /** The session watches the stream no longer. */
  boolean leave(long session, int stream) {
    return books.leave(bit(), session, stream);
  }

  /** The session is over, whatever it watched. */
  boolean gone(long session) {
    return books.gone(bit(), session);
  }

  /** The stream's numbers now. */
  Figures of(int stream) {
    return books.of(number, stream);
  }

  /** The stream's viewers now. */
  int viewers(int stream) {
    return books.viewers(number, stream);
  }

  /** Whether anybody ever joined the stream. */
  boolean everWatched(int stream) {
    return books.everWatched(number, stream);
  }

  /** The numbers of all streams, added up. */
  Figures total() {
    var total = Figures.NONE;
    for (var stream = 0; stream < books.streams(); stream++) {
      total = total.plus(of(stream));
    }
    return total;
  }
}
