package headcount.bench.count;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.RelayEffects;
import headcount.presence.RelayMachine;
import headcount.presence.SourceMark;
import headcount.presence.ToEntity;
import headcount.presence.ToRelay;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Joins and leaves at the relay machine of one of three nodes of a stream of 100,000, at 25,000
 * events a second on all three; deltas, their answers and ticks included.
 */
public class RelayEvents {
  private static final int PEOPLE = 33_000;
  private static final long NANOS_AN_EVENT = 120_000;
  private static final int EVENTS = 1_000;

  /** A relay whose every word is answered at once. */
  @State(Scope.Thread)
  public static class Relay implements RelayEffects {
    private final Crowd crowd = new Crowd(0, PEOPLE, 5);
    private long now = 1_000_000_000L;
    private RelayMachine machine = machine();
    private long said;
    private ToEntity.Delta last = crowd.next(2);

    private RelayMachine machine() {
      var nothing = new SourceMark(0, 0, 0);
      return new RelayMachine(crowd.source(), Paces.settings(), Paces.KEY, nothing, now);
    }

    @Setup(Level.Trial)
    public void fill() {
      machine = machine();
      for (var delta : new Crowd(0, PEOPLE, 5).arrival(2_000)) {
        delta.joins().forEach(tab -> machine.join(tab, now, this));
        pass(EVENTS);
      }
    }

    private void pass(int events) {
      now += events * NANOS_AN_EVENT;
      machine.tick(now, 0, this);
      var count = new Headcount(7, said, PEOPLE, PEOPLE, 9, Paces.WALL, Quality.EXACT);
      machine.receive(new ToRelay.Ack(crowd.source(), 7, last.seq(), count, null), now, this);
    }

    long events() {
      for (var i = 0; i < EVENTS; i += 100) {
        for (var pair = 0; pair < 50; pair++) {
          var change = crowd.next(2);
          machine.leave(change.leaves().getFirst(), now, this);
          machine.join(change.joins().getFirst(), now, this);
        }
        pass(100);
      }
      return said;
    }

    @Override
    public void send(ToEntity message) {
      said++;
      if (message instanceof ToEntity.Delta delta) {
        last = delta;
      }
    }

    @Override
    public void served(Headcount headcount) {}

    @Override
    public void ended() {
      throw new IllegalStateException("ended");
    }
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long relay(Relay relay) {
    return relay.events();
  }
}
