package io.perdura.client;

import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.TimeRules;
import io.perdura.taskhub.InvalidRequestException;
import io.perdura.taskhub.StartRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;

/** Checks what a caller wants to start, and makes a request of it. */
final class StartRequests {

  /** Characters of the longest version. */
  private static final int MAX_VERSION = 100;

  private final FunctionRegistry functions;
  private final DataConverter converter;
  private final Clock clock;
  private final Supplier<String> instanceIds;

  StartRequests(
      FunctionRegistry functions,
      DataConverter converter,
      Clock clock,
      Supplier<String> instanceIds) {
    this.functions = functions;
    this.converter = converter;
    this.clock = clock;
    this.instanceIds = instanceIds;
  }

  /**
   * @param name the orchestrator, in any letter case
   * @param given null for none
   * @throws InvalidRequestException naming the broken rule
   */
  StartRequest of(String name, NewOrchestrationInstanceOptions given) {
    NewOrchestrationInstanceOptions options =
        given == null ? new NewOrchestrationInstanceOptions() : given;
    if (!functions.hasOrchestrator(name)) {
      throw InstanceIds.invalid(
          FunctionNames.unknown(name, "orchestrator", functions.orchestratorNames()));
    }
    boolean generated = options.getInstanceId() == null;
    if (!generated) {
      InstanceIds.check(options.getInstanceId());
    }
    return new StartRequest(
        generated ? instanceIds.get() : options.getInstanceId(),
        generated,
        name,
        options.json(converter),
        version(name, options.getVersion()),
        tags(options.getTags()),
        startTime(options.getStartTime()),
        options.getConflictPolicy());
  }

  /** Decided now, because the instance must not change its code when a newer one is deployed. */
  private String version(String name, String asked) {
    String version = asked == null ? functions.latestVersion(name) : asked;
    if (version != null && (version.isBlank() || version.length() > MAX_VERSION)) {
      throw InstanceIds.invalid(
          "A version must not be blank or longer than %d characters.".formatted(MAX_VERSION));
    }
    if (!functions.hasOrchestrator(name, version)) {
      throw InstanceIds.invalid(
          "No version '%s' of the orchestrator '%s' is deployed.".formatted(version, name));
    }
    return version;
  }

  private static Map<String, String> tags(Map<String, String> tags) {
    if (tags.keySet().stream().anyMatch(String::isBlank)) {
      throw InstanceIds.invalid("The name of a tag must not be blank.");
    }
    return tags;
  }

  private Instant startTime(Instant asked) {
    if (asked == null || !asked.isAfter(clock.instant())) {
      return null;
    }
    if (asked.isAfter(TimeRules.LATEST)) {
      throw InstanceIds.invalid(
          "The start time must not be later than %s.".formatted(TimeRules.LATEST));
    }
    return asked.truncatedTo(ChronoUnit.MICROS);
  }
}
