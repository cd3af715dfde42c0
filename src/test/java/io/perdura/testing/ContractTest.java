package io.perdura.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test class that runs against the WAR: once per database and API version. Its constructor takes
 * the {@link PerduraHttp} to use. The servers are shared, so tests use instance ids of their own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass
@ArgumentsSource(ApiVariants.class)
@ExtendWith(ServerLogOnFailure.class)
public @interface ContractTest {}
