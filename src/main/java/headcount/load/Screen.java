package headcount.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The streams one tab wants, and what its socket has said of each. Lives on the stage's event loop.
 */
final class Screen {
  private final Stage stage;
  private final Person person;
  private @Nullable Slot first;
  private @Nullable Link link;
  private long beatenAt;
  private int leftOwed;
  private long former = -1;

  Screen(Stage stage, Person person, List<Integer> streams) {
    this.stage = stage;
    this.person = person;
    for (var stream : streams.reversed()) {
      first = new Slot(stream, first);
    }
  }

  /** Which streams are wanted now. */
  List<Integer> streams() {
    var streams = new ArrayList<Integer>();
    for (var slot = first; slot != null; slot = slot.next) {
      streams.add(slot.stream);
    }
    return streams;
  }

  /** A session stands: everything wanted is joined on it. */
  void joinAll(Link on, ServerFrame.Connected connected) {
    link = on;
    stage.ledger().named(on.id(), connected);
    leftOwed = 0;
    for (var slot = first; slot != null; slot = slot.next) {
      slot.clear(stage.nanos());
      join(slot, on);
    }
    on.flush();
    stage.ledger().back(former);
    former = on.id();
  }

  /** There is no session for now; what is wanted is joined when one comes. */
  void away() {
    link = null;
  }

  /** A heartbeat, where the last one is so long ago. */
  void beat(long nowNanos, long rhythmNanos) {
    if (link != null && nowNanos - beatenAt >= rhythmNanos) {
      beatenAt = nowNanos;
      link.write(ClientFrames.HEARTBEAT);
      link.flush();
    }
  }

  /** Watches another stream in place of one. */
  void replace(int from, int to, long sinceNanos) {
    var slot = slot(from);
    if (slot == null) {
      return;
    }
    slot.stream = to;
    slot.clear(sinceNanos);
    if (link != null) {
      leave(from, link);
      join(slot, link);
      link.flush();
    }
  }

  /** Watches one more stream. */
  void add(int stream, long sinceNanos) {
    var slot = new Slot(stream, first);
    slot.clear(sinceNanos);
    first = slot;
    if (link != null) {
      join(slot, link);
      link.flush();
    }
  }

  /** Watches a stream no longer. */
  void remove(int stream) {
    if (unlinked(stream) && link != null) {
      leave(stream, link);
      link.flush();
    }
  }

  /** What is shown of a stream; nothing while there is no session, or before the first count. */
  @Nullable Figures seen(int stream) {
    var slot = link == null ? null : slot(stream);
    return slot == null || slot.seen == null ? null : slot.seen.figures();
  }

  /** What is shown of streams that were joined before that moment. */
  void read(Reading reading, long joinedBefore) {
    var heard = link != null && !link.napped();
    for (var slot = heard ? first : null; slot != null; slot = slot.next) {
      if (slot.seen != null && slot.sinceNanos - joinedBefore < 0) {
        reading.say(slot.stream, slot.seen.figures().viewers());
      }
    }
  }

  /** A frame that is not about the session as a whole. */
  void said(ServerFrame frame) {
    var faults = stage.ledger().faults;
    switch (frame) {
      case ServerFrame.Joined joined -> {
        joined(stage.stream(joined.stream()));
        show(joined);
      }
      case ServerFrame.Viewers viewers -> show(viewers);
      case ServerFrame.Left left -> left(left.stream());
      case ServerFrame.Refused refused -> faults.note("error " + refused.code(), refused.message());
      case ServerFrame.Malformed bad -> faults.note("malformed frame", bad.why());
      case ServerFrame.Unknown _, ServerFrame.Connected _, ServerFrame.Reconnect _ -> {}
    }
  }

  private void joined(int stream) {
    var slot = slot(stream);
    if (slot != null && !slot.joined) {
      slot.joined = true;
      var took = stage.nanos() - slot.sinceNanos;
      if (link != null && !link.napped()) {
        stage.ledger().watches.record(Stopwatches.Watch.JOIN, took);
      }
    }
  }

  private void show(ServerFrame.Count count) {
    var stream = stage.stream(count.stream());
    var slot = slot(stream);
    if (stream < 0) {
      stage.ledger().faults.note("a stream never asked for", count.stream());
    } else if (slot != null) {
      slot.seen = count;
      stage.probes().seen(this, stream, count.figures());
    }
  }

  private @Nullable Slot slot(int stream) {
    for (var slot = first; slot != null; slot = slot.next) {
      if (slot.stream == stream) {
        return slot;
      }
    }
    return null;
  }

  private boolean unlinked(int stream) {
    @Nullable Slot before = null;
    for (var slot = first; slot != null; slot = slot.next) {
      if (slot.stream != stream) {
        before = slot;
      } else if (before == null) {
        first = slot.next;
        return true;
      } else {
        before.next = slot.next;
        return true;
      }
    }
    return false;
  }

  private void left(String name) {
    leftOwed--;
    if (leftOwed < 0) {
      stage.ledger().faults.note("left without a leave", name);
    }
  }

  /** Notes answers that are owed, while there is a session. */
  void audit() {
    if (link == null) {
      return;
    }
    for (var slot = first; slot != null; slot = slot.next) {
      if (!slot.joined) {
        stage.ledger().faults.note("a join was not answered", stage.name(slot.stream));
      }
    }
    if (leftOwed > 0) {
      stage.ledger().faults.note("a leave was not answered", person.role().toString());
    }
  }

  /** What is shown of each stream that is watched; nothing while there is no session. */
  List<Comparison.Said> said(String who) {
    if (link == null) {
      return List.of();
    }
    var said = new ArrayList<Comparison.Said>();
    for (var slot = first; slot != null; slot = slot.next) {
      var seen = slot.seen;
      said.add(
          seen == null
              ? new Comparison.Said(who, slot.stream, Figures.NONE, Comparison.SILENT)
              : new Comparison.Said(who, slot.stream, seen.figures(), seen.quality()));
    }
    return said;
  }

  private void join(Slot slot, Link on) {
    stage.ledger().joined(on.id(), person.role().identity(), slot.stream);
    stage.ledger().tally.framesOut++;
    on.write(ClientFrames.join(stage.name(slot.stream)));
  }

  private void leave(int stream, Link on) {
    stage.ledger().left(on.id(), stream);
    stage.ledger().tally.framesOut++;
    leftOwed++;
    on.write(ClientFrames.leave(stage.name(stream)));
  }
}
