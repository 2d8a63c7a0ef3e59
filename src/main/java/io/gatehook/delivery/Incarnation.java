package io.gatehook.delivery;

import java.util.UUID;

/**
 * This process. Claims belong to it, not to the node's name, so a node that comes back does not
 * keep alive what it left behind.
 *
 * @param id made anew at every start
 * @param nodeId the operator's name for the node
 */
public record Incarnation(UUID id, String nodeId) {}
