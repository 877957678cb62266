package headcount.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tabs of a crowd that goes through faults. Lives on the stage's event loop. */
final class FaultSeats {
  private static final int STREAM = 0;
  private static final int ONE_OF_SO_MANY_HAS_TWO = 10;
  private static final int SPARE_SHARE = 20;
  private static final long ROUND = Duration.ofMillis(100).toNanos();
  private static final long GRACE = Duration.ofSeconds(10).toNanos();
  private static final long SETTLED = Duration.ofSeconds(4).toNanos();

  /** One tab and since when the same session of it is known to stand. */
  private static final class Seat {
    private Person person;
    private Tab tab;
    private long session = -1;
    private long last = -1;
    private long since;

    Seat(Person person, Tab tab) {
      this.person = person;
      this.tab = tab;
    }
  }

  private final Stage stage;
  private final FaultPlan plan;
  private final int nodes;
  private final List<Seat> seats = new ArrayList<>();
  private final Deque<Person> spare = new ArrayDeque<>();
  private final Set<Integer> silent = new HashSet<>();
  private int opened;
  private int place;
  private double churn;
  private double due;

  FaultSeats(Stage stage, FaultPlan plan, int nodes) {
    this.stage = stage;
    this.plan = plan;
    this.nodes = nodes;
    var people = 0;
    while (seats.size() < plan.sockets()) {
      var person = person(people++);
      seats.add(new Seat(person, tab(person)));
      if (people % ONE_OF_SO_MANY_HAS_TWO == 0 && seats.size() < plan.sockets()) {
        seats.add(new Seat(person, tab(person)));
      }
    }
    for (var more = 0; more < plan.sockets() / SPARE_SHARE + 10; more++) {
      spare.add(person(people++));
    }
  }

  private Person person(int number) {
    return new Person(new Cast.Role(number, stage.dice().chance(plan.anonymous())));
  }

  private Tab tab(Person person) {
    return new Tab(stage, person, List.of(STREAM), place++);
  }

  /** Opens the tabs at the plan's pace, and keeps the churn from then on. */
  void open() {
    var begin = stage.nanos();
    stage.later(0, () -> more(begin));
  }

  private void more(long begin) {
    var now = stage.nanos();
    var wanted = Math.min(seats.size(), 1 + (now - begin) / 1e9 * plan.perSecond());
    while (opened < wanted) {
      seats.get(opened++).tab.open(now);
    }
    if (opened < seats.size()) {
      stage.later(ROUND, () -> more(begin));
    } else {
      stage.later(ROUND, this::round);
    }
  }

  boolean churn(double perSecond) {
    churn = perSecond;
    due = 0;
    return true;
  }

  private void round() {
    due += churn * ROUND / 1e9;
    for (; due >= 1; due--) {
      change();
    }
    for (var seat : seats) {
      var on = seat.tab.settled();
      var session = on == null ? -1 : on.id();
      if (session != seat.session) {
        met(seat, session);
      }
    }
    stage.later(ROUND, this::round);
  }

  /** Who is back elsewhere is not owed to the count for the sake of the session that was lost. */
  private void met(Seat seat, long session) {
    if (session >= 0 && seat.last >= 0) {
      stage.ledger().gone(seat.last, false, false, true);
    }
    seat.last = session >= 0 ? session : seat.last;
    seat.session = session;
    seat.since = stage.nanos();
  }

  /** Somebody goes home and somebody else comes, neither on a node that is silent. */
  private void change() {
    for (var tries = 0; tries < 50; tries++) {
      var seat = seats.get(stage.dice().below(seats.size()));
      if (seat.tab.settled() != null && !silent.contains(node(seat.tab))) {
        seat.tab.goHome();
        seat.last = -1;
        spare.add(seat.person);
        seat.person = spare.remove();
        seat.tab = tab(seat.person);
        seat.tab.open(stage.nanos());
        return;
      }
    }
  }

  private int node(Tab tab) {
    return tab.place() % nodes;
  }

  List<Integer> standing() {
    var numbers = new int[nodes];
    for (var seat : seats) {
      if (seat.tab.live()) {
        numbers[node(seat.tab)]++;
      }
    }
    return Arrays.stream(numbers).boxed().toList();
  }

  boolean silent(int node) {
    silent.add(node);
    stage.mishaps().shut(node, true);
    for (var seat : seats) {
      var on = seat.tab.live() ? seat.tab.settled() : null;
      if (on != null && node(seat.tab) == node) {
        stage.mishaps().fellSilent(stage, on.id());
      }
    }
    return true;
  }

  boolean heard(int node) {
    silent.remove(node);
    stage.mishaps().shut(node, false);
    for (var seat : seats) {
      var on = seat.tab.settled();
      if (on != null && node(seat.tab) == node && stage.mishaps().silent(on.id())) {
        var identity = seat.person.role().identity();
        stage.ledger().truth.join(on.id(), identity, STREAM);
        stage.ledger().held.join(on.id(), identity, STREAM);
        stage.ledger().changed.run();
        stage.later(GRACE, () -> stillHere(seat, on));
      }
    }
    return true;
  }

  private void stillHere(Seat seat, Link on) {
    if (seat.tab.settled() == on && stage.mishaps().silent(on.id())) {
      stage.mishaps().heardAgain(on.id());
      var identity = seat.person.role().identity();
      stage.ledger().owed.join(on.id(), identity, STREAM);
      stage.ledger().changed.run();
    }
  }

  Set<Integer> silentNodes() {
    return silent;
  }

  FaultCrowd.@Nullable Screens screens() {
    var least = Long.MAX_VALUE;
    var most = Long.MIN_VALUE;
    var number = 0;
    for (var seat : seats) {
      var shown = shown(seat);
      if (shown != null) {
        least = Math.min(least, shown.viewers());
        most = Math.max(most, shown.viewers());
        number++;
      }
    }
    return number == 0 ? null : new FaultCrowd.Screens(least, most, number);
  }

  private @Nullable Figures shown(Seat seat) {
    var on = seat.tab.settled();
    var settled = on != null && on.id() == seat.session && stage.nanos() - seat.since > SETTLED;
    return settled && !silent.contains(node(seat.tab)) ? seat.tab.screen().seen(STREAM) : null;
  }

  /** Everybody goes home. */
  boolean goHome() {
    churn = 0;
    seats.forEach(seat -> seat.tab.goHome());
    return true;
  }
}
