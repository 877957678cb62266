package headcount.socket;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.StreamId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
  private static final StreamId STREAM = new StreamId("s");

  /** Comings, goings, full sockets and pushes at random, in small slices. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everyMemberSeesTheLastCountOfABurst(long seed) {
    var random = new Random(seed);
    var room = new Room(STREAM);
    var members = new ArrayList<Joined>();
    int pushed = 0;
    boolean going = false;
    for (int step = 0; step < 2000; step++) {
      switch (random.nextInt(6)) {
        case 0, 1 -> members.add(member(room));
        case 2 -> {
          if (!members.isEmpty()) {
            room.remove(members.remove(random.nextInt(members.size())));
          }
        }
        case 3 -> {
          going |= room.begin(count(++pushed), Unpooled.buffer().writeInt(pushed));
        }
        case 4 -> flip(room, members, random);
        default -> going = going && room.goRound(3);
      }
    }
    while (going && room.goRound(3)) {
      // until everybody had a turn
    }
    for (Joined each : members) {
      var seen = (Seen) each.connection.wire();
      seen.full = false;
      room.offer(each);
      assertThat(seen.last).isIn(seen.since, pushed).isGreaterThanOrEqualTo(seen.since);
      assertThat(seen.last).isEqualTo(pushed > seen.since ? pushed : seen.since);
      assertThat(seen.shown).isSorted().doesNotHaveDuplicates();
    }
  }

  private static void flip(Room room, List<Joined> members, Random random) {
    if (!members.isEmpty()) {
      Joined one = members.get(random.nextInt(members.size()));
      var seen = (Seen) one.connection.wire();
      seen.full = !seen.full;
      room.offer(one);
    }
  }

  private static Joined member(Room room) {
    var wire = new Seen();
    var joined = new Joined(PureHost.state(wire), STREAM, 0);
    room.add(joined);
    Headcount latest = room.latest();
    wire.since = latest == null ? 0 : latest.viewers();
    wire.last = wire.since;
    room.told(joined);
    return joined;
  }

  private static Headcount count(int viewers) {
    return new Headcount(1, viewers, viewers, viewers, 0, 0, Quality.EXACT);
  }

  /** Remembers what it was shown. */
  private static final class Seen implements Wire {
    final List<Integer> shown = new ArrayList<>();
    boolean full;
    int since;
    int last;

    @Override
    public boolean show(ByteBuf frame) {
      if (full) {
        return false;
      }
      last = frame.getInt(0);
      shown.add(last);
      return true;
    }

    @Override
    public void send(byte[] frame) {}

    @Override
    public void close(byte[] closeFrame) {}

    @Override
    public long glance() {
      return 0;
    }

    @Override
    public void tell(Connection.Command command) {}
  }
}
