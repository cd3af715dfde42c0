package io.perdura.taskhub;

/** The request breaks a rule; repeating it cannot help. */
public final class InvalidRequestException extends TaskHubException {

  private final String detail;

  /**
   * @param message the kind of mistake
   * @param detail the broken rule, or null when the message says it all
   */
  public InvalidRequestException(String message, String detail) {
    super(message);
    this.detail = detail;
  }

  /** The broken rule, or null. */
  public String detail() {
    return detail;
  }
}
