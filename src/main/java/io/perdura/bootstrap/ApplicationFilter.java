package io.perdura.bootstrap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/**
 * Answers every request but those for static files, so that the container's own error pages are
 * never seen.
 */
final class ApplicationFilter extends ServletContainer {

  private final transient PerduraApplication application;
  private final transient StaticFiles files;

  ApplicationFilter(PerduraApplication application, ResourceConfig resources, StaticFiles files) {
    super(resources);
    this.application = application;
    this.files = files;
  }

  @Override
  public void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (files.areAskedForBy(request)) {
      chain.doFilter(request, response);
    } else {
      HttpServletRequest legible = LegiblePath.of(ReadableContentType.of(request));
      super.doFilter(new StoppableRequest(legible), response, chain);
    }
  }

  /** Containers call this before they tell listeners that the application ends. */
  @Override
  public void destroy() {
    application.endRequests();
    super.destroy();
  }
}
