/** A Java agent that moves the wall clock of the process that it is loaded into. */
package io.gatehook.faults.clock;
