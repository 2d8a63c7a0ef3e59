package io.gatehook.runtime;

import io.gatehook.access.AccessConfig;
import io.gatehook.access.AccessRules;
import io.gatehook.access.Role;
import io.gatehook.access.Tokens;
import io.gatehook.admin.AdminConfig;
import io.gatehook.admin.ingest.EventBatch;
import io.gatehook.admin.ingest.IngestLimit;
import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.RetentionConfig;
import io.gatehook.delivery.RetrySchedule;
import io.gatehook.delivery.health.HealthConfig;
import io.gatehook.destination.DestinationTemplates;
import io.gatehook.event.Catalogue;
import io.gatehook.event.DerivedNames;
import io.gatehook.handler.KongVersion;
import io.gatehook.handler.lambda.LambdaConfig;
import io.gatehook.handler.log.LogConfig;
import io.gatehook.handler.log.LogFormat;
import io.gatehook.handler.request.RequestConfig;
import io.gatehook.handler.request.SignatureFormat;
import io.gatehook.hook.HookConfig;
import io.gatehook.hook.SnoozeScope;
import io.gatehook.http.HttpConfig;
import io.gatehook.http.egress.EgressConfig;
import io.gatehook.http.egress.EgressList;
import io.gatehook.http.egress.EgressRules;
import io.gatehook.http.egress.OwnListeners;
import io.gatehook.http.proxy.ProxyServer;
import io.gatehook.lua.LuaLimits;
import io.gatehook.metrics.Metrics;
import io.gatehook.runtime.config.AccessSettings;
import io.gatehook.runtime.config.DeliverySettings;
import io.gatehook.runtime.config.EgressSettings;
import io.gatehook.runtime.config.Handover;
import io.gatehook.runtime.config.HookSettings;
import io.gatehook.runtime.config.ListenerSettings;
import io.gatehook.runtime.config.LuaSettings;
import io.gatehook.runtime.config.NodeId;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.TlsIdentity;
import io.gatehook.runtime.config.Version;
import io.gatehook.runtime.listener.GuardedListener;
import io.gatehook.runtime.listener.ListenerLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Optional;
import java.util.UUID;

/** Turns the settings into the records that the features take; one producer method each. */
@ApplicationScoped
class Configuration {

  @Produces
  @Singleton
  Settings settings() {
    return ActiveSettings.read();
  }

  @Produces
  @Singleton
  AdminConfig admin() {
    return new AdminConfig(Version.current());
  }

  @Produces
  @Singleton
  IngestLimit ingestLimit(Settings settings) {
    return new IngestLimit(settings.get(DeliverySettings.INGEST_RATE_LIMIT), System::nanoTime);
  }

  @Produces
  @Singleton
  Listening listening(Settings settings) {
    return Listening.of(settings);
  }

  @Produces
  @Singleton
  GuardedListener listener(Settings settings) {
    return new GuardedListener(
        new ListenerLimits(
            settings.get(ListenerSettings.CONNECTIONS),
            settings.get(ListenerSettings.REQUESTS),
            settings.get(ListenerSettings.QUEUE),
            settings.get(ListenerSettings.HEAD_TIMEOUT),
            settings.get(ListenerSettings.BODY_TIMEOUT),
            Runtime.getRuntime().maxMemory()),
        tls(settings).map(TlsIdentity::context),
        EventBatch.MAX_BYTES);
  }

  /** A stock server has a listener, and TLS, of its own. */
  private static Optional<TlsIdentity> tls(Settings settings) {
    return Handover.underLauncher() ? TlsIdentity.of(settings) : Optional.empty();
  }

  @Produces
  @Singleton
  AccessRules access(Settings settings, Listening listening) {
    var tokens = new EnumMap<Role, String>(Role.class);
    settings.find(AccessSettings.ADMIN_TOKEN).ifPresent(token -> tokens.put(Role.ADMIN, token));
    settings.find(AccessSettings.INGEST_TOKEN).ifPresent(token -> tokens.put(Role.INGEST, token));
    return new AccessRules(
        new AccessConfig(
            new Tokens(tokens),
            settings.get(ServerSettings.HTTP_HOST),
            listening.exposure(settings),
            Handover.underLauncher() && settings.isSet(ListenerSettings.TLS_CERTIFICATE)));
  }

  @Produces
  @Singleton
  HookConfig hooks(Settings settings) {
    return new HookConfig(
        settings.get(HookSettings.SOURCES_STRICT),
        SnoozeScope.parse(settings.get(HookSettings.SNOOZE_SCOPE)));
  }

