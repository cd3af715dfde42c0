package io.perdura.http;

import io.perdura.client.InstancePage;
import io.perdura.client.TaskHubs;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceQuery;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists instances (contract, section 8). */
@Path(ApiBase.CANONICAL + "/instances")
public final class InstanceListResource {

  private final TaskHubs hubs;

  @Inject
  public InstanceListResource(TaskHubs hubs) {
    this.hubs = hubs;
  }

  /** A page of instances in the order of their ids. */
  @GET
  public Response list(@Context ContainerRequestContext context) {
    ApiRequest request = new ApiRequest(context, hubs);
    Optional<Set<OrchestrationRuntimeStatus>> statuses = request.query().statuses("runtimeStatus");
    InstanceQuery query =
        new InstanceQuery(
            request.query().timestamp("createdTimeFrom").orElse(null),
            request.query().timestamp("createdTimeTo").orElse(null),
            statuses.orElse(Set.of()),
            request.query().text("instanceIdPrefix").orElse(null),
            PageToken.read(request.header(PageOptions.TOKEN_HEADER)),
            PageOptions.size(request.query()));
    boolean nothingMatches = statuses.isPresent() && statuses.get().isEmpty();
    return answer(
        request,
        nothingMatches ? new InstancePage(List.of(), null) : request.client().listInstances(query));
  }

  private static Response answer(ApiRequest request, InstancePage page) {
    boolean showInput = request.query().flag("showInput", true);
    List<InstanceView> views =
        page.instances().stream()
            .map(instance -> InstanceView.of(instance, showInput, null))
            .toList();
    String next = page.continueAfter();
    return Answers.json(200, views)
        .header(PageOptions.TOKEN_HEADER, next == null ? "" : PageToken.after(next))
        .build();
  }
}
