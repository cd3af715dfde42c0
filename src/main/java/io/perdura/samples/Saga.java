package io.perdura.samples;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskFailedException;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Books a journey, and takes back what it has booked when one part fails. */
public final class Saga {

  /**
   * The orchestration's input.
   *
   * @param failAt the part whose booking fails, or null
   */
  public record Journey(String failAt) {}

  /** One booking. */
  public record Booking(String part, boolean fails) {}

  /** The log: what was booked and what was cancelled, in order. */
  @Orchestrator("Saga")
  public List<String> book(TaskOrchestrationContext ctx) {
    Journey journey = ctx.getInput(Journey.class);
    String failAt = journey == null ? null : journey.failAt();
    List<String> log = new ArrayList<>();
    Deque<String> booked = new ArrayDeque<>();
    try {
      for (String part : List.of("flight", "hotel", "car")) {
        Booking booking = new Booking(part, part.equals(failAt));
        log.add(ctx.callActivity("Book", booking, String.class).await());
        booked.push(part);
      }
    } catch (TaskFailedException e) {
      log.add(e.getErrorDetails().errorMessage());
      for (String part : booked) {
        log.add(ctx.callActivity("CancelBooking", part, String.class).await());
      }
    }
    return log;
  }

  /** Books a part of the journey. */
  @Activity("Book")
  public String book(Booking booking) {
    if (booking.fails()) {
      throw new IllegalStateException("No %s is free".formatted(booking.part()));
    }
    return "Booked " + booking.part();
  }

  /** Takes a booking back. */
  @Activity("CancelBooking")
  public String cancel(String part) {
    return "Cancelled " + part;
  }
}
