package headcount.access;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Puts client addresses into keyed 32-bit buckets: one for each /24 of IPv4 and each /48 of IPv6,
 * so that a network can be recognised without its address being kept. Thread-safe.
 */
public final class NetworkBucket {
  private static final int IPV4_NETWORK = 3;
  private static final int IPV6_NETWORK = 6;

  private final SipHash hash;

  /** Hashes with a key derived from the secret. */
  public NetworkBucket(Secret secret) {
    this.hash = new SipHash(secret.derive("network").hmac(new byte[0]));
  }

  /** The address's bucket; never 0, which stands for "unknown". */
  public int of(InetAddress address) {
    byte[] bytes = address.getAddress();
    int prefix = bytes.length == 4 ? IPV4_NETWORK : IPV6_NETWORK;
    int bucket = (int) hash.hash(Arrays.copyOf(bytes, prefix));
    return bucket == 0 ? 1 : bucket;
  }
}
