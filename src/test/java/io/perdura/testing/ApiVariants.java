package io.perdura.testing;

import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Clients of both API versions on both databases; one server per database and test run. */
final class ApiVariants implements ArgumentsProvider {

  private static final Namespace SERVERS = Namespace.create(ApiVariants.class);

  @Override
  public Stream<Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return EnumSet.allOf(TestDatabase.class).stream()
        .flatMap(database -> clients(database, server(database, context)));
  }

  /** JUnit closes the server at the end of the run. */
  private static PerduraServer server(TestDatabase database, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SERVERS)
        .computeIfAbsent(database, ApiVariants::start, PerduraServer.class);
  }

  private static PerduraServer start(TestDatabase database) {
    return PerduraServer.named("contract-" + database)
        .on(database.fresh())
        .withTestFunctions()
        .with("perdura.http-call.allowed-hosts", "127.0.0.1,localhost")
        .with("perdura.http-call.allow-private-addresses", "true")
        .start();
  }

  private static Stream<Arguments> clients(TestDatabase database, PerduraServer server) {
    return EnumSet.allOf(ApiBase.class).stream()
        .map(base -> Arguments.argumentSet(base + " on " + database, server.client(base)));
  }
}
