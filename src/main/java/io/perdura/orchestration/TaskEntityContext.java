package io.perdura.orchestration;

/** What an entity sees of its surroundings. */
public interface TaskEntityContext {

  /** The entity that runs. */
  EntityInstanceId getId();
}
