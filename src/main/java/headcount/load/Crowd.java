package headcount.load;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Demo viewers that come, zap and go on real sockets, so that a newcomer sees counts move.
 *
 * <p>All are anonymous, each with a device of its own. They honour the reconnect rules of the
 * protocol and never give up before {@link #close}. Thread-safe.
 */
public final class Crowd implements AutoCloseable {
  /** What they watch. */
  public static final List<String> STREAMS = List.of("star", "cooking", "lol", "music", "chess");

  private static final long ROUND = Duration.ofMillis(250).toNanos();
  private static final int MOST_ARRIVALS = 10;
  private static final double ZAPS_A_ROUND = 0.01;

  private static final class Member {
    private final Person person;
    private Tab tab;
    private boolean in;

    Member(Person person, Tab tab) {
      this.person = person;
      this.tab = tab;
    }
  }

  private final Wire wire;
  private final Stage stage;
  private final Dice dice;
  private final CrowdMood mood;
  private final List<Member> members = new ArrayList<>();
  private final long begin;
  private boolean ended;

  private Crowd(Wire wire, Stage stage, int viewers, long seed) {
    this.wire = wire;
    this.stage = stage;
    this.dice = new Dice(seed);
    this.mood = new CrowdMood(STREAMS.size(), dice);
    this.begin = stage.nanos();
    for (var number = 0; number < viewers; number++) {
      var person = new Person(new Cast.Role(number, true));
      members.add(new Member(person, new Tab(stage, person, List.of(mood.stream(0)), number)));
    }
  }

  /**
   * Lets that many viewers loose on the nodes, spread over them in turn.
   *
   * @param webSockets socket addresses, such as {@code ws://127.0.0.1:9080/v1/ws}; at least one
   * @param viewers how many at most are in at once; 60 to 100 of 100 are
   * @param seed of all their choices
   */
  public static Crowd start(List<URI> webSockets, int viewers, long seed) {
    return start(webSockets, viewers, seed, System::nanoTime);
  }

  static Crowd start(List<URI> webSockets, int viewers, long seed, NanoClock clock) {
    LoadProblem.unless(!webSockets.isEmpty(), "a crowd needs at least one socket address");
    LoadProblem.unless(viewers >= 0, "a crowd must not be below 0, was %s", viewers);
    var targets =
        webSockets.stream().map(address -> new Target(address, address, null, 25_000)).toList();
    var judging = new LoadSettings.Judging(false, Duration.ZERO, List.of());
    var wire = new Wire(AimSettings.Sockets.PLAIN);
    var ground = new Stage.Ground(targets, null, judging, seed);
    var stage = new Stage(wire, ground, STREAMS, List.of(), clock);
    var crowd = new Crowd(wire, stage, viewers, seed);
    stage.later(0, crowd::round);
    return crowd;
  }

  /** How many viewers are connected now. */
  public int connected() {
    try {
      return wire.loop()
          .submit(() -> (int) members.stream().filter(member -> member.tab.live()).count())
          .get(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (ExecutionException | TimeoutException _) {
      return 0;
    }
  }

  private void round() {
    if (ended || members.isEmpty()) {
      return;
    }
    var seconds = (stage.nanos() - begin) / 1e9;
    members.forEach(member -> member.in &= !member.tab.over());
    var wanted = mood.present(members.size(), seconds);
    var in = (int) members.stream().filter(member -> member.in).count();
    for (var more = in; more < Math.min(wanted, in + MOST_ARRIVALS); more++) {
      any(false, this::comeIn);
    }
    if (in > wanted) {
      any(true, this::goOut);
    }
    for (var zapping = in * ZAPS_A_ROUND; dice.chance(Math.min(1, zapping)); zapping--) {
      any(true, member -> zap(member, seconds));
    }
    stage.later(ROUND, this::round);
  }

  private void any(boolean in, Consumer<Member> what) {
    var fitting = members.stream().filter(member -> member.in == in).toList();
    if (!fitting.isEmpty()) {
      what.accept(fitting.get(dice.below(fitting.size())));
    }
  }

  private void comeIn(Member member) {
    var seconds = (stage.nanos() - begin) / 1e9;
    var place = member.tab.place() + 1;
    member.tab = new Tab(stage, member.person, List.of(mood.stream(seconds)), place);
    member.in = true;
    member.tab.open(stage.nanos());
  }

  private void goOut(Member member) {
    member.in = false;
    member.tab.end(Action.CLOSE);
  }

  private void zap(Member member, double seconds) {
    var from = member.tab.screen().streams().getFirst();
    var to = mood.stream(seconds);
    if (to != from) {
      member.tab.screen().replace(from, to, stage.nanos());
    }
  }

  /** Everybody goes home with a clean close. */
  @Override
  public void close() {
    try {
      wire.loop()
          .submit(
              () -> {
                ended = true;
                members.forEach(member -> member.tab.goHome());
              })
          .get(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // the sockets end with the loop below
    }
    wire.close();
  }
}
