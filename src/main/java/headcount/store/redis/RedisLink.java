package headcount.store.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to Redis, a server or a cluster. Starts while Redis is down and connects when
 * it can; while there is no connection every command fails, at once or (in a cluster) a moment
 * later. Nothing waits for a connection: however long a server is gone, its commands take no
 * memory. Thread-safe.
 */
final class RedisLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration USER_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REFRESH = Duration.ofSeconds(5);
  private static final Duration ADAPTIVE_REFRESH = Duration.ofSeconds(2);
  private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(1);
  private static final long LONGEST_CLOSE_SECONDS = 5;
  private static final long RETRY_MILLIS = 500;
  private static final long SECOND_TRY_MILLIS = 250;
  private static final String NOT_SENT = "Currently not connected";

  private final RedisSettings settings;
  private final ClientResources resources;
  private final AbstractRedisClient client;
  private final Executor later =
      CompletableFuture.delayedExecutor(
          RETRY_MILLIS, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
  private final Executor secondTry =
      CompletableFuture.delayedExecutor(
          SECOND_TRY_MILLIS, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
  private volatile @Nullable RedisClusterAsyncCommands<String, String> commands;
  private volatile boolean closed;
  private boolean complained;

  RedisLink(RedisSettings settings) {
    this.settings = settings;
    this.resources =
        ClientResources.builder()
            .reconnectDelay(
                Delay.exponential(
                    Duration.ofMillis(20), LONGEST_RECONNECT, 2, TimeUnit.MILLISECONDS))
            .build();
    this.client = settings.server().cluster() ? clusterClient() : singleClient();
    Thread.startVirtualThread(this::connect);
  }

  /**
   * Runs one command; fails with an IOException while there is no connection. A cluster's nodes are
   * connected to when they are first needed, so what could not be sent there is tried a second
   * time.
   */
  <T> CompletionStage<T> call(
      Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> command) {
    if (!settings.server().cluster()) {
      return attempt(command);
    }
    var result = new CompletableFuture<T>();
    attempt(command)
        .whenComplete(
            (value, failure) -> {
              if (failure != null && wasNotSent(failure)) {
                secondTry.execute(
                    () -> attempt(command).whenComplete((late, why) -> end(result, late, why)));
              } else {
                end(result, value, failure);
              }
            });
    return result;
  }

  private static <T> void end(CompletableFuture<T> result, T value, @Nullable Throwable failure) {
    var _ = failure == null ? result.complete(value) : result.completeExceptionally(failure);
  }

  private static boolean wasNotSent(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof RedisException
          && String.valueOf(each.getMessage()).startsWith(NOT_SENT)) {
        return true;
      }
    }
    return false;
  }

  private <T> CompletionStage<T> attempt(
      Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> command) {
    var now = commands;
    if (now == null) {
      return CompletableFuture.failedFuture(
          new IOException("Redis at " + describe() + " is not connected"));
    }
    try {
      return command.apply(now);
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Asks the server, or every master that this node knows of a cluster, for a sign of life; fails
   * after twice the command timeout at the latest, naming a master that is silent.
   */
  CompletionStage<?> ping() {
    var limit = settings.limits().timeout().multipliedBy(2).toMillis();
    return call(RedisLink::pingAll).toCompletableFuture().orTimeout(limit, TimeUnit.MILLISECONDS);
  }

  private static CompletionStage<?> pingAll(RedisClusterAsyncCommands<String, String> commands) {
    if (!(commands instanceof RedisAdvancedClusterAsyncCommands<String, String> cluster)) {
      return commands.ping();
    }
    // a master that failed keeps its name and loses its slots
    var asked =
        cluster.nodes(node -> node.is(NodeFlag.UPSTREAM) && !node.hasNoSlots()).commands().ping();
    if (asked.nodes().isEmpty()) {
      return CompletableFuture.failedFuture(new IOException("no master is known"));
    }
    return CompletableFuture.allOf(
        asked.asMap().entrySet().stream()
            .map(
                each ->
                    each.getValue()
                        .exceptionally(
                            failure -> {
                              var uri = each.getKey().getUri();
                              throw new IllegalStateException(
                                  uri.getHost() + ":" + uri.getPort() + ": " + failure.getMessage(),
                                  failure);
                            }))
            .toArray(CompletableFuture[]::new));
  }

  /** Whether a connection was made; it may be lost again by now. */
  boolean connected() {
    return commands != null;
  }

  String describe() {
    return settings.server().describe();
  }

  @Override
  public void close() {
    closed = true;
    commands = null;
    // with all of a cluster gone it may never say that it is through
    client
        .shutdownAsync(0, 1, TimeUnit.SECONDS)
        .completeOnTimeout(null, LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)
        .join();
    var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
  }

  private void connect() {
    if (closed) {
      return;
    }
    try {
      commands =
          switch (client) {
            case RedisClusterClient cluster -> cluster.connect(MeasuredUtf8.CODEC).async();
            case RedisClient single -> single.connect(MeasuredUtf8.CODEC).async();
            default -> throw new IllegalStateException("a client that is neither");
          };
      LOG.info("connected to Redis at {}", describe());
    } catch (RedisException e) {
      if (!complained && !closed) {
        complained = true;
        LOG.warn("Redis at {} is not there yet, trying on: {}", describe(), e.getMessage());
      }
      later.execute(this::connect);
    }
  }

  private RedisClient singleClient() {
    var uri = settings.server().uris().getFirst();
    uri.setTimeout(settings.limits().timeout());
    var single = RedisClient.create(resources, uri);
    single.setOptions(options(ClientOptions.builder()).build());
    return single;
  }

  private RedisClusterClient clusterClient() {
    var uris = settings.server().uris();
    uris.forEach(uri -> uri.setTimeout(settings.limits().timeout()));
    var cluster = RedisClusterClient.create(resources, uris);
    // every adaptive trigger is on by itself
    var refresh =
        ClusterTopologyRefreshOptions.builder()
            .enablePeriodicRefresh(REFRESH)
            .adaptiveRefreshTriggersTimeout(ADAPTIVE_REFRESH)
            .build();
    var options = ClusterClientOptions.builder(options(ClientOptions.builder()).build());
    cluster.setOptions(options.topologyRefreshOptions(refresh).build());
    return cluster;
  }

  private ClientOptions.Builder options(ClientOptions.Builder builder) {
    var userTimeout = TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(USER_TIMEOUT).build();
    return builder
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(settings.limits().queue())
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .timeoutOptions(TimeoutOptions.enabled(settings.limits().timeout()))
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .keepAlive(true)
                .tcpNoDelay(true)
                .tcpUserTimeout(userTimeout)
                .build());
  }
}
