package io.perdura.orchestration;

/** Thrown by {@link Task#await()} when the awaited activity or sub-orchestration failed. */
public class TaskFailedException extends RuntimeException {

  /** Of the message of what failed; sub-orchestrations would make it longer with each level. */
  private static final int MAX_QUOTED = 1_000;

  private final String taskName;
  private final int taskId;
  private final transient FailureDetails details;

  /**
   * @param taskName name of the activity
   * @param taskId its number in the orchestration's history
   * @param details what is known of the author's exception
   */
  public TaskFailedException(String taskName, int taskId, FailureDetails details) {
    super(
        "Task '%s' (#%d) failed with an unhandled exception: %s"
            .formatted(taskName, taskId, quoted(details.errorMessage())));
    this.taskName = taskName;
    this.taskId = taskId;
    this.details = details;
  }

  /** Beginning and end, where the innermost failure speaks. */
  private static String quoted(String message) {
    int half = MAX_QUOTED / 2;
    return message.length() <= MAX_QUOTED
        ? message
        : "%s … %s"
            .formatted(message.substring(0, half), message.substring(message.length() - half));
  }

  /** Name of the activity or orchestrator that was called. */
  public String getTaskName() {
    return taskName;
  }

  /** Its number in the calling orchestration's history. */
  public int getTaskId() {
    return taskId;
  }

  /** What is known of the author's exception; null in a copy made by Java's serialization. */
  public FailureDetails getErrorDetails() {
    return details;
  }
}
