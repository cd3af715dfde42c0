package io.perdura.bootstrap;

import io.perdura.taskhub.KeyScope;
import io.perdura.taskhub.SystemKey;
import java.util.List;

/**
 * Who may use the API.
 *
 * @param configured from {@code perdura.key}, which is the key named {@value SystemKeys#DEFAULT},
 *     and {@code perdura.keys}, which reads {@code name:scope:value,...}; each hides the key of its
 *     name in the table
 * @param openToLoopback whether requests from this machine need no key
 */
record KeySettings(List<SystemKey> configured, boolean openToLoopback) {

  /** Whether the key in {@code perdura.key} is the one to use. */
  boolean hasDefault() {
    return configured.stream().anyMatch(key -> key.name().equals(SystemKeys.DEFAULT));
  }

  /** Whether one of these keys can manage, so that none is made. */
  boolean canManage() {
    return configured.stream().anyMatch(key -> key.scope() == KeyScope.MANAGE);
  }
}
