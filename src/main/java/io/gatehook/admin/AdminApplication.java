package io.gatehook.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts every resource of this package at the root, as Kong's admin API has them. */
@ApplicationPath("/")
public class AdminApplication extends Application {}
