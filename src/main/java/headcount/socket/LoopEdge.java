package headcount.socket;

import headcount.access.Access;
import headcount.access.ResumeTokens;
import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import headcount.stream.Sessions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop's share of the node: its connections, the rooms that they sit in, and their
 * deadlines. This, and not the relays, is the truth about who is here. Confined to its loop.
 */
final class LoopEdge implements Host {
  private static final Logger log = LoggerFactory.getLogger(LoopEdge.class);

  final EventLoop loop;
  final EdgeNode node;
  final Outlet outlet;

  private final LoopClock clock;
  private final TimerWheel wheel;
  private final ByteBufAllocator buffers;
  private final Map<StreamId, Room> rooms = new HashMap<>();
  private final Long2ObjectHashMap<ConnectionState> connections = new Long2ObjectHashMap<>();

  LoopEdge(EdgeNode node, EventLoop loop, ByteBufAllocator buffers) {
    this.node = node;
    this.loop = loop;
    this.buffers = buffers;
    this.outlet = new Outlet(buffers);
    long tick = node.settings.fanout().tick().toNanos();
    this.clock = new LoopClock(node.parts.nanos(), tick);
    this.wheel = new TimerWheel(tick, clock.now());
    var _ = loop.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    try {
      wheel.advance(clock.tick());
    } catch (RuntimeException failure) {
      // one connection's failure must not end the deadlines of all
      log.error("a deadline could not be kept", failure);
    }
  }

  void opened(ConnectionState connection) {
    connections.put(connection.session().value(), connection);
  }

  @Nullable ConnectionState find(SessionId session) {
    return connections.get(session.value());
  }

  /** Those that are open now. */
  List<ConnectionState> connections() {
    return new ArrayList<>(connections.values());
  }

  void counted(StreamId stream, Headcount served, byte[] frame) {
    Room room = rooms.get(stream);
    if (room == null) {
      return;
    }
    long spacing = node.settings.fanout().spacing().toNanos();
    long wait = room.delay(served, frame, nowNanos(), spacing);
    if (wait == 0) {
      push(room, served, frame);
    } else if (wait > 0) {
      var _ = loop.schedule(() -> release(room), wait, TimeUnit.NANOSECONDS);
    }
  }

  private void release(Room room) {
    Room.Held held = room.release(nowNanos());
    if (held != null && room.size() > 0) {
      push(room, held.count, held.frame);
    }
  }

  private void push(Room room, Headcount served, byte[] frame) {
    long begun = node.parts.nanos().getAsLong();
    ByteBuf shared = buffers.directBuffer(frame.length).writeBytes(frame);
    if (room.begin(served, shared)) {
      goRound(room, begun);
    }
  }

  private void goRound(Room room, long begun) {
    int before = room.written();
    boolean more = room.goRound(node.settings.fanout().slice());
    long took = node.parts.nanos().getAsLong() - begun;
    node.pushCost.took(room.written() - before, took);
    if (more) {
      loop.execute(() -> goRound(room, node.parts.nanos().getAsLong()));
    }
  }

  void ended(StreamId stream) {
    Room room = rooms.remove(stream);
    if (room != null) {
      empty(room);
    }
  }

  private void empty(Room room) {
    for (int i = 0; i < node.settings.fanout().slice() && room.size() > 0; i++) {
      Joined last = room.member(room.size() - 1);
      last.connection.ended(last);
    }
    if (room.size() > 0) {
      loop.execute(() -> empty(room));
    }
  }

  Map<StreamId, List<Tab>> tabs() {
    var all = new HashMap<StreamId, List<Tab>>();
    for (Room room : rooms.values()) {
      var tabs = new ArrayList<Tab>(room.size());
      for (int i = 0; i < room.size(); i++) {
        Joined joined = room.member(i);
        tabs.add(joined.connection.tab(joined));
      }
      all.put(room.stream, tabs);
    }
    return all;
  }

  @Override
  public long nowNanos() {
    return clock.now();
  }

  @Override
  public long wallMillis() {
    return node.parts.wall().millis();
  }

  @Override
  public Access access() {
    return node.parts.access();
  }

  @Override
  public SocketSettings settings() {
    return node.settings;
  }

  @Override
  public UUID incarnation() {
    return node.parts.incarnation();
  }

  @Override
  public TimerWheel wheel() {
    return wheel;
  }

  @Override
  public EdgeMeters meters() {
    return node.meters;
  }

  @Override
  public boolean admit(ViewerId viewer) {
    return node.viewers.take(viewer.value());
  }

  @Override
  public void replace(ResumeTokens.Former former) {
    var _ = node.counting().sessions().close(former.session(), Sessions.Why.REPLACED);
  }

  @Override
  public Joined join(ConnectionState connection, StreamId stream) {
    Room here = rooms.get(stream);
    // one id for all who sit here
    StreamId shared = here == null ? stream : here.stream;
    var joined = new Joined(connection, shared, wallMillis());
    Wire wire = connection.wire();
    node.counting()
        .relays()
        .join(
            shared,
            connection.tab(joined),
            count -> wire.tell(new Connection.Counted(joined, count)));
    // last: who is counted nowhere must not sit in a room either
    rooms.computeIfAbsent(shared, Room::new).add(joined);
    return joined;
  }

  @Override
  public void leave(Joined joined, long endedAtMillis, EndedBy by) {
    moveOn(joined);
    SessionId session = joined.connection.session();
    node.counting().relays().leave(joined.stream, session, endedAtMillis, by);
  }

  @Override
  public void moveOn(Joined joined) {
    Room room = joined.room;
    if (room != null) {
      room.remove(joined);
      if (room.size() == 0) {
        room.dispose();
        rooms.remove(room.stream, room);
      }
    }
  }

  @Override
  public void closed(SessionId session, @Nullable ViewerId viewer) {
    connections.remove(session.value());
    if (viewer != null) {
      node.viewers.give(viewer.value());
    }
  }
}
