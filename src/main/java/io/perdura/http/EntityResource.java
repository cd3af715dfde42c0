package io.perdura.http;

import io.perdura.client.EntityMetadata;
import io.perdura.client.TaskHubs;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** Shows and signals one entity (contract, section 14). */
@Path(ApiBase.CANONICAL + "/entities/{entityName}/{entityKey}")
public final class EntityResource {

  /** How the empty key is written where a segment is needed. */
  private static final String EMPTY_KEY = "$";

  private final TaskHubs hubs;
  private final EntitySignals signals;

  @Inject
  public EntityResource(TaskHubs hubs, RequestBody bodies, AsyncAnswers answers) {
    this.hubs = hubs;
    this.signals = new EntitySignals(hubs, bodies, answers);
  }

  /** The entity's state, bare. */
  @GET
  public Response state(
      @PathParam("entityName") String entityName,
      @PathParam("entityKey") String entityKey,
      @Context ContainerRequestContext context) {
    Optional<EntityMetadata> entity =
        new ApiRequest(context, hubs).client().getEntities().findEntity(entityName, key(entityKey));
    return entity
        .map(found -> Answers.rawJson(200, found.getSerializedState()))
        .orElseGet(() -> Answers.empty(404));
  }

  /** Sends an operation. */
  @POST
  public void signal(
      @PathParam("entityName") String entityName,
      @PathParam("entityKey") String entityKey,
      InputStream body,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    signals.send(entityName, key(entityKey), body, context, response);
  }

  /** Sends the operation {@code delete}. */
  @DELETE
  public void delete(
      @PathParam("entityName") String entityName,
      @PathParam("entityKey") String entityKey,
      InputStream body,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    signals.send(entityName, key(entityKey), body, context, response);
  }

  private static String key(String segment) {
    return segment.equals(EMPTY_KEY) ? "" : segment;
  }
}
