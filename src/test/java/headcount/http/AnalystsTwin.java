package headcount.http;

import headcount.audience.AudienceSums;
import headcount.audience.BusinessDay;
import headcount.audience.Figures;
import headcount.audience.ScopeName;
import headcount.audience.Steps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The analysts' ports in memory; nobody knows a scope of the id {@code nobody}. */
final class AnalystsTwin {
  private final Twins twins;
  final TreeMap<BusinessDay, Map<String, Long>> categories = new TreeMap<>();
  volatile Figures eachStep = new Figures(3600, 60, 60, 60, 60L);
  volatile Instant summedTo = Twins.NOW.minusSeconds(900);
  final Analysts parts;

  AnalystsTwin(Twins twins) {
    this.twins = twins;
    this.parts = new Analysts(new Sums());
  }

  <T> CompletionStage<Optional<T>> ofKnown(ScopeName scope, T answer) {
    return twins.unlessGone(scope.id().equals("nobody") ? Optional.empty() : Optional.of(answer));
  }

  private final class Sums implements AudienceSums {
    @Override
    public CompletionStage<Optional<List<Figures>>> steps(ScopeName scope, Steps steps) {
      return ofKnown(scope, steps.starts().stream().map(_ -> eachStep).toList());
    }

    @Override
    public CompletionStage<Optional<SortedMap<BusinessDay, Map<String, Long>>>> categories(
        ScopeName scope, BusinessDay from, BusinessDay to) {
      return ofKnown(scope, categories.subMap(from, to));
    }

    @Override
    public CompletionStage<Instant> summedTo() {
      return twins.unlessGone(summedTo);
    }
  }
}
