package io.gatehook.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who is served while no token is set: clients of this machine that call it by its own name, with
 * no proxy between, and pages of our own origin.
 */
final class LocalRules {
  private static final String UNLESS = " as long as gatehook.admin.token is not set";

  private static final Set<String> OF_PROXIES = Set.of("forwarded", "x-real-ip", "via");
  private static final String FAMILY_OF_PROXIES = "x-forwarded-";
  private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

  private static final Pattern LOOPBACK_CLIENT =
      Pattern.compile(
          "(127(\\.\\d{1,3}){3}|::1|(0:){7}1|(::|(0:){5})ffff:127(\\.\\d{1,3}){3})(%\\w+)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LOOPBACK_HOST =
      Pattern.compile(
          "localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[(0:){7}1]", Pattern.CASE_INSENSITIVE);
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private final String ownHost;

  LocalRules(String ownHost) {
    this.ownHost = ownHost;
  }

  /** Why the request is not served. Empty: it is. */
  Optional<String> refusal(Asking request) {
    return Stream.of(client(request), proxy(request), host(request), page(request))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> client(Asking request) {
    return LOOPBACK_CLIENT.matcher(request.client()).matches()
        ? Optional.empty()
        : Optional.of("Only clients on this machine are served" + UNLESS);
  }

  private static Optional<String> proxy(Asking request) {
    return request.headerNames().stream()
        .filter(LocalRules::isOfProxy)
        .sorted()
        .findFirst()
        .map(name -> "Requests through a proxy (%s) are not served".formatted(name) + UNLESS);
  }

  private static boolean isOfProxy(String header) {
    String lower = header.toLowerCase(Locale.ROOT);
    return OF_PROXIES.contains(lower) || lower.startsWith(FAMILY_OF_PROXIES);
  }

  /** A name that its owner lets point here would make any site's page one of ours. */
  private Optional<String> host(Asking request) {
    List<String> hosts = request.header("Host");
    return hosts.size() <= 1 && hosts.stream().allMatch(this::isOwn)
        ? Optional.empty()
        : Optional.of("Requests for this Host are not served" + UNLESS);
  }

  private boolean isOwn(String host) {
    String name = PORT.matcher(host).replaceFirst("");
    return LOOPBACK_HOST.matcher(name).matches()
        || name.equalsIgnoreCase(ownHost)
        || name.equalsIgnoreCase("[" + ownHost + "]");
  }

  /** The answer to a foreign page would be kept from it by its browser; the change is made. */
  private static Optional<String> page(Asking request) {
    List<String> hosts = request.header("Host");
    Set<String> own =
        hosts.isEmpty() ? Set.of() : Set.of(request.scheme() + "://" + lower(hosts.get(0)));
    boolean foreign =
        request.header("Origin").stream().anyMatch(origin -> !own.contains(lower(origin)))
            || request.header("Sec-Fetch-Site").stream()
                .anyMatch(site -> !OWN_PAGES.contains(lower(site)));
    return foreign ? Optional.of("Requests of other origins are not allowed") : Optional.empty();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
