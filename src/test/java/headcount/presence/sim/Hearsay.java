package headcount.presence.sim;

import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.Tab;
import headcount.presence.ToEntity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * What one incarnation of an entity was told of tabs, be it only by the number of something that it
 * missed: an exact count has all of it.
 */
final class Hearsay {
  /** A count is stated every 150 ms and looked at every 250 ms. */
  private static final long STATED = 500;

  /** For so long a tab of which it was told that it went is looked for. */
  private static final long LOOKED_FOR = 20_000;

  private final World world;
  private final Map<Source, Long> heard = new HashMap<>();

  /** Sessions that are there, as it was told. */
  private final Set<Long> there = new TreeSet<>();

  private final Deque<Gone> gone = new ArrayDeque<>();
  private long wrongSince = -1;

  private record Gone(long session, long at) {}

  /** What all relays have said, by source and number. */
  static final class Sayings {
    private final Map<Source, TreeMap<Long, ToEntity.Delta>> deltas = new HashMap<>();

    void said(ToEntity message) {
      if (message instanceof ToEntity.Delta delta) {
        deltas.computeIfAbsent(delta.source(), _ -> new TreeMap<>()).put(delta.seq(), delta);
      }
    }

    private Map<Long, ToEntity.Delta> between(Source source, long after, long upTo) {
      TreeMap<Long, ToEntity.Delta> all = deltas.get(source);
      return all == null || upTo <= after ? Map.of() : all.subMap(after, false, upTo, true);
    }
  }

  Hearsay(World world) {
    this.world = world;
  }

  /** A relay told it something: from now on it knows that everything up to there was said. */
  void heard(ToEntity message) {
    long seq =
        switch (message) {
          case ToEntity.Delta delta -> delta.seq();
          case ToEntity.Digest digest -> digest.seq();
          case ToEntity.SnapshotChunk chunk -> chunk.seq();
          case ToEntity.Draining _ -> 0;
        };
    long before = heard.getOrDefault(message.source(), 0L);
    for (ToEntity.Delta delta : world.sayings.between(message.source(), before, seq).values()) {
      for (SessionId left : delta.leaves()) {
        there.remove(left.value());
        gone.add(new Gone(left.value(), world.time.now()));
      }
      for (Tab joined : delta.joins()) {
        there.add(joined.session().value());
      }
    }
    heard.merge(message.source(), seq, Math::max);
  }

  /** Looks whether an exact count has what it was told, and not what it was told to be gone. */
  void check(String who, LongPredicate counts) {
    long now = world.time.now();
    while (!gone.isEmpty() && now - gone.getFirst().at() > LOOKED_FOR) {
      gone.removeFirst();
    }
    there.removeIf(session -> !world.crowd.isOpen(session));
    Set<Long> wrong = new TreeSet<>();
    there.stream().filter(s -> !counts.test(s) && world.crowd.isOwed(s)).forEach(wrong::add);
    gone.stream().map(Gone::session).filter(counts::test).forEach(wrong::add);
    wrongSince = wrong.isEmpty() ? -1 : wrongSince < 0 ? now : wrongSince;
    world.violations.require(
        wrong.isEmpty() || now - wrongSince <= STATED,
        "deaf",
        () -> who + " was told otherwise of the sessions " + wrong);
  }

  /** It is not exact: what it was told it may still have to apply. */
  void unsure() {
    wrongSince = -1;
  }
}
