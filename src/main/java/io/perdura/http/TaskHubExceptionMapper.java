package io.perdura.http;

import io.perdura.taskhub.HubUnavailableException;
import io.perdura.taskhub.InstanceExistsException;
import io.perdura.taskhub.InstanceFinishedException;
import io.perdura.taskhub.InstanceLiveException;
import io.perdura.taskhub.InstanceNotFoundException;
import io.perdura.taskhub.InvalidRequestException;
import io.perdura.taskhub.TaskHubException;
import io.perdura.taskhub.UnknownTaskHubException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** The answers to what callers of a task hub can act on. Nothing of it is worth a stack trace. */
final class TaskHubExceptionMapper implements ExceptionMapper<TaskHubException> {

  @Override
  public Response toResponse(TaskHubException e) {
    if (e instanceof InvalidRequestException invalid) {
      return Answers.error(400, invalid.getMessage(), invalid.detail());
    }
    if (e instanceof InstanceNotFoundException) {
      return Answers.empty(404);
    }
    if (e instanceof InstanceFinishedException) {
      return Answers.empty(410);
    }
    if (e instanceof InstanceExistsException exists) {
      return Answers.error(
          409,
          "An instance with this id exists and is %s".formatted(exists.status().wireName()),
          e.getMessage());
    }
    if (e instanceof InstanceLiveException) {
      return Answers.error(409, e.getMessage(), null);
    }
    if (e instanceof UnknownTaskHubException) {
      return Answers.error(404, e.getMessage(), null);
    }
    if (e instanceof HubUnavailableException) {
      return Answers.unavailable(e.getMessage());
    }
    throw new IllegalStateException("No answer is defined for " + e.getClass().getName(), e);
  }
}
