package io.perdura.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The stored form of one turn's events: {@code {"v":1,"events":[…]}}. Thread-safe. */
public final class HistoryJson {

  private static final int VERSION = 1;

  private record StoredTurn(int v, List<HistoryEvent> events) {}

  private final ObjectWriter turnWriter;
  private final ObjectReader turnReader;
  private final ObjectWriter eventWriter;
  private final ObjectReader eventReader;
  private final ObjectWriter tagsWriter;
  private final ObjectReader tagsReader;

  public HistoryJson() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();
    turnWriter = mapper.writerFor(StoredTurn.class);
    turnReader = mapper.readerFor(StoredTurn.class);
    eventWriter = mapper.writerFor(HistoryEvent.class);
    eventReader = mapper.readerFor(HistoryEvent.class);
    tagsWriter = mapper.writer();
    tagsReader = mapper.readerForMapOf(String.class);
  }

  /** The text stored for one turn. */
  public String writeTurn(List<HistoryEvent> events) {
    return write(turnWriter, new StoredTurn(VERSION, events));
  }

  /**
   * The events of one stored turn.
   *
   * @throws UncheckedIOException when the text is damaged
   * @throws IllegalStateException when a newer version wrote it
   */
  public List<HistoryEvent> readTurn(String stored) {
    StoredTurn turn = read(turnReader, stored);
    if (turn.v() > VERSION) {
      throw new IllegalStateException(
          "History of format %d was written by a newer version; this one reads up to %d"
              .formatted(turn.v(), VERSION));
    }
    return turn.events();
  }

  /** The text of a single event, as messages carry it. */
  public String writeEvent(HistoryEvent event) {
    return write(eventWriter, event);
  }

  /** The event a message carries. */
  public HistoryEvent readEvent(String stored) {
    return read(eventReader, stored);
  }

  /**
   * The text of an instance's tags.
   *
   * @return null when there are none
   */
  public String writeTags(Map<String, String> tags) {
    return tags.isEmpty() ? null : write(tagsWriter, tags);
  }

  /** The tags of such a text; none for null. */
  public Map<String, String> readTags(String stored) {
    return stored == null ? Map.of() : read(tagsReader, stored);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("A history event cannot be written as JSON", e);
    }
  }

  private static <T> T read(ObjectReader reader, String stored) {
    try {
      return reader.readValue(stored);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Stored history is not readable", e);
    }
  }
}
