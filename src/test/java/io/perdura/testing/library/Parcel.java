package io.perdura.testing.library;

/** Something to be delivered. */
public record Parcel(String to, int grams) {}
