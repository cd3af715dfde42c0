package io.perdura.dao;

import io.perdura.taskhub.PagePosition;
import java.util.List;

/**
 * @param next where the search goes on, or null when it has ended
 */
record FoundPage(List<FoundInstance> found, PagePosition next) {}
