package io.perdura.bootstrap;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * A request that is answered with 503 when the container stops while it waits. Left to itself,
 * Jetty says 200 then, as if all had been done, and Tomcat 500.
 */
final class StoppableRequest extends HttpServletRequestWrapper {

  private static final int RETRY_AFTER_SECONDS = 5;

  StoppableRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    AsyncContext waiting = super.startAsync(request, response);
    waiting.addListener(new Farewell(), request, response);
    return waiting;
  }

  /** Our waits have limits of their own, so the container ends them only when it stops. */
  private static final class Farewell implements AsyncListener {

    @Override
    public void onTimeout(AsyncEvent event) {
      refuse(event);
    }

    @Override
    public void onError(AsyncEvent event) {
      refuse(event);
    }

    private static void refuse(AsyncEvent event) {
      HttpServletResponse response = (HttpServletResponse) event.getSuppliedResponse();
      if (!response.isCommitted()) {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setIntHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      }
      event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
