package io.perdura.dao;

import io.perdura.taskhub.PagePosition;

/** What a search knows of a run before it is read. */
record FoundInstance(long key, int partition, PagePosition position) {}
