package headcount.stream;

import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.Checkpoints;
import headcount.presence.EntityEffects;
import headcount.presence.Source;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ToRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What leaves a stream's entity: words to the relays, and records to the outbox. Lives on the
 * entity's thread.
 */
final class EntityVoice implements EntityEffects {
  private final StreamId stream;
  private final EntityParts parts;
  private final StreamBook book;
  private final List<AudienceRecord> records = new ArrayList<>();
  private boolean fenced;

  EntityVoice(StreamId stream, EntityParts parts, StreamBook book) {
    this.stream = stream;
    this.parts = parts;
    this.book = book;
  }

  @Override
  public void send(UUID incarnation, ToRelay message) {
    var relays = parts.members().relays(incarnation);
    if (relays != null) {
      relays.tell(new HotMessage.ForRelay(stream, incarnation, parts.members().self(), message));
    }
  }

  @Override
  public void lost(Source source, Collection<Tab> tabs, long lastBeatAgoNanos, boolean drained) {
    long ended = parts.clocks().wallMillis() - Duration.ofNanos(lastBeatAgoNanos).toMillis();
    tabs.forEach(tab -> records.add(book.lost(tab, ended, drained)));
  }

  /**
   * The store showed a tab whose node is gone; should it live after all, its real end will be later
   * and wins.
   */
  void stray(Checkpoints.Stray stray) {
    records.add(book.lost(stray.tab(), stray.lastBeatMillis(), false));
  }

  void write(List<AudienceRecord> some) {
    records.addAll(some);
  }

  void flush() {
    if (!records.isEmpty()) {
      var _ = parts.outbox().append(List.copyOf(records));
      records.clear();
    }
  }

  @Override
  public void fenced() {
    fenced = true;
  }

  boolean isFenced() {
    return fenced;
  }
}
