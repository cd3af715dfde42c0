package io.perdura.bootstrap;

import io.perdura.client.Deadlines;
import io.perdura.client.DurableClient;
import io.perdura.client.TaskHubBinding;
import io.perdura.client.TaskHubs;
import io.perdura.dao.Database;
import io.perdura.dispatcher.TaskHubNode;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.FunctionRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** This process as a member of every configured task hub, each with dispatchers of its own. */
final class HubNodes {

  private static final int ID_BYTES = 16;

  /** A hub that this process is a member of. */
  record Member(String connection, TaskHubNode node) {}

  private final FunctionRegistry functions;
  private final List<Member> members = new ArrayList<>();

  HubNodes(FunctionRegistry functions) {
    this.functions = functions;
  }

  /**
   * Joins the hubs of a connection. Nothing runs before {@link #start}.
   *
   * @param opened takes what has to be closed again, whether this returns or throws
   */
  void join(
      ConnectionSettings connection, Database database, Settings settings, CloseStack opened) {
    for (String hub : connection.taskHubs()) {
      TaskHubNode node =
          TaskHubNode.open(
              database,
              functions,
              settings.node().forHub(hub),
              connection.database().isEmbedded(),
              Clock.systemUTC());
      opened.add(node::close);
      members.add(new Member(connection.name(), node));
    }
  }

  void start() {
    members.forEach(member -> member.node().start());
  }

  List<Member> members() {
    return List.copyOf(members);
  }

  /** The hubs as requests find them. */
  TaskHubs bindings(Deadlines deadlines, Set<String> defaultConnectionAliases) {
    return new TaskHubs(
        members.stream().map(member -> binding(member, deadlines)).toList(),
        defaultConnectionAliases);
  }

  private TaskHubBinding binding(Member member, Deadlines deadlines) {
    TaskHubNode node = member.node();
    DurableClient client =
        new DurableClient(
            node.store(),
            node.entityStore(),
            node,
            node,
            deadlines,
            functions,
            new DataConverter(),
            Clock.systemUTC(),
            randomIds());
    return new TaskHubBinding(node.hub().name(), member.connection(), client);
  }

  private static Supplier<String> randomIds() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[ID_BYTES];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    };
  }
}
