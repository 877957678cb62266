package headcount.app.faults;

import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes bytes as they are under another serializer's number, so that a node takes them for that
 * one's. Its subclasses are named in the configuration of the system that sends.
 */
abstract class PoisonSerializer extends SerializerWithStringManifest {
  /** Something that a node is to choke on, under the name of what it claims to be. */
  abstract static class Poison {
    private final String manifest;
    private final byte[] bytes;

    Poison(String manifest, byte[] bytes) {
      this.manifest = manifest;
      this.bytes = bytes.clone();
    }
  }

  /** Claims to be a message of the count protocol. */
  static final class ForHot extends Poison {
    ForHot(String manifest, byte[] bytes) {
      super(manifest, bytes);
    }
  }

  /** Claims to be one of the other messages between nodes. */
  static final class ForCbor extends Poison {
    ForCbor(String manifest, byte[] bytes) {
      super(manifest, bytes);
    }
  }

  /** Claims to be something that no serializer of a node reads. */
  static final class ForNobody extends Poison {
    ForNobody(String manifest, byte[] bytes) {
      super(manifest, bytes);
    }
  }

  private final int claimed;

  PoisonSerializer(int claimed) {
    this.claimed = claimed;
  }

  @Override
  public int identifier() {
    return claimed;
  }

  @Override
  public String manifest(Object poison) {
    return ((Poison) poison).manifest;
  }

  @Override
  public byte[] toBinary(Object poison) {
    return ((Poison) poison).bytes;
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    throw new UnsupportedOperationException("poison is only sent");
  }

  /** Under the number of the count protocol's. */
  static final class Hot extends PoisonSerializer {
    Hot() {
      super(7001);
    }
  }

  /** Under Jackson's. */
  static final class Cbor extends PoisonSerializer {
    Cbor() {
      super(33);
    }
  }

  /** Under nobody's. */
  static final class Nobody extends PoisonSerializer {
    Nobody() {
      super(9_999);
    }
  }
}
