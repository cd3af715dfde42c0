package io.perdura.taskhub;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A task hub as its database knows it.
 *
 * @param id its number in that database
 * @param name its name
 * @param partitionCount fixed when the hub was created
 */
public record TaskHub(int id, String name, int partitionCount) {

  /** The partition an instance belongs to, for ever: 0 to {@code partitionCount - 1}. */
  public int partitionOf(String instanceId) {
    CRC32 crc = new CRC32();
    crc.update(instanceId.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % partitionCount);
  }
}
