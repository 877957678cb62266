package headcount.load;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All books of one event loop: the truth, the truth while silent deaths are still unnoticed and the
 * lost are held, whom a server owes to count though their sessions are lost, and what was measured.
 * For one thread.
 */
final class Ledger {
  private static final int ALL = (1 << Books.MOST) - 1;

  final Truth truth;
  final Truth held;
  final Truth owed;
  final Tally tally = new Tally();
  final Faults faults = new Faults();
  final Stopwatches watches = new Stopwatches();

  private final Books books;

  /** Who watched from when to when; null: nobody writes it down. */
  @Nullable Diary diary;

  /** Runs after each change of who watches what. */
  Runnable changed = () -> {};

  /** Runs after a change that is seen later than it took place, with the moment when it did. */
  LongConsumer changedSince = _ -> changed.run();

  Ledger(int streams) {
    books = new Books(streams);
    truth = new Truth(books, 0);
    held = new Truth(books, 1);
    owed = new Truth(books, 2);
  }

  /** The socket's session stands under these names. */
  void named(long session, ServerFrame.Connected connected) {
    if (diary != null) {
      diary.named(session, connected.session(), connected.viewer());
    }
  }

  void joined(long session, long identity, int stream) {
    tally.joins++;
    books.join(ALL, session, identity, stream);
    if (diary != null) {
      diary.joined(session, stream);
    }
    changed.run();
  }

  void left(long session, int stream) {
    books.leave(ALL, session, stream);
    if (diary != null) {
      diary.left(session, stream);
    }
    changed.run();
  }

  void gone(long session) {
    gone(session, true, true, true);
  }

  /** Whoever lost the session stands again elsewhere: it is owed to the count no more. */
  void back(long session) {
    gone(session, false, false, true);
  }

  /** The tab is dead or has gone home, but the server cannot know yet. */
  void died(long session) {
    gone(session, true, false, true);
  }

  /** The session is over as far as these books are concerned. */
  void gone(long session, boolean inTruth, boolean inHeld, boolean inOwed) {
    if (struck(session, inTruth, inHeld, inOwed)) {
      changed.run();
    }
  }

  /** The session's time was up at that moment, as far as these books are concerned. */
  void expired(long session, long sinceNanos, boolean inTruth, boolean inHeld, boolean inOwed) {
    if (struck(session, inTruth, inHeld, inOwed)) {
      changedSince.accept(sinceNanos);
    }
  }

  private boolean struck(long session, boolean inTruth, boolean inHeld, boolean inOwed) {
    var which = (inTruth ? truth.bit() : 0) | (inHeld ? held.bit() : 0) | (inOwed ? owed.bit() : 0);
    var was = books.gone(which, session);
    if (inTruth && diary != null) {
      diary.gone(session);
    }
    return was;
  }
}
