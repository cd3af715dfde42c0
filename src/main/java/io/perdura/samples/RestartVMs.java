package io.perdura.samples;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.Task;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.util.List;
import java.util.stream.Stream;

/** The orchestrator that the HTTP API reference starts, with the input it gives it. */
public final class RestartVMs {

  private static final String RESTART_VM = "RestartVM";

  /** Whose machines to restart. */
  public record Machines(String resourceGroup, String subscriptionId) {}

  /** Restarts the machines of a resource group side by side, and says what became of each. */
  @Orchestrator("RestartVMs")
  public List<String> restartAll(TaskOrchestrationContext ctx) {
    String group = ctx.getInput(Machines.class).resourceGroup();
    List<Task<String>> restarts =
        Stream.of("web", "db")
            .map(machine -> ctx.callActivity(RESTART_VM, group + "/" + machine, String.class))
            .toList();
    return ctx.allOf(restarts).await();
  }

  /** Where a real one would call the cloud. */
  @Activity(RESTART_VM)
  public String restart(String machine) {
    return "Restarted " + machine;
  }
}
