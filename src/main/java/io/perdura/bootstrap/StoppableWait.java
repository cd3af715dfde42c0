package io.perdura.bootstrap;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers 503 when the container ends the wait, which it does only when it stops or the client has
 * gone. Left to itself, Jetty says 200 then, as if all had been done, and Tomcat 500. Completing
 * again is ignored, as Jersey does that.
 */
final class StoppableWait implements AsyncContext, AsyncListener {

  private static final int RETRY_AFTER_SECONDS = 5;

  private final AsyncContext waiting;
  private final HttpServletResponse response;
  private final AtomicBoolean completed = new AtomicBoolean();

  private StoppableWait(AsyncContext waiting, HttpServletResponse response) {
    this.waiting = waiting;
    this.response = response;
  }

  static AsyncContext of(AsyncContext waiting, ServletRequest request, ServletResponse response) {
    StoppableWait wait = new StoppableWait(waiting, (HttpServletResponse) response);
    waiting.addListener(wait, request, response);
    return wait;
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    refuse();
  }

  @Override
  public void onError(AsyncEvent event) {
    refuse();
  }

  private void refuse() {
    if (!response.isCommitted()) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setIntHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    complete();
  }

  @Override
  public void complete() {
    if (completed.compareAndSet(false, true)) {
      waiting.complete();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    completed.set(true);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}

  @Override
  public ServletRequest getRequest() {
    return waiting.getRequest();
  }

  @Override
  public ServletResponse getResponse() {
    return waiting.getResponse();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return waiting.hasOriginalRequestAndResponse();
  }

  @Override
  public void dispatch() {
    waiting.dispatch();
  }

  @Override
  public void dispatch(String path) {
    waiting.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext context, String path) {
    waiting.dispatch(context, path);
  }

  @Override
  public void start(Runnable task) {
    waiting.start(task);
  }

  @Override
  public void addListener(AsyncListener listener) {
    waiting.addListener(listener);
  }

  @Override
  public void addListener(
      AsyncListener listener, ServletRequest request, ServletResponse response) {
    waiting.addListener(listener, request, response);
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
    return waiting.createListener(type);
  }

  @Override
  public void setTimeout(long timeout) {
    waiting.setTimeout(timeout);
  }

  @Override
  public long getTimeout() {
    return waiting.getTimeout();
  }
}
