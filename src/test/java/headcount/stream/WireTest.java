package headcount.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.typesafe.config.ConfigFactory;
import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ToEntity;
import headcount.presence.ToRelay;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every message that crosses nodes survives the wire, and no byte of the hot ones changes unseen.
 */
class WireTest {
  private static ActorTestKit kit;
  private static Serialization serialization;

  @BeforeAll
  static void start() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider = local\npekko.loglevel = WARNING")
                .withFallback(ConfigFactory.parseResources("headcount/pekko.conf"))
                .withFallback(ConfigFactory.load()));
    serialization = SerializationExtension.get(Adapter.toClassic(kit.system()));
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  private static Object roundTrip(Object message) {
    var serializer = serialization.findSerializerFor(message);
    var bytes = serialization.serialize(message).get();
    var manifest = Serializers.manifestFor(serializer, message);
    return serialization.deserialize(bytes, serializer.identifier(), manifest).get();
  }

  @Test
  void everyHotMessageRoundTrips() {
    long seed = new Random().nextLong();
    var samples = new Samples(seed, kit.createTestProbe().ref());
    for (var kind : List.of(ToEntity.class, ToRelay.class)) {
      for (var type : kind.getPermittedSubclasses()) {
        for (int i = 0; i < 50; i++) {
          var body = samples.of(type);
          Object message =
              body instanceof ToEntity up
                  ? new HotMessage.ForEntity(new StreamId("s1"), up)
                  : new HotMessage.ForRelay(
                      new StreamId("s1"), new UUID(1, 2), new UUID(3, 4), (ToRelay) body);
          assertThat(roundTrip(message)).as("seed %s: %s", seed, message).isEqualTo(message);
        }
      }
    }
    var beat = new HotMessage.Beat(UUID.randomUUID());
    assertThat(roundTrip(beat)).isEqualTo(beat);
    var farewell = new HotMessage.Farewell(UUID.randomUUID());
    assertThat(roundTrip(farewell)).isEqualTo(farewell);
  }

  @Test
  void everyRareMessageRoundTrips() throws Exception {
    long seed = new Random().nextLong();
    var samples = new Samples(seed, kit.createTestProbe().ref());
    var tried = new ArrayList<Class<?>>();
    for (var type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("headcount")) {
      var name = type.getName();
      boolean crosses =
          type.isAssignableTo(ClusterMessage.class) || type.isAssignableTo(StoredEvent.class);
      if (crosses && !type.isInterface()) {
        var loaded = Class.forName(name);
        var message = samples.of(loaded);
        assertThat(roundTrip(message)).as("seed %s: %s", seed, name).isEqualTo(message);
        tried.add(loaded);
      }
    }
    assertThat(tried).hasSizeGreaterThan(10).contains(StreamEntity.Describe.class);
  }

  @Test
  void goldenBytesStand() {
    var serializer = new HotSerializer();
    var count = new Headcount(5, 6, 7, 8, 1, 1_790_000_000_000L, Quality.RECOVERING);
    assertThat(hex(serializer, up(delta())))
        .isEqualTo(
            "027331000000000000000100000000000000020304010100000000000000"
                + "07ffffffffffffffd60180d8c1a28c34000000630100000000000000090201");
    assertThat(hex(serializer, down(new ToRelay.Published(count, Samples.broadcast()))))
        .isEqualTo(
            "027331000000000000000100000000000000020000000000000003000000000000000401"
                + "050607080180d8c1a28c34010180909282e733036b696d0567616d6573");
    assertThat(serializer.manifest(up(delta()))).isEqualTo("D1");
    var farewell = new HotMessage.Farewell(new UUID(1, 2));
    assertThat(hex(serializer, farewell)).isEqualTo("00000000000000010000000000000002");
    assertThat(serializer.manifest(farewell)).isEqualTo("F1");
  }

  private static ToEntity delta() {
    return new ToEntity.Delta(
        Samples.source(), 1, 4, List.of(Samples.tab()), List.of(new SessionId(9)), 2, 1);
  }

  private static HotMessage up(ToEntity body) {
    return new HotMessage.ForEntity(new StreamId("s1"), body);
  }

  private static HotMessage down(ToRelay body) {
    return new HotMessage.ForRelay(new StreamId("s1"), new UUID(1, 2), new UUID(3, 4), body);
  }

  private static String hex(HotSerializer serializer, HotMessage message) {
    return HexFormat.of().formatHex(serializer.toBinary(message));
  }

  @Test
  void anUnknownVersionLosesOneMessage() {
    var serializer = new HotSerializer();
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "D9"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("D9");
  }

  @Test
  void brokenBytesAreRefusedAndNothingElse() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var serializer = new HotSerializer();
    var whole = serializer.toBinary(up(delta()));
    for (int length = 0; length < whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> serializer.fromBinary(cut, "D1"))
          .isInstanceOf(NotSerializableException.class);
    }
    for (int i = 0; i < 20_000; i++) {
      var poison = whole.clone();
      poison[random.nextInt(poison.length)] = (byte) random.nextInt();
      poison[random.nextInt(poison.length)] = (byte) random.nextInt();
      try {
        assertThat(serializer.fromBinary(poison, "D1")).as("seed %s", seed).isNotNull();
      } catch (NotSerializableException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }
}
