package headcount.stream;

import headcount.presence.Headcount;
import headcount.presence.StreamId;
import headcount.presence.ToEntity;
import headcount.presence.ToRelay;
import java.io.NotSerializableException;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.jspecify.annotations.Nullable;

/**
 * Writes the count protocol's messages in compact bytes of our own. The manifest names the message
 * and its version; an unknown one is refused, which loses that message alone. Thread-safe.
 */
public final class HotSerializer extends SerializerWithStringManifest {
  private static final int IDENTIFIER = 7001;

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    return switch ((HotMessage) message) {
      case HotMessage.Beat _ -> "B1";
      case HotMessage.Farewell _ -> "F1";
      case HotMessage.ForEntity(_, ToEntity.Delta _) -> "D1";
      case HotMessage.ForEntity(_, ToEntity.Digest _) -> "G1";
      case HotMessage.ForEntity(_, ToEntity.SnapshotChunk _) -> "S1";
      case HotMessage.ForEntity(_, ToEntity.Draining _) -> "X1";
      case HotMessage.ForRelay(_, _, _, ToRelay.Ack _) -> "a1";
      case HotMessage.ForRelay(_, _, _, ToRelay.NeedSnapshot _) -> "n1";
      case HotMessage.ForRelay(_, _, _, ToRelay.Ask _) -> "q1";
      case HotMessage.ForRelay(_, _, _, ToRelay.Published _) -> "p1";
      case HotMessage.ForRelay(_, _, _, ToRelay.Ended _) -> "e1";
    };
  }

  @Override
  public byte[] toBinary(Object message) {
    return switch ((HotMessage) message) {
      case HotMessage.Beat(var incarnation) -> new WireWriter(16).uuid(incarnation).written();
      case HotMessage.Farewell(var incarnation) -> new WireWriter(16).uuid(incarnation).written();
      case HotMessage.ForEntity(var stream, var body) -> {
        var out = new WireWriter(64).text(stream.text());
        write(body, out);
        yield out.written();
      }
      case HotMessage.ForRelay(var stream, var to, var host, var body) -> {
        var out = new WireWriter(128).text(stream.text()).uuid(to).uuid(host);
        write(body, out);
        yield out.written();
      }
    };
  }

  private static void write(ToEntity body, WireWriter out) {
    out.source(body.source()).varint(body.epochSeen());
    switch (body) {
      case ToEntity.Delta d ->
          out.varint(d.seq())
              .tabs(d.joins())
              .sessions(d.leaves())
              .varint(d.totalJoins())
              .varint(d.totalLeaves());
      case ToEntity.Digest d -> {
        out.varint(d.seq()).varint(d.connections()).i64(d.hash());
        out.flag(d.pending()).flag(d.draining()).flag(d.watching()).varint(d.answers());
        out.varint(d.totalJoins()).varint(d.totalLeaves()).varint(d.endSeen());
        out.headcount(d.last());
      }
      case ToEntity.SnapshotChunk c -> {
        out.i64(c.nonce()).varint(c.seq()).varint(c.chunk()).varint(c.chunks()).tabs(c.tabs());
        out.varint(c.totalJoins()).varint(c.totalLeaves());
      }
      case ToEntity.Draining _ -> {}
    }
  }

  private static void write(ToRelay body, WireWriter out) {
    switch (body) {
      case ToRelay.Ack a ->
          out.source(a.source())
              .varint(a.epoch())
              .varint(a.seq())
              .headcount(a.headcount())
              .broadcast(a.broadcast());
      case ToRelay.NeedSnapshot n ->
          out.source(n.source()).varint(n.epoch()).i64(n.nonce()).varint(n.chunk());
      case ToRelay.Ask(var epoch) -> out.varint(epoch);
      case ToRelay.Published p -> out.headcount(p.headcount()).broadcast(p.broadcast());
      case ToRelay.Ended(var epoch, var mark) -> out.varint(epoch).varint(mark);
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    var in = new WireReader(bytes);
    try {
      return switch (manifest) {
        case "B1" -> new HotMessage.Beat(in.uuid());
        case "F1" -> new HotMessage.Farewell(in.uuid());
        case "D1", "G1", "S1", "X1" ->
            new HotMessage.ForEntity(new StreamId(in.text()), forEntity(in, manifest));
        case "a1", "n1", "q1", "p1", "e1" ->
            new HotMessage.ForRelay(
                new StreamId(in.text()), in.uuid(), in.uuid(), forRelay(in, manifest));
        default -> throw new NotSerializableException("unknown manifest " + manifest);
      };
    } catch (IllegalArgumentException nonsense) {
      throw new NotSerializableException(manifest + ": " + nonsense.getMessage());
    }
  }

  private static ToEntity forEntity(WireReader in, String manifest)
      throws NotSerializableException {
    var source = in.source();
    long epoch = in.varint();
    return switch (manifest) {
      case "D1" ->
          new ToEntity.Delta(
              source, in.varint(), epoch, in.tabs(), in.sessions(), in.varint(), in.varint());
      case "G1" ->
          new ToEntity.Digest(
              source,
              in.varint(),
              epoch,
              in.small(),
              in.i64(),
              in.flag(),
              in.flag(),
              in.flag(),
              in.varint(),
              in.varint(),
              in.varint(),
              in.varint(),
              in.headcount());
      case "S1" ->
          new ToEntity.SnapshotChunk(
              source,
              epoch,
              in.i64(),
              in.varint(),
              in.small(),
              in.small(),
              in.tabs(),
              in.varint(),
              in.varint());
      default -> new ToEntity.Draining(source, epoch);
    };
  }

  private static ToRelay forRelay(WireReader in, String manifest) throws NotSerializableException {
    return switch (manifest) {
      case "a1" ->
          new ToRelay.Ack(in.source(), in.varint(), in.varint(), in.headcount(), in.broadcast());
      case "n1" -> new ToRelay.NeedSnapshot(in.source(), in.varint(), in.i64(), in.small());
      case "q1" -> new ToRelay.Ask(in.varint());
      case "p1" -> new ToRelay.Published(present(in.headcount()), in.broadcast());
      default -> new ToRelay.Ended(in.varint(), in.varint());
    };
  }

  private static Headcount present(@Nullable Headcount count) throws NotSerializableException {
    if (count == null) {
      throw new NotSerializableException("a published count is missing");
    }
    return count;
  }
}
