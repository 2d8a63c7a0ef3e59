package io.gatehook.http;

import io.gatehook.http.egress.Literal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of a host without ever holding a call beyond its deadline: the system's name
 * look-up cannot be interrupted, so it blocks threads of its own, one per name at most.
 */
final class Lookup {
  private static final int MAX_THREADS = 16;
  private static final int MAX_WAITING = 1000;

  private final NameService names;
  private final ThreadPoolExecutor threads;
  private final Map<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  /** The system's name look-up, which may block. */
  interface NameService {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  Lookup(NameService names, ThreadFactory threadFactory) {
    this.names = names;
    this.threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            threadFactory);
    threads.allowCoreThreadTimeOut(true);
  }

  /** The addresses, in the order to try them; never empty. An address is its own. */
  List<InetAddress> find(String host, Deadline deadline) throws NotSent, CallFailed {
    try {
      Optional<InetAddress> literal = Literal.parse(host);
      if (literal.isPresent()) {
        return List.of(literal.get());
      }
      return begin(host).get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | IllegalArgumentException e) {
      throw new NotSent("unknown host", e);
    } catch (TimeoutException e) {
      throw new CallFailed("no answer from the name look-up", e);
    } catch (RejectedExecutionException e) {
      throw new NotSent("too many name look-ups under way", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("interrupted", e);
    }
  }

  void close() {
    threads.shutdownNow();
  }

  private CompletableFuture<List<InetAddress>> begin(String host) {
    var found = new CompletableFuture<List<InetAddress>>();
    var earlier = underWay.putIfAbsent(host, found);
    if (earlier != null) {
      return earlier;
    }
    try {
      threads.execute(() -> complete(found, host));
    } catch (RejectedExecutionException e) {
      underWay.remove(host, found);
      found.completeExceptionally(e);
      throw e;
    }
    return found;
  }

  private void complete(CompletableFuture<List<InetAddress>> found, String host) {
    try {
      List<InetAddress> addresses = List.of(names.addresses(host));
      underWay.remove(host, found);
      found.complete(addresses);
    } catch (UnknownHostException | SecurityException e) {
      underWay.remove(host, found);
      found.completeExceptionally(e);
    }
  }
}
