package headcount.store.aurora;

import headcount.audience.synth.Aired;
import headcount.audience.synth.Names;
import headcount.audience.synth.Programme;
import headcount.audience.synth.Step;
import headcount.audience.synth.SynthPlan;
import headcount.audience.synth.Watched;
import headcount.store.aurora.SynthKeys.Numbered;
import java.sql.SQLException;
import java.util.List;

/** The rows of the synthetic audience, table by table. Not thread-safe. */
final class SynthTables {
  private static final long EPOCH = 1;
  private static final int HALF_HOUR = 6;
  private static final double TABS_PER_VIEWER = 1.1;

  final BulkLoad.Table users;
  final BulkLoad.Table slots;
  final BulkLoad.Table history;
  final BulkLoad.Table sessions;
  final BulkLoad.Table streams;
  private final BulkLoad.Table current;
  private final BulkLoad.Table broadcasters;
  private final BulkLoad.Table categories;
  private final SynthKeys keys;
  private final long until;

  SynthTables(BulkLoad load, SynthKeys keys, SynthPlan plan) {
    this.categories = load.table("synth_categories");
    this.broadcasters = load.table("synth_broadcasters");
    this.streams = load.table("synth_streams");
    this.history = load.table("synth_history");
    this.sessions = load.table("synth_sessions");
    this.users = load.table("synth_users");
    this.slots = load.table("synth_slots");
    this.current = load.table("synth_current");
    this.keys = keys;
    this.until = plan.until().toEpochMilli();
  }

  /** Everything that others refer to by number. */
  void catalogue(SynthPlan plan) throws SQLException {
    for (int i = 0; i < Programme.CATEGORIES; i++) {
      categories
          .number(keys.category() + i)
          .text(Names.categoryId(i))
          .text(Names.category(i))
          .end();
    }
    for (int i = 0; i < plan.broadcasters(); i++) {
      broadcasters
          .number(keys.broadcaster() + i)
          .text(Names.broadcasterId(i))
          .text(Names.broadcaster(i))
          .end();
    }
  }

  void broadcast(Numbered each) throws SQLException {
    var aired = each.aired();
    streams
        .number(each.stream())
        .text(Names.streamId(aired.broadcaster()))
        .number(each.broadcaster())
        .number(each.category())
        .text(Names.title(aired))
        .moment(aired.started())
        .moment(aired.endedBy(until))
        .end();
  }

  void history(Numbered each, List<Step> steps) throws SQLException {
    for (var step : steps) {
      history
          .number(each.stream())
          .moment(step.atMillis())
          .number(each.category())
          .number(each.broadcaster())
          .number(step.viewerSeconds())
          .number(step.anonymousSeconds())
          .number(step.peak())
          .number(step.low())
          .number(step.joins())
          .number(step.leaves())
          .number(step.liveSeconds())
          .number(step.observedSeconds())
          .number(step.recoveringSeconds())
          .number(EPOCH)
          .end();
    }
  }

  void session(Numbered of, Watched tab) throws SQLException {
    sessions
        .moment(tab.joined())
        .number(of.broadcaster())
        .number(of.stream())
        .unsigned(tab.session())
        .number(tab.viewer())
        .number(tab.until() - tab.joined())
        .number(RecordRows.code(tab.endedBy()))
        .end();
  }

  /** The count of the last moment; that of a broadcast which is over is 0. */
  void current(Numbered each, List<Step> steps) throws SQLException {
    var live = isLive(each.aired());
    var last = steps.getLast();
    var viewers = live ? last.viewerSeconds() / last.liveSeconds() : 0;
    var recent = steps.subList(Math.max(0, steps.size() - HALF_HOUR), steps.size());
    var mean = recent.stream().mapToLong(Step::viewerSeconds).sum() / HALF_HOUR / 300;
    current
        .number(each.stream())
        .number(each.category())
        .number(each.broadcaster())
        .number(viewers)
        .number(Math.round(viewers * TABS_PER_VIEWER))
        .number(live ? last.anonymousSeconds() / last.liveSeconds() : 0)
        .number(steps.stream().mapToInt(Step::peak).max().orElse(0))
        .number(live ? mean : 0)
        .number(0)
        .number(live ? 1 : 0)
        .moment(live ? until : each.aired().ended())
        .number(EPOCH)
        .number(1)
        .end();
  }

  private boolean isLive(Aired aired) {
    return aired.endedBy(until) == 0;
  }
}
