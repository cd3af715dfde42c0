package io.perdura.dao;

import java.util.ArrayList;
import java.util.List;

/** Conditions joined by AND, with the parameters they bind. */
final class Conditions {

  private final StringBuilder sql;
  private final List<Object> parameters;

  Conditions(String sql, Object... parameters) {
    this.sql = new StringBuilder(sql);
    this.parameters = new ArrayList<>(List.of(parameters));
  }

  private Conditions(Conditions other) {
    this.sql = new StringBuilder(other.sql);
    this.parameters = new ArrayList<>(other.parameters);
  }

  Conditions copy() {
    return new Conditions(this);
  }

  Conditions and(String condition, Object... values) {
    sql.append(" AND ").append(condition);
    parameters.addAll(List.of(values));
    return this;
  }

  Conditions andAll(Conditions others) {
    return and(others.sql(), others.parameters.toArray());
  }

  String sql() {
    return sql.toString();
  }

  List<Object> parameters() {
    return parameters;
  }
}
