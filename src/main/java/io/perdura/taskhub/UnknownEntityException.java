package io.perdura.taskhub;

/** The application has no entity function of this name. */
public final class UnknownEntityException extends TaskHubException {

  private final String detail;

  /**
   * @param message the kind of mistake
   * @param detail which name, and which there are
   */
  public UnknownEntityException(String message, String detail) {
    super(message);
    this.detail = detail;
  }

  /** Which name, and which there are. */
  public String detail() {
    return detail;
  }
}
