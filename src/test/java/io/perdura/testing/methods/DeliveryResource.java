package io.perdura.testing.methods;

import io.perdura.client.DurableClient;
import io.perdura.client.TaskHubs;
import io.perdura.orchestration.DataConverter;
import io.perdura.testing.library.Parcel;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Starts a delivery. */
@Path("deliveries")
public final class DeliveryResource {

  private final DurableClient client;
  private final TaskHubs hubs;

  @Inject
  public DeliveryResource(DurableClient client, TaskHubs hubs) {
    this.client = client;
    this.hubs = hubs;
  }

  /** Starts one of the id and tells the hub. */
  @POST
  @Path("{id}")
  @Produces("application/json")
  public CompletionStage<Map<String, String>> start(@PathParam("id") String id, List<Parcel> body) {
    String input = new DataConverter().serialize(body);
    return client
        .start("Deliver", id, input)
        .thenApply(started -> Map.of("id", started, "hub", hubs.defaultHub().taskHub()));
  }
}
