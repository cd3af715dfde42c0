package io.perdura.http;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Sends the response that an exception carries; a wrong method is a bare 404 (contract, 1). */
final class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException e) {
    return e instanceof NotAllowedException ? Answers.empty(404) : e.getResponse();
  }
}