  @Produces
  @Singleton
  DerivedNames derivedNames(Settings settings) {
    return new DerivedNames(settings.get(HookSettings.SOURCES_ADVANCED_ALIAS));
  }

  @Produces
  @Singleton
  Metrics metrics(Catalogue catalogue) {
    return new Metrics(catalogue.toJson().keySet());
  }

  @Produces
  @Singleton
  HttpConfig http(Settings settings) {
    HttpConfig defaults = HttpConfig.defaults();
    return new HttpConfig(
        settings.get(DeliverySettings.CALL_TIMEOUT),
        settings.get(DeliverySettings.CALL_CONNECT_TIMEOUT),
        defaults.keepAlive(),
        defaults.keptPerHost());
  }

  @Produces
  @Singleton
  EgressRules egress(Settings settings, Listening listening) {
    boolean privateAllowed =
        settings
            .find(EgressSettings.PRIVATE)
            .map(value -> value.equals("allow"))
            .orElse(listening.isLocal());
    return new EgressRules(
        new EgressConfig(
            privateAllowed,
            EgressList.of(settings.get(EgressSettings.ALLOW)),
            EgressList.of(settings.get(EgressSettings.DENY)),
            new OwnListeners(listening.addresses()),
            settings.find(EgressSettings.PROXY_URL).map(ProxyServer::parse)));
  }

  @Produces
  @Singleton
  RequestConfig webhook(Settings settings, EgressRules egress) {
    return new RequestConfig(
        KongVersion.parse(settings.get(HookSettings.KONG_VERSION)),
        SignatureFormat.parse(settings.get(HookSettings.SIGNATURE_FORMAT)),
        Version.current(),
        egress);
  }

  @Produces
  @Singleton
  LogConfig log(Settings settings) {
    return new LogConfig(LogFormat.parse(settings.get(HookSettings.LOG_FORMAT)));
  }

  @Produces
  @Singleton
  LambdaConfig lambda(Settings settings) {
    return new LambdaConfig(settings.get(DeliverySettings.LAMBDA_SCHEDULE));
  }

  @Produces
  @Singleton
  LuaLimits lua(Settings settings) {
    return new LuaLimits(
        new LuaLimits.Code(
            settings.get(LuaSettings.INSTRUCTIONS),
            settings.get(LuaSettings.WALL_TIME),
            settings.get(LuaSettings.ALLOCATED_BYTES),
            settings.get(LuaSettings.CALL_DEPTH),
            settings.get(LuaSettings.SOURCE_BYTES)),
        new LuaLimits.Text(
            settings.get(LuaSettings.STRING_BYTES), settings.get(LuaSettings.PATTERN_STEPS)),
        new LuaLimits.Log(
            settings.get(LuaSettings.LOG_LINES), settings.get(LuaSettings.LOG_LINE_BYTES)),
        new LuaLimits.Input(
            settings.get(LuaSettings.EVENT_BYTES),
            settings.get(LuaSettings.EVENT_KEYS),
            settings.get(LuaSettings.EVENT_DEPTH)));
  }

  @Produces
  @Singleton
  DestinationTemplates templates(Settings settings) {
    return new DestinationTemplates(Path.of(settings.get(HookSettings.TEMPLATES_DIR)));
  }

  @Produces
  @Singleton
  DeliveryConfig delivery(Settings settings) {
    return new DeliveryConfig(
        new RetrySchedule(settings.get(DeliverySettings.DELIVERY_SCHEDULE)),
        settings.get(DeliverySettings.DELIVERY_MAX_AGE),
        settings.get(DeliverySettings.DELIVERY_IN_FLIGHT),
        settings.get(DeliverySettings.DELIVERY_LEASE),
        settings.get(DeliverySettings.CALL_TIMEOUT),
        settings.get(DeliverySettings.DELIVERY_DRAIN));
  }

  @Produces
  @Singleton
  HealthConfig health(Settings settings) {
    return new HealthConfig(settings.get(DeliverySettings.DELIVERY_DISABLE_AFTER));
  }

  @Produces
  @Singleton
  RetentionConfig retention(Settings settings) {
    return new RetentionConfig(
        settings.get(DeliverySettings.RETENTION_DELIVERED),
        settings.get(DeliverySettings.RETENTION_OTHER),
        settings.get(DeliverySettings.INGEST_IDEMPOTENCY_WINDOW));
  }

  @Produces
  @Singleton
  Incarnation incarnation(Settings settings) {
    return new Incarnation(UUID.randomUUID(), NodeId.of(settings));
  }
}
