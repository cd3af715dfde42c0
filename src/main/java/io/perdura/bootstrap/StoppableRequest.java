package io.perdura.bootstrap;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request that is answered with 503 when the container stops while it waits. */
final class StoppableRequest extends HttpServletRequestWrapper {

  StoppableRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return StoppableWait.of(super.startAsync(request, response), request, response);
  }
}
