package io.gatehook.runtime;

import io.gatehook.runtime.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Turns the settings into the records that the features take; one producer method each. */
@ApplicationScoped
class Configuration {

  @Produces
  @Singleton
  Settings settings() {
    return ActiveSettings.read();
  }
}
