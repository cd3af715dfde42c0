package io.perdura.orchestration;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs as another logger does, but is silent while the orchestrator repeats what it did before. */
final class ReplaySafeLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  private final transient Logger target;
  private final transient BooleanSupplier replaying;

  ReplaySafeLogger(Logger target, BooleanSupplier replaying) {
    this.target = target;
    this.replaying = replaying;
    this.name = target.getName();
  }

  private boolean isEnabled(Level level) {
    return target.isEnabledForLevel(level) && !replaying.getAsBoolean();
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return ReplaySafeLogger.class.getName();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String message, Object[] arguments, Throwable failure) {
    LoggingEventBuilder event = target.makeLoggingEventBuilder(level).setMessage(message);
    if (marker != null) {
      event.addMarker(marker);
    }
    if (arguments != null) {
      for (Object argument : arguments) {
        event.addArgument(argument);
      }
    }
    event.setCause(failure).log();
  }
}
