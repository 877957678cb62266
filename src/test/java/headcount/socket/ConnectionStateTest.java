package headcount.socket;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.presence.SessionId;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One connection without sockets and actors, in manual time. */
class ConnectionStateTest {
  private final PureHost host = new PureHost();
  private final Lines wire = new Lines();
  private final ConnectionState state = new ConnectionState(host, wire, new SessionId(9), 0);

  @Test
  void connectIsDueWithinFiveSeconds() {
    host.pass(4);
    assertThat(wire.lines).isEmpty();
    host.pass(2);
    assertThat(wire.lines).containsExactly("close 4408");
  }

  @Test
  void silenceIsPingedAtTwentyFiveAndClosedAtSixtySeconds() {
    connect();
    join("s1");
    wire.lines.clear();
    host.pass(24);
    assertThat(wire.lines).isEmpty();
    host.pass(2);
    assertThat(wire.lines).containsExactly("ping");
    host.pass(33);
    assertThat(wire.lines).containsExactly("ping", "ping");
    host.pass(3);
    assertThat(wire.lines).last().isEqualTo("close 4408");
    assertThat(host.said)
        .contains("closed")
        .anyMatch(line -> line.matches("leave s1 TIMEOUT 6[0-2].*"));
  }

  @Test
  void anySignOfLifeCounts() {
    connect();
    for (int i = 0; i < 10; i++) {
      host.pass(20);
      assertThat(state.frameCame()).isTrue();
    }
    assertThat(wire.lines).hasSize(1);
  }

  @Test
  void fullSocketIsGivenUpAfterTenSeconds() {
    connect();
    state.writable(false);
    host.pass(9);
    state.writable(true);
    host.pass(9);
    state.writable(false);
    host.pass(9);
    assertThat(state.closed()).isFalse();
    host.pass(2);
    assertThat(wire.lines).last().isEqualTo("close 1013");
  }

  @Test
  void serversGoodbyeIsNoLeaveButAnyOtherCloseIs() {
    connect();
    join("s1");
    state.close(CloseCode.RESTART);
    assertThat(host.said).contains("moveOn s1").noneMatch(line -> line.startsWith("leave"));
    state.close(CloseCode.POLICY);
    assertThat(wire.lines)
        .filteredOn(line -> line.startsWith("close"))
        .containsExactly("close 1012");
  }

  @Test
  void joiningTwiceTellsTheRelayOnce() {
    connect();
    join("s1");
    join("s1");
    assertThat(host.said).containsOnlyOnce("join s1");
  }

  @Test
  void leavingOneOfSeveralKeepsTheOthers() {
    connect();
    for (String each : List.of("a", "b", "c")) {
      join(each);
    }
    state.received(new ClientFrame.Leave("b"));
    state.received(new ClientFrame.Leave("b"));
    state.gone();
    assertThat(host.said)
        .filteredOn(line -> line.startsWith("leave"))
        .containsExactlyInAnyOrder("leave b LEAVE 0", "leave a CLOSE 0", "leave c CLOSE 0");
  }

  private void connect() {
    state.received(new ClientFrame.Connect(null, null, null));
  }

  private void join(String stream) {
    state.received(new ClientFrame.Join(stream, null));
  }

  /** What went out, a line each. */
  private static final class Lines implements Wire {
    final List<String> lines = new ArrayList<>();

    @Override
    public void send(byte[] frame) {
      boolean text = (frame[0] & 15) == 1;
      lines.add(text ? new String(frame, StandardCharsets.UTF_8) : "ping");
    }

    @Override
    public void close(byte[] frame) {
      lines.add("close " + ((frame[2] & 0xff) << 8 | (frame[3] & 0xff)));
    }

    @Override
    public boolean show(ByteBuf frame) {
      lines.add("count");
      return true;
    }

    @Override
    public long glance() {
      return 0;
    }

    @Override
    public void tell(Connection.Command command) {}
  }
}
