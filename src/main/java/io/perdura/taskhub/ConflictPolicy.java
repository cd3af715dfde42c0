package io.perdura.taskhub;

/** What a start does when an instance has the id already. */
public enum ConflictPolicy {
  /** Refuse when the instance is live, replace it when it has finished: the original's way. */
  REPLACE_FINISHED,
  /** Refuse, live or finished. */
  REJECT,
  /** Start nothing and take the instance that is there, live or finished. */
  USE_EXISTING,
  /** Replace it, ending it first when it is live. */
  TERMINATE_AND_RESTART
}
