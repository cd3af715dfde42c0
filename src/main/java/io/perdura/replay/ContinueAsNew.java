package io.perdura.replay;

import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryEvent;
import java.util.List;

/**
 * How an orchestrator that continues as new begins again.
 *
 * @param started its new beginning
 * @param carried what it has not processed and keeps
 */
public record ContinueAsNew(ExecutionStarted started, List<HistoryEvent> carried) {}
