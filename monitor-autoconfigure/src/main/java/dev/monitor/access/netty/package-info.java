/**
 * Access events of Reactor Netty, from a handler of its channels.
 */
@NullMarked
package dev.monitor.access.netty;

import org.jspecify.annotations.NullMarked;
