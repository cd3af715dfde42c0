package io.perdura.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.samples.Counter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which entity functions are taken, and how entities are addressed. */
class EntityFunctionsTest {

  private final FunctionRegistry registry = new FunctionRegistry();

  /** Two methods that one operation name could mean. */
  static final class Ambiguous extends TaskEntity<String> {

    @Override
    protected Class<String> getStateType() {
      return String.class;
    }

    @Override
    protected String initializeState() {
      return "";
    }

    public void set(String text) {
      state = text;
    }

    public void SET() {
      state = "";
    }
  }

  @Test
  void namesMatchInAnyCaseAndKeepTheirSpelling() {
    registry.addEntity("Counter", Counter::new, "test");

    assertThat(registry.hasEntity("COUNTER")).isTrue();
    assertThat(registry.newEntity("counter")).get().isInstanceOf(Counter.class);
    assertThat(registry.entityNames()).containsExactly("Counter");
    assertThat(registry.hasEntity("Count")).isFalse();
  }

  @Test
  void aNameIsClaimedOnce() {
    registry.addEntity("Counter", Counter::new, "here");

    assertThatThrownBy(() -> registry.addEntity("counter", Counter::new, "there"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("here")
        .hasMessageContaining("there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a@b", "@a"})
  void namesThatIdsCannotHoldAreRefused(String name) {
    assertThatThrownBy(() -> registry.addEntity(name, Counter::new, "test"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void operationsThatDifferInCaseOnlyAreRefused() {
    assertThatThrownBy(() -> registry.addEntity("Ambiguous", Ambiguous::new, "some.jar"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("some.jar")
        .hasMessageContainingAll("Ambiguous", "operation name");
  }

  @ParameterizedTest
  @CsvSource({"@counter@cats,counter,cats", "@counter@,counter,''", "@counter@a@b,counter,a@b"})
  void idsRoundTripThroughText(String text, String name, String key) {
    EntityInstanceId id = EntityInstanceId.parse(text);

    assertThat(id).isEqualTo(new EntityInstanceId(name, key));
    assertThat(id).hasToString(text);
    assertThat(new EntityInstanceId("COUNTER", key).name()).isEqualTo("counter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"counter", "@counter", "@@key", "x@counter@key"})
  void otherTextIsNoEntityId(String text) {
    assertThatThrownBy(() -> EntityInstanceId.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
