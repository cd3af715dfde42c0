package io.perdura.samples;

import io.perdura.orchestration.Entity;

/** An account: its field is its state, its methods are its operations. Amounts are whole cents. */
@Entity
public final class Account {

  private long balance;

  /**
   * Puts money in.
   *
   * @return the balance afterwards
   */
  public long deposit(long amount) {
    requirePositive(amount);
    balance = Math.addExact(balance, amount);
    return balance;
  }

  /**
   * Takes money out.
   *
   * @return the balance afterwards
   * @throws IllegalStateException when there is less
   */
  public long withdraw(long amount) {
    requirePositive(amount);
    if (amount > balance) {
      throw new IllegalStateException(
          "The balance of %d does not cover %d".formatted(balance, amount));
    }
    balance -= amount;
    return balance;
  }

  /** What is in it. */
  public long get() {
    return balance;
  }

  private static void requirePositive(long amount) {
    if (amount <= 0) {
      throw new IllegalArgumentException("An amount must be positive, not %d".formatted(amount));
    }
  }
}
