package io.perdura.testing.tinywar;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What {@link TinyInitializer} looks for. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Marked {}
