package io.perdura.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrchestratorVersionsTest {

  private final FunctionRegistry registry = new FunctionRegistry();

  private TaskOrchestration add(String name, String version) {
    TaskOrchestration orchestration = ctx -> ctx.complete(version);
    registry.addOrchestrator(name, version, () -> orchestration, "origin of " + version);
    return orchestration;
  }

  @Test
  void aVersionIsServedByItsOwnFunction() {
    TaskOrchestration first = add("Order", "1");
    TaskOrchestration second = add("order", "2");

    assertThat(registry.newOrchestrator("ORDER", "1")).containsSame(first);
    assertThat(registry.newOrchestrator("ORDER", "2")).containsSame(second);
    assertThat(registry.hasOrchestrator("oRDER")).isTrue();
    assertThat(registry.orchestratorNames()).containsExactly("order");
  }

  @Test
  void aVersionWithoutFunctionIsServedByTheOneWithoutVersionOrByNone() {
    add("Order", "1");
    assertThat(registry.newOrchestrator("Order", "7")).isEmpty();
    assertThat(registry.newOrchestrator("Order", null)).isEmpty();

    TaskOrchestration unversioned = add("Order", null);
    assertThat(registry.newOrchestrator("Order", "7")).containsSame(unversioned);
    assertThat(registry.newOrchestrator("Order", null)).containsSame(unversioned);
  }

  @Test
  void theNewestVersionIsThatOfHighestOrderWhereverItWasAdded() {
    TaskOrchestration newest = add("Order", "1.10");
    add("Order", "1.9");
    add("Order", null);

    assertThat(registry.latestVersion("order")).isEqualTo("1.10");
    assertThat(registry.newOrchestrator("order", registry.latestVersion("order")))
        .containsSame(newest);
  }

  @Test
  void thereIsNoNewestVersionOfAnUnversionedOrUnknownFunction() {
    TaskOrchestration unversioned = add("Order", null);

    assertThat(registry.latestVersion("Order")).isNull();
    assertThat(registry.newOrchestrator("Order", registry.latestVersion("Order")))
        .containsSame(unversioned);
    assertThat(registry.latestVersion("Nothing")).isNull();
    assertThat(registry.newOrchestrator("Nothing", registry.latestVersion("Nothing"))).isEmpty();
    assertThat(registry.hasOrchestrator("Nothing")).isFalse();
  }

  @Test
  void twoFunctionsOfOneNameAndVersionAreRefusedWithBothOrigins() {
    add("Order", "2.0");

    assertThatThrownBy(() -> registry.addOrchestrator("ORDER", "2.00", null, "the other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(version 2.00)")
        .hasMessageContaining("'ORDER'")
        .hasMessageContaining("origin of 2.0 and the other");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2",
    "2, 10",
    "1.9, 1.10",
    "1.9, 1.9.1",
    "1.9.1, 1.10",
    "v2, v10",
    "2.0-rc, 2.0",
    "2.0-rc2, 2.0-rc10",
    "2.0-rc, 2.0+patch",
    "1.0, 2.0-rc",
    "alpha, Beta",
    "20261121093000, 20261121093001"
  })
  void theSecondIsNewer(String older, String newer) {
    assertThat(new VersionOrder().compare(older, newer)).isNegative();
    assertThat(new VersionOrder().compare(newer, older)).isPositive();
  }

  @Test
  void theOrderIsOneWhateverVersionsAreSorted() {
    Random random = new Random(20261121);
    List<String> versions = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder version = new StringBuilder();
      random.ints(1 + random.nextInt(5), 0, 7).forEach(c -> version.append("019.-+a".charAt(c)));
      versions.add(version.toString());
    }
    versions.sort(new VersionOrder());

    for (int i = 0; i < versions.size(); i++) {
      for (int j = i; j < versions.size(); j++) {
        assertThat(new VersionOrder().compare(versions.get(i), versions.get(j)))
            .as("%s and %s", versions.get(i), versions.get(j))
            .isLessThanOrEqualTo(0);
      }
    }
  }
}
