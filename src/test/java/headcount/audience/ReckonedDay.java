package headcount.audience;

import headcount.audience.DailyFigures.Counted;
import headcount.audience.DailyFigures.Watched;
import headcount.audience.DailyFigures.Watching;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A business day whose figures a test reckons by hand. Times are those of Seoul, on the 21st; steps
 * are of five minutes.
 */
final class ReckonedDay {
  static final BusinessDay DAY = new BusinessDay(LocalDate.of(2026, 11, 21));
  static final long GAMES = 1;
  static final long MUSIC = 2;

  final DayTotals totals = new DayTotals(DAY, Duration.ofMinutes(5));
  private final List<DailyFigures> figures = new ArrayList<>();

  static long at(String time) {
    return Instant.parse("2026-11-21T" + time + ":00+09:00").toEpochMilli();
  }

  static OnAir onAir(long stream, String from, String to) {
    return new OnAir(stream, at(from), at(to));
  }

  /** A step of five minutes, live and observed all the time. */
  static StoredStep step(
      long stream, String time, long category, long viewerSeconds, @Nullable Long peak) {
    return new StoredStep(stream, at(time), category, viewerSeconds, peak, 300, 300, 0);
  }

  /** A session of a viewer seen before, listed under games; viewers below zero are anonymous. */
  static Sitting sitting(long viewer, long stream, String from, String until) {
    return new Sitting(viewer, viewer < 0, false, stream, GAMES, at(from), at(until), false);
  }

  BroadcasterDay broadcaster(long key, OnAir... broadcasts) {
    return new BroadcasterDay(totals, key, List.of(broadcasts));
  }

  /** The day is over: from now on its figures can be asked for. */
  void ended(BroadcasterDay... broadcasters) {
    for (var each : broadcasters) {
      figures.addAll(each.figures(true));
    }
    figures.addAll(totals.figures(true));
  }

  DailyFigures of(Scope.Kind kind, long key) {
    return figures.stream()
        .filter(each -> each.scope().equals(new Scope(kind, key)))
        .findFirst()
        .orElseThrow();
  }

  Counted counted(Scope.Kind kind, long key) {
    return of(kind, key).counted();
  }

  Watched watched(Scope.Kind kind, long key) {
    return Objects.requireNonNull(of(kind, key).watched());
  }

  static Watching watching(Watched watched) {
    return Objects.requireNonNull(watched.watching());
  }
}
