package io.perdura.http;

import io.perdura.client.Deadlines;
import io.perdura.client.DurableClient;
import io.perdura.client.TaskHubs;
import java.util.List;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletProperties;

/**
 * The HTTP API, to be added to a Jersey application. An application's own resources can have {@link
 * TaskHubs}, {@link DurableClient} (that of the default hub) and {@link CheckStatusResponses}
 * injected.
 */
public final class HttpApi implements AutoCloseable {

  /** All that answer, each written for the canonical path. */
  static final List<Class<?>> RESOURCES =
      List.of(
          OrchestratorResource.class,
          InstanceListResource.class,
          InstanceCountResource.class,
          PurgeManyResource.class,
          BackgroundPurgeResource.class,
          InstanceResource.class,
          EventResource.class,
          EntityListResource.class,
          EntityResource.class,
          RestartResource.class,
          MakePrimaryResource.class,
          OpenApiResource.class);

  private final TaskHubs hubs;
  private final KeyPolicy keys;
  private final PublicUrls urls;
  private final PageTokens pageTokens;
  private final RequestBody bodies;
  private final AsyncAnswers answers;

  /**
   * @param maxBodyBytes longest request body that is accepted
   */
  public HttpApi(
      TaskHubs hubs,
      Deadlines deadlines,
      KeyPolicy keys,
      PublicUrls urls,
      PageTokens pageTokens,
      int maxBodyBytes) {
    this.hubs = hubs;
    this.keys = keys;
    this.urls = urls;
    this.pageTokens = pageTokens;
    this.bodies = new RequestBody(maxBodyBytes);
    this.answers = new AsyncAnswers(deadlines);
  }

  /** Adds resources, filters and mappers to {@code application}. */
  public void register(ResourceConfig application) {
    application.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    // or the container would put its own HTML into answers without a body
    application.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    // the query of a request with an empty form is no form
    application.property(ServletProperties.QUERY_PARAMS_AS_FORM_PARAMS_DISABLED, true);
    application.register(new PublicUrlFilter(urls));
    application.register(new ApiPathFilter());
    application.register(new KeyFilter(keys));
    application.register(new UnroutedFilter());
    RESOURCES.forEach(application::register);
    application.register(new TaskHubExceptionMapper());
    application.register(new WebApplicationExceptionMapper());
    application.register(new UnexpectedExceptionMapper());
    application.register(injectables());
  }

  private AbstractBinder injectables() {
    CheckStatusResponses responses = new CheckStatusResponses(hubs);
    return new AbstractBinder() {
      @Override
      protected void configure() {
        bind(hubs).to(TaskHubs.class);
        bind(hubs.defaultHub().client()).to(DurableClient.class);
        bind(responses).to(CheckStatusResponses.class);
        bind(pageTokens).to(PageTokens.class);
        bind(bodies).to(RequestBody.class);
        bind(answers).to(AsyncAnswers.class);
      }
    };
  }

  /** Answers all requests that still wait. To be called while Jersey can send answers. */
  @Override
  public void close() {
    answers.close();
  }
}
