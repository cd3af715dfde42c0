package io.perdura.dispatcher;

import static io.perdura.testing.Patience.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdura.testing.EngineFixture;
import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {

  @TempDir Path folder;

  private static Set<String> engineThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("perdura-"))
        .map(thread -> thread.getId() + " " + thread.getName())
        .collect(Collectors.toSet());
  }

  @Test
  void aNodeEndsAllItsThreadsThoughTheDatabaseIsAway() {
    Set<String> before = engineThreads();
    EngineFixture engine =
        EngineFixture.start(
            DatabaseUrl.h2(folder.resolve("perdura")), new TestFunctions().registry());
    engine.awaitEnd(engine.client().scheduleNewOrchestrationInstance("Sequence", 1));
    assertThat(engineThreads()).anyMatch(thread -> !before.contains(thread));
    engine.dataSource().close();
    engine.close();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(before).containsAll(engineThreads()));
  }
}
