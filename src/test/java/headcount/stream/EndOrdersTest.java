package headcount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.presence.BeatTable;
import headcount.presence.Draft;
import headcount.presence.EntityEffects;
import headcount.presence.EntityHost;
import headcount.presence.EntityMachine;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.Tab;
import headcount.presence.TestPaces;
import headcount.presence.ToEntity;
import headcount.presence.ToRelay;
import headcount.presence.ViewerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When an end is carried out and when it is answered, on an entity with one silent relay. */
class EndOrdersTest {
  private static final long WALL = 1_790_000_000_000L;
  private static final UUID HERE = new UUID(1, 1);
  private static final Source RELAY = new Source(HERE, 0);

  private final EntityEffects nowhere = new Nowhere();
  private final BeatTable beats = new BeatTable(HERE, TestPaces.settings(), 0);
  private final EntityMachine machine =
      new EntityMachine(
          new EntityHost(HERE, beats, Set.of(HERE)), TestPaces.settings(), 77, 0, WALL);
  private final EndOrders orders = new EndOrders(machine);
  private final List<String> said = new ArrayList<>();
  private long now;

  private void publish() {
    machine.loaded(null, now, WALL, nowhere);
    machine.receive(
        new ToEntity.Digest(
            RELAY,
            0,
            machine.headcount().epoch(),
            0,
            0,
            false,
            false,
            false,
            machine.headcount().epoch(),
            0,
            0,
            0,
            null),
        now,
        WALL,
        nowhere);
    var tab = new Tab(new SessionId(1), new ViewerId(10), false, WALL, 0);
    machine.receive(
        new ToEntity.Delta(RELAY, 1, machine.headcount().epoch(), List.of(tab), List.of(), 1, 0),
        now,
        WALL,
        nowhere);
    assertThat(machine.published()).isTrue();
  }

  private void order(String name) {
    orders.add(
        name,
        (loaded, at, wall) -> {
          said.add(name + (loaded ? " loaded" : " unloaded"));
          machine.end(at, wall, nowhere);
          return () -> said.add(name + " answered");
        });
  }

  @Test
  void nothingIsEndedBeforeTheEntitySpeaks() {
    order("one");
    orders.proceed(true, now, WALL);
    assertThat(said).isEmpty();
    publish();
    orders.proceed(true, now, WALL);
    assertThat(said).containsExactly("one loaded");
  }

  @Test
  void answerComesWhenTheEndIsStored() {
    publish();
    now += TestPaces.SECOND;
    order("one");
    orders.proceed(true, now, WALL);
    orders.proceed(true, now, WALL);
    assertThat(said).as("carried out once, and not stored").containsExactly("one loaded");

    Draft draft = Objects.requireNonNull(machine.draft(now));
    assertThat(draft.ending()).isNotNull();
    machine.accepted(draft.epoch(), draft.version());
    orders.proceed(true, now, WALL);
    orders.proceed(true, now, WALL);
    assertThat(said).containsExactly("one loaded", "one answered");
  }

  @Test
  void repeatedOrderIsOneOrderAndWaitsWhileItCannotBeCarriedOut() {
    publish();
    orders.add("one", (_, _, _) -> () -> said.add("the first"));
    orders.add("one", (loaded, _, _) -> loaded ? () -> said.add("the second") : null);
    orders.proceed(false, now, WALL);
    assertThat(said).isEmpty();
    orders.proceed(true, now, WALL);
    assertThat(said).containsExactly("the second");
  }

  private static final class Nowhere implements EntityEffects {
    @Override
    public void send(UUID incarnation, ToRelay message) {}

    @Override
    public void lost(Source source, Collection<Tab> tabs, long lastBeatAgoNanos, boolean drained) {}

    @Override
    public void fenced() {
      throw new AssertionError("fenced");
    }
  }
}
