package io.perdura.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.Entity;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskActivityContext;
import io.perdura.orchestration.TaskEntityContext;
import io.perdura.orchestration.TaskEntityFunction;
import io.perdura.orchestration.TaskEntityOperation;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionDiscoveryTest {

  private final Problems problems = new Problems();

  private FunctionRegistry discover(Class<?>... classes) {
    return FunctionDiscovery.functions(List.of(classes), problems);
  }

  private Object call(FunctionRegistry functions, String activity, String input) throws Exception {
    return functions.newActivity(activity).orElseThrow().run(new Context(activity, input));
  }

  private record Context(String name, String input) implements TaskActivityContext {
    @Override
    public int getAttemptNumber() {
      return 1;
    }

    @Override
    public String getIdempotencyKey() {
      return "key";
    }

    @Override
    public boolean isOrchestrationEnded() {
      return false;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public String getInstanceId() {
      return "instance";
    }

    @Override
    public <T> T getInput(Class<T> targetType) {
      return getInput((Type) targetType);
    }

    @Override
    public <T> T getInput(Type targetType) {
      return new DataConverter().deserialize(input, targetType);
    }
  }

  public static class Parameters {
    @Activity
    public String none() {
      return "none";
    }

    @Activity
    public static String context(TaskActivityContext ctx) {
      return ctx.getInstanceId();
    }

    @Activity
    public String input(Map<String, List<BigDecimal>> amounts) {
      return amounts.get("sums").get(0).toPlainString();
    }

    @Activity
    public String inputThenContext(String input, TaskActivityContext ctx) {
      return input + ctx.getName();
    }

    @Activity
    public String contextThenInput(TaskActivityContext ctx, String input) {
      return ctx.getName() + input;
    }

    @Activity
    public int number(int input) {
      return input + 1;
    }

    @Activity
    public void nothing(String... inputs) {}
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "none, `\"ignored\"`, none",
        "CONTEXT, , instance",
        "input, `{\"sums\": [0.1000000000000000000001]}`, 0.1000000000000000000001",
        "inputThenContext, `\"in\"`, ininputThenContext",
        "contextThenInput, , contextThenInputnull",
        "number, 41, 42",
        "nothing, `[\"a\"]`, "
      })
  void activityMethodsTakeWhatTheyDeclare(String activity, String input, String result)
      throws Exception {
    Object returned = call(discover(Parameters.class), activity, input);

    problems.refuseAny();
    assertThat(returned == null ? null : returned.toString()).isEqualTo(result);
  }

  @Test
  void aPrimitiveParameterNeedsAnInput() {
    assertThatThrownBy(() -> call(discover(Parameters.class), "number", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The activity 'number' needs an input");
  }

  public static class Throwing {
    @Activity("Checked")
    public void checked() throws IOException {
      throw new IOException("as it is");
    }
  }

  @Test
  void whatAMethodThrowsArrivesAsItIs() {
    assertThatThrownBy(() -> call(discover(Throwing.class), "Checked", null))
        .isInstanceOf(IOException.class)
        .hasMessage("as it is");
  }

  public interface Greeting<T> {
    Object greet(T name);
  }

  public static class Greeter implements Greeting<String> {
    @Activity("Greet")
    @Override
    public String greet(String name) {
      return "Hello, " + name;
    }
  }

  public static class Subclass extends Greeter {}

  @Test
  void bridgesAndSubclassesDoNotClaimANameAgain() throws Exception {
    FunctionRegistry functions = discover(Greeter.class, Subclass.class, Greeter.class);

    problems.refuseAny();
    assertThat(call(functions, "Greet", "\"you\"")).isEqualTo("Hello, you");
  }

  public static class Versions {
    @Orchestrator(value = "Order", version = "1")
    public void first(TaskOrchestrationContext ctx) {}

    @Orchestrator(value = "Order", version = "2")
    public static void second(TaskOrchestrationContext ctx) {}
  }

  @Test
  void versionsOfOneOrchestratorStandSideBySide() {
    FunctionRegistry functions = discover(Versions.class);

    problems.refuseAny();
    assertThat(functions.latestVersion("Order")).isEqualTo("2");
    assertThat(functions.newOrchestrator("Order", "1")).isPresent();
    assertThat(functions.newOrchestrator("Order", "3")).isEmpty();
  }

  public static class Unusable {
    @Orchestrator("NoContext")
    public void noContext() {}

    @Orchestrator("Input")
    public void input(TaskOrchestrationContext ctx, String input) {}

    @Activity("TwoInputs")
    public void twoInputs(String a, String b) {}

    @Activity("TwoContexts")
    public void twoContexts(TaskActivityContext a, TaskActivityContext b) {}

    @Activity("Hidden")
    void hidden() {}
  }

  static class Hidden {
    @Activity("OfHiddenClass")
    public static void ofHiddenClass() {}
  }

  public abstract static class Abstract {
    @Activity("OfAbstractClass")
    public void ofAbstractClass() {}
  }

  public record NoConstructor(String needed) {
    @Activity("WithoutObject")
    public void withoutObject() {}
  }

  @Activity("NotOne")
  public static class NotOne implements UnaryOperator<String> {
    @Override
    public String apply(String s) {
      return s;
    }
  }

  @Test
  void everyUnusableFunctionIsToldInOneMessage() {
    discover(
        Unusable.class,
        Hidden.class,
        Abstract.class,
        NoConstructor.class,
        NotOne.class,
        Twin.class,
        OtherTwin.class);

    assertThatThrownBy(problems::refuseAny)
        .isInstanceOf(StartupException.class)
        .message()
        .satisfies(message -> assertThat(message.lines()).hasSize(11))
        .contains("Unusable#noContext in ")
        .contains("marked as @Orchestrator but needs one parameter: TaskOrchestrationContext")
        .contains("Unusable#input in ")
        .contains("Unusable#twoInputs in ")
        .contains("Unusable#twoContexts in ")
        .contains("takes more than one input and one TaskActivityContext")
        .containsPattern("Unusable#hidden in .* but is not public")
        .containsPattern("Hidden#ofHiddenClass in .* but its class is not public")
        .containsPattern("Abstract#ofAbstractClass in .* but its class cannot be instantiated")
        .containsPattern("NoConstructor#withoutObject in .* no public constructor without")
        .containsPattern("NotOne in .* marked as @Activity but is not a TaskActivity")
        .contains("Two functions claim to be the activity 'TWIN'");
  }

  @Activity("Twin")
  public static class OtherTwin implements TaskActivity {
    @Override
    public Object run(TaskActivityContext ctx) {
      return null;
    }
  }

  public static class Twin {
    @Activity("TWIN")
    public void twin() {}
  }

  @Test
  void aNameClaimedTwiceIsToldWithBothPlaces() {
    discover(Twin.class, OtherTwin.class);
    String place = Origin.place(Twin.class);

    assertThatThrownBy(problems::refuseAny)
        .hasMessageContaining(
            "Two functions claim to be the activity 'TWIN': %s in %s and %s#twin in %s",
            OtherTwin.class.getName(), place, Twin.class.getName(), place);
  }

  /** Any class: the field is the state. */
  @Entity
  public static final class Lamp {
    private boolean on;

    public boolean toggle() {
      on = !on;
      return on;
    }
  }

  /** One operation after another, as text. */
  public static final class Log {
    @Entity("Journal")
    public static Object log(TaskEntityOperation operation) {
      operation.setState(operation.getState(String.class) + operation.getName());
      return operation.getInput(String.class);
    }

    @Entity
    public void wrong(String input) {}
  }

  private static final class Operation implements TaskEntityOperation {
    private final String name;
    private String state;

    Operation(String name, String state) {
      this.name = name;
      this.state = state;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public <T> T getInput(Class<T> targetType) {
      return targetType.cast("input");
    }

    @Override
    public TaskEntityContext getContext() {
      return null;
    }

    @Override
    public <T> T getState(Class<T> stateType) {
      return new DataConverter().deserialize(state, stateType);
    }

    @Override
    public void setState(Object value) {
      state = new DataConverter().serialize(value);
    }
  }

  @Test
  void anyClassMayBeAnEntity() throws Exception {
    TaskEntityFunction lamp = discover(Lamp.class).newEntity("LAMP").orElseThrow();
    problems.refuseAny();

    Operation toggle = new Operation("Toggle", null);
    assertThat(lamp.run(toggle)).isEqualTo(true);
    assertThat(toggle.state).isEqualTo("{\"on\":true}");
    Operation again = new Operation("toggle", "{\"on\":true,\"old\":1}");
    assertThat(lamp.run(again)).isEqualTo(false);
    assertThat(again.state).isEqualTo("{\"on\":false}");
    Operation delete = new Operation("delete", "{\"on\":true}");
    assertThat(lamp.run(delete)).isNull();
    assertThat(delete.state).isNull();
    assertThatThrownBy(() -> lamp.run(new Operation("hashCode", null)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aMethodMayBeAnEntity() throws Exception {
    TaskEntityFunction journal = discover(Log.class).newEntity("journal").orElseThrow();

    Operation write = new Operation("b", "\"a\"");
    assertThat(journal.run(write)).isEqualTo("input");
    assertThat(write.state).isEqualTo("\"ab\"");
    assertThatThrownBy(problems::refuseAny).hasMessageContaining("TaskEntityOperation");
  }
}
