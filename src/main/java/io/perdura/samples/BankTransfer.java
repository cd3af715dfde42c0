package io.perdura.samples;

import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;

/**
 * Moves money from one {@link Account} to another, or refuses to. Both are locked meanwhile, so
 * nobody sees the money in neither of them or in both.
 */
@Orchestrator("BankTransfer")
public final class BankTransfer implements TaskOrchestration {

  /**
   * The orchestration's input.
   *
   * @param from key of the account to take from
   * @param to key of the account to put into
   * @param amount whole cents, more than 0
   */
  public record Transfer(String from, String to, Long amount) {

    /** Why it cannot be carried out whatever is in the accounts, or null. */
    String fault() {
      if (from == null || to == null || amount == null) {
        return "A transfer needs 'from', 'to' and 'amount'";
      } else if (amount <= 0) {
        return "The amount must be positive";
      }
      return from.equals(to) ? "An account cannot be transferred to itself" : null;
    }
  }

  /**
   * The orchestration's output.
   *
   * @param reason why nothing was transferred, or null
   * @param fromBalance what is in the account afterwards; null when nobody has looked
   * @param toBalance as above
   */
  public record Outcome(boolean transferred, String reason, Long fromBalance, Long toBalance) {

    private static Outcome refused(String reason) {
      return new Outcome(false, reason, null, null);
    }
  }

  @Override
  public void run(TaskOrchestrationContext ctx) {
    Transfer transfer = ctx.getInput(Transfer.class);
    String fault = transfer == null ? "A transfer needs an input" : transfer.fault();
    ctx.complete(fault == null ? lockAndMove(ctx, transfer) : Outcome.refused(fault));
  }

  private static Outcome lockAndMove(TaskOrchestrationContext ctx, Transfer transfer) {
    EntityInstanceId from = new EntityInstanceId("Account", transfer.from());
    EntityInstanceId to = new EntityInstanceId("Account", transfer.to());
    // held until the orchestration ends
    ctx.lockEntities(from, to).await();
    return move(ctx, from, to, transfer.amount());
  }

  private static Outcome move(
      TaskOrchestrationContext ctx, EntityInstanceId from, EntityInstanceId to, long amount) {
    long balance = ctx.callEntity(from, "get", Long.class).await();
    if (balance < amount) {
      String reason = "The balance of %d does not cover %d".formatted(balance, amount);
      return new Outcome(false, reason, balance, null);
    }
    long fromBalance = ctx.callEntity(from, "withdraw", amount, Long.class).await();
    long toBalance = ctx.callEntity(to, "deposit", amount, Long.class).await();
    return new Outcome(true, null, fromBalance, toBalance);
  }
}
