package headcount.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tiny server's naive count: sets of sessions, counted anew each time. For one thread. */
final class TinyRooms {
  /** How the count or the sockets can be wrong. */
  enum Flaw {
    NONE,
    TABS_AS_PEOPLE,
    NEVER_NOTICES_THE_DEAD,
    CLOSES_SOMEBODY,
    FORGETS_TO_PUSH,
    HALVES_LISTS
  }

  /** Where a session's frames go. */
  interface Screen {
    void send(String text);

    void ping();

    void close(int code);
  }

  static final class Session {
    private final long number;
    private final String viewer;
    private final boolean anonymous;
    private final Screen screen;
    private final Set<String> streams = new HashSet<>();
    private long seenNanos;

    Session(long number, String viewer, boolean anonymous, Screen screen) {
      this.number = number;
      this.viewer = viewer;
      this.anonymous = anonymous;
      this.screen = screen;
    }

    void seen(long nowNanos) {
      seenNanos = nowNanos;
    }
  }

  private static final long SILENCE = Duration.ofMillis(900).toNanos();
  private static final long TIMEOUT = Duration.ofSeconds(3).toNanos();

  private final Flaw flaw;
  private final Map<Long, Session> sessions = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> changed = new HashSet<>();
  private final Map<Long, Session> pinged = new HashMap<>();
  private long numbers;
  private boolean closedOne;

  TinyRooms(Flaw flaw) {
    this.flaw = flaw;
  }

  Session connect(@Nullable String subject, JsonNode frame, Screen screen) {
    var resumed = frame.path("resume").asText("");
    var former = resumed.isEmpty() ? null : sessions.get(Long.parseLong(resumed.substring(1)));
    if (former != null) {
      gone(former);
      former.screen.close(4409);
    }
    var number = ++numbers;
    var device = frame.path("device").asText("d" + number);
    var viewer = subject == null ? "-" + device.substring(1) : subject;
    var session = new Session(number, viewer, subject == null, screen);
    session.seen(System.nanoTime());
    sessions.put(number, session);
    screen.send(
        "{\"type\":\"connected\",\"session\":\"%d\",\"viewer\":\"%s\",\"anonymous\":%s,\"resume\":\"r%d\"%s}"
            .formatted(
                number,
                viewer,
                session.anonymous,
                number,
                session.anonymous ? ",\"device\":\"" + device + "\"" : ""));
    return session;
  }

  void join(@Nullable Session session, String stream) {
    if (session != null && sessions.containsKey(session.number)) {
      session.streams.add(stream);
      known.add(stream);
      changed.add(stream);
      session.screen.send("{\"type\":\"joined\"," + figures(stream) + "}");
    }
  }

  void leave(@Nullable Session session, String stream) {
    if (session != null && sessions.containsKey(session.number)) {
      session.streams.remove(stream);
      changed.add(stream);
      session.screen.send("{\"type\":\"left\",\"stream\":\"" + stream + "\"}");
    }
  }

  void gone(@Nullable Session session) {
    if (session != null && sessions.remove(session.number) != null) {
      changed.addAll(session.streams);
    }
  }

  boolean known(String stream) {
    return known.contains(stream);
  }

  String figures(String stream) {
    return figures(stream, Integer.MAX_VALUE);
  }

  /** What a list of several streams says of this one. */
  String listed(String stream) {
    var there = sessions.values().stream().filter(each -> each.streams.contains(stream)).count();
    return figures(stream, flaw == Flaw.HALVES_LISTS ? (int) there / 2 : Integer.MAX_VALUE);
  }

  private String figures(String stream, int most) {
    var there =
        sessions.values().stream()
            .filter(each -> each.streams.contains(stream))
            .limit(most)
            .toList();
    var people = new HashSet<String>();
    var anonymous = new HashSet<String>();
    for (var session : there) {
      var person = flaw == Flaw.TABS_AS_PEOPLE ? "tab " + session.number : session.viewer;
      people.add(person);
      if (session.anonymous) {
        anonymous.add(person);
      }
    }
    return "\"stream\":\"%s\",\"viewers\":%d,\"connections\":%d,\"anonymous\":%d,\"asOf\":1,\"quality\":\"exact\""
        .formatted(stream, people.size(), there.size(), anonymous.size());
  }

  void tick(long nowNanos) {
    for (var session : List.copyOf(sessions.values())) {
      var silent = nowNanos - session.seenNanos;
      if (silent > TIMEOUT && flaw != Flaw.NEVER_NOTICES_THE_DEAD) {
        gone(session);
        session.screen.close(4408);
      } else if (silent > SILENCE && pinged.put(session.number, session) == null) {
        session.screen.ping();
      } else if (silent <= SILENCE) {
        pinged.remove(session.number);
      }
    }
    if (flaw == Flaw.CLOSES_SOMEBODY && !closedOne && sessions.size() > 20) {
      closedOne = true;
      var one = List.copyOf(sessions.values()).get(10);
      gone(one);
      one.screen.close(1011);
    }
    push();
  }

  private void push() {
    for (var stream : new ArrayList<>(changed)) {
      var frame = "{\"type\":\"viewers\"," + figures(stream) + "}";
      sessions.values().stream()
          .filter(session -> session.streams.contains(stream))
          .filter(session -> flaw != Flaw.FORGETS_TO_PUSH || session.number % 7 != 0)
          .forEach(session -> session.screen.send(frame));
    }
    changed.clear();
  }
}
