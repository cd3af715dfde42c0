package io.perdura.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdura.client.OrchestrationMetadata;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskActivityContext;
import io.perdura.orchestration.TaskFailedException;
import io.perdura.orchestration.TaskOrchestrationContext;
import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What activities and orchestrators may do wrong or to excess harms nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LongDataContract {

  private static final int MILLION = 1_000_000;

  private final FunctionRegistry functions = new FunctionRegistry();
  private EngineFixture engine;

  abstract DatabaseUrl newDatabase();

  /** Whether the database takes some 16 MB at once and no more. */
  abstract boolean isBounded();

  /** A value that contains itself. */
  public static final class Cycle {
    public Cycle getSelf() {
      return this;
    }
  }

  /** A value that cannot be read. */
  public static final class Unreadable {
    public String getValue() {
      throw new IllegalStateException("unreadable");
    }
  }

  /** An exception that cannot tell what it is. */
  private static final class Mute extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException("mute");
    }
  }

  @BeforeAll
  void start() {
    functions.addActivity("Broken", () -> LongDataContract::broken, "test");
    functions.addActivity("Long", () -> ctx -> ctx.getInput(String.class).repeat(MILLION), "test");
    functions.addOrchestrator("Survey", () -> LongDataContract::survey, "test");
    functions.addOrchestrator("Measure", () -> LongDataContract::measure, "test");
    functions.addOrchestrator("FanIn", () -> LongDataContract::fanIn, "test");
    functions.addOrchestrator(
        "Excess", () -> ctx -> ctx.complete("x".repeat(17 * MILLION)), "test");
    engine = EngineFixture.start(newDatabase(), functions);
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  private OrchestrationMetadata run(String orchestrator, Object input) {
    return engine.awaitEnd(
        engine.client().scheduleNewOrchestrationInstance(orchestrator, input, null));
  }

  private static Object broken(TaskActivityContext ctx) {
    return switch (ctx.getInput(String.class)) {
      case "recursion" -> broken(ctx);
      case "assertion" -> throw new AssertionError("must not be");
      case "memory" -> throw new OutOfMemoryError("its own");
      case "mute" -> throw new Mute();
      case "cycle" -> new Cycle();
      case "unreadable" -> new Unreadable();
      default -> "x".repeat(17 * MILLION);
    };
  }

  private static void survey(TaskOrchestrationContext ctx) {
    List<String> failures = new ArrayList<>();
    for (String way :
        List.of("recursion", "assertion", "memory", "mute", "cycle", "unreadable", "long")) {
      try {
        ctx.callActivity("Broken", way, String.class).await();
      } catch (TaskFailedException e) {
        String type = e.getErrorDetails().getErrorType();
        failures.add(
            type.substring(type.lastIndexOf('.') + 1)
                + " "
                + e.getErrorDetails().getErrorMessage());
      }
    }
    ctx.complete(failures);
  }

  private static void measure(TaskOrchestrationContext ctx) {
    ctx.complete(
        ctx.callActivity("Long", ctx.getInput(String.class), String.class).await().length());
  }

  private static void fanIn(TaskOrchestrationContext ctx) {
    List<Task<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(ctx.callActivity("Long", "xyz", String.class));
    }
    ctx.complete(ctx.allOf(tasks).await().stream().mapToInt(String::length).sum());
  }

  @Test
  void whateverAnActivityThrowsOrReturnsIsItsFailure() {
    String[] failures = run("Survey", null).readOutputAs(String[].class);
    assertThat(failures).hasSize(7);
    assertThat(failures[0]).startsWith("StackOverflowError");
    assertThat(failures[1]).isEqualTo("AssertionError must not be");
    assertThat(failures[2]).isEqualTo("OutOfMemoryError its own");
    assertThat(failures[3]).contains("Mute").contains("cannot be described");
    assertThat(failures[4]).contains("DataConverterException").contains(Cycle.class.getName());
    assertThat(failures[5]).contains(Unreadable.class.getName()).contains("unreadable");
    assertThat(failures[6]).contains("17000002 characters");
  }

  @Test
  void aResultOfTenMegabytesIsStored() {
    assertThat(run("Measure", "0123456789").readOutputAs(Integer.class)).isEqualTo(10 * MILLION);
  }

  @Test
  void aResultThatTheDatabaseDoesNotTakeIsTheActivitysFailure() {
    OrchestrationMetadata end = run("Measure", "\"\"\"\"\"\"\"");
    if (isBounded()) {
      assertThat(end.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
      assertThat(end.readOutputAs(String.class))
          .contains("Long")
          .contains("14000002 characters")
          .contains("max_allowed_packet");
    } else {
      assertThat(end.readOutputAs(Integer.class)).isEqualTo(7 * MILLION);
    }
  }

  @Test
  void manyLongResultsAreStoredTurnByTurn() {
    assertThat(run("FanIn", null).readOutputAs(Integer.class)).isEqualTo(24 * MILLION);
  }

  @Test
  void anOutputThatIsTooLongFailsTheOrchestration() {
    OrchestrationMetadata end = run("Excess", null);
    assertThat(end.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(end.readOutputAs(String.class)).contains("17000002 characters");
  }
}
