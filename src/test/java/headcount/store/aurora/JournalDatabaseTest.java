package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;

class JournalDatabaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private record Add(String text, ActorRef<String> replyTo) {}

  /** Remembers texts; its events are plain strings. */
  private static final class Remembering extends EventSourcedBehavior<Add, String, String> {
    Remembering() {
      super(PersistenceId.of("remembering", "1"));
    }

    @Override
    public String emptyState() {
      return "";
    }

    @Override
    public CommandHandler<Add, String, String> commandHandler() {
      return newCommandHandlerBuilder()
          .forAnyState()
          .onAnyCommand(
              (state, add) -> Effect().persist(add.text).thenReply(add.replyTo, after -> after));
    }

    @Override
    public EventHandler<String, String> eventHandler() {
      return (state, event) -> state + event;
    }
  }

  private static ActorSystem<Add> started(AuroraFixture database) {
    var config =
        ConfigFactory.parseString(
                """
                pekko.actor.provider = local
                pekko.persistence.journal.plugin = jdbc-journal
                pekko.persistence.snapshot-store.plugin = jdbc-snapshot-store
                pekko-persistence-jdbc.database-provider-fqcn = "headcount.store.aurora.JournalDatabase"
                """)
            .withFallback(ConfigFactory.defaultReference());
    var setup =
        ActorSystemSetup.create(
            BootstrapSetup.create(config), new JournalPool(database.stores.pools()));
    Behavior<Add> behavior = new Remembering();
    return ActorSystem.create(behavior, "journal", setup);
  }

  private static String add(ActorSystem<Add> system, String text) {
    return AskPattern.<Add, String>ask(
            system, replyTo -> new Add(text, replyTo), PATIENCE, system.scheduler())
        .toCompletableFuture()
        .join();
  }

  @Test
  void eventsLiveInOurPoolAndOutliveTheActorSystem() throws Exception {
    try (var database = AuroraFixture.at(Instant.parse("2026-11-21T12:00:00Z"))) {
      var first = started(database);
      assertThat(add(first, "a")).isEqualTo("a");
      assertThat(add(first, "b")).isEqualTo("ab");
      stop(first);
      var second = started(database);
      try {
        assertThat(add(second, "c")).isEqualTo("abc");
        var events =
            PersistenceQuery.get(second)
                .getReadJournalFor(JdbcReadJournal.class, JdbcReadJournal.Identifier())
                .currentEventsByPersistenceId("remembering|1", 0, Long.MAX_VALUE)
                .map(envelope -> (String) envelope.event())
                .runWith(Sink.seq(), second);
        assertThat(events.toCompletableFuture().get(20, TimeUnit.SECONDS))
            .containsExactly("a", "b", "c");
      } finally {
        stop(second);
      }
      assertThat(database.rows("SELECT COUNT(*) FROM event_journal")).containsExactly("3");
    }
  }

  private static void stop(ActorSystem<Add> system) throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
