package io.perdura;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Dependencies between packages go one way; ARCHITECTURE.md shows the same table. */
@AnalyzeClasses(packages = "io.perdura", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("orchestration", List.of());
    MAY_USE.put("history", List.of("orchestration"));
    MAY_USE.put("taskhub", List.of("history", "orchestration"));
    MAY_USE.put("replay", List.of("history", "orchestration"));
    MAY_USE.put("dao", List.of("taskhub", "history", "orchestration"));
    MAY_USE.put("dispatcher", List.of("dao", "replay", "taskhub", "history", "orchestration"));
    MAY_USE.put("client", List.of("dao", "taskhub", "history", "orchestration"));
    MAY_USE.put("http", List.of("client", "taskhub", "history", "orchestration"));
    MAY_USE.put("httpcall", List.of("orchestration"));
    MAY_USE.put("samples", List.of("http", "client", "taskhub", "orchestration"));
  }

  @ArchTest static final ArchRule packagesDependOneWay = layers();

  @ArchTest
  static final ArchRule noClassStartsTheTimerThreadOfTheJvm =
      noClasses()
          .should()
          .callMethod(CompletableFuture.class, "orTimeout", long.class, TimeUnit.class)
          .orShould()
          .callMethod(
              CompletableFuture.class,
              "completeOnTimeout",
              Object.class,
              long.class,
              TimeUnit.class)
          .because("it would keep the classes of a web application that has been undeployed");

  private static LayeredArchitecture layers() {
    LayeredArchitecture layers =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("bootstrap")
            .definedBy("io.perdura.bootstrap..");
    for (String name : MAY_USE.keySet()) {
      layers = layers.layer(name).definedBy("io.perdura." + name + "..");
    }
    for (Map.Entry<String, List<String>> rule : MAY_USE.entrySet()) {
      layers =
          rule.getValue().isEmpty()
              ? layers.whereLayer(rule.getKey()).mayNotAccessAnyLayer()
              : layers
                  .whereLayer(rule.getKey())
                  .mayOnlyAccessLayers(rule.getValue().toArray(String[]::new));
    }
    return layers
        .whereLayer("bootstrap")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture();
  }

  @ArchTest
  static final ArchRule onlyTheDaoLayerSpeaksJdbc =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.perdura.dao..", "io.perdura.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule onlyDispatchersKnowQuartz =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.perdura.dispatcher..", "io.perdura.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.quartz..");

  @ArchTest
  static final ArchRule onlyTheEdgeKnowsHttp =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.perdura.http..", "io.perdura.samples..", "io.perdura.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule replayReadsNoClockAndNoChance =
      noClasses()
          .that()
          .resideInAPackage("io.perdura.replay..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID");
}
