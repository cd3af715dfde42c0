package io.perdura.orchestration;

import java.util.Arrays;
import java.util.Optional;

/**
 * The state of an orchestration instance. Names on the wire and the numbers behind them are those
 * of the contract's section 3.
 */
public enum OrchestrationRuntimeStatus {
  RUNNING(0, "Running", false),
  COMPLETED(1, "Completed", true),
  CONTINUED_AS_NEW(2, "ContinuedAsNew", false),
  FAILED(3, "Failed", true),
  CANCELED(4, "Canceled", true),
  TERMINATED(5, "Terminated", true),
  PENDING(6, "Pending", false),
  SUSPENDED(7, "Suspended", false);

  private static final OrchestrationRuntimeStatus[] BY_CODE = values();

  private final int code;
  private final String wireName;
  private final boolean terminal;

  OrchestrationRuntimeStatus(int code, String wireName, boolean terminal) {
    this.code = code;
    this.wireName = wireName;
    this.terminal = terminal;
  }

  /** The number that stands for this status in the database and in raw history. */
  public int code() {
    return code;
  }

  /** The exact spelling in responses, for example {@code ContinuedAsNew}. */
  public String wireName() {
    return wireName;
  }

  /** Whether an instance in this status has finished and will not run again by itself. */
  public boolean isTerminal() {
    return terminal;
  }

  /**
   * The status with this number.
   *
   * @throws ArrayIndexOutOfBoundsException when there is no such status
   */
  public static OrchestrationRuntimeStatus ofCode(int code) {
    return BY_CODE[code];
  }

  /** The status with this wire name in any letter case, or with this number; empty when unknown. */
  public static Optional<OrchestrationRuntimeStatus> parse(String text) {
    return Arrays.stream(BY_CODE)
        .filter(s -> s.wireName.equalsIgnoreCase(text) || String.valueOf(s.code).equals(text))
        .findFirst();
  }
}
