package io.gatehook.bench.rig;

/**
 * What was used up to a moment, or between two.
 *
 * @param serverCpu seconds, of all nodes
 * @param databaseCpu seconds; zero for the embedded store, which is part of the server
 * @param commits of the database
 * @param writes those of them that wrote
 * @param logged bytes of the database's log
 */
public record Usage(
    double serverCpu, double databaseCpu, double commits, double writes, double logged) {

  Usage since(Usage before) {
    return new Usage(
        serverCpu - before.serverCpu,
        databaseCpu - before.databaseCpu,
        commits - before.commits,
        writes - before.writes,
        logged - before.logged);
  }

  /** Seconds, of servers and database. */
  public double cpu() {
    return serverCpu + databaseCpu;
  }
}
