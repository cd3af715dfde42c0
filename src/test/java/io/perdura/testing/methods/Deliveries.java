package io.perdura.testing.methods;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskActivityContext;
import io.perdura.orchestration.TaskOrchestrationContext;
import io.perdura.testing.library.Parcel;
import java.io.IOException;
import java.util.List;

/** Orchestrators and activities that are methods of one class. */
public final class Deliveries {

  private int calls;

  /** Answers what the activities make of the input, one after another. */
  @Orchestrator("Deliver")
  public List<Object> deliver(TaskOrchestrationContext ctx) {
    Parcel[] parcels = ctx.getInput(Parcel[].class);
    return List.of(
        ctx.callActivity("Weigh", parcels, Integer.class).await(),
        ctx.callActivity("Label", parcels[0], String.class).await(),
        ctx.callActivity("depot", String.class).await(),
        ++calls);
  }

  /** Fails with an exception that has to be declared. */
  @Orchestrator("DeliverNothing")
  public void deliverNothing(TaskOrchestrationContext ctx) throws IOException {
    throw new IOException("nothing there");
  }

  @Orchestrator(value = "Tariff", version = "1.9")
  public static String oldTariff(TaskOrchestrationContext ctx) {
    return "old";
  }

  @Orchestrator(value = "Tariff", version = "1.10")
  public static String newTariff(TaskOrchestrationContext ctx) {
    return "new";
  }

  /** Takes elements of a class, which only the parameter's type arguments tell. */
  @Activity("Weigh")
  public int weigh(List<Parcel> parcels) {
    return parcels.stream().mapToInt(Parcel::grams).sum();
  }

  /** Takes the context, too. */
  @Activity("Label")
  public static String label(TaskActivityContext ctx, Parcel parcel) {
    return ctx.getInstanceId() + " to " + parcel.to();
  }

  @Activity
  public String depot() {
    return "depot " + ++calls;
  }
}
