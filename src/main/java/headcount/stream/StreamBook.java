package headcount.stream;

import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.Catalogue;
import headcount.checkpoint.Checkpoint;
import headcount.checkpoint.CheckpointSettings;
import headcount.checkpoint.HistoryAccumulator;
import headcount.checkpoint.StoredStream;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.Draft;
import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.Source;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is written down of a stream besides its count: which broadcast is on, its peak, its history,
 * its line in the current counts. Pure; the wall clock is an argument. Not thread-safe.
 */
final class StreamBook {
  private final StreamId stream;
  private final CheckpointSettings settings;
  private HistoryAccumulator history;
  private BroadcastRef broadcast;
  private boolean announced;
  private boolean over;
  private int peak;
  private long currentMillis;
  private boolean currentLive;
  private long revision;

  StreamBook(StreamId stream, CheckpointSettings settings, long wall) {
    this.stream = stream;
    this.settings = settings;
    this.history = new HistoryAccumulator(settings.historyStep());
    this.broadcast = unannounced(wall);
    this.over = true;
  }

  private static BroadcastRef unannounced(long wall) {
    return new BroadcastRef(wall, BroadcasterId.UNKNOWN, CategoryId.UNCATEGORIZED);
  }

  BroadcastRef broadcast() {
    return broadcast;
  }

  int peak() {
    return peak;
  }

  /** Goes on where the store says the stream stood. */
  void resume(StoredStream stored) {
    broadcast = stored.broadcast();
    announced = !broadcast.broadcaster().equals(BroadcasterId.UNKNOWN);
    over = false;
    peak = stored.peak();
    history = HistoryAccumulator.resumed(stored.history(), settings.historyStep());
  }

  /**
   * What the catalogue says is on; an announcement that came meanwhile is newer. True if that
   * changes what is on. A row of one that is over changes nothing here.
   */
  boolean catalogued(Catalogue.Entry entry) {
    var listed = entry.broadcast();
    if (revision != 0 || entry.endedAtMillis() != 0) {
      return false;
    }
    if (isAnnounced(entry)) {
      boolean newer = announced && broadcast.startedAtMillis() >= listed.startedAtMillis();
      return !newer && on(listed);
    }
    if (over && !announced) {
      broadcast = listed;
      over = false;
      return true;
    }
    return false;
  }

  private static boolean isAnnounced(Catalogue.Entry entry) {
    var ref = entry.broadcast();
    return !ref.broadcaster().equals(BroadcasterId.UNKNOWN)
        || !ref.category().equals(CategoryId.UNCATEGORIZED)
        || !entry.title().equals(entry.stream().text());
  }

  /** Whether that broadcast is the one that is on. */
  boolean isOn(long startedAtMillis) {
    return !over && broadcast.startedAtMillis() == startedAtMillis;
  }

  /** The broadcast is over: what comes next is unannounced, until somebody says otherwise. */
  private void makeWay(long wall) {
    broadcast = unannounced(Math.max(wall, broadcast.startedAtMillis() + 1));
    announced = false;
    over = true;
    peak = 0;
  }

  /**
   * Whether what is said of the broadcasts is not older than what was said before: the catalogue
   * repeats each change a while after it was told.
   */
  boolean isNews(long told) {
    boolean news = told >= revision;
    revision = Math.max(revision, told);
    return news;
  }

  /** This broadcast is on from now on; true if another one was. */
  boolean on(BroadcastRef now) {
    announced = true;
    over = false;
    if (now.equals(broadcast)) {
      return false;
    }
    if (now.startedAtMillis() != broadcast.startedAtMillis()) {
      peak = 0;
    }
    broadcast = now;
    return true;
  }

  /** The broadcast has ended; the records that close it. */
  List<AudienceRecord> end(Headcount count, long wall) {
    var records = new ArrayList<AudienceRecord>(history.finish(stream, count.epoch(), wall));
    currentLive = false;
    currentMillis = wall;
    records.add(current(count, wall));
    makeWay(wall);
    return records;
  }

  /**
   * Somebody watches although the last broadcast is over: an unannounced one begins. True if so.
   */
  boolean beginsUnannounced(Headcount count, long wall) {
    if (!over || count.connections() == 0) {
      return false;
    }
    broadcast = unannounced(Math.max(wall, broadcast.startedAtMillis()));
    over = false;
    peak = 0;
    return true;
  }

  boolean announced() {
    return announced;
  }

  /**
   * The count is so now: the steps of history that are full, and the minute's line if it is due.
   */
  List<AudienceRecord> observe(Headcount count, long joins, long leaves, long wall) {
    boolean live = announced || count.viewers() > 0;
    if (count.quality() == Quality.EXACT) {
      peak = Math.max(peak, count.viewers());
    }
    var records =
        new ArrayList<AudienceRecord>(
            history.advance(
                stream,
                broadcast,
                count.epoch(),
                wall,
                new HistoryAccumulator.Sample(
                    count.viewers(), count.anonymous(), count.quality(), live, joins, leaves)));
    long since = wall - currentMillis;
    boolean due = since < 0 || since >= settings.currentEvery().toMillis();
    if ((live && due) || live != currentLive) {
      currentMillis = wall;
      currentLive = live;
      records.add(current(count, wall));
    }
    return records;
  }

  private AudienceRecord current(Headcount count, long wall) {
    return new AudienceRecord.Current(
        stream,
        broadcast,
        count.epoch(),
        count.version(),
        count.viewers(),
        count.connections(),
        count.anonymous(),
        peak,
        history.recentMean(wall),
        count.quality().code(),
        currentLive,
        wall);
  }

  /** Whether figures wait that no record holds yet. */
  boolean unwritten() {
    return history.holdsUnwritten() || currentLive;
  }

  Checkpoint checkpoint(Draft draft, Map<Source, Long> beats) {
    var base = draft.base();
    var change = draft.change();
    return new Checkpoint(
        stream,
        base == null ? null : new Checkpoint.Base(base.epoch(), base.version()),
        draft.count(),
        peak,
        broadcast,
        draft.sources(),
        beats,
        history.text(),
        change.came(),
        change.went(),
        change.joined().stream()
            .map(placed -> new Checkpoint.Placed(placed.tab(), placed.source()))
            .toList(),
        change.left(),
        draft.ending());
  }

  /** The session of a tab whose node is gone. */
  AudienceRecord lost(Tab tab, long endedAtMillis, boolean drained) {
    return new AudienceRecord.Watched(
        stream,
        broadcast,
        tab.session(),
        tab.viewer(),
        tab.anonymous(),
        tab.joinedAtMillis(),
        Math.max(endedAtMillis, tab.joinedAtMillis()),
        drained ? EndedBy.DRAIN : EndedBy.NODE_LOST);
  }
}
