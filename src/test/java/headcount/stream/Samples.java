package headcount.stream;

import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Makes seeded instances of any record of the house, so that a new message is tested without being
 * named.
 */
final class Samples {
  private final Random random;
  private final ActorRef<?> someone;

  Samples(long seed, ActorRef<?> someone) {
    this.random = new Random(seed);
    this.someone = someone;
  }

  <T> T of(Class<T> type) {
    return type.cast(value(type, type));
  }

  private Object value(Class<?> type, Type generic) {
    if (type == int.class || type == Integer.class) {
      return random.nextInt(1_000_000);
    }
    if (type == long.class || type == Long.class) {
      return random.nextLong() >>> 1;
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == String.class) {
      return "text-" + random.nextInt(1000) + "-시청";
    }
    if (type == UUID.class) {
      return new UUID(random.nextLong(), random.nextLong());
    }
    if (type == ActorRef.class) {
      return someone;
    }
    if (type == List.class) {
      return list((ParameterizedType) generic);
    }
    if (type == Optional.class) {
      return Optional.of(inner((ParameterizedType) generic));
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    if (type.isInterface() && type.isSealed()) {
      var kinds = type.getPermittedSubclasses();
      var kind = kinds[random.nextInt(kinds.length)];
      return value(kind, kind);
    }
    return id(type).orElseGet(() -> made(type));
  }

  private List<Object> list(ParameterizedType generic) {
    var items = new ArrayList<Object>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      items.add(inner(generic));
    }
    return items;
  }

  private Object inner(ParameterizedType generic) {
    var element = (Class<?>) generic.getActualTypeArguments()[0];
    return value(element, element);
  }

  private Optional<Object> id(Class<?> type) {
    var text = "id-" + random.nextInt(10_000);
    if (type == StreamId.class) {
      return Optional.of(new StreamId(text));
    }
    if (type == CategoryId.class) {
      return Optional.of(new CategoryId(text));
    }
    if (type == BroadcasterId.class) {
      return Optional.of(new BroadcasterId(text));
    }
    if (type == SessionId.class) {
      return Optional.of(new SessionId((random.nextLong() >>> 2) + 1));
    }
    if (type == ViewerId.class) {
      return Optional.of(new ViewerId(random.nextLong()));
    }
    return Optional.empty();
  }

  private Object made(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException("no sample for " + type);
    }
    try {
      var components = type.getRecordComponents();
      var types = new Class<?>[components.length];
      var values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        RecordComponent component = components[i];
        types[i] = component.getType();
        values[i] = value(component.getType(), component.getGenericType());
      }
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("no sample for " + type, failure);
    }
  }

  /** One of each id-bearing value that the golden bytes use. */
  static Tab tab() {
    return new Tab(new SessionId(7), new ViewerId(-42), true, 1_790_000_000_000L, 99);
  }

  static Source source() {
    return new Source(new UUID(1, 2), 3);
  }

  static BroadcastRef broadcast() {
    return new BroadcastRef(1_780_000_000_000L, new BroadcasterId("kim"), new CategoryId("games"));
  }
}
