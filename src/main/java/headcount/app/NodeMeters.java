package headcount.app;

import headcount.http.ManagementParts;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** A node's meters, and the text that Prometheus reads of them. */
final class NodeMeters implements ManagementParts.Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  NodeMeters() {
    registry.config().meterFilter(new OurNames());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    bindForLife();
  }

  @SuppressWarnings("resource") // measures until the process ends
  private void bindForLife() {
    new JvmGcMetrics().bindTo(registry);
  }

  /** The JVM's meters bear the product's name as well, as all that it exports. */
  private static final class OurNames implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
      var name = id.getName();
      return name.startsWith("headcount.") ? id : id.withName("headcount." + name);
    }
  }

  Meters meters() {
    return new Meters(registry);
  }

  @Override
  public String scrape() {
    return registry.scrape();
  }
}
