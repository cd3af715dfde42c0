package io.perdura.http;

import io.perdura.history.EntityLockGranted;
import io.perdura.history.EntityLockRequested;
import io.perdura.history.EntityOperationCalled;
import io.perdura.history.EntityOperationCompleted;
import io.perdura.history.EntityOperationFailed;
import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.EntityUnlockSent;
import io.perdura.history.HistoryEvent;
import io.perdura.orchestration.DataConverter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events of entities as the original shows them: what goes to an entity is an EventSent, what comes
 * from one an EventRaised with the number of the request as its name (contract, section 15).
 */
final class EntityEventView {

  private static final DataConverter JSON = new DataConverter();

  private EntityEventView() {}

  /**
   * @param instanceId the entity, or null for an answer
   * @param input JSON text
   */
  record Shown(String instanceId, String name, String input) {}

  /**
   * @return null for events that have nothing to do with entities
   */
  static Shown of(HistoryEvent event) {
    if (event instanceof EntityOperationSignaled signal) {
      String name =
          signal.scheduledTime() == null ? "op" : "op@" + Timestamps.exact(signal.scheduledTime());
      return new Shown(
          signal.entityId(),
          name,
          operation(signal.eventId(), signal.operation(), signal.input(), true));
    } else if (event instanceof EntityOperationCalled call) {
      return new Shown(
          call.entityId(), "op", operation(call.eventId(), call.operation(), call.input(), false));
    } else if (event instanceof EntityLockRequested lock) {
      return new Shown(lock.lockSet().get(0), "op", lock(lock));
    } else if (event instanceof EntityUnlockSent unlock) {
      return new Shown(
          unlock.entityId(),
          "release",
          JSON.serialize(Map.of("id", Integer.toString(unlock.lockId()))));
    }
    return answer(event);
  }

  private static String lock(EntityLockRequested lock) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("id", Integer.toString(lock.eventId()));
    request.put("lockset", lock.lockSet());
    return JSON.serialize(request);
  }

  private static Shown answer(HistoryEvent event) {
    if (event instanceof EntityOperationCompleted completed) {
      return answer(completed.taskScheduledId(), completed.result(), null);
    } else if (event instanceof EntityOperationFailed failed) {
      return answer(
          failed.taskScheduledId(),
          JSON.serialize(failed.failureDetails().errorMessage()),
          failed.failureDetails().errorType());
    }
    return event instanceof EntityLockGranted granted
        ? answer(granted.taskScheduledId(), JSON.serialize("Lock Acquisition Completed"), null)
        : null;
  }

  private static Shown answer(int requestId, String result, String exceptionType) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("result", result);
    if (exceptionType != null) {
      response.put("exceptionType", exceptionType);
    }
    return new Shown(null, Integer.toString(requestId), JSON.serialize(response));
  }

  private static String operation(int id, String operation, String input, boolean signal) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("id", Integer.toString(id));
    request.put("op", operation);
    if (signal) {
      request.put("signal", true);
    }
    if (input != null) {
      request.put("input", input);
    }
    return JSON.serialize(request);
  }
}
