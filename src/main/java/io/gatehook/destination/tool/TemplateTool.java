package io.gatehook.destination.tool;

/** Marks the objects whose public methods templates may all call. */
interface TemplateTool {}
