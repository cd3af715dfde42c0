package io.perdura.taskhub;

import io.perdura.history.ParentInstance;
import io.perdura.history.SubOrchestrationInstanceFailed;
import io.perdura.orchestration.FailureDetails;
import java.time.Instant;
import java.util.List;

/**
 * What the parent of a sub-orchestration is told when that will never report its end. All methods
 * take null for the parent of a run that has none, and give no message then.
 */
public final class LostChild {

  private LostChild() {}

  /** A live instance had the id. */
  public static List<InboxMessage> notStarted(
      TaskHub hub, ParentInstance parent, String id, Instant now) {
    return tell(hub, parent, "NotStarted", "A live instance has the id '%s' already", id, now);
  }

  /** Its beginning could not be written, however often that was tried. */
  public static List<InboxMessage> notStored(
      TaskHub hub, ParentInstance parent, String id, Instant now) {
    String message = "The first turn of the instance '%s' could not be stored";
    return tell(hub, parent, "NotStored", message, id, now);
  }

  /** Another run took its place while it was live. */
  public static List<InboxMessage> replaced(
      TaskHub hub, ParentInstance parent, String id, Instant now) {
    return tell(hub, parent, "Replaced", "The instance '%s' was replaced", id, now);
  }

  /** It was deleted while it was live. */
  public static List<InboxMessage> purged(
      TaskHub hub, ParentInstance parent, String id, Instant now) {
    return tell(hub, parent, "Purged", "The instance '%s' was purged", id, now);
  }

  /** It was to be rewound, and is not there any more. */
  public static List<InboxMessage> gone(
      TaskHub hub, ParentInstance parent, String id, Instant now) {
    return tell(hub, parent, "Gone", "The instance '%s' to rewind is not there any more", id, now);
  }

  private static List<InboxMessage> tell(
      TaskHub hub, ParentInstance parent, String type, String message, String id, Instant now) {
    if (parent == null) {
      return List.of();
    }
    FailureDetails details = new FailureDetails(type, message.formatted(id), null, null);
    return List.of(
        InboxMessage.toParent(
            hub,
            parent,
            new SubOrchestrationInstanceFailed(now, parent.taskScheduledId(), details)));
  }
}
