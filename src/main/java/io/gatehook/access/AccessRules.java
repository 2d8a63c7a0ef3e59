package io.gatehook.access;

import io.gatehook.access.Verdict.Granted;
import io.gatehook.access.Verdict.Refused;
import io.gatehook.access.Verdict.StatusOnly;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides which requests are served. */
public final class AccessRules {
  private static final String TOKEN_HEADER = "Kong-Admin-Token";
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+)");
  private static final Set<String> HEALTH =
      Set.of("/health", "/health/live", "/health/ready", "/health/started");

  private final AccessConfig config;
  private final LocalRules local;

  public AccessRules(AccessConfig config) {
    this.config = config;
    this.local = new LocalRules(config.host());
  }

  /** Why nobody is served, as a sentence. Empty: somebody is. */
  public Optional<String> exposure() {
    return config.exposure();
  }

  Verdict judge(Asking request) {
    if (config.exposure().isPresent()) {
      return new Refused(403, config.exposure().get());
    }
    if (config.secure() && !request.scheme().equals("https")) {
      return new Refused(403, "HTTPS is spoken here");
    }
    Verdict verdict = config.tokens().isEmpty() ? judgeLocal(request) : judgeToken(request);
    return verdict instanceof Refused && isHealth(request) ? new StatusOnly() : verdict;
  }

  private Verdict judgeLocal(Asking request) {
    Optional<String> refusal = local.refusal(request);
    return refusal.isPresent() ? new Refused(403, refusal.get()) : new Granted();
  }

  private Verdict judgeToken(Asking request) {
    Optional<Role> role = token(request).flatMap(config.tokens()::roleOf);
    if (role.isEmpty()) {
      return new Refused(401, "Invalid RBAC credentials");
    }
    if (role.get().allows(request.method(), request.path())) {
      return new Granted();
    }
    return new Refused(
        403,
        "%s, you do not have permissions to %s this resource"
            .formatted(role.get().title(), verb(request.method())));
  }

  /** Kong's header, else the bearer; one that stands there twice is none. */
  private static Optional<String> token(Asking request) {
    List<String> own = request.header(TOKEN_HEADER);
    if (!own.isEmpty()) {
      return own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty();
    }
    List<String> authorization = request.header("Authorization");
    if (authorization.size() != 1) {
      return Optional.empty();
    }
    var bearer = BEARER.matcher(authorization.get(0));
    return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
  }

  private static String verb(String method) {
    return switch (method) {
      case "POST" -> "create";
      case "PUT", "PATCH" -> "update";
      case "DELETE" -> "delete";
      default -> "read";
    };
  }

  private static boolean isHealth(Asking request) {
    return Set.of("GET", "HEAD").contains(request.method()) && HEALTH.contains(request.path());
  }
}
