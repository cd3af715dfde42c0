package io.perdura.http;

import io.perdura.client.InstancePage;
import io.perdura.client.TaskHubs;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InstanceQuery;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Lists instances (contract, section 8). */
@Path(ApiBase.CANONICAL + "/instances")
public final class InstanceListResource {

  private final TaskHubs hubs;
  private final PageTokens pageTokens;

  @Inject
  public InstanceListResource(TaskHubs hubs, PageTokens pageTokens) {
    this.hubs = hubs;
    this.pageTokens = pageTokens;
  }

  /** A page of instances. */
  @GET
  public Response list(@Context ContainerRequestContext context) {
    ApiRequest request = new ApiRequest(context, hubs);
    InstanceFilter filter = InstanceFilters.of(request.query());
    InstanceOrder order = InstanceOrders.of(request.query(), filter);
    PageToken token = pageTokens.ofInstances(request.hubName(), filter, order);
    InstancePage page =
        request
            .client()
            .listInstances(
                new InstanceQuery(
                    filter,
                    order,
                    token.read(request.header(PageOptions.TOKEN_HEADER)),
                    PageOptions.size(request.query())));
    return answer(request, page, page.next() == null ? "" : token.write(page.next()));
  }

  private static Response answer(ApiRequest request, InstancePage page, String nextToken) {
    boolean showInput = request.query().flag("showInput", true);
    List<InstanceView> views =
        page.instances().stream()
            .map(instance -> InstanceView.of(instance, showInput, null))
            .toList();
    return Answers.json(200, views).header(PageOptions.TOKEN_HEADER, nextToken).build();
  }
}
