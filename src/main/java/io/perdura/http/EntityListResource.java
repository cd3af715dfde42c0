package io.perdura.http;

import io.perdura.client.EntityPage;
import io.perdura.client.TaskHubs;
import io.perdura.taskhub.EntityQuery;
import io.perdura.taskhub.InvalidRequestException;
import io.perdura.taskhub.PagePosition;
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
import java.time.Instant;

/** Lists entities, and signals those whose key is empty (contract, section 14). */
@Path(ApiBase.CANONICAL + "/entities")
public final class EntityListResource {

  private final TaskHubs hubs;
  private final PageTokens pageTokens;
  private final EntitySignals signals;

  @Inject
  public EntityListResource(
      TaskHubs hubs, PageTokens pageTokens, RequestBody bodies, AsyncAnswers answers) {
    this.hubs = hubs;
    this.pageTokens = pageTokens;
    this.signals = new EntitySignals(hubs, bodies, answers);
  }

  /** A page of the entities of all names. */
  @GET
  public Response list(@Context ContainerRequestContext context) {
    return page(null, context);
  }

  /** A page of the entities of one name. */
  @GET
  @Path("{entityName}")
  public Response list(
      @PathParam("entityName") String entityName, @Context ContainerRequestContext context) {
    return page(entityName, context);
  }

  private Response page(String name, ContainerRequestContext context) {
    ApiRequest request = new ApiRequest(context, hubs);
    Instant from = request.query().timestamp("lastOperationTimeFrom").orElse(null);
    Instant to = request.query().timestamp("lastOperationTimeTo").orElse(null);
    PageToken token = pageTokens.ofEntities(request.hubName(), name, from, to);
    EntityQuery query =
        new EntityQuery(
            name,
            from,
            to,
            request.query().flag("fetchState", false),
            position(token, request),
            PageOptions.size(request.query()));
    EntityPage page = request.client().getEntities().listEntities(query);
    String next = page.continueAfter();
    return Answers.json(200, page.entities().stream().map(EntityView::of).toList())
        .header(
            PageOptions.TOKEN_HEADER, next == null ? "" : token.write(new PagePosition.ById(next)))
        .build();
  }

  /** The id to continue behind, or null for the first page. */
  private static String position(PageToken token, ApiRequest request) {
    return token.read(request.header(PageOptions.TOKEN_HEADER)) instanceof PagePosition.ById at
        ? at.instanceId()
        : null;
  }

  /** Sends an operation to the entity with the empty key. */
  @POST
  @Path("{entityName}")
  public void signal(
      @PathParam("entityName") String entityName,
      InputStream body,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    signals.send(entityName, "", body, context, response);
  }

  /** Sends the operation {@code delete} to the entity with the empty key. */
  @DELETE
  @Path("{entityName}")
  public void delete(
      @PathParam("entityName") String entityName,
      InputStream body,
      @Context ContainerRequestContext context,
      @Suspended AsyncResponse response) {
    signals.send(entityName, "", body, context, response);
  }

  /** A signal to nobody. */
  @POST
  public Response signal() {
    throw nameMissing();
  }

  /** A signal to nobody. */
  @DELETE
  public Response delete() {
    throw nameMissing();
  }

  private static InvalidRequestException nameMissing() {
    return new InvalidRequestException(
        "One or more of the arguments submitted is incorrect",
        "The path must name the entity to signal.");
  }
}
