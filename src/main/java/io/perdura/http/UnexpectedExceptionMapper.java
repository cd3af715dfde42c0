package io.perdura.http;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Providers;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what nobody expected, and tells the client no more than where to find it in the log. */
final class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedExceptionMapper.class);

  @Context private Providers providers;

  @Override
  public Response toResponse(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? causeResponse(failure.getCause())
        : unexpected(failure);
  }

  /** Resources that return a stage get its failures wrapped. */
  private <T extends Throwable> Response causeResponse(T cause) {
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) cause.getClass();
    ExceptionMapper<T> mapper = providers.getExceptionMapper(type);
    return mapper == null ? unexpected(cause) : mapper.toResponse(cause);
  }

  private static Response unexpected(Throwable failure) {
    String id = UUID.randomUUID().toString();
    LOG.error("A request failed unexpectedly, error id {}", id, failure);
    return Answers.error(
        500,
        "Something went wrong while processing your request",
        "The server's log has the details under the error id %s.".formatted(id));
  }
}
