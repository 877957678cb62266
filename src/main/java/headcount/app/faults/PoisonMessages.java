package headcount.app.faults;

import com.typesafe.config.ConfigFactory;
import headcount.app.faults.PoisonSerializer.ForCbor;
import headcount.app.faults.PoisonSerializer.ForHot;
import headcount.app.faults.PoisonSerializer.ForNobody;
import headcount.app.faults.PoisonSerializer.Poison;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;

/**
 * A foreign actor system that sends nodes what they cannot read: unknown versions, cut and random
 * bytes, classes that do not exist, and readable messages to actors that they are not for.
 */
final class PoisonMessages implements AutoCloseable {
  private static final String CONFIG =
      """
      pekko {
        loglevel = "ERROR"
        stdout-loglevel = "ERROR"
        actor {
          provider = remote
          # makes room for the number that poison claims
          serialization-identifiers.jackson-cbor = 1033
          serializers {
            poison-hot = "headcount.app.faults.PoisonSerializer$Hot"
            poison-cbor = "headcount.app.faults.PoisonSerializer$Cbor"
            poison-nobody = "headcount.app.faults.PoisonSerializer$Nobody"
          }
          serialization-bindings {
            "headcount.app.faults.PoisonSerializer$ForHot" = poison-hot
            "headcount.app.faults.PoisonSerializer$ForCbor" = poison-cbor
            "headcount.app.faults.PoisonSerializer$ForNobody" = poison-nobody
          }
        }
        remote {
          use-unsafe-remote-features-outside-cluster = on
          artery { transport = tcp, canonical { hostname = "127.0.0.1", port = 0 } }
        }
      }
      """;

  /** Actors of a node that others speak to, and one that does not exist. */
  private static final List<String> RECIPIENTS =
      List.of(
          "/system/beats",
          "/system/relays",
          "/system/relay-0",
          "/system/sessions",
          "/system/census",
          "/system/sharding/stream",
          "/system/sharding/broadcast",
          "/user/nobody");

  private final ActorSystem system =
      ActorSystem.create(
          "poison", ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()));

  /** Everything that is sent to each recipient. */
  static List<Poison> all() {
    var beat = new byte[16];
    Arrays.fill(beat, (byte) 7);
    var noise = new byte[200];
    Arrays.fill(noise, (byte) 0xff);
    var all = new ArrayList<Poison>();
    for (var known : List.of("B1", "D1", "G1", "S1", "X1", "a1", "n1", "q1", "p1", "e1")) {
      all.add(new ForHot(known, new byte[0]));
      all.add(new ForHot(known, new byte[] {3, 'h', 'o', 't'}));
      all.add(new ForHot(known, noise));
    }
    all.add(new ForHot("D9", beat));
    all.add(new ForHot("", beat));
    all.add(new ForHot("B1", beat));
    all.add(new ForCbor("headcount.stream.NoSuchMessage", noise));
    all.add(new ForCbor("headcount.stream.StreamEntity$Wake", noise));
    all.add(new ForCbor("java.lang.Runtime", "{}".getBytes(StandardCharsets.US_ASCII)));
    all.add(new ForNobody("X", noise));
    return all;
  }

  /**
   * Sends all of it to every recipient on a node, some times over.
   *
   * @return how many messages were sent
   */
  int send(String host, int artery, int times) {
    var sent = 0;
    for (var time = 0; time < times; time++) {
      for (var recipient : RECIPIENTS) {
        var path = "pekko://headcount@" + host + ":" + artery + recipient;
        for (var poison : all()) {
          system.actorSelection(path).tell(poison, ActorRef.noSender());
          sent++;
        }
      }
    }
    return sent;
  }

  @Override
  public void close() {
    try {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    } catch (CompletionException late) {
      throw new IllegalStateException("the foreign system does not end", late);
    }
  }
}
