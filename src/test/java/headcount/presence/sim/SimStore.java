package headcount.presence.sim;

import headcount.presence.Draft;
import headcount.presence.Ending;
import headcount.presence.Headcount;
import headcount.presence.Loaded;
import headcount.presence.PlacedTab;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.SourceMark;
import headcount.presence.ViewerId;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The checkpoint store: fenced, sometimes away, sometimes set back by the loss of its master. */
final class SimStore {
  enum Answer {
    ACCEPTED,
    FENCED,
    NEEDS_FULL
  }

  private record Content(
      long at,
      Headcount count,
      Map<Source, SourceMark> sources,
      Set<Long> sessions,
      BitSet viewers,
      @Nullable Ending ending,
      Set<UUID> named) {}

  private final boolean fenced;
  private final Deque<Content> history = new ArrayDeque<>();
  private @Nullable Content content;
  private boolean forgotEnd;

  long downUntil;

  SimStore(boolean fenced) {
    this.fenced = fenced;
  }

  boolean empty() {
    return content == null;
  }

  @Nullable Loaded load() {
    Content now = content;
    if (now == null) {
      return null;
    }
    Headcount c = now.count();
    return new Loaded(
        c.epoch(),
        c.version(),
        c.viewers(),
        c.connections(),
        c.anonymous(),
        now.sources(),
        now.ending());
  }

  /** Takes a draft; {@code informed} is a writer who read before it ever wrote. */
  Answer write(Draft draft, long now, boolean informed) {
    Content old = content;
    if (old != null && !draft.count().newerThan(old.count()) && fenced) {
      return Answer.FENCED;
    }
    Draft.Base base = draft.base();
    if (base != null && (old == null || !base.equals(base(old)))) {
      return Answer.NEEDS_FULL;
    }
    Set<Long> sessions = new HashSet<>();
    BitSet viewers = new BitSet();
    if (base != null && old != null) {
      sessions.addAll(old.sessions());
      viewers.or(old.viewers());
    }
    for (SessionId left : draft.change().left()) {
      sessions.remove(left.value());
    }
    for (PlacedTab joined : draft.change().joined()) {
      sessions.add(joined.tab().session().value());
    }
    for (ViewerId came : draft.change().came()) {
      viewers.set(Crowd.number(came.value()));
    }
    for (ViewerId went : draft.change().went()) {
      viewers.clear(Crowd.number(went.value()));
    }
    forgotEnd = false;
    Set<UUID> named = old == null || informed ? new HashSet<>() : new HashSet<>(old.named());
    draft.sources().keySet().forEach(source -> named.add(source.incarnation()));
    content =
        new Content(now, draft.count(), draft.sources(), sessions, viewers, draft.ending(), named);
    history.add(content);
    if (history.size() > 60) {
      history.removeFirst();
    }
    return Answer.ACCEPTED;
  }

  private static Draft.Base base(Content content) {
    return new Draft.Base(content.count().epoch(), content.count().version());
  }

  /** Whether an end that was stored is lost, and no entity has stored anything since. */
  boolean forgotEnd() {
    return forgotEnd;
  }

  long epoch() {
    Content now = content;
    return now == null ? 0 : now.count().epoch();
  }

  long version() {
    Content now = content;
    return now == null ? 0 : now.count().version();
  }

  BitSet viewers() {
    Content now = content;
    return now == null ? new BitSet() : now.viewers();
  }

  int sessions() {
    Content now = content;
    return now == null ? 0 : now.sessions().size();
  }

  /** Whether what is stored speaks of tabs of that node. */
  boolean names(UUID node) {
    Content now = content;
    return now != null
        && now.sources().keySet().stream().anyMatch(s -> s.incarnation().equals(node));
  }

  /** Whether it would speak of that node, had nobody written over it without reading. */
  boolean oughtToName(UUID node) {
    Content now = content;
    return now != null && now.named().contains(node);
  }

  /** What was written after that moment is lost. */
  void lose(long after) {
    while (!history.isEmpty() && history.getLast().at() >= after) {
      forgotEnd |= history.removeLast().ending() != null;
    }
    if (!history.isEmpty()) {
      content = history.getLast();
    }
  }
}
