package io.perdura.http;

import io.perdura.client.DurableClient;
import io.perdura.client.OrchestrationMetadata;
import io.perdura.client.TaskHubBinding;
import io.perdura.client.TaskHubs;
import io.perdura.history.HistoryEvent;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceNotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request to the API: the hub it means, its parameters, and how its sender sees instances. */
final class ApiRequest {

  private final ContainerRequestContext context;
  private final QueryParameters query;
  private final TaskHubBinding hub;

  /**
   * @throws io.perdura.taskhub.UnknownTaskHubException when it names a hub that is not configured
   */
  ApiRequest(ContainerRequestContext context, TaskHubs hubs) {
    this.context = context;
    this.query = new QueryParameters(context.getUriInfo().getRequestUri().getRawQuery());
    String connection =
        query.text("connection").or(() -> query.text("connectionName")).orElse(null);
    this.hub = hubs.resolve(query.text("taskHub").orElse(null), connection);
  }

  QueryParameters query() {
    return query;
  }

  String header(String name) {
    return context.getHeaderString(name);
  }

  DurableClient client() {
    return hub.client();
  }

  /** The hub and its connection, as one text. */
  String hubName() {
    return hub.taskHub() + "@" + hub.connection();
  }

  /** The URL the client asked for. */
  String url() {
    return (String) context.getProperty(RequestProperties.URL);
  }

  /** The URL of another path of the API, for the client to ask next. */
  String urlOf(String path) {
    return ManagementUrls.url(context, hub, path);
  }

  ManagementPayload payload(String instanceId) {
    return ManagementUrls.payload(context, hub, instanceId);
  }

  /**
   * The instance with this id. Clients write a blank in an id as {@code +} at times, so that is
   * tried when no instance has the id as it stands.
   *
   * @throws InstanceNotFoundException when there is none
   */
  OrchestrationMetadata instance(String idInPath) {
    return client()
        .findInstance(idInPath)
        .or(() -> withBlanks(idInPath))
        .orElseThrow(() -> new InstanceNotFoundException(idInPath));
  }

  private Optional<OrchestrationMetadata> withBlanks(String idInPath) {
    return idInPath.indexOf('+') < 0
        ? Optional.empty()
        : client().findInstance(idInPath.replace('+', ' '));
  }

  /**
   * The id of the live instance that {@code idInPath} means.
   *
   * @throws InstanceFinishedException when it has finished
   */
  String liveInstanceId(String idInPath) {
    OrchestrationMetadata instance = instance(idInPath);
    if (instance.isCompleted()) {
      throw new InstanceFinishedException(instance.getInstanceId());
    }
    return instance.getInstanceId();
  }

  /** The instance as this request wants to see it. */
  InstanceView view(OrchestrationMetadata instance) {
    boolean showInput = query.flag("showInput", true);
    return InstanceView.of(instance, showInput, historyEvents(instance, showInput));
  }

  private List<Map<String, Object>> historyEvents(
      OrchestrationMetadata instance, boolean showInput) {
    boolean pending = instance.getRuntimeStatus() == OrchestrationRuntimeStatus.PENDING;
    if (pending || !query.flag("showHistory", false)) {
      return null;
    }
    List<HistoryEvent> history = client().getHistory(instance);
    return HistoryView.of(history, showInput, query.flag("showHistoryOutput", false));
  }
}
