package io.perdura.taskhub;

/** What a caller of a task hub can act on. */
public abstract sealed class TaskHubException extends RuntimeException
    permits InvalidRequestException,
        InstanceNotFoundException,
        InstanceFinishedException,
        InstanceExistsException,
        InstanceLiveException,
        UnknownTaskHubException,
        UnknownEntityException,
        HubUnavailableException {

  TaskHubException(String message) {
    super(message);
  }

  TaskHubException(String message, Throwable cause) {
    super(message, cause);
  }
}
