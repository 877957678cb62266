package headcount.stream;

import headcount.presence.BroadcastRef;
import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.Tab;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of the count protocol on their way out: big-endian, counts and small numbers as unsigned
 * LEB128 varints. Grows as needed; not thread-safe.
 */
final class WireWriter {
  private byte[] bytes;
  private int at;

  WireWriter(int expected) {
    bytes = new byte[Math.max(16, expected)];
  }

  byte[] written() {
    return at == bytes.length ? bytes : Arrays.copyOf(bytes, at);
  }

  WireWriter u8(int value) {
    room(1);
    bytes[at++] = (byte) value;
    return this;
  }

  WireWriter flag(boolean value) {
    return u8(value ? 1 : 0);
  }

  WireWriter i64(long value) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[at++] = (byte) (value >>> shift);
    }
    return this;
  }

  WireWriter i32(int value) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[at++] = (byte) (value >>> shift);
    }
    return this;
  }

  WireWriter varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    return this;
  }

  WireWriter text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    varint(encoded.length);
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, at, encoded.length);
    at += encoded.length;
    return this;
  }

  WireWriter uuid(UUID value) {
    return i64(value.getMostSignificantBits()).i64(value.getLeastSignificantBits());
  }

  WireWriter source(Source source) {
    return uuid(source.incarnation()).varint(source.generation());
  }

  WireWriter tabs(List<Tab> tabs) {
    varint(tabs.size());
    for (Tab tab : tabs) {
      i64(tab.session().value()).i64(tab.viewer().value()).flag(tab.anonymous());
      varint(tab.joinedAtMillis()).i32(tab.network());
    }
    return this;
  }

  WireWriter sessions(List<SessionId> sessions) {
    varint(sessions.size());
    for (SessionId session : sessions) {
      i64(session.value());
    }
    return this;
  }

  WireWriter headcount(@Nullable Headcount count) {
    flag(count != null);
    if (count != null) {
      varint(count.epoch()).varint(count.version()).varint(count.viewers());
      varint(count.connections()).varint(count.anonymous()).varint(count.asOfMillis());
      u8(count.quality().code());
    }
    return this;
  }

  WireWriter broadcast(@Nullable BroadcastRef ref) {
    flag(ref != null);
    if (ref != null) {
      varint(ref.startedAtMillis()).text(ref.broadcaster().text()).text(ref.category().text());
    }
    return this;
  }

  private void room(int more) {
    if (bytes.length - at < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
    }
  }
}
