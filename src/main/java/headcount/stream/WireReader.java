package headcount.stream;

import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link WireWriter} wrote. Whatever does not fit (too short, a length beyond the bytes
 * that are there, an id that is none) is a {@link NotSerializableException}, which costs the
 * message and nothing else.
 */
final class WireReader {
  private static final Quality[] QUALITIES = Quality.values();
  private static final int SMALLEST_TAB = 22;

  private final byte[] bytes;
  private int at;

  WireReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int u8() throws NotSerializableException {
    need(1);
    return bytes[at++] & 0xFF;
  }

  boolean flag() throws NotSerializableException {
    return u8() != 0;
  }

  long i64() throws NotSerializableException {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[at++] & 0xFF);
    }
    return value;
  }

  int i32() throws NotSerializableException {
    need(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = (value << 8) | (bytes[at++] & 0xFF);
    }
    return value;
  }

  long varint() throws NotSerializableException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = u8();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new NotSerializableException("a varint has more than 10 bytes");
  }

  int count(int smallest) throws NotSerializableException {
    long value = varint();
    if (value < 0 || value * smallest > bytes.length - at) {
      throw new NotSerializableException(
          value + " entries of at least " + smallest + " bytes in " + (bytes.length - at));
    }
    return (int) value;
  }

  int small() throws NotSerializableException {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new NotSerializableException("expected 0 to 2^31 - 1, was " + value);
    }
    return (int) value;
  }

  String text() throws NotSerializableException {
    int length = count(1);
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  UUID uuid() throws NotSerializableException {
    return new UUID(i64(), i64());
  }

  Source source() throws NotSerializableException {
    return new Source(uuid(), small());
  }

  List<Tab> tabs() throws NotSerializableException {
    int size = count(SMALLEST_TAB);
    List<Tab> tabs = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      tabs.add(new Tab(new SessionId(i64()), new ViewerId(i64()), flag(), varint(), i32()));
    }
    return tabs;
  }

  List<SessionId> sessions() throws NotSerializableException {
    int size = count(8);
    List<SessionId> sessions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      sessions.add(new SessionId(i64()));
    }
    return sessions;
  }

  @Nullable Headcount headcount() throws NotSerializableException {
    if (!flag()) {
      return null;
    }
    return new Headcount(varint(), varint(), small(), small(), small(), varint(), quality());
  }

  @Nullable BroadcastRef broadcast() throws NotSerializableException {
    if (!flag()) {
      return null;
    }
    return new BroadcastRef(varint(), new BroadcasterId(text()), new CategoryId(text()));
  }

  private Quality quality() throws NotSerializableException {
    int ordinal = u8();
    if (ordinal >= QUALITIES.length) {
      throw new NotSerializableException("unknown quality " + ordinal);
    }
    return QUALITIES[ordinal];
  }

  private void need(int length) throws NotSerializableException {
    if (bytes.length - at < length) {
      throw new NotSerializableException("the message ends at byte " + bytes.length);
    }
  }
}
