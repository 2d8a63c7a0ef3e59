/**
 * Ways through an outbound proxy: a tunnel by HTTP CONNECT or by SOCKS5.
 *
 * <p>Depends on nothing of Gatehook.
 */
@NullMarked
package io.gatehook.http.proxy;

import org.jspecify.annotations.NullMarked;
